"""Numbers: exact arithmetic, their text in both notations, and why there is none."""
