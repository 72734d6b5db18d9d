"""From letters and lines on a page to rows, cells and paragraphs."""
