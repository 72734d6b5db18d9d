"""A report against what the office counted: the seed against the plan and counts of the same office."""

from dataclasses import replace

import pytest

from capaian.audit.against_plan import compare
from capaian.core.claims.claim import Board, Claims, Line
from capaian.core.claims.objection import Objection
from capaian.core.measurement.result import Measurement
from capaian.core.numbers.missing import Missing
from capaian.core.period import Period
from capaian.pipeline.inputs import load
from capaian.pipeline.measuring import measure_office
from tests.audit.paper import board, compared, line, paper
from tests.audit.seed import first, seed
from tests.documents.conftest import EXAMPLE


@pytest.fixture(scope="module")
def counted() -> Measurement:
    inputs, _ = load(EXAMPLE, None, None)
    assert inputs is not None
    return measure_office(inputs, Period(2017))[0]


def said(objections: tuple[Objection, ...]) -> list[tuple[str, str, str, str]]:
    return [(o.code, o.indicator, o.printed, o.recomputed) for o in objections]


def test_the_seed_against_its_own_counts(counted: Measurement) -> None:
    survey = [("differs-from-counted", "2.1", "2.200", "2.602")] * 4
    assert said(compare(seed(), counted)) == [
        *survey,
        ("differs-from-counted", "1.2", "91,80", "92,31"),
        ("differs-from-counted", "", "129,09", "129,15"),
    ]


def changed(code: str, **more: object) -> Claims:
    table = first()
    lines = tuple(replace(one, **more) if one.code == code else one for one in table.lines)
    return paper(replace(table, lines=lines, summaries=()))


def without_12(objections: tuple[Objection, ...]) -> list[tuple[str, str, str, str]]:
    return [one for one in said(objections) if one[1] != "1.2"]


def test_a_wrong_target_an_actual_and_an_achievement(counted: Measurement) -> None:
    target = changed("1.1", comparisons=(compared("95", "91,11", "101,23"),))
    assert without_12(compare(target, counted)) == [("differs-from-counted", "1.1", "95", "90")]
    actual = changed("1.1", comparisons=(compared("90", "91,21", "101,34"),))
    assert without_12(compare(actual, counted)) == [("differs-from-counted", "1.1", "91,21", "91,11")]
    achieved = changed("1.1", comparisons=(compared("90", "91,11", "101,32"),))
    assert without_12(compare(achieved, counted)) == [("differs-from-counted", "1.1", "101,32", "101,23")]
    following = changed("1.1", comparisons=(compared("90"), compared("95", period="Renstra 2018")))
    assert without_12(compare(following, counted)) == []  # a long plan's target is another promise
    year = changed("1.1", comparisons=(compared("90"), compared("95", period="2018")))
    assert without_12(compare(year, counted)) == [("differs-from-counted", "1.1", "95", "90")]
    grade = changed("3.1", comparisons=(compared("B (61,70)", "BB (71,70)", "116,21"),))
    assert without_12(compare(grade, counted)) == [("differs-from-counted", "3.1", "BB (71,70)", "B (61,70)")]
    dash = changed("1.1", comparisons=(compared("90", "-", "-"),))
    assert without_12(compare(dash, counted)) == [("differs-from-counted", "1.1", "-", "91,11")]


def test_other_times_are_not_compared(counted: Measurement) -> None:
    for period in ("2016", "TW II", "s/d TW III 2017", "akhir Renstra"):
        claims = changed("1.1", comparisons=(compared("1", "2", "200,00", period=period),))
        assert without_12(compare(claims, counted)) == []


def test_lines_that_only_one_of_them_has(counted: Measurement) -> None:
    gone = changed("2.2", name="Jumlah rapat koordinasi")
    assert without_12(compare(gone, counted)) == [
        ("not-in-report", "2.2", "", ""),
        ("not-in-plan", "2.2", "", ""),
    ]
    misspelt = changed("2.2", name="Persentase Keluhan masyrakat yang ditindaklanjuti")
    assert without_12(compare(misspelt, counted)) == []


def test_a_table_of_other_things_is_left_alone(counted: Measurement) -> None:
    staff: Line = line("Golongan IV", compared("3", "4"))
    other: Board = board(staff, table=2)
    assert without_12(compare(paper(first(), other), counted))[0][1] == ""


def test_a_figure_without_counts_rests_on_nothing(counted: Measurement) -> None:
    none = Missing("no-value", "keluhan")
    result = replace(counted.results["2.2"], actual=none, achievement=none)
    measurement = replace(counted, results={**counted.results, "2.2": result})
    assert without_12(compare(paper(first()), measurement))[0] == ("not-counted", "2.2", "100", "")
