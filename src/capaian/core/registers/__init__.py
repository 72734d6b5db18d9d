"""What the rows of registers look like, which of them count, and how a sample of them is drawn."""
