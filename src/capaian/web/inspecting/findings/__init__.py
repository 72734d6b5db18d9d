"""Findings of the inspector: written, answered, overdue."""
