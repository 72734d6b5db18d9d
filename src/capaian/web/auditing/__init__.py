"""Reports that somebody made: read, audited, and answered finding by finding."""
