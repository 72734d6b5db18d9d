"""Reads for the pages of auditing."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from capaian.pipeline.auditing import Audited
from capaian.web.accounts.models import Office
from capaian.web.auditing.keeping import built
from capaian.web.auditing.models import Answer, Examination

State = Examination.State


def listed(office: Office) -> QuerySet[Examination]:
    """Return the audits of an office, newest first, without their texts; ``answered`` counts answered findings."""
    found = office.examinations.defer("audit").select_related("by")
    return found.annotate(answered=Count("answers__number", distinct=True)).order_by("-id")


def examination_of(office: Office, pk: int) -> Examination | None:
    """Return an audit of the office."""
    return office.examinations.select_related("by", "office").filter(pk=pk).first()


def audited_of(one: Examination) -> Audited | None:
    """Return the audit as it was kept; ``None`` where the report is not read yet."""
    return None if one.state == State.READING else built(Audited, one.audit)


def answers_of(one: Examination) -> dict[int, list[Answer]]:
    """Return the answers to each finding by its number, in the order in which they were given."""
    found: dict[int, list[Answer]] = {}
    for answer in one.answers.select_related("by"):
        found.setdefault(answer.number, []).append(answer)
    return found
