"""An office whose year is approved, counted from forty letters: what an inspector goes down to the bottom of.

Of 40 letters of 2017, of which 30 are no permits, 20 of these and all 10 permits were served in time; one of 2016
belongs to no figure of 2017.
"""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.planning.models import PlanVersion
from capaian.web.registers.actions import attach_evidence, insert_rows
from capaian.web.registers.models import Row
from capaian.web.registers.queries import registers_of
from capaian.web.registers.rows import read_form
from capaian.web.registers.uploads import store_upload
from capaian.web.reporting.freezing import freeze_period
from capaian.web.reporting.models import Snapshot, Submission
from capaian.web.reporting.provisional import current_figures

YEAR = Period(2017)
FIGURE = "/o/15.71.03/ukur/2017/i/1.1/"
PDF = b"%PDF-1.4\nbukti\n"


def letter(number: int, *, permit: bool = False, late: bool = False, year: int = 2017) -> dict[str, str]:
    return {
        "number": f"{year}/{number:03}",
        "place": "15.71.03.1003",
        "received_on": f"{year}-05-02",
        "kind": "permit" if permit else "letter",
        "service": "Rekomendasi",
        "applicant": f"Pemohon {number}",
        "standard_days": "3",
        "due_on": f"{year}-05-05",
        "served_on": f"{year}-05-{'09' if late else '04'}",
    }


@pytest.fixture
def rows(office: Office, plan: PlanVersion, people: dict[str, User]) -> list[Row]:
    register = registers_of(office)["letters"]
    cells = [
        *(letter(n) for n in range(1, 21)),
        *(letter(n, late=True) for n in range(21, 31)),
        *(letter(n, permit=True) for n in range(31, 41)),
        letter(1, year=2016),
    ]
    insert_rows(office, people["ani"], register, [read_form(register, one, office.code) for one in cells])
    made = list(Row.objects.order_by("id"))
    kept = store_upload(SimpleUploadedFile("surat.pdf", PDF))
    attach_evidence(office=office, by=people["ani"], subject=f"row:{made[0].pk}", kept=kept, pages="2")
    return made


def approve(office: Office, people: dict[str, User]) -> Snapshot:
    """Freeze the year and lock it, as its head would."""
    now, figures = timezone.now(), current_figures(office, YEAR, anew=True)
    assert figures is not None
    head = Appointment.objects.get(office=office, role="head")
    snapshot = freeze_period(office, YEAR, head, datetime.date(2018, 1, 5), figures.sha256)
    way = {"submitted_by": "budi", "verified_by": "sari", "approved_by": "citra"}
    Submission.objects.update_or_create(
        office=office,
        period=str(YEAR),
        defaults={
            "first_day": YEAR.first_day,
            "last_day": YEAR.last_day,
            "state": "approved",
            "figures": figures.sha256,
            "submitted_at": now,
            "verified_at": now,
            "approved_at": now,
            **{field: people[who] for field, who in way.items()},
        },
    )
    return snapshot


@pytest.fixture
def frozen(office: Office, people: dict[str, User], rows: list[Row]) -> Snapshot:
    return approve(office, people)
