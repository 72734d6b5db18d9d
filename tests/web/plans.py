"""Plans for tests: the example's text, adopted or as a draft, and a preview that has its data."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from capaian.core.measurement.measure import measure
from capaian.core.measurement.result import Result
from capaian.core.period import Period
from capaian.files.plan import rulebook
from capaian.files.values.reader import parse_csv
from capaian.web.accounts.models import Office, User
from capaian.web.planning import actions
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import read
from tests.web.conftest import ROOT

EXAMPLE = (ROOT / "examples/jambi-timur/plan.yaml").read_text(encoding="utf-8")
DECREE = {
    "decree": "188.45/12/KEC-JT/2017",
    "decree_date": datetime.date(2017, 1, 3),
    "since": datetime.date(2017, 1, 1),
}
DECREE_FORM = {"decree": "188.45/12/KEC-JT/2017", "decree_date": "2017-01-03", "since": "2017-01-01"}
AT = "/o/15.71.03/rencana/"
DRAFT = f"{AT}konsep/"


def a_draft(office: Office, by: User, text: str = EXAMPLE) -> PlanVersion:
    return actions.start_draft(office=office, by=by, text=text, origin="template")


def adopted(office: Office, by: User, text: str = EXAMPLE, **decree: object) -> PlanVersion:
    draft = a_draft(office, by, text)
    return actions.adopt(office=office, by=by, version=draft.version, **{**DECREE, **decree})


def preview_of_2017(office: Office, text: str, year: int) -> Mapping[str, Result]:
    """Measure a plan on the counts of 2017, whatever year is asked for."""
    plan, _ = read(text)
    assert plan is not None
    data = (ROOT / "examples/jambi-timur/values-2017.csv").read_bytes()
    observations, _ = parse_csv(data, "values-2017.csv", plan)
    measurement, _ = measure(plan, observations, Period(2017), rulebook=rulebook.shipped())
    return measurement.results
