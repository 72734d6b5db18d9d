"""From rows to counts and sums, grouped by office: the only room that knows Ibis. It never divides."""
