"""What would be, and what is still needed: figures beside the official ones."""
