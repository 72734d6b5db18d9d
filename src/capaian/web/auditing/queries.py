"""Reads for the pages of auditing."""

from __future__ import annotations

import datetime
from functools import lru_cache

from django.db.models import Count, QuerySet

from capaian.pipeline.auditing import Audited
from capaian.web.accounts.models import Office
from capaian.web.auditing.models import Answer, Examination
from capaian.web.auditing.stored_audit import deserialise

State = Examination.State


def listed(office: Office) -> QuerySet[Examination]:
    """Return the audits of an office, newest first, without their texts; ``answered`` counts answered findings."""
    found = office.examinations.defer("audit").select_related("by")
    return found.annotate(answered=Count("answers__number", distinct=True)).order_by("-id")


def examination_of(office: Office, pk: int) -> Examination | None:
    """Return an audit of the office, without the text of its report."""
    return office.examinations.defer("audit").select_related("by", "office").filter(pk=pk).first()


def audited_of(one: Examination) -> Audited | None:
    """Return the audit as it was kept; ``None`` where the report is not read yet."""
    return None if one.state == State.READING else _kept(one.pk, one.at)


@lru_cache(maxsize=4)
def _kept(pk: int, at: datetime.datetime) -> Audited:
    """Return an audit that is read and so never changes; to build that of 500 pages takes a second."""
    del at  # tells the audit from another of the same number in another database
    return deserialise(Audited, Examination.objects.values_list("audit", flat=True).get(pk=pk))


def answers_of(one: Examination) -> dict[int, list[Answer]]:
    """Return the answers to each finding by its number, in the order in which they were given."""
    found: dict[int, list[Answer]] = {}
    for answer in one.answers.select_related("by"):
        found.setdefault(answer.number, []).append(answer)
    return found
