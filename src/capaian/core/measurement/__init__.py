"""From values to results: the value of a period, achievement, workings, for one office or many."""
