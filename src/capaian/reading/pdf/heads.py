"""Page headers, footers and page numbers: the lines that a report says on every page and means on none."""

from __future__ import annotations

import re
from collections import Counter

from capaian.reading.layout.drawing import LetterRun, line_text
from capaian.reading.pdf.pages import PageContent

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:hal(?:aman)?|hlm|page)?\W*(?:\d{1,4}|[ivxl]{1,6})(?:\W*(?:dari|of|/)\W*\d{1,4})?\W*\Z", re.IGNORECASE
)
_ZONE = 0.13
_MARGIN = 0.055
_OUTERMOST = 3
_MOST_HEAD = 8
"""Lines of a letterhead."""
_PITCH = 2.0
"""In sizes of the letters: lines that stand farther apart are not of one block."""

Key = tuple[bool, int, str]


def without_heads(sheets: list[PageContent]) -> None:
    """Take headers and footers off ``sheets``; a header below the very margin stays once, where it is first."""
    counts: Counter[Key] = Counter()
    keyed = [_candidates(sheet) for sheet in sheets]
    for candidates in keyed:
        counts.update({key for _, key in candidates})
    seen: set[Key] = set()
    for sheet, candidates in zip(sheets, keyed, strict=True):
        gone = set()
        for at, key in candidates:
            line = sheet.lines[at]
            text = line_text(line)
            if _NUMBER.match(text) and _is_outermost(sheet, at):
                gone.add(at)
            elif _is_head(sheet, line, counts[key], len(sheets), top=key[0]) and not _is_body(sheet, at):
                if key in seen or not key[0] or _in_margin(sheet, line):
                    gone.add(at)
                seen.add(key)
        sheet.lines = [line for at, line in enumerate(sheet.lines) if at not in gone]


def _candidates(sheet: PageContent) -> list[tuple[int, Key]]:
    found = []
    last = len(sheet.lines) - 1
    for at, line in enumerate(sheet.lines):
        if at == _OUTERMOST and last - at >= _OUTERMOST:
            break
        found.extend(_candidate(sheet, at, line))
    for at in range(max(_OUTERMOST, last - _OUTERMOST + 1), last + 1):
        if all(at != other for other, _ in found):
            found.extend(_candidate(sheet, at, sheet.lines[at]))
    return found


def _candidate(sheet: PageContent, at: int, line: list[LetterRun]) -> list[tuple[int, Key]]:
    base = line[0].base
    if _ZONE * sheet.height < base < (1 - _ZONE) * sheet.height:
        return []
    top = base < sheet.height / 2
    return [
        (at, (top, round((base if top else sheet.height - base) / 6), _DIGITS.sub("#", line_text(line)).casefold()))
    ]


def _is_outermost(sheet: PageContent, at: int) -> bool:
    base = sheet.lines[at][0].base
    drawn = [table.top for table in sheet.tables] + [table.bottom for table in sheet.tables]
    if at == 0 and base < _ZONE * sheet.height:
        return not drawn or base < min(drawn)
    return at == len(sheet.lines) - 1 and base > 0.9 * sheet.height and (not drawn or base > max(drawn))


def _in_margin(sheet: PageContent, line: list[LetterRun]) -> bool:
    return not _MARGIN * sheet.height < line[0].base < (1 - _MARGIN) * sheet.height


def _is_body(sheet: PageContent, at: int) -> bool:
    """Whether a line off the very margin is of a longer block, as the first or last lines of a table's rows are."""
    line = sheet.lines[at]
    if _in_margin(sheet, line):
        return False
    step, most = (1, _MOST_HEAD) if line[0].base < sheet.height / 2 else (-1, _OUTERMOST)
    for n in range(most):
        here, there = at + n * step, at + (n + 1) * step
        if not 0 <= there < len(sheet.lines):
            return False
        if abs(sheet.lines[there][0].base - sheet.lines[here][0].base) >= _PITCH * line[0].size:
            return False
    return True


def _is_head(sheet: PageContent, line: list[LetterRun], pages: int, of: int, *, top: bool) -> bool:
    if pages < 2:
        return False
    if _in_margin(sheet, line):
        return True
    return pages * 5 >= of * 2 and (pages >= 3 or not top)
