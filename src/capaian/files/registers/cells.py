"""One cell of a register to the value of its type, as clerks write it."""

from __future__ import annotations

import datetime
import math
import re
from fractions import Fraction

from capaian.core.numbers.arithmetic import decimals_of
from capaian.core.numbers.numerals import read_indonesian, read_plain
from capaian.core.period import MONTHS
from capaian.core.plan.nip_and_area_codes import is_area_code, nip_fault
from capaian.core.registers.condition import Value
from capaian.core.registers.pseudonym import is_pseudonym
from capaian.core.registers.register import DECIMALS, Column, FieldType
from capaian.core.wording import Both

_NUMBERED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\Z", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})\s+([a-z]+)\s+(\d{4})\Z", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_NIK = re.compile(r"\d{6}(\d{2})(\d{2})\d{2}(?!0000)\d{4}\Z", re.ASCII)
_MONTH_OF = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_OF |= {name[:3]: number for name, number in list(_MONTH_OF.items())}
_YES = frozenset({"ya", "yes", "y", "benar", "true", "1", "v", "✓"})
_NO = frozenset({"tidak", "no", "t", "n", "salah", "false", "0", "-"})
YEARS = range(1900, 2200)
LARGEST = 10**12
"""Beyond it a number in a register is a slip of the hand, and sums would outgrow what every engine adds exactly."""

EXAMPLES: dict[FieldType, tuple[str | Both, str | Both]] = {
    FieldType.TEXT: (Both("teks", "text"), Both("surat", "letter")),
    FieldType.WHOLE: (Both("bilangan bulat", "whole number"), "12"),
    FieldType.DECIMAL: (Both("angka", "number"), "12,5"),
    FieldType.RUPIAH: (Both("jumlah rupiah", "amount of rupiah"), "20.198.106"),
    FieldType.DATE: (
        Both("tanggal", "date"),
        Both("31 Desember 2017 atau 2017-12-31", "31 Desember 2017 or 2017-12-31"),
    ),
    FieldType.YESNO: (Both("ya atau tidak", "yes or no"), Both("ya", "yes")),
    FieldType.CHOICE: (Both("pilihan", "choice"), ""),
    FieldType.AREA: (Both("kode wilayah", "area code"), "15.71.03.1001"),
    FieldType.NIK: (Both("NIK 16 angka", "NIK of 16 digits"), "1571030101800001"),
    FieldType.NIP: (Both("NIP 18 angka", "NIP of 18 digits"), "198001012000121001"),
}
"""What a cell of each type is called, and how it is written."""

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_cell(cell: Cell, column: Column, *, indonesian: bool) -> Value | None:
    """Return the value of a cell that is not empty, or ``None`` where it is none of the column's type.

    ``indonesian`` says how numbers that come as text are written: 1.234,56, else 1234.56.
    """
    match column.type:
        case FieldType.DATE:
            return _date(cell)
        case FieldType.WHOLE | FieldType.DECIMAL | FieldType.RUPIAH:
            return _number(cell, DECIMALS[column.type], indonesian)
        case FieldType.YESNO:
            return cell if isinstance(cell, bool) else _yes_or_no(text_of(cell).lower())
        case FieldType.CHOICE:
            return _choice(text_of(cell), column)
        case FieldType.AREA:
            return text_of(cell) if is_area_code(text_of(cell)) else None
        case FieldType.NIK:
            return text_of(cell) if is_pseudonym(cell) else _nik(text_of(cell).replace(" ", ""))
        case FieldType.NIP:
            digits = text_of(cell).replace(" ", "")
            return None if nip_fault(digits) else digits
        case FieldType.TEXT:
            return text_of(cell)


def text_of(cell: Cell) -> str:
    """Return a cell as a person sees it: 5.0 as ``5``, a date as ``2017-12-31``."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    return " ".join(str(cell).split())


def _number(cell: Cell, decimals: int, indonesian: bool) -> Fraction | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    if isinstance(cell, int | float):
        amount: Fraction | None = Fraction(f"{cell:.15g}")
    else:
        text = text_of(cell)
        amount = read_indonesian(text) if indonesian else read_plain(text)
    if amount is None or not -LARGEST < amount < LARGEST:
        return None
    own = decimals_of(amount)
    return None if own is None or own > decimals else amount


def _date(cell: Cell) -> datetime.date | None:
    if isinstance(cell, datetime.datetime):
        return cell.date() if cell.year in YEARS else None
    if isinstance(cell, datetime.date):
        return cell if cell.year in YEARS else None
    if not isinstance(cell, str):
        return None
    text = text_of(cell).lower()
    year, month, day = 0, 0, 0
    if _ISO.match(text):
        year, month, day = map(int, text.split("-"))
    elif match := _NUMBERED.match(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    elif match := _NAMED.match(text):
        day, month, year = int(match[1]), _MONTH_OF.get(match[2], 0), int(match[3])
    try:
        return datetime.date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _yes_or_no(text: str) -> bool | None:
    return True if text in _YES else False if text in _NO else None


def _choice(text: str, column: Column) -> str:
    """Return the choice's key for its key or label; text that is neither comes back for the finding to name."""
    lowered = text.lower()
    for key, label in column.choices.items():
        if lowered in (key.lower(), label.lower()):
            return key
    return text


def _nik(digits: str) -> str | None:
    match = _NIK.match(digits)
    if not match:
        return None
    day, month = int(match[1]), int(match[2])
    return digits if 1 <= (day - 40 if day > 40 else day) <= 31 and 1 <= month <= 12 else None
