"""Each line of a paper against its own working, target, achievement and unit."""
