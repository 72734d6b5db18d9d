"""How formulas are set on a page."""
