"""What pages of planning say."""

WORDS: dict[str, tuple[str, str]] = {}
