"""Offices side by side, pooled and reconciled, who is late, and which places sent rows."""
