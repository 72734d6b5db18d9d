"""Plain text, Markdown and tables drawn with characters to a transcript."""
