"""The tables of a pack: rows with why each counts or not, which file proves which row, and who did what when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from capaian.core.counting import Counting
from capaian.core.counting import Row as Values
from capaian.core.period import Period
from capaian.core.register import Register, Sort
from capaian.core.spreadsheet import harmless
from capaian.web.accounts.models import Office
from capaian.web.accounts.trail import change_of
from capaian.web.registers.models import Evidence, Row
from capaian.web.registers.rows import label_of, shown_data, to_data
from capaian.web.registers.store import state_of
from capaian.web.reporting.standing import judged, kept_rows
from capaian.web.trail.models import Event

Table = tuple[Sequence[str], Iterable[Sequence[str]]]
_AT_ONCE = 500
"""Rows asked of the database at once."""


class Collected:
    """The rows and values of an indicator as they were found in the office's registers, and what proves them."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.called: dict[str, str] = {}
        """Subject of evidence to what people call it: ``row:12`` to ``letters 2017/001``."""
        self.targets: set[str] = set()
        """What the trail calls the rows."""
        self._states: dict[str, str] = {}

    def row(self, register: Register, own: Row, texts: Mapping[str, str]) -> None:
        name = " ".join(texts[key] for key in register.key) or str(own.pk)
        self.called[f"row:{own.pk}"] = f"{register.name} {name}"
        self.targets.add(f"{register.name}#{own.pk}")
        if own.source_id is not None:
            self.targets.add(f"{register.name}/buku#{own.source_id}")

    def typed(self, period: Period, variables: Sequence[str]) -> None:
        for name in variables:
            self.called[f"value:{period}:{name}"] = f"{name} {period}"

    def evidence(self) -> list[Evidence]:
        found: list[Evidence] = []
        for subjects in _parts(sorted(self.called)):
            found += Evidence.objects.filter(office=self.office, subject__in=subjects).select_related("by")
        return sorted(found, key=lambda one: one.pk)

    def events(self, targets: Iterable[str]) -> list[Event]:
        found: list[Event] = []
        for part in _parts(sorted(self.targets | set(targets))):
            found += Event.objects.filter(office=self.office.pk, target__in=part, refused=False)
        return sorted(found, key=lambda one: one.number)

    def state(self, one: Evidence) -> str:
        if one.sha256 not in self._states:
            self._states[one.sha256] = state_of(one.sha256)
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


def row_lines(register: Register, counting: Counting, rows: Sequence[Values], collected: Collected) -> Table:
    """Return every row of the period, counted or left out with the reason, and who wrote it last."""
    found = judged(rows, counting)
    own = kept_rows(collected.office, register, [one.values for one in found])
    lines = []
    for one, row in zip(found, own, strict=True):
        texts = shown_data(register, to_data(register, one.values))
        if row is not None:
            collected.row(register, row, texts)
        cells = [
            text if register.columns[name].sort is Sort.NUMBER else harmless(text) for name, text in texts.items()
        ]
        last = ["", "", ""] if row is None else [str(row.version), harmless(row.by.username), row.at.isoformat()]
        lines.append(["tidak" if one.why else "ya", _WHY[one.why].format(part=one.part), *cells, *last])
    columns = (harmless(label_of(register, name)) for name in register.columns)
    headings = ["dihitung", "sebab", *columns, "versi", "terakhir_oleh", "terakhir_pada"]
    return headings, sorted(lines)


def evidence_lines(evidence: Sequence[tuple[Evidence, str, str]], collected: Collected) -> Table:
    """Return which file proves what. ``state``: same, changed, gone, or left-out for want of room."""
    headings = ["untuk", "berkas", "nama_asli", "halaman", "sha256", "bytes", "oleh", "pada", "keadaan"]
    lines = [
        [
            harmless(collected.called[one.subject]),
            name,
            harmless(one.name),
            harmless(one.pages),
            one.sha256,
            str(one.size),
            harmless(one.by.username),
            one.at.isoformat(),
            state,
        ]
        for one, name, state in evidence
    ]
    return headings, lines


def event_lines(period: Period, code: str, inputs: Mapping[str, Any], collected: Collected) -> Table:
    """Return who did what when to the rows, the values and the period."""
    targets = [str(period), *(f"{name} {period}" for name in (code, *inputs))]
    headings = ["nomor", "pada", "oleh", "peristiwa", "mengenai", "perubahan", "sidik"]
    lines = [
        [
            str(one.number),
            one.at.isoformat(),
            harmless(one.by),
            one.kind,
            harmless(one.target),
            harmless(change_of(one, "id")),
            one.hash,
        ]
        for one in collected.events(targets)
        if one.kind not in ("pack-asked", "pack-made")  # they tell of packs, which else would differ each time
    ]
    return headings, lines
