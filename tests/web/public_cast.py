"""An office whose year 2017 is approved, with its documents, and open to everybody."""

from __future__ import annotations

import pytest

from capaian.core.period import Period
from capaian.web.accounts.models import Office, User
from capaian.web.jobs.queue import drain
from capaian.web.public.actions import open_to_public
from capaian.web.reporting import actions
from capaian.web.reporting.models import Snapshot, Value

YEAR = Period(2017)


def approve_year(office: Office, people: dict[str, User]) -> Snapshot:
    """Take the year its whole way, words and all."""
    for code in actions.required_narratives(office, YEAR, actions._seen(office, YEAR)):
        words = {"cause": "RAHASIA-sebab", "obstacle": "", "remedy": "RAHASIA-tindak", "version": 0}
        told = office.narratives.filter(indicator=code).first()
        if told is None:
            actions.narrate(office=office, by=people["budi"], period=YEAR, indicator=code, **words)
    actions.submit(office=office, by=people["budi"], period=YEAR)
    actions.verify(office=office, by=people["sari"], period=YEAR)
    return actions.approve(office=office, by=people["citra"], period=YEAR)


@pytest.fixture
def approved(office: Office, people: dict[str, User], values: list[Value]) -> Snapshot:
    Value.objects.update(evidence="RAHASIA-bukti")
    one = approve_year(office, people)
    drain()
    return one


@pytest.fixture
def public(approved: Snapshot, office: Office, people: dict[str, User]) -> Snapshot:
    open_to_public(office=office, by=people["citra"], licence="CC-BY-4.0", documents=True)
    return approved
