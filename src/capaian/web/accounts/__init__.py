"""Offices, people, and what each may do where and when."""
