"""What pages of registers say."""

WORDS: dict[str, tuple[str, str]] = {}
