"""Registers on disk: definitions, rows from books, Parquet parts and what is kept beside them."""
