"""What a figure stands on: the working inputs of today, or an approved edition, with the rows that were counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, overload

from django.conf import settings

from capaian.core.measurement.result import Measurement
from capaian.core.numbers.numerals import shortest
from capaian.core.period import Period
from capaian.core.registers.aggregation import Aggregation
from capaian.core.registers.aggregation import Row as Values
from capaian.core.registers.register import Register
from capaian.files.digest import text_sha256
from capaian.pipeline.explaining_rows import why_left
from capaian.pipeline.inputs import Inputs, load
from capaian.pipeline.measurement_json import to_json
from capaian.pipeline.measuring import measure_office
from capaian.web.accounts.models import Office
from capaian.web.accounts.permissions import Refused
from capaian.web.registers.models import Row
from capaian.web.registers.rows import key_of, to_data
from capaian.web.reporting.models import Snapshot, Submission
from capaian.web.reporting.provisional import load_provisional, published_figures
from capaian.web.ui.batching import batched

_AT_ONCE = 500
"""Keys asked of the database at once: it takes no million of them."""


class FigureBasis(NamedTuple):
    """A measurement with the inputs that it was made from; ``snapshot`` where it was approved."""

    inputs: Inputs
    measurement: Measurement
    snapshot: Snapshot | None

    @property
    def sha256(self) -> str:
        """The hash of the figures: that of a submission, where they are the same."""
        return text_sha256(to_json(self.measurement))

    def rows(self, register: str) -> Sequence[Values]:
        """Return the office's rows of the period; none where the register is not there."""
        table = self.inputs.registers.get(register)
        if table is None:
            return []
        return [row for row, _ in table.rows(self.measurement.office, self.measurement.period)]


class JudgedRows(Sequence["JudgedRow"]):
    """The rows that count, or those left out, as a page looks at them: a part at a time, however many there are."""

    def __init__(self, on: FigureBasis, counting: Aggregation, *, counts: bool) -> None:
        own, table = on.measurement, on.inputs.registers.get(counting.register)
        self._side = None if table is None else table.side(own.office, own.period, counting, counts=counts)
        self._counting = counting

    def __len__(self) -> int:
        return 0 if self._side is None else self._side.size

    @overload
    def __getitem__(self, which: int) -> JudgedRow: ...
    @overload
    def __getitem__(self, which: slice) -> list[JudgedRow]: ...
    def __getitem__(self, which: int | slice) -> JudgedRow | list[JudgedRow]:
        if isinstance(which, int):
            return self[which : which + 1][0]
        first, end, _ = which.indices(len(self))
        found = [] if self._side is None else self._side.part(first, max(0, end - first))
        return judge_rows(found, self._counting)

    def parts(self, most: int) -> Iterator[list[JudgedRow]]:
        """Yield all rows in their order, at most ``most`` at a time."""
        rows = iter(()) if self._side is None else self._side.every()
        for part in batched(rows, most):
            yield judge_rows(part, self._counting)


def edition(office: Office, period: Period, number: int | None = None) -> Snapshot | None:
    """Return the edition of a number; without one the newest where the period stands approved, else none."""
    editions = office.snapshots.filter(period=str(period)).order_by("-number")
    if number is not None:
        return editions.filter(number=number).first()
    approved = office.submissions.filter(period=str(period), state=Submission.State.APPROVED).exists()
    return editions.first() if approved else None


def figure_basis(office: Office, period: Period, snapshot: Snapshot | None) -> FigureBasis | None:
    """Return what a figure of an edition, or of today, stands on; ``None`` where nothing can be measured.

    Raises :class:`provisional.NoPlan`, and :class:`Refused` where the edition is not what was frozen.
    """
    if snapshot is None:
        inputs = load_provisional(office, period).inputs
    else:
        published_figures(snapshot)
        inputs, _ = load(Path(settings.DATA) / snapshot.folder)
        if inputs is None:
            raise Refused("snapshot-changed", period=snapshot.period)
    if inputs is None:
        return None
    measurement, _ = measure_office(inputs, period, office.code)
    return FigureBasis(inputs, measurement, snapshot)


class TypedInput(NamedTuple):
    """A typed value as an edition has it."""

    amount: str
    evidence: str


def typed_values(measurement: Measurement, code: str) -> dict[str, TypedInput]:
    """Return the typed values of a measurement's own period that an indicator was measured from."""
    found = {}
    for name, tally in measurement.results[code].inputs.items():
        for one in tally.observations:
            if one.counted is None and one.why is None and one.period == measurement.period:
                amount = one.grade or ("" if one.amount is None else shortest(one.amount))
                found[name] = TypedInput(amount, one.evidence)
    return found


class JudgedRow(NamedTuple):
    """A row and whether it counts: ``why`` names the words of the reason, ``part`` what they speak of."""

    values: Values
    why: str
    part: str


def judge_rows(rows: Iterable[Values], counting: Aggregation) -> list[JudgedRow]:
    """Return each row with why it is left out; the reason of one that counts is empty."""
    return [JudgedRow(row, *(why_left(counting, row) or ("", ""))) for row in rows]


def kept_rows(office: Office, register: Register, rows: Sequence[Values]) -> list[Row | None]:
    """Return for each row that was counted the one of the database that it came from, as far as there is one.

    Those with a key are found by it, others by all that they say on their day; removed ones are found too.
    """
    found: dict[str, Row] = {}
    keys = [key_of(register, row) for row in rows]
    kept = Row.objects.filter(office=office, register=register.name).select_related("by")
    wanted = [key for key in keys if key]
    for first in range(0, len(wanted), _AT_ONCE):
        part = kept.filter(key__in=wanted[first : first + _AT_ONCE])
        # The last of a key is one that is not removed.
        found |= {one.key: one for one in part.order_by("-removed", "id")}
    bare = [row for row, key in zip(rows, keys, strict=True) if not key]
    days = {row[register.date] for row in bare}
    same: Mapping[str, Row] = {}
    if days:
        same = {_text(one.data): one for one in kept.filter(day__in=days, key="").order_by("-removed", "id")}
    return [
        found.get(key) if key else same.get(_text(to_data(register, row)))
        for row, key in zip(rows, keys, strict=True)
    ]


def _text(data: Mapping[str, object]) -> str:
    return repr(sorted(data.items()))
