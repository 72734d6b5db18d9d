"""Which places below each office sent rows in a period, and which were silent: a kelurahan is no office of its own.

What rows name as their place is held against a list of areas with the codes of the Ministry of Home Affairs.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count, Max

from capaian.core.area import length_below
from capaian.core.period import Period
from capaian.web.accounts.models import Office
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.registers.models import Row


class Sent(NamedTuple):
    """What came from a place in a period: rows by the label of their register, and the day of the last."""

    code: str
    name: str
    """Empty where the list of areas does not know the place."""
    rows: int
    last: datetime.date | None
    registers: Sequence[tuple[str, int]]


class Places(NamedTuple):
    """The places of an office in a period; ``own`` rows name the office itself and no place below it."""

    office: Office
    sent: Sequence[Sent]
    silent: Sequence[tuple[str, str]]
    """Code and name of those in the list of areas from which nothing came."""
    own: Sent | None
    known: bool
    """Whether the list of areas has any place of this office: else nobody can tell who is silent."""

    @property
    def expected(self) -> int:
        return len(self.silent) + sum(bool(one.name) for one in self.sent)

    @property
    def listed(self) -> Sequence[Sent]:
        """Those that sent and are in the list."""
        return [one for one in self.sent if one.name]

    @property
    def strange(self) -> Sequence[Sent]:
        """Those that sent and are in no list: a wrong code, or a list that is older than they are."""
        return [one for one in self.sent if not one.name]


def coverage_of(offices: Sequence[Office], period: Period) -> list[Places]:
    """Return the places of offices of one level, as their rows stand now; removed rows count for nothing.

    Rows of offices below them count too: those of a city are with its kecamatan.
    """
    found: dict[str, dict[str, dict[str, tuple[int, datetime.date]]]] = {one.pk: {} for one in offices}
    level = len(offices[0].pk) if offices else 0
    inside = [code for code in Office.objects.values_list("pk", flat=True) if code[:level] in found]
    rows = Row.objects.filter(office__in=inside, removed=False, day__range=(period.first_day, period.last_day))
    counted = rows.order_by().values_list("office", "place", "register").annotate(Count("pk"), Max("day"))
    for below, place, register, count, last in counted:
        office = below[:level]
        length = length_below(office) or len(place)
        by_register = found[office].setdefault(place[:length], {})
        before = by_register.get(register, (0, last))
        by_register[register] = (before[0] + count, max(before[1], last))
    names = areas(Path(settings.AREAS))
    return [_of(one, found[one.pk], names, _labels(one, period)) for one in offices]


def _of(
    office: Office,
    found: Mapping[str, Mapping[str, tuple[int, datetime.date]]],
    names: Mapping[str, str],
    labels: Mapping[str, str],
) -> Places:
    length = length_below(office.code)
    listed = {
        code: name for code, name in names.items() if code.startswith(f"{office.code}.") and len(code) == length
    }
    sent = [_sent(code, listed.get(code, ""), found[code], labels) for code in sorted(found) if code != office.code]
    own = _sent(office.code, office.name, found[office.code], labels) if office.code in found else None
    silent = [(code, name) for code, name in sorted(listed.items()) if code not in found]
    return Places(office, sent, silent, own, bool(listed))


def _sent(code: str, name: str, rows: Mapping[str, tuple[int, datetime.date]], labels: Mapping[str, str]) -> Sent:
    registers = sorted((labels.get(register, register), count) for register, (count, _) in rows.items())
    return Sent(code, name, sum(count for _, count in registers), max(last for _, last in rows.values()), registers)


def _labels(office: Office, period: Period) -> Mapping[str, str]:
    """Return what people call the registers of an office."""
    version = version_on(office, period.last_day)
    if version is None:
        return {}
    return {name: register.label or name for name, register in plan_of(version).registers.items()}


@lru_cache(maxsize=4)
def areas(path: Path) -> Mapping[str, str]:
    """Read a list of areas: names by code. Raises :class:`ImproperlyConfigured` where the file is none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["code"]: row["name"] for row in csv.DictReader(file)}
    except (OSError, ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"CAPAIAN_AREAS: no CSV with columns code and name: {path}") from error
