"""Figures as papers print them: notation, tokens, years, vocabulary."""
