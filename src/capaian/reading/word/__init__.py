"""Word documents to a transcript."""
