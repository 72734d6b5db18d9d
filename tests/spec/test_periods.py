"""From parts of a year to the year: totals, last known values, means; and what contradicts."""

import datetime

import pytest

from capaian.core.measurement.measure import measure
from capaian.core.period import Period
from capaian.files.plan import rulebook
from capaian.files.values.reader import parse_csv
from tests.spec.office import measured, plan_of

INDICATOR = "better: higher, targets: {2024: 100}, formula: a, unit: count"


def actual(values: str, kind: str = "flow", period: str = "2024") -> str:
    found, _ = measured(INDICATOR, values=values, kinds={"a": kind}, period=period)
    return found.results["1.1"].actual_printed


def findings(values: str, kind: str = "flow") -> list[str]:
    return [found.code for found in measured(INDICATOR, values=values, kinds={"a": kind})[1]]


MONTHS = " ".join(f"2024-{month:02}:a={month}" for month in range(1, 13))
QUARTERS = "2024-Q1:a=6 2024-Q2:a=15 2024-Q3:a=24 2024-Q4:a=33"


@pytest.mark.parametrize(
    ("kind", "values", "period", "printed"),
    [
        ("flow", "a=78", "2024", "78,00"),
        ("flow", MONTHS, "2024", "78,00"),
        ("flow", QUARTERS, "2024", "78,00"),
        ("flow", MONTHS, "2024-Q2", "15,00"),
        ("flow", MONTHS, "2024-05", "5,00"),
        ("flow", "2024-Q1:a=6 2024-04:a=4 2024-05:a=5 2024-06:a=6", "2024", "21,00"),
        ("stock", MONTHS, "2024", "12,00"),
        ("stock", QUARTERS, "2024", "33,00"),
        ("stock", "2024-03:a=7 2024-01:a=9", "2024", "7,00"),
        ("stock", "2024-Q1:a=7 2024-Q2:a=", "2024", "7,00"),  # the last that is known
        ("mean", MONTHS, "2024", "6,50"),
        ("mean", "2024-01:a=1 2024-02:a=2", "2024", "1,50"),
        ("flow", "a=78 " + MONTHS, "2024", "78,00"),
        ("mean", "a=6.5 " + MONTHS, "2024", "6,50"),
        ("stock", "a=12 " + MONTHS, "2024", "12,00"),
    ],
)
def test_parts_make_the_whole_by_the_variables_kind(kind: str, values: str, period: str, printed: str) -> None:
    assert actual(values, kind, period) == printed
    assert findings(values, kind) == []


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("flow", "a=80 " + MONTHS),
        ("flow", "a=80 " + QUARTERS),
        ("mean", "a=7 " + MONTHS),
        ("stock", "a=11 " + MONTHS),
        ("flow", "2024-Q1:a=7 2024-01:a=1 2024-02:a=2 2024-03:a=3"),
    ],
)
def test_a_total_that_its_parts_contradict_is_an_error(kind: str, values: str) -> None:
    assert findings(values, kind) == ["values-conflict"]
    assert actual(values, kind) == "tidak dapat dihitung: nilai a saling bertentangan"


def test_the_error_names_both_with_their_places() -> None:
    _, found = measured(INDICATOR, values="a=80 2024-Q1:a=40 2024-Q2:a=39")
    message = found[0].message()
    assert all(part in message for part in ("80", "79", "2024-Q1 = 40", "2024-Q2 = 39", "values.csv:3:3"))
    assert str(found[0].place) == "values.csv:2:3"


def test_two_values_for_one_period_must_be_equal() -> None:
    assert findings("a=5 a=5") == ["duplicate-value"]
    assert actual("a=5 a=5") == "5,00"
    assert findings("a=5 a=6") == ["duplicate-conflict"]
    assert actual("a=5 a=6") == "tidak dapat dihitung: nilai a saling bertentangan"


def test_an_empty_month_makes_a_years_sum_missing_and_not_smaller() -> None:
    assert actual("2024-01:a=5 2024-02:a=") == "tidak dapat dihitung: sel nilai a kosong"


def test_values_outside_the_period_do_not_count() -> None:
    assert actual("2023-12:a=9 2024-01:a=1 2025-01:a=9", "stock") == "1,00"
    assert actual("2023:a=9") == "tidak dapat dihitung: belum ada nilai untuk a"


def test_values_of_another_office_do_not_count() -> None:
    plan, _ = plan_of(INDICATOR)
    assert plan is not None
    rows = b"office,period,variable,value\n99.01.01,2024,a,5\n99.01.02,2024,a,7\n"
    observations, _ = parse_csv(rows, "values.csv", plan)
    for office, printed in (("99.01.01", "5,00"), ("99.01.02", "7,00")):
        found, _ = measure(plan, observations, Period(2024), rulebook=rulebook.shipped(), office=office)
        assert found.results["1.1"].actual_printed == printed


def test_a_leap_year_has_its_day() -> None:
    assert Period(2024, 2, 1).last_day == datetime.date(2024, 2, 29)
    assert Period(2023, 2, 1).last_day == datetime.date(2023, 2, 28)


@pytest.mark.parametrize(
    ("text", "label", "english"),
    [
        ("2024", "Tahun 2024", "2024"),
        ("2024-Q2", "Triwulan II Tahun 2024", "Quarter II of 2024"),
        ("2024-05", "Mei 2024", "May 2024"),
    ],
)
def test_periods_have_names(text: str, label: str, english: str) -> None:
    period = Period.parse(text)
    assert period is not None
    assert (str(period), period.label, period.label_en) == (text, label, english)


@pytest.mark.parametrize(
    "text", ["24", "2024-Q5", "2024-13", "2024-00", "2024-1", "", "2024-Q", "1899", "2200", "٢٠٢٤"]
)
def test_what_is_no_period(text: str) -> None:
    assert Period.parse(text) is None
