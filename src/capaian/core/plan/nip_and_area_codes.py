"""Numbers that name people and places, with their check rules."""

from __future__ import annotations

import datetime
import re

from capaian.core.wording import Both, both

_NIP = re.compile(r"(\d{8})(\d{6})([12])(\d{3})\Z", re.ASCII)
_AREA = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.[1-9]\d{3})?)?)?\Z", re.ASCII)
_LENGTH = ("{count} karakter, bukan 18 angka", "{count} {count:character|characters}, not 18 digits")


def is_area_code(text: str) -> bool:
    """Tell whether ``text`` is a Kemendagri area code: ``15``, ``15.71``, ``15.71.03`` or ``15.71.03.1001``."""
    return bool(_AREA.match(text))


def nip_fault(text: str) -> Both | None:
    """Return what is wrong with a civil servant's number (NIP), or ``None``.

    18 digits: birth date YYYYMMDD, month of appointment YYYYMM, sex 1 or 2, serial of 3. Spaces are free.
    """
    digits = text.replace(" ", "")
    match = _NIP.match(digits)
    if not match:
        if len(digits) == 18:
            return Both("susunan angkanya", "the order of its digits")
        return both(_LENGTH, count=len(digits))
    if not _is_date(match[1]):
        return Both(f"tanggal lahir {match[1]}", f"the date of birth {match[1]}")
    if not _is_date(match[2] + "01"):
        return Both(f"bulan pengangkatan {match[2]}", f"the month of appointment {match[2]}")
    return None


def nip_printed(text: str) -> str:
    """Return a NIP in the groups 8 6 1 3 that papers print; text of another length comes back unchanged."""
    digits = text.replace(" ", "")
    return " ".join((digits[:8], digits[8:14], digits[14], digits[15:])) if len(digits) == 18 else text


def _is_date(digits: str) -> bool:
    try:
        return datetime.date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}").year >= 1900
    except ValueError:
        return False
