"""What earlier releases left behind, and that this one still opens it."""
