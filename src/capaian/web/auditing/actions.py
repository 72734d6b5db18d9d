"""Writes of auditing: a report handed in, told again where the work failed, and the office's answers."""

from __future__ import annotations

from django.urls import reverse

from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused, action
from capaian.web.accounts.roles import Permission
from capaian.web.auditing.examine_job import target_of
from capaian.web.auditing.models import Answer, Examination
from capaian.web.jobs.models import Job
from capaian.web.registers.uploads import StoredFile
from capaian.web.trail.record import record

MAX_REPORT = 50_000_000
"""Bytes of one report."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
MAX_ANSWER_LENGTH = 4000


@action(Permission.AUDIT)
def hand_in(*, office: Office, by: User, kept: StoredFile, year: int, compare: bool) -> tuple[Examination, Job]:
    """Take a kept file as a report of ``year``, and tell a worker to audit it; what it is of the audit tells."""
    if kept.size > MAX_REPORT:
        raise Refused("file-size", found=kept.name, most=MAX_REPORT // 1_000_000)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Faulty("report-year", found=year)
    one = Examination.objects.create(
        office=office,
        name=kept.name,
        sha256=kept.sha256,
        size=kept.size,
        kind=kept.kind,
        year=year,
        compare=compare,
        by=by,
    )
    after = {"sha256": kept.sha256, "size": kept.size, "years": [str(year)]}
    record("report-handed-in", by=by.username, office=office.code, target=target_of(one), after=after)
    return one, _tell(one, by)


@action(Permission.AUDIT)
def audit_again(*, office: Office, by: User, examination: int) -> Job:
    """Tell a worker again to audit a report, since the work on it failed."""
    one = office.examinations.select_for_update().filter(pk=examination).first()
    if one is None or not has_failed(one):
        raise Refused("audit-coming")
    record("audit-asked", by=by.username, office=office.code, target=target_of(one))
    return _tell(one, by)


@action(Permission.ANSWER)
def answer(*, office: Office, by: User, examination: int, number: int, status: str, text: str) -> Answer:
    """Say what the office says to a finding; what was said before stays readable.

    A finding is accepted without more words; whoever disputes it or has mended it says why or where.
    """
    one = office.examinations.filter(pk=examination, state=Examination.State.READ).first()
    if one is None or not 1 <= number <= one.findings:
        raise Refused("no-finding")
    said = text.strip()
    if status not in Answer.Status.values:
        raise Faulty("answer-status")
    if not said and status != Answer.Status.ACCEPTED:
        raise Faulty("answer-empty")
    if len(said) > MAX_ANSWER_LENGTH:
        raise Faulty("answer-too-long", most=MAX_ANSWER_LENGTH)
    made = Answer.objects.create(examination=one, number=number, status=status, text=said, by=by)
    after = {"finding": number, "state": status, "answer": said}
    record("finding-answered", by=by.username, office=office.code, target=target_of(one), after=after)
    return made


def job_of(one: Examination) -> Job | None:
    """Return the last work on a report."""
    return Job.objects.filter(office=one.office_id, payload__examination=one.pk).order_by("-id").first()


def has_failed(one: Examination) -> bool:
    """Tell whether a report was not audited because of a fault of ours."""
    job = job_of(one)
    waiting = one.state == Examination.State.READING
    return waiting and (job is None or job.state == Job.State.FAILED)


def failed_ones(office: Office) -> set[int]:
    """Return the reports that wait, and whose last work failed."""
    waiting = office.examinations.filter(state=Examination.State.READING).values_list("pk", flat=True)
    last = dict.fromkeys(waiting, str(Job.State.FAILED))
    for job in Job.objects.filter(office=office.code, payload__examination__in=list(last)).order_by("id"):
        last[job.payload["examination"]] = job.state
    return {pk for pk, state in last.items() if state == Job.State.FAILED}


def _tell(one: Examination, by: User) -> Job:
    payload = {"examination": one.pk, "next": reverse("examination", args=[one.office_id, one.pk])}
    return Job.objects.create(kind="audit-report", payload=payload, office=one.office_id, by=by)
