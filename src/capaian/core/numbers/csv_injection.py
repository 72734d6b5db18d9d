"""Text in a file that a spreadsheet opens: what begins like a formula is one there, whoever typed it."""

import re

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Also the wide ones: a spreadsheet takes them for the narrow ones where the language of the computer has them."""

_AFTER_SEPARATOR = re.compile(r"""(?<=[,;\t\r\n])(?="*(?:[=@]|[+-][\w(]))""")
"""Where a cell begins for who splits by another letter than the file was written with."""


def escape_formula(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: with an apostrophe before it where it would be one.

    Also within it, behind a comma or semicolon: an Indonesian spreadsheet takes the semicolon for the end of a
    cell, an English one the comma, and each is given files of the other. ``Rp5.000,-`` stays as it is.

    Source: OWASP, CSV Injection. For text alone: a number's sign is its own.
    """
    within = _AFTER_SEPARATOR.sub("'", text)
    return f"'{within}" if text.startswith(_BEGINNINGS) else within
