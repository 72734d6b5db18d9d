"""Numbers of a workbook as its reader sees them: by the cell's number format, in the Indonesian notation.

ECMA-376 part 1, 18.8.31: up to four sections (positive; negative; zero; text) of placeholders and literals.
Format codes are in the American notation in every file, whatever language the program speaks; a code such as
``0,00``, which would mean nothing there, was written by a program that meant the Indonesian one.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from capaian.core.numbers.arithmetic import scaled_half_up
from capaian.core.numbers.numerals import printed_scaled
from capaian.core.period import MONTHS

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|(General)|([0#?.,]+)|(%)|(E[+-]|/|@)|(.)', re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\Z")
_CURRENCY = re.compile(r"\$([^-]*)")
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|\Z)')
_INDONESIAN = re.compile(r"(?:[#0?]*(?:\.[#0?]{3})+|[#0?]*0),(?:0|00|0000+)\Z")
_DATE = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|(AM/PM|A/P|y+|m+|d+|h+|s+(?:\.0+)?)|(.)', re.IGNORECASE)
_LONGEST_CODE = 255
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_WIDTH = 11
"""Characters that Excel gives a number without a format, its decimal sign included."""


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a code; ``is_general`` where it says so or says what is not known here."""

    before: str = ""
    after: str = ""
    decimals: int = 0
    least_decimals: int = 0
    least_whole: int = 0
    is_grouped: bool = False
    percents: int = 0
    thousands: int = 0
    is_general: bool = False
    has_number: bool = True
    condition: tuple[str, Fraction] | None = None


def shown(number: Fraction, code: str) -> str:
    """Return ``number`` as a cell of that format shows it.

    >>> shown(Fraction("0.918"), "0.00%"), shown(Fraction("20198106"), '"Rp" #,##0')
    ('91,80%', 'Rp 20.198.106')
    """
    sections = _sections(code[:_LONGEST_CODE] or "General")
    section, is_signed = _chosen(sections, number)
    amount = abs(number)
    if section.is_general:
        text = _general(amount)
    elif not section.has_number:
        return section.before
    else:
        text = _set(amount, section)
    minus = "-" if number < 0 and is_signed and text.strip("0,.") else ""
    return f"{minus}{section.before}{text}{section.after}"


def shown_date(number: Fraction, code: str, *, mac: bool) -> str | None:
    """Return a day or hour as a cell of that format shows it; ``None`` where the format is of none."""
    if not is_date_format(code):
        return None
    try:
        moment = from_excel(float(number), MAC_EPOCH if mac else WINDOWS_EPOCH)
    except (ValueError, OverflowError, TypeError):
        return None
    if isinstance(moment, datetime.timedelta):
        return str(moment)
    return _moment(moment, code[:_LONGEST_CODE].split(";")[0])


# ---- numbers -----------------------------------------------------------------------------------------


def _general(amount: Fraction) -> str:
    whole = len(str(int(amount)))
    decimals = max(0, _WIDTH - 1 - whole)
    return _trimmed(printed_scaled(scaled_half_up(amount, decimals), decimals, grouped=False), 0)


def _set(amount: Fraction, section: _Section) -> str:
    scaled = amount * 100**section.percents * Fraction(1, 1000**section.thousands)
    text = printed_scaled(scaled_half_up(scaled, section.decimals), section.decimals, grouped=section.is_grouped)
    whole, _, part = _trimmed(text, section.least_decimals).partition(",")
    whole = whole.rjust(section.least_whole, "0")
    return f"{whole},{part}" if part else whole


def _trimmed(text: str, least: int) -> str:
    """Return ``text`` without final zeros beyond the ``least`` decimals."""
    whole, _, part = text.partition(",")
    kept = part[:least] + part[least:].rstrip("0")
    return f"{whole},{kept}" if kept else whole


def _chosen(sections: tuple[_Section, ...], number: Fraction) -> tuple[_Section, bool]:
    """Return the section for ``number``, and whether its minus sign is still to be set."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _holds(number, *section.condition):
                return section, True
        return sections[-1], True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    return sections[2 if number == 0 and len(sections) > 2 else 0], True


def _holds(number: Fraction, sign: str, bound: Fraction) -> bool:
    return {
        "<": number < bound,
        "<=": number <= bound,
        ">": number > bound,
        ">=": number >= bound,
        "=": number == bound,
        "<>": number != bound,
    }[sign]


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    parts = _SECTION.findall(code)[:4]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return tuple(map(_section, parts[:3])) or (_Section(is_general=True),)


def _section(code: str) -> _Section:
    before, after, digits, percents = "", "", "", 0
    is_general, condition = False, None
    for quoted, escaped, bracket, general, placeholders, percent, unknown, other in _TOKEN.findall(code):
        if bracket:
            if found := _CONDITION.match(bracket):
                condition = (found[1], Fraction(found[2]))
                continue
            currency = _CURRENCY.match(bracket)
            literal = currency[1] if currency else ""
        elif general or unknown:
            is_general = True
            digits = digits or "0"
            continue
        elif placeholders and (digits == "" or digits == placeholders == "."):
            digits = placeholders
            continue
        else:
            # Placeholders after a literal: a pattern such as 000-00, of codes and not of amounts.
            is_general = is_general or bool(placeholders)
            percents += bool(percent)
            literal = quoted or escaped or percent or other or " "
        before, after = (before, after + literal) if digits else (before + literal, after)
    if is_general or not digits.strip(".,"):
        return _Section(before, after, is_general=is_general, has_number=is_general, condition=condition)
    return _pattern(digits, before, after, percents, condition)


def _pattern(
    digits: str, before: str, after: str, percents: int, condition: tuple[str, Fraction] | None
) -> _Section:
    if _INDONESIAN.match(digits):
        digits = digits.translate(str.maketrans(".,", ",."))
    whole, _, part = digits.rstrip(",").partition(".")
    bare = whole.rstrip(",")
    thousands = len(digits) - len(digits.rstrip(",")) + len(whole) - len(bare)
    part = part.replace(",", "")
    return _Section(
        before,
        after,
        decimals=min(len(part), 30),
        least_decimals=min(part.rfind("0") + 1, 30),
        least_whole=min(bare.count("0"), 30),
        is_grouped="," in bare,
        percents=min(percents, 3),
        thousands=min(thousands, 5),
        condition=condition,
    )


# ---- days --------------------------------------------------------------------------------------------


def _moment(moment: datetime.datetime | datetime.date | datetime.time, code: str) -> str:
    out, after_hours = "", False
    for quoted, escaped, field, other in _DATE.findall(code):
        if not field:
            out += quoted or escaped or other
            continue
        kind = field[0].lower()
        out += _field(moment, field, minutes=kind == "m" and after_hours)
        after_hours = kind in ("h", "s")
    return out


def _field(moment: datetime.datetime | datetime.date | datetime.time, field: str, *, minutes: bool) -> str:
    kind, length = field[0].lower(), len(field)
    if kind in "hsa" or minutes:
        clock = moment if isinstance(moment, datetime.datetime | datetime.time) else datetime.time()
        number = {"h": clock.hour, "s": clock.second, "m": clock.minute}.get(kind)
        return f"{number:02}" if number is not None else ""
    if isinstance(moment, datetime.time):
        return ""
    if kind == "y":
        return f"{moment.year % 100:02}" if length < 3 else f"{moment.year:04}"
    name = MONTHS[moment.month - 1] if kind == "m" else _DAYS[moment.weekday()]
    if length > 2:
        return name[:3] if length == 3 else name
    number = moment.month if kind == "m" else moment.day
    return f"{number:02}" if length == 2 else str(number)
