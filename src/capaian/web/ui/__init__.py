"""What every page shares: words, layout, headers."""
