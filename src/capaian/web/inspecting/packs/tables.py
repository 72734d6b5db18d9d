"""The tables of a pack: rows with why each counts or not, which file proves which row, and who did what when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Q

from capaian.core.numbers.csv_injection import escape_formula
from capaian.core.period import Period
from capaian.core.registers.aggregation import Aggregation
from capaian.core.registers.register import Register, Sort
from capaian.web.accounts.models import Office
from capaian.web.portal.views_trail import change_of
from capaian.web.registers.models import Evidence, Row
from capaian.web.registers.queries import people_of
from capaian.web.registers.rows import display_row, key_of, label_of, to_data
from capaian.web.registers.uploads import integrity_of
from capaian.web.reporting.basis import FigureBasis, JudgedRow, JudgedRows, kept_rows
from capaian.web.trail.models import Event

Table = tuple[Sequence[str], Iterable[Sequence[str]]]
_AT_ONCE = 500
"""Rows asked of the database at once."""
_TOGETHER = 5000
"""Rows in memory at a time."""


class Last(NamedTuple):
    """A row of the register as it is now: who wrote it last, and of which book it came."""

    pk: int
    version: int
    by: str
    at: datetime.datetime
    book: int | None


class Collected:
    """The rows and values of an indicator as they were found in the office's registers, and what proves them.

    Of a row its number is kept, and no more: there may be millions.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        self.called: dict[str, str] = {}
        """Subject of evidence to what people call it: ``row:12`` to ``letters 2017/001``."""
        self.rows: dict[str, set[int]] = {}
        """Register to the numbers of its rows."""
        self.books: set[str] = set()
        """What the trail calls the books that they came from."""
        self.typed: set[str] = set()
        """What the trail calls the values that were typed, and their evidence."""
        self._states: dict[str, str] = {}
        rows = Evidence.objects.filter(office=office, subject__startswith="row:").values_list("subject", flat=True)
        self._proven = {int(subject[4:]) for subject in rows}

    def row(self, register: Register, own: Last, texts: Mapping[str, str]) -> None:
        self.rows.setdefault(register.name, set()).add(own.pk)
        if own.book is not None:
            self.books.add(f"{register.name}/buku#{own.book}")
        if own.pk in self._proven:
            name = " ".join(texts[key] for key in register.key) or str(own.pk)
            self.called[f"row:{own.pk}"] = f"{register.name} {name}"

    def value(self, period: Period, variable: str) -> None:
        subject = f"value:{period}:{variable}"
        self.called[subject] = f"{variable} {period}"
        self.typed |= {subject, f"{variable} {period}"}

    def evidence(self) -> list[Evidence]:
        found: list[Evidence] = []
        for subjects in _parts(sorted(self.called)):
            found += Evidence.objects.filter(office=self.office, subject__in=subjects).select_related("by")
        return sorted(found, key=lambda one: one.pk)

    def events(self, targets: Iterable[str]) -> Iterator[Event]:
        """Yield what the trail says of them and of ``targets``, in its order."""
        few = {*targets, *self.typed}
        wanted = Q(target__in=few)
        for register in self.rows:
            wanted |= Q(target__startswith=f"{register}#") | Q(target__startswith=f"{register}/buku#")
        for one in Event.objects.filter(wanted, office=self.office.pk, refused=False).order_by("number").iterator():
            register, _, number = one.target.partition("#")
            own = self.rows.get(register, ())
            if one.target in few or one.target in self.books or (number.isdecimal() and int(number) in own):
                yield one

    def state(self, one: Evidence) -> str:
        if one.sha256 not in self._states:
            self._states[one.sha256] = integrity_of(one.sha256)
        return self._states[one.sha256]


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(texts), _AT_ONCE):
        yield texts[first : first + _AT_ONCE]


_WHY = {
    "": "",
    "row-false": "tidak memenuhi {part}",
    "row-open": "sel kosong: {part}",
    "row-empty": "sel {part} kosong",
}


def row_lines(on: FigureBasis, counting: Aggregation, collected: Collected) -> Table:
    """Return every row of the period: those that count, then those left out with the reason.

    At the end stands who wrote it last, as the register has it now.
    """
    register = on.measurement.plan.registers[counting.register]

    def lines() -> Iterator[Sequence[str]]:
        for counts in (True, False):
            for part in JudgedRows(on, counting, counts=counts).parts(_TOGETHER):
                for one, own in zip(part, last_of(collected.office, register, part), strict=True):
                    texts = display_row(register, to_data(register, one.values))
                    if own is not None:
                        collected.row(register, own, texts)
                    yield _line(register, one, own, texts)

    columns = (escape_formula(label_of(register, name)) for name in register.columns)
    return ["dihitung", "sebab", *columns, "versi", "terakhir_oleh", "terakhir_pada"], lines()


def _line(register: Register, one: JudgedRow, own: Last | None, texts: Mapping[str, str]) -> list[str]:
    cells = [
        text if register.columns[name].sort is Sort.NUMBER else escape_formula(text) for name, text in texts.items()
    ]
    last = ["", "", ""] if own is None else [str(own.version), escape_formula(own.by), own.at.isoformat()]
    return ["tidak" if one.why else "ya", _WHY[one.why].format(part=one.part), *cells, *last]


def last_of(office: Office, register: Register, rows: Sequence[JudgedRow]) -> list[Last | None]:
    """Return for each row the one of the register that it came from, as :func:`kept_rows` finds it."""
    keys = [key_of(register, one.values) for one in rows]
    kept = Row.objects.filter(office=office, register=register.name).order_by("-removed", "id")
    found: dict[str, Last] = {}
    for part in _parts([key for key in keys if key]):
        asked = kept.filter(key__in=part).values_list("key", "pk", "version", "by__username", "at", "source")
        found |= {key: Last(*own) for key, *own in asked}
    bare = [one.values for one, key in zip(rows, keys, strict=True) if not key]
    others = iter(kept_rows(office, register, bare))
    return [found.get(key) if key else _last(next(others)) for key in keys]


def _last(row: Row | None) -> Last | None:
    return None if row is None else Last(row.pk, row.version, row.by.username, row.at, row.source_id)


def evidence_lines(evidence: Sequence[tuple[Evidence, str, str]], collected: Collected) -> Table:
    """Return which file proves what. ``state``: same, changed, gone, or left-out for want of room."""
    headings = ["untuk", "berkas", "nama_asli", "halaman", "sha256", "bytes", "oleh", "pada", "keadaan"]
    lines = [
        [
            escape_formula(collected.called[one.subject]),
            name,
            escape_formula(one.name),
            escape_formula(one.pages),
            one.sha256,
            str(one.size),
            escape_formula(one.by.username),
            one.at.isoformat(),
            state,
        ]
        for one, name, state in evidence
    ]
    return headings, lines


def event_lines(period: Period, code: str, inputs: Mapping[str, Any], collected: Collected) -> Table:
    """Return who did what when to the rows, the values and the period."""
    targets = [str(period), *(f"{name} {period}" for name in (code, *inputs))]
    people = people_of(collected.office)
    headings = ["nomor", "pada", "oleh", "peristiwa", "mengenai", "perubahan", "sidik"]
    lines = (
        [
            str(one.number),
            one.at.isoformat(),
            escape_formula(one.by),
            one.kind,
            escape_formula(one.target),
            escape_formula(change_of(one, "id", people)),
            one.hash,
        ]
        for one in collected.events(targets)
        if one.kind not in ("pack-asked", "pack-made")  # they tell of packs, which else would differ each time
    )
    return headings, lines
