"""Writes of findings: written, answered, closed."""

from __future__ import annotations

import datetime

from django.db.models import Max
from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused, action
from capaian.web.accounts.roles import Permission
from capaian.web.inspecting.models import Finding, Step
from capaian.web.inspecting.queries import answers, state_of
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.trail.record import record

Kind = Step.Kind
LONGEST_TITLE, LONGEST_TEXT = 200, 8000
BY_INSPECTOR = (Kind.INSUFFICIENT, Kind.DONE, Kind.DROPPED)
CLOSED = frozenset(map(str, (Kind.DONE, Kind.DROPPED)))


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
