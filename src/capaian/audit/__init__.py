"""Claims against arithmetic, and against results when there are any: every check yields objections with a place."""
