"""Values to results: what must hold whatever was counted."""

import datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from capaian.core.measurement.tally import tally
from capaian.core.numbers.arithmetic import mean
from capaian.core.numbers.missing import Missing
from capaian.core.period import Period
from capaian.core.plan.variable import Kind, Observation, Variable
from capaian.files.plan.reader import parse_plan
from capaian.files.values.reader import parse_csv
from tests.spec.office import measured, plan_of

amounts = st.integers(0, 10**6).map(lambda n: Fraction(n, 4))
months = st.lists(amounts, min_size=12, max_size=12)


def given_for(period: Period, amount: Fraction | None) -> Observation:
    return Observation("x", period, "a", amount)


def tallied(kind: Kind, observations: list[Observation]) -> Fraction | str:
    value, findings = tally(Variable("a", "A", kind), Period(2024), observations)
    assert not [found for found in findings if found.level == "error"]
    return value.value.reason if isinstance(value.value, Missing) else value.value


@given(months, st.lists(st.booleans(), min_size=4, max_size=4), st.randoms())
def test_a_year_is_the_same_however_it_was_divided(
    counted: list[Fraction], whole: list[bool], chance: object
) -> None:
    observations = []
    for quarter, together in enumerate(whole):
        part = counted[3 * quarter : 3 * quarter + 3]
        if together:
            observations.append(given_for(Period(2024, 3 * quarter + 1, 3), sum(part, Fraction(0))))
        else:
            observations += [given_for(Period(2024, 3 * quarter + n + 1, 1), a) for n, a in enumerate(part)]
    chance.shuffle(observations)  # type: ignore[attr-defined]
    assert tallied(Kind.FLOW, observations) == sum(counted)


@given(months)
def test_a_total_beside_its_parts_changes_nothing(counted: list[Fraction]) -> None:
    parts = [given_for(Period(2024, n + 1, 1), amount) for n, amount in enumerate(counted)]
    for kind, whole in ((Kind.FLOW, sum(counted)), (Kind.MEAN, mean(counted)), (Kind.STOCK, counted[-1])):
        assert tallied(kind, [*parts, given_for(Period(2024), whole)]) == whole


@given(st.dictionaries(st.integers(1, 12), st.one_of(st.none(), amounts), min_size=1))
def test_gaps_are_never_zero(counted: dict[int, Fraction | None]) -> None:
    observations = [given_for(Period(2024, month, 1), amount) for month, amount in counted.items()]
    known = {month: amount for month, amount in counted.items() if amount is not None}
    complete = len(known) == len(counted)
    assert tallied(Kind.FLOW, observations) == (sum(known.values()) if complete else "empty-cell")
    assert tallied(Kind.MEAN, observations) == (mean(list(known.values())) if complete else "empty-cell")
    assert tallied(Kind.STOCK, observations) == (known[max(known)] if known else "empty-cell")


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
def test_every_day_is_in_one_month_one_quarter_and_one_year(day: datetime.date) -> None:
    month = Period(day.year, day.month, 1)
    quarter = Period(day.year, 3 * ((day.month - 1) // 3) + 1, 3)
    for period in (month, quarter, Period(day.year)):
        assert period.first_day <= day <= period.last_day
        assert month in period
        assert Period.parse(str(period)) == period


achieved = "better: {better}, targets: {{2024: {target}}}, formula: a, unit: count"


@given(st.integers(1, 500), st.integers(0, 1000), st.integers(0, 1000))
def test_more_is_never_worse_where_higher_is_better(target: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    found = [_achieved("higher", target, actual) for actual in (low, high)]
    assert found[0] <= found[1]


@given(st.integers(1, 500), st.integers(0, 1000), st.integers(0, 1000), st.sampled_from(["reflected", "inverse"]))
def test_more_is_never_better_where_lower_is_better(target: int, one: int, other: int, rule: str) -> None:
    low, high = sorted((one + 1, other + 1))
    found = [_achieved("lower", target, actual, f"lower_is_better: {rule}, floor: none") for actual in (low, high)]
    assert found[0] >= found[1]


def _achieved(better: str, target: int, actual: int, rules: str = "") -> Fraction:
    line = achieved.format(better=better, target=target)
    amount = measured(line, values=f"a={actual}", rules=rules)[0].results["1.1"].achievement
    return amount.amount  # type: ignore[union-attr]


@given(st.lists(st.integers(0, 300), min_size=1, max_size=6), st.sampled_from(["none", "100", "120"]))
def test_the_mean_lies_among_the_counted_achievements(actuals: list[int], cap: str) -> None:
    names = [f"v{n}" for n in range(len(actuals))]
    lines = [f"better: higher, targets: {{2024: 100}}, formula: {name}, unit: count" for name in names]
    values = " ".join(f"{name}={actual}" for name, actual in zip(names, actuals, strict=True))
    found, _ = measured(*lines, values=values, variables=" ".join(names), rules=f"cap: {cap}")
    counted = [actual if cap == "none" else min(actual, int(cap)) for actual in actuals]
    assert found.mean == Fraction(sum(counted), len(counted))


@given(st.binary(max_size=300))
def test_any_bytes_as_a_plan_give_findings_and_no_crash(data: bytes) -> None:
    plan, findings = parse_plan(data, "plan.yaml")
    assert plan is None
    assert findings


@given(st.text(alphabet="schemaofi: -[]{}\n'\"#&*!|>%@`0123", max_size=200))
def test_any_yaml_as_a_plan_gives_findings_and_no_crash(text: str) -> None:
    plan, findings = parse_plan(text.encode(), "plan.yaml")
    assert plan is None
    assert findings


PLAN, _ = plan_of("better: higher, targets: {2024: 5}, formula: a / b")


@given(st.text(alphabet="abc2024-Q1,;.\n\r\"' %Rp", max_size=200))
def test_any_text_as_values_gives_observations_or_findings(text: str) -> None:
    assert PLAN is not None
    observations, findings = parse_csv(("period,variable,value\n" + text).encode(), "values.csv", PLAN)
    assert all(observation.variable in PLAN.variables for observation in observations)
    assert all(str(found.place).startswith("values.csv") for found in findings)
