"""Tables to lines: grids, bands of headings, columns, bodies, names."""
