"""A transcript to claims: what its tables and sentences say, not believed yet."""
