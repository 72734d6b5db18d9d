"""Writes of samples: drawn, judged row by row, finished."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused, action
from capaian.web.accounts.roles import Permission, may
from capaian.web.inspecting.models import Drawn, Sample, Verdict
from capaian.web.inspecting.queries import basis_of_sample, register_of, rows_with_verdict, sample_of
from capaian.web.inspecting.samples.draw_sample import DrawnSample, draw_rows, version_of
from capaian.web.inspecting.samples.outcome import outcome
from capaian.web.registers.rows import read_form
from capaian.web.reporting.basis import FigureBasis, edition
from capaian.web.trail.record import record

Says, State = Verdict.Says, Sample.State
LONGEST_NOTE = 8000


def draw_sample(*, office: Office, by: User, period: Period, indicator: str, size: int, seed: str) -> Sample:
    """Draw rows of an indicator by a seed, one that is drawn itself where none is given.

    They are those of the approved edition where there is one, else of today's figures. The register may be large:
    it is looked through before the office is locked, and what was drawn is kept if the figures are still the same.
    """
    taken = draw_rows(office, period, indicator, size, seed) if may(by, office, Permission.INSPECT) else None
    return keep_sample(office=office, by=by, taken=taken)


@action(Permission.INSPECT)
def keep_sample(*, office: Office, by: User, taken: DrawnSample | None) -> Sample:
    """Keep a sample that was drawn just now."""
    assert taken is not None, "who may inspect has drawn"
    on, drawing = taken.on, taken.drawing
    period = on.measurement.period
    if edition(office, period) != on.snapshot or (on.snapshot is None and version_of(office) != taken.version):
        raise Refused("figures-moved", period=period)
    one = Sample.objects.create(
        office=office,
        indicator=taken.indicator,
        period=str(period),
        snapshot=on.snapshot,
        figures=on.sha256,
        seed=taken.seed,
        size=len(drawing.rows),
        population=drawing.population,
        keys=drawing.keys,
        by=by,
    )
    Drawn.objects.bulk_create(
        Drawn(sample=one, number=number, register=row.register, key=row.key, data=row.data, counts=row.counts)
        for number, row in enumerate(drawing.rows, 1)
    )
    after = {"seed": one.seed, "size": one.size, "population": one.population, "figures": one.figures}
    after["keys"] = one.keys
    record("sample-drawn", by=by.username, office=office.code, target=called(one), after=after)
    return one


@action(Permission.INSPECT)
def give_verdict(
    *,
    office: Office,
    by: User,
    sample: int,
    number: int,
    says: str,
    struck: bool,
    cells: Mapping[str, str] | None,
    note: str,
) -> Verdict:
    """Say of a drawn row whether it is right. A wrong one is struck, or has ``cells`` as they should be.

    Raises :class:`Faulty`, or that of ``registers.rows`` where the cells cannot be a row.
    """
    one = _open(office, sample)
    drawn = one.drawn.filter(number=number).first()
    if drawn is None:
        raise Refused("no-drawn-row")
    if says not in Says.values:
        raise Faulty("verdict-says")
    said = note.strip()
    if len(said) > LONGEST_NOTE:
        raise Faulty("inspect-too-long", most=LONGEST_NOTE)
    if says != Says.RIGHT and not said:
        raise Faulty("verdict-note")
    should: dict[str, object] = {}
    if says == Says.WRONG and not struck:
        register = register_of(one, drawn.register)
        # Whom the row is about is not corrected here: no figure depends on it, and what a verdict says stays.
        people = {name: str(drawn.data.get(name, "")) for name in register.people}
        now = read_form(register, {**(cells or {}), **people}, office.code).data
        names = dict.fromkeys([*drawn.data, *now])
        should = {name: now.get(name) for name in names if now.get(name) != drawn.data.get(name)}
        if not should:
            raise Faulty("verdict-same")
    made = Verdict.objects.create(
        drawn=drawn, says=says, struck=struck and says == Says.WRONG, should=should, note=said, by=by
    )
    after = {"row": drawn.key, "says": says, "struck": made.struck, "should": should, "note": said}
    record("verdict-given", by=by.username, office=office.code, target=called(one), after=after)
    return made


def finish_sample(*, office: Office, by: User, sample: int) -> Sample:
    """Close a sample of which every row has a verdict, and keep what it comes to.

    What it was drawn from is measured before the office is locked: it is that, or it is not used.
    """
    one = sample_of(office, sample)
    on = basis_of_sample(one) if one is not None and may(by, office, Permission.INSPECT) else None
    return close_sample(office=office, by=by, sample=sample, on=on)


@action(Permission.INSPECT)
def close_sample(*, office: Office, by: User, sample: int, on: FigureBasis | None) -> Sample:
    """Keep what a sample comes to by the figures that it was drawn from; ``None`` where they are gone."""
    one = _open(office, sample)
    judged = rows_with_verdict(one)
    left = one.size - len(judged)
    if left:
        raise Faulty("sample-unjudged", count=left)
    one.result = outcome(judged, one.population, on, one.indicator)
    one.state, one.finished_at = State.FINISHED, timezone.now()
    one.save(update_fields=["result", "state", "finished_at"])
    counts = one.result["counts"]
    record("sample-finished", by=by.username, office=office.code, target=called(one), after=counts)
    return one


def _open(office: Office, pk: int) -> Sample:
    one = office.samples.select_for_update().filter(pk=pk).first()
    if one is None or one.state != State.OPEN:
        raise Refused("sample-closed")
    return one


def called(one: Sample) -> str:
    """Return what the trail calls a sample."""
    return f"uji-petik#{one.pk} {one.indicator} {one.period}"
