"""An office with its adopted plan and its registers: what tests of rows begin with."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.planning.models import PlanVersion
from capaian.web.registers.models import Row
from capaian.web.registers.personal import reveal
from capaian.web.registers.queries import registers_of
from tests.web.conftest import ROOT

EXAMPLE = ROOT / "examples" / "jambi-timur"
LETTER = {
    "number": "2017/9001",
    "place": "15.71.03.1003",
    "received_on": "2017-05-02",
    "kind": "letter",
    "service": "Rekomendasi",
    "applicant": "Pemohon sintetis",
    "standard_days": "3",
    "due_on": "2017-05-05",
    "served_on": "2017-05-04",
}
LETTERS = "/o/15.71.03/register/letters/"


def told(row: Row) -> dict[str, Any]:
    """Return what a row says, whom it is about included."""
    (data,) = reveal(row.office, registers_of(row.office)[row.register], [row.data])
    return data


def adopt(office: Office, by: User, text: str) -> PlanVersion:
    """Give the office a plan that holds."""
    return PlanVersion.objects.create(
        office=office,
        number=1,
        text=text,
        state=PlanVersion.State.ADOPTED,
        decree="SK 1",
        decree_date=datetime.date(2014, 1, 2),
        since=datetime.date(2014, 1, 2),
        made_by=by,
        adopted_by=by,
        adopted_at=timezone.now(),
    )


@pytest.fixture
def letters(office: Office, plan: PlanVersion) -> Register:
    return registers_of(office)["letters"]


@pytest.fixture
def approved_may(office: Office, people: dict[str, User], plan: PlanVersion) -> None:
    """May 2017 is approved, so locked."""
    from capaian.web.reporting.models import Submission

    now = timezone.now()
    Submission.objects.create(
        office=office,
        period="2017-05",
        first_day=datetime.date(2017, 5, 1),
        last_day=datetime.date(2017, 5, 31),
        state="approved",
        submitted_by=people["budi"],
        submitted_at=now,
        verified_by=people["sari"],
        verified_at=now,
        approved_by=people["citra"],
        approved_at=now,
    )


def table_of(name: str, rows: int = 10**9) -> str:
    """Return a register of the example as Excel would paste it."""
    lines = (EXAMPLE / "registers" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.replace(",", "\t") for line in lines[: rows + 1])


def csv_file(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "buku.csv"
    file.write_text(text, encoding="utf-8")
    return file
