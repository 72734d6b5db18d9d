"""Rows, evidence and imports."""
