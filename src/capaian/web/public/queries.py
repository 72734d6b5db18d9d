"""Which editions everybody may read: three questions to the database, however many there are."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef

from capaian.core.period import Period
from capaian.web.accounts.models import Office
from capaian.web.public.models import Publicity
from capaian.web.public.response_cache import code_version, sha
from capaian.web.reporting.models import Document, Snapshot, Submission

NEWEST = "terbaru"
"""Stands in an address for the number of the newest edition."""


class Edition(NamedTuple):
    """One approved edition of a period. ``reopened``: the office is mending the period since."""

    snapshot: Snapshot
    period: Period
    newest: int
    reopened: bool
    documents: Sequence[Document]

    @property
    def number(self) -> int:
        return self.snapshot.number

    @property
    def is_newest(self) -> bool:
        return self.number == self.newest


class PublishedOffice(NamedTuple):
    """An office that shows its figures, and every edition of it, newest period first."""

    office: Office
    publicity: Publicity
    editions: Sequence[Edition]

    @property
    def stamp(self) -> str:
        """Name all that the office's public pages are made of."""
        said = [
            (one.snapshot.pk, one.snapshot.manifest, one.newest, one.reopened, len(one.documents))
            for one in self.editions
        ]
        about = (self.office.name, self.office.parent, self.office.synthetic)
        decided = (self.publicity.licence, self.publicity.documents, self.publicity.at.isoformat())
        return sha(code_version(), about, decided, said)

    @property
    def changed(self) -> datetime.datetime:
        """Return when an edition was added or the head decided, whichever came last."""
        return max([self.publicity.at, *(one.snapshot.at for one in self.editions)])

    def edition(self, period: str, number: str) -> Edition | None:
        """Return an edition by its number, or the newest by :data:`NEWEST`."""
        for one in self.editions:
            if str(one.period) == period and (number == str(one.number) or (number == NEWEST and one.is_newest)):
                return one
        return None


def published_office(code: str) -> PublishedOffice | None:
    """Return an office where its head has opened it, else nothing."""
    publicity = Publicity.objects.select_related("office").filter(pk=code, is_open=True).first()
    if publicity is None:
        return None
    approved = Submission.objects.filter(
        office=OuterRef("office"), period=OuterRef("period"), state=Submission.State.APPROVED
    )
    snapshots = Snapshot.objects.filter(office=code).annotate(stands=Exists(approved)).order_by("period", "-number")
    if publicity.documents:
        snapshots = snapshots.prefetch_related("documents")
    newest: dict[str, int] = {}
    found = []
    for one in snapshots:
        period = Period.parse(one.period)
        if period is not None:
            last = newest.setdefault(one.period, one.number)
            documents = tuple(one.documents.all()) if publicity.documents else ()
            found.append(Edition(one, period, last, not one.stands, documents))
    found.sort(key=lambda one: (one.period.year, one.period.months, one.period.last_day), reverse=True)
    return PublishedOffice(publicity.office, publicity, tuple(found))


def offices() -> list[Publicity]:
    """Return the offices that are open, with how many periods of each were approved."""
    listed = Publicity.objects.filter(is_open=True).select_related("office")
    return list(listed.annotate(periods=Count("office__snapshots__period", distinct=True)))


def last_decision(office: Office) -> Publicity | None:
    """Return what the head decided last; nothing where he never did."""
    return Publicity.objects.select_related("by").filter(office=office).first()
