"""Periods of account: a year, a quarter (triwulan) or a month, both ends included."""

from __future__ import annotations

import datetime
import re

from capaian.core.frozen import frozen
from capaian.core.wording import chosen

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ROMAN = ("I", "II", "III", "IV")
_FORM = re.compile(r"(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?\Z", re.ASCII)


def written_day(day: datetime.date, lang: str = "id") -> str:
    """Return a day as people write it: ``31 Desember 2017``."""
    return f"{day.day} {month_in(day.month, lang)} {day.year}"


def month_in(month: int, lang: str = "id") -> str:
    """Return the name of a month, 1-12."""
    return chosen((MONTHS, MONTHS_EN), lang)[month - 1]


@frozen(order=True)
class Period:
    """Consecutive months of one year: 12 (a year), 3 (a quarter) or 1.

    ``year`` is 1900-2199, ``first_month`` 1-12, ``months`` the length. Order is by start, then by length.
    """

    year: int
    first_month: int = 1
    months: int = 12

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2199:
            raise ValueError(f"year out of range: {self.year}")
        starts = {12: (1,), 3: (1, 4, 7, 10), 1: tuple(range(1, 13))}
        if self.first_month not in starts.get(self.months, ()):
            raise ValueError(f"no period of {self.months} months starts in month {self.first_month}")

    @classmethod
    def parse(cls, text: str) -> Period | None:
        """Read ``2024``, ``2024-Q1`` or ``2024-05``; ``None`` where the text is none of them."""
        match = _FORM.match(text.strip())
        if not match or not 1900 <= int(match[1]) <= 2199:
            return None
        year = int(match[1])
        if match[2]:
            return cls(year, 3 * int(match[2]) - 2, 3)
        return cls(year, int(match[3]), 1) if match[3] else cls(year)

    def __str__(self) -> str:
        if self.months == 12:
            return f"{self.year}"
        if self.months == 3:
            return f"{self.year}-Q{self.quarter}"
        return f"{self.year}-{self.first_month:02}"

    @property
    def quarter(self) -> int:
        """The quarter, 1-4, that the period starts in."""
        return (self.first_month + 2) // 3

    @property
    def last_month(self) -> int:
        return self.first_month + self.months - 1

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.first_month, 1)

    @property
    def last_day(self) -> datetime.date:
        # The day before the next month's first: `calendar` would load the machine's languages for a number.
        year, month = (self.year + 1, 1) if self.last_month == 12 else (self.year, self.last_month + 1)
        return datetime.date(year, month, 1) - datetime.timedelta(days=1)

    def __contains__(self, other: Period) -> bool:
        return (
            self.year == other.year
            and self.first_month <= other.first_month
            and other.last_month <= self.last_month
        )

    def label_in(self, lang: str) -> str:
        """The period as people of that language call it."""
        return chosen((self.label, self.label_en), lang)

    @property
    def label(self) -> str:
        """The period in Indonesian: ``Tahun 2024``, ``Triwulan I Tahun 2024``, ``Mei 2024``."""
        if self.months == 12:
            return f"Tahun {self.year}"
        if self.months == 3:
            return f"Triwulan {ROMAN[self.quarter - 1]} Tahun {self.year}"
        return f"{MONTHS[self.first_month - 1]} {self.year}"

    @property
    def label_en(self) -> str:
        """The period in English: ``2024``, ``Quarter I of 2024``, ``May 2024``."""
        if self.months == 12:
            return f"{self.year}"
        if self.months == 3:
            return f"Quarter {ROMAN[self.quarter - 1]} of {self.year}"
        return f"{MONTHS_EN[self.first_month - 1]} {self.year}"
