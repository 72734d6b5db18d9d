"""The plan file, its rule book, targets and offices: read with every fault, and written."""
