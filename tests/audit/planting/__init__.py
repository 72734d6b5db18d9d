"""Reports that are right by plain arithmetic, in many styles and formats, and the same with one known fault."""
