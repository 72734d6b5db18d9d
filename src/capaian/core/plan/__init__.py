"""What an office promised: itself, its missions, objectives, indicators, targets, and what is counted."""
