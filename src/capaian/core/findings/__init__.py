"""Faults, doubts and remarks: a value with a place, and the words of each kind."""
