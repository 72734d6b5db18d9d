"""The same offices for programs: what the pages show, as JSON and CSV behind a token."""
