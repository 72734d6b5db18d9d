"""Workings as papers print them: ratios, closing lines, explanations."""
