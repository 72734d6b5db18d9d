"""Web pages to a transcript."""
