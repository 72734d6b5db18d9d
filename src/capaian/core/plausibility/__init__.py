"""Doubts about a promise that no calculator has: units, words, directions, parts of a mean."""
