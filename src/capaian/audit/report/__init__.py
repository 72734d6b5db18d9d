"""A paper against itself: tables, totals, quarters, promises, numbering, surveys."""
