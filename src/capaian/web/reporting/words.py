"""What pages of reporting say."""

WORDS: dict[str, tuple[str, str]] = {}
