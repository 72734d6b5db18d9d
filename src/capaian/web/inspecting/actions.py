"""Writes of inspecting: samples drawn and judged, findings written, answered and closed, packs asked for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused, action
from capaian.web.accounts.roles import Permission, may
from capaian.web.inspecting.models import Drawn, Finding, Sample, Step, Verdict
from capaian.web.inspecting.queries import answers, judged_of, register_of, sample_of, standing_of, state_of
from capaian.web.inspecting.samples.draw_sample import DrawnSample, take, version_of
from capaian.web.inspecting.samples.outcome import outcome
from capaian.web.jobs.models import Job
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.registers.rows import read_form
from capaian.web.reporting.basis import FigureBasis, edition
from capaian.web.trail.record import record

Kind, Says, State = Step.Kind, Verdict.Says, Sample.State
LONGEST_TITLE, LONGEST_TEXT = 200, 8000
BY_INSPECTOR = (Kind.INSUFFICIENT, Kind.DONE, Kind.DROPPED)
CLOSED = frozenset(map(str, (Kind.DONE, Kind.DROPPED)))


# ---- samples ------------------------------------------------------------------------------------------


def draw_sample(*, office: Office, by: User, period: Period, indicator: str, size: int, seed: str) -> Sample:
    """Draw rows of an indicator by a seed, one that is drawn itself where none is given.

    They are those of the approved edition where there is one, else of today's figures. The register may be large:
    it is looked through before the office is locked, and what was drawn is kept if the figures are still the same.
    """
    taken = take(office, period, indicator, size, seed) if may(by, office, Permission.INSPECT) else None
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
    if len(said) > LONGEST_TEXT:
        raise Faulty("inspect-too-long", most=LONGEST_TEXT)
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
    on = standing_of(one) if one is not None and may(by, office, Permission.INSPECT) else None
    return close_sample(office=office, by=by, sample=sample, on=on)


@action(Permission.INSPECT)
def close_sample(*, office: Office, by: User, sample: int, on: FigureBasis | None) -> Sample:
    """Keep what a sample comes to by the figures that it was drawn from; ``None`` where they are gone."""
    one = _open(office, sample)
    judged = judged_of(one)
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


# ---- findings -----------------------------------------------------------------------------------------


@action(Permission.INSPECT)
def write_finding(
    *,
    office: Office,
    by: User,
    period: Period,
    indicator: str,
    title: str,
    condition: str,
    criteria: str,
    cause: str,
    effect: str,
    recommendation: str,
    deadline: datetime.date,
    sample: int | None = None,
) -> Finding:
    """Write a finding that the office has to answer by its deadline."""
    texts = {"title": title, "condition": condition, "criteria": criteria, "cause": cause, "effect": effect}
    said = {name: text.strip() for name, text in {**texts, "recommendation": recommendation}.items()}
    for name, text in said.items():
        if not text and name not in ("cause", "effect"):
            raise Faulty("finding-empty", field=name)
        most = LONGEST_TITLE if name == "title" else LONGEST_TEXT
        if len(text) > most:
            raise Faulty("inspect-too-long", most=most)
    if deadline < timezone.localdate():
        raise Faulty("finding-deadline")
    if indicator:
        version = version_on(office, period.last_day)
        if version is None or plan_of(version).indicator(indicator) is None:
            raise Refused("no-indicator", found=indicator)
    drawn = None if sample is None else office.samples.filter(pk=sample, indicator=indicator).first()
    if sample is not None and drawn is None:
        raise Refused("no-sample")
    number = (office.inspection_findings.aggregate(last=Max("number"))["last"] or 0) + 1
    one = Finding.objects.create(
        office=office,
        number=number,
        indicator=indicator,
        period=str(period),
        sample=drawn,
        deadline=deadline,
        by=by,
        **said,
    )
    after = {"indicator": indicator, "deadline": deadline.isoformat(), **said}
    record("inspection-finding-written", by=by.username, office=office.code, target=named(one), after=after)
    return one


@action(Permission.ANSWER)
def answer_finding(*, office: Office, by: User, number: int, text: str) -> Step:
    """Say what the office says to a finding, or what it has done about it.

    A section head who answers for some indicators answers findings about these alone.
    """
    one = office.inspection_findings.filter(number=number).first()
    if one is not None and not answers(by, office, one.indicator):
        raise Refused("not-his-finding", number=number)
    return _step(office, by, number, Kind.ANSWERED, text)


@action(Permission.INSPECT)
def follow_finding(*, office: Office, by: User, number: int, kind: str, text: str) -> Step:
    """Close a finding, as done or as one that cannot be followed up; or say why the answer does not do."""
    if kind not in BY_INSPECTOR:
        raise Faulty("step-kind")
    return _step(office, by, number, kind, text)


def _step(office: Office, by: User, number: int, kind: str, text: str) -> Step:
    one = office.inspection_findings.select_for_update().filter(number=number).first()
    if one is None:
        raise Refused("no-finding")
    state = state_of(one)
    if state in CLOSED:
        raise Refused("finding-closed", number=number)
    if kind in (Kind.INSUFFICIENT, Kind.DONE) and state != Kind.ANSWERED:
        raise Faulty("step-unanswered")
    said = text.strip()
    if not said:
        raise Faulty("step-empty")
    if len(said) > LONGEST_TEXT:
        raise Faulty("inspect-too-long", most=LONGEST_TEXT)
    made = Step.objects.create(finding=one, kind=kind, text=said, by=by)
    tell = "inspection-answered" if kind == Kind.ANSWERED else "inspection-followed"
    before, after = {"step": state}, {"step": str(kind), "answer": said}
    record(tell, by=by.username, office=office.code, target=named(one), before=before, after=after)
    return made


def named(one: Finding) -> str:
    """Return what the trail calls a finding."""
    return f"temuan#{one.number}"


# ---- packs --------------------------------------------------------------------------------------------


@action(Permission.INSPECT)
def ask_pack(*, office: Office, by: User, snapshot: int) -> Job:
    """Tell a worker to make the pack of evidence of an edition."""
    one = office.snapshots.filter(pk=snapshot).first()
    if one is None:
        raise Refused("no-edition")
    after = {"manifest": one.manifest}
    record("pack-asked", by=by.username, office=office.code, target=one.period, after=after)
    payload = {"snapshot": one.pk, "next": reverse("inspections", args=[office.code])}
    return Job.objects.create(kind="make-pack", payload=payload, office=office.code, by=by)
