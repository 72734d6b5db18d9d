"""An office of one or few indicators, from few words: read by the same readers as a file on disk."""

from __future__ import annotations

from collections.abc import Mapping

from capaian.core.findings.finding import Finding
from capaian.core.measurement.measure import measure
from capaian.core.measurement.result import Measurement, Result
from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.files.plan import rulebook
from capaian.files.plan.reader import parse_plan
from capaian.files.values.reader import parse_csv

HEAD = """
schema: capaian/plan@1
office: {code: "99.01.01", name: Kecamatan Uji, head: {title: CAMAT UJI, name: NAMA}}
"""


def plan_of(
    *indicators: str, rules: str = "", variables: str = "a b c", kinds: Mapping[str, str] | None = None
) -> tuple[Plan | None, list[Finding]]:
    """Read a plan of one objective; each indicator is YAML in one line: ``better: higher, targets: {...}, ...``."""
    lines = [HEAD]
    if rules:
        lines.append(f"rules: {{{rules}}}")
    lines.append("missions:\n- statement: Misi\n  objectives:\n  - statement: Sasaran\n    indicators:")
    for number, indicator in enumerate(indicators, 1):
        unit = "" if "unit:" in indicator else "unit: percent, "
        lines.append(f'    - {{code: "1.{number}", name: Indikator {number}, {unit}{indicator}}}')
    lines.append("variables:")
    for name in variables.split():
        lines.append(f"  {name}: {{label: Variabel {name}, kind: {(kinds or {}).get(name, 'flow')}}}")
    return parse_plan("\n".join(lines).encode(), "plan.yaml")


def measured(
    *indicators: str,
    values: str = "",
    period: str = "2024",
    rules: str = "",
    variables: str = "a b c",
    kinds: Mapping[str, str] | None = None,
) -> tuple[Measurement, list[Finding]]:
    """Measure; ``values`` as ``a=15 b=18 2024-Q1:a=3``, the year where no period is written, ``a=`` left empty."""
    plan, findings = plan_of(*indicators, rules=rules, variables=variables, kinds=kinds)
    assert plan is not None, [found.message() for found in findings]
    rows = ["period,variable,value"]
    for word in values.split():
        when, _, rest = word.rpartition(":")
        name, _, value = rest.partition("=")
        rows.append(f"{when or '2024'},{name},{value}")
    observations, faults = parse_csv("\n".join(rows).encode(), "values.csv", plan)
    assert not faults, [found.message() for found in faults]
    wanted = Period.parse(period)
    assert wanted is not None
    return measure(plan, observations, wanted, rulebook=rulebook.shipped())


def result(indicator: str, **how: str) -> Result:
    """Measure one indicator."""
    return measured(indicator, **how)[0].results["1.1"]  # type: ignore[arg-type]


def said(found: Result) -> str:
    """Return the actual and the achievement as printed: ``90,89 -> 100,98``."""
    return f"{found.actual_printed} -> {found.achievement_printed}"
