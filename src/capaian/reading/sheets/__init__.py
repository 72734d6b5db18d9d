"""Workbooks to a transcript."""
