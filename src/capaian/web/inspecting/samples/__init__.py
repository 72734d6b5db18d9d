"""Samples of rows: drawn, judged, and what they come to."""
