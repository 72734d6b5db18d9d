"""Writes of reporting: values, narratives, and a period's way from draft to approved."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from capaian.core.numbers.numerals import read_indonesian, shortest
from capaian.core.period import Period
from capaian.core.plan.indicator import Direction
from capaian.core.plan.performance_plan import Plan
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import Faulty, Refused, action, bump_version
from capaian.web.accounts.queries import answers_for, head_on
from capaian.web.accounts.roles import Permission, may
from capaian.web.jobs.models import Job
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.reporting.freezing import freeze_period
from capaian.web.reporting.models import Narrative, Snapshot, Submission, Value
from capaian.web.reporting.periods import before
from capaian.web.reporting.provisional import CurrentFigures, NoPlan, current_figures
from capaian.web.reporting.queries import counts_rows, reports_in
from capaian.web.reporting.questions import questions
from capaian.web.trail.record import record

State = Submission.State
MAX_AMOUNT_LENGTH, MAX_EVIDENCE_LENGTH = 60, 500
"""Letters that the table has room for: PostgreSQL refuses more."""


class EditConflict(Exception):
    """Somebody else changed the same thing meanwhile; ``theirs`` is what it is now."""

    def __init__(self, theirs: Value | Narrative) -> None:
        super().__init__(str(theirs.pk))
        self.theirs = theirs


# ---- what is typed ------------------------------------------------------------------------------------


@action(Permission.VALUE_WRITE)
def set_value(
    *, office: Office, by: User, period: Period, variable: str, amount: str, evidence: str, version: int
) -> Value | None:
    """Type a value, change it, or take it away by leaving it empty. ``amount`` is written the Indonesian way.

    ``version`` is that of the value the writer saw, 0 where he saw none. Raises :class:`EditConflict`.
    """
    plan = _plan(office, period)
    if variable not in plan.variables:
        raise Refused("no-variable", found=variable)
    own = answers_for(by, office, Permission.VALUE_WRITE)
    if own is not None and not any(
        variable in plan.variables_of(one) for one in plan.indicators() if one.code in own
    ):
        raise Refused("not-his-indicator", found=plan.variables[variable].label)
    if amount.strip() and counts_rows(office, plan.variables[variable]):
        raise Refused("counted-by-register", found=plan.variables[variable].label)
    plain = _plain(plan, variable, amount)
    if len(evidence.strip()) > MAX_EVIDENCE_LENGTH:
        raise Faulty("evidence-too-long", most=MAX_EVIDENCE_LENGTH)
    old = Value.objects.select_for_update().filter(office=office, period=str(period), variable=variable).first()
    if (old.version if old else 0) != version:
        if old is None:
            raise Refused("value-gone")
        raise EditConflict(old)
    before_ = {"amount": old.amount, "evidence": old.evidence} if old else None
    value = old or Value(office=office, period=str(period), variable=variable)
    value.first_day, value.last_day = period.first_day, period.last_day
    value.amount, value.evidence, value.by, value.version = plain, evidence.strip(), by, version + 1
    with _locked():
        if plain:
            value.save()
        elif old:
            old.delete()
        else:
            return None
    target = f"{variable} {period}"
    after = {"amount": plain, "evidence": value.evidence}
    record("value-typed", by=by.username, office=office.code, target=target, before=before_, after=after)
    bump_version(office)
    return value if plain else None


def _plain(plan: Plan, variable: str, amount: str) -> str:
    text = amount.strip()
    if not text:
        return ""
    number = read_indonesian(text)
    if number is not None and number >= 0 and len(shortest(number)) <= MAX_AMOUNT_LENGTH:
        return shortest(number)
    letters = {
        letter
        for indicator in plan.indicators()
        if indicator.better is Direction.GRADE and indicator.scale and variable in plan.variables_of(indicator)
        for letter, _ in indicator.scale.bounds
    }
    if text in letters:
        return text
    raise Faulty("bad-amount", found=text)


@action(Permission.NARRATE)
def narrate(
    *,
    office: Office,
    by: User,
    period: Period,
    indicator: str,
    cause: str,
    obstacle: str,
    remedy: str,
    version: int,
) -> Narrative:
    """Write why a figure came out as it did. Raises :class:`EditConflict`."""
    if _plan(office, period).indicator(indicator) is None:
        raise Refused("no-indicator", found=indicator)
    own = answers_for(by, office, Permission.NARRATE)
    if own is not None and indicator not in own:
        raise Refused("not-his-indicator", found=indicator)
    if is_in_review(office, period):
        # Words are no figures: nobody would notice that others stand there than those that were checked.
        raise Refused("words-handed-in", period=period)
    old = (
        Narrative.objects.select_for_update().filter(office=office, period=str(period), indicator=indicator).first()
    )
    if old is not None and old.version != version:
        raise EditConflict(old)
    before_ = {"cause": old.cause, "obstacle": old.obstacle, "remedy": old.remedy} if old else None
    text = old or Narrative(office=office, period=str(period), indicator=indicator, version=0)
    text.first_day, text.last_day = period.first_day, period.last_day
    text.cause, text.obstacle, text.remedy = cause.strip(), obstacle.strip(), remedy.strip()
    text.by, text.version = by, text.version + 1
    with _locked():
        text.save()
    after = {"cause": text.cause, "obstacle": text.obstacle, "remedy": text.remedy}
    target = f"{indicator} {period}"
    record("narrated", by=by.username, office=office.code, target=target, before=before_, after=after)
    return text


# ---- the way of a period ------------------------------------------------------------------------------


@action(Permission.SUBMIT)
def submit(*, office: Office, by: User, period: Period) -> Submission:
    """Hand the figures of a period over to be checked. Every figure that asks for words has them."""
    one = _submission(office, period)
    _wants(one, State.DRAFT, State.RETURNED)
    if period.last_day >= timezone.localdate():
        raise Refused("not-over", period=period)
    # Read anew: while this waited for its turn, the city may have closed the office.
    if not reports_in(Office.objects.get(pk=office.pk), period):
        raise Refused("office-not-there")
    now = _seen(office, period, anew=True)
    if any(found["level"] == "error" for found in now.findings):
        raise Refused("has-errors")
    silent = [code for code in required_narratives(office, period, now) if not _told(office, period, code)]
    if silent:
        raise Refused("no-words", codes=", ".join(silent))
    one.verified_by = one.verified_at = one.approved_by = one.approved_at = None
    one.submitted_by, one.submitted_at, one.figures = by, timezone.now(), now.sha256
    return _go(one, State.SUBMITTED, by, "submitted", {"figures": now.sha256})


@action(Permission.VERIFY)
def verify(*, office: Office, by: User, period: Period) -> Submission:
    """Confirm that what was submitted is right; the maker is never the checker."""
    one = _submission(office, period)
    _wants(one, State.SUBMITTED)
    _unlike(by, one.submitted_by)
    inside = {"office": office, "first_day__gte": period.first_day, "last_day__lte": period.last_day, "by": by}
    if Value.objects.filter(**inside).exists() or Narrative.objects.filter(**inside).exists():
        raise Refused("own-values")
    _same_figures(one, _seen(office, period, anew=True))
    one.verified_by, one.verified_at = by, timezone.now()
    return _go(one, State.VERIFIED, by, "verified", {"figures": one.figures})


@action(Permission.READ)
def send_back(*, office: Office, by: User, period: Period, reason: str) -> Submission:
    """Return what was submitted or verified, with the reason."""
    one = _submission(office, period)
    right = Permission.VERIFY if one.state == State.SUBMITTED else Permission.APPROVE
    if not may(by, office, right):
        raise Refused("no-right", right=right.value)
    _wants(one, State.SUBMITTED, State.VERIFIED)
    one.reason, one.reason_by = _reason(reason), by
    one.verified_by = one.verified_at = None
    return _go(one, State.RETURNED, by, "returned", {"reason": one.reason})


@action(Permission.APPROVE)
def approve(*, office: Office, by: User, period: Period) -> Snapshot:
    """Approve a verified period: its figures are frozen, its rows locked, its documents made."""
    one = _submission(office, period)
    _wants(one, State.VERIFIED)
    _unlike(by, one.submitted_by, one.verified_by)
    _same_figures(one, _seen(office, period))
    snapshot = freeze_period(office, period, _head_today(office, by), timezone.localdate(), one.figures)
    one.approved_by, one.approved_at = by, timezone.now()
    _go(one, State.APPROVED, by, "approved", {"manifest": snapshot.manifest, "mean": snapshot.mean})
    _tell_to_make(office, by, snapshot)
    return snapshot


@action(Permission.REOPEN)
def reopen(*, office: Office, by: User, period: Period, reason: str) -> Submission:
    """Open an approved period again, with the reason; what was published stays readable as it was."""
    one = _submission(office, period)
    _wants(one, State.APPROVED)
    _head_today(office, by)
    one.reason, one.reason_by = _reason(reason), by
    one.submitted_by = one.submitted_at = one.verified_by = one.verified_at = None
    one.approved_by = one.approved_at = None
    return _go(one, State.DRAFT, by, "reopened", {"reason": one.reason})


@action(Permission.REPORT)
def remake_documents(*, office: Office, by: User, snapshot: int) -> Job:
    """Tell a worker again to make the documents of a snapshot that has none, since the work on them failed."""
    one = office.snapshots.filter(pk=snapshot).first()
    if one is None or one.documents.exists() or snapshot not in without_documents(office):
        raise Refused("documents-coming")
    record(
        "documents-asked", by=by.username, office=office.code, target=one.period, after={"manifest": one.manifest}
    )
    return _tell_to_make(office, by, one)


def without_documents(office: Office) -> set[int]:
    """Return the snapshots whose last work on documents failed."""
    last: dict[int, str] = {}
    for job in Job.objects.filter(office=office.code, kind="make-documents").order_by("id"):
        last[job.payload["snapshot"]] = job.state
    return {snapshot for snapshot, state in last.items() if state == Job.State.FAILED}


def _tell_to_make(office: Office, by: User, snapshot: Snapshot) -> Job:
    payload = {"snapshot": snapshot.pk, "next": f"/o/{office.code}/laporan/"}
    return Job.objects.create(kind="make-documents", payload=payload, office=office.code, by=by)


def is_in_review(office: Office, period: Period) -> bool:
    """Tell whether a period is on its way from who submitted it to who approves it."""
    on_its_way = (State.SUBMITTED, State.VERIFIED)
    return Submission.objects.filter(office=office, period=str(period), state__in=on_its_way).exists()


def required_narratives(office: Office, period: Period, now: CurrentFigures) -> dict[str, str]:
    """Return which indicators ask for words, and why."""
    try:
        earlier = current_figures(office, before(period))
    except NoPlan:
        earlier = None
    return questions(now.figures, earlier.figures if earlier else None)


def _told(office: Office, period: Period, code: str) -> bool:
    told = Narrative.objects.filter(office=office, period=str(period), indicator=code).first()
    return told is not None and bool(told.cause and told.remedy)


def _go(one: Submission, state: str, by: User, kind: str, after: dict[str, object]) -> Submission:
    old, one.state = one.state, state
    one.version += 1
    one.save()
    record(
        kind,
        by=by.username,
        office=one.office_id,
        target=one.period,
        before={"state": str(old)},
        after={"state": str(state), **after},
    )
    return one


def _submission(office: Office, period: Period) -> Submission:
    days = {"first_day": period.first_day, "last_day": period.last_day}
    Submission.objects.get_or_create(office=office, period=str(period), defaults=days)
    return Submission.objects.select_for_update().get(office=office, period=str(period))


def _plan(office: Office, period: Period) -> Plan:
    version = version_on(office, period.last_day)
    if version is None:
        raise Refused("no-plan", period=period)
    return plan_of(version)


def _seen(office: Office, period: Period, *, anew: bool = False) -> CurrentFigures:
    try:
        now = current_figures(office, period, anew=anew)
    except NoPlan:
        raise Refused("no-plan", period=period) from None
    if now is None:
        raise Refused("has-errors")
    return now


def _wants(one: Submission, *states: str) -> None:
    if one.state not in states:
        raise Refused("wrong-state", period=one.period, state=one.state)


def _unlike(by: User, *makers: User | None) -> None:
    if by in makers:
        raise Refused("maker-is-checker")


def _head_today(office: Office, by: User) -> Appointment:
    """Return the appointment of who heads the office today; a head for whom another stands in does not act."""
    head = head_on(office, timezone.localdate())
    if head is None or head.user_id != by.pk:
        raise Refused("not-head-today")
    return head


def _same_figures(one: Submission, now: CurrentFigures) -> None:
    if now.sha256 != one.figures:
        raise Refused("figures-changed", period=one.period)


def _reason(text: str) -> str:
    if not text.strip():
        raise Faulty("no-reason")
    return text.strip()


class _locked:
    """Turns the database's refusal to touch an approved period into ours."""

    def __enter__(self) -> None:
        self._savepoint = transaction.atomic()
        self._savepoint.__enter__()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._savepoint.__exit__(kind, error, trace)  # type: ignore[arg-type]
        if isinstance(error, IntegrityError) and "locked" in str(error):
            raise Refused("period-locked") from error
        if isinstance(error, IntegrityError) and "office was not there" in str(error):
            raise Refused("office-not-there") from error
