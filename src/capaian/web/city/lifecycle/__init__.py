"""Offices opened, closed, merged, split, and wrong days corrected."""
