"""One plan for many offices: the city's proposals and what an office does with an offer."""
