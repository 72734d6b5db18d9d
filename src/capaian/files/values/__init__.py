"""Values that somebody counted: read from CSV and XLSX, and the form for them."""
