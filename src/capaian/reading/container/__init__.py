"""What a file is and what it holds: kinds, archives, encodings, bounded before they are opened."""
