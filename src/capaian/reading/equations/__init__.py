"""Equations of Word and LaTeX, and fractions drawn with lines, as text."""
