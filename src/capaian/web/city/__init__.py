"""The city: its offices side by side, pooled, reminded; plans offered to many; offices opened, closed, merged."""
