"""What home screens tell of findings: how many of an office are open after their deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from capaian.web.inspecting.queries import overdue_of
from capaian.web.portal.extension_points import Notice, WaitingItem, register_notice, register_waiting
from capaian.web.portal.visit import Visit
from capaian.web.ui.translation import translate


@register_waiting
def overdue(offices: Sequence[str]) -> Iterator[tuple[str, WaitingItem]]:
    """Yield how many findings of each office are past their deadline, where there are any."""
    for code, count in overdue_of(offices).items():
        yield code, WaitingItem("inspect.overdue-count", {"count": count}, reverse("inspections", args=[code]))


@register_notice
def overdue_notices(visit: Visit) -> Iterator[Notice]:
    """Yield the same for the first page of one office."""
    for _, one in overdue([visit.office.code]):
        words = translate(one.words, visit.lang, **one.values)
        yield Notice(words, href=one.href, link=translate("inspect.title", visit.lang))
