"""Packs of evidence: asked for, made by a worker, taken along."""
