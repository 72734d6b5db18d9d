"""Plans as approved text, version by version, and revised targets."""
