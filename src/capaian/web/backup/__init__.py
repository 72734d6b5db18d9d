"""Keeping what is kept: a whole server in one file, put back elsewhere, each proved by hashes."""
