"""A plan as pages show it: formulas with the names that people know, targets with what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, fields
from typing import NamedTuple

from capaian.core.analysis.pooling import pooled
from capaian.core.findings.finding import Finding, Place
from capaian.core.formula import Binary, Call, Name, Node, Number, write
from capaian.core.formula.typeset import Piece, typeset
from capaian.core.measurement.result import Result
from capaian.core.numbers.numerals import printed
from capaian.core.plan.indicator import Indicator, Unit
from capaian.core.plan.performance_plan import Plan
from capaian.files.plan.indicator_reader import IndicatorReader
from capaian.files.yaml.nodes import NodeReader, value_of
from capaian.files.yaml.tree import Mapping, Scalar, read_tree
from capaian.web.planning.editing import Fields, part_fields
from capaian.web.planning.models import PlanVersion, TargetRevision
from capaian.web.planning.targets import RevisedTarget, read_target


class FormulaLine(NamedTuple):
    """A formula typeset; ``label`` of a part, nothing for the indicator's own."""

    label: str
    pieces: tuple[Piece, ...]


class PrintedRevision(NamedTuple):
    """A revision of a target, printed."""

    revision: TargetRevision
    before: str
    target: str


class TargetCell(NamedTuple):
    """The target of a year: what holds, and the ones that it took the place of."""

    year: int
    printed: str
    changes: tuple[PrintedRevision, ...]


class IndicatorView(NamedTuple):
    """An indicator as the page of a plan shows it."""

    indicator: Indicator
    formulas: tuple[FormulaLine, ...]
    targets: tuple[TargetCell, ...]
    choice: MappingOf[str, str] | None


class ObjectiveView(NamedTuple):
    statement: str
    indicators: tuple[IndicatorView, ...]


class MissionView(NamedTuple):
    statement: str
    objectives: tuple[ObjectiveView, ...]


def plan_outline(
    plan: Plan, became: MappingOf[str, MappingOf[int, RevisedTarget]], choices: MappingOf[str, MappingOf[str, str]]
) -> list[MissionView]:
    """Return a plan's outline with everything that its page shows."""

    def block(one: Indicator) -> IndicatorView:
        cells = tuple(_cell(plan, one, year, entry) for year, entry in became.get(one.code, {}).items())
        return IndicatorView(one, formula_lines(plan, one), cells, choices.get(one.code))

    return [
        MissionView(
            mission.statement,
            tuple(ObjectiveView(one.statement, tuple(map(block, one.indicators))) for one in mission.objectives),
        )
        for mission in plan.missions
    ]


def formula_lines(plan: Plan, indicator: Indicator) -> tuple[FormulaLine, ...]:
    """Return the formulas of an indicator with the labels of variables and parts in them."""

    def label(name: str) -> str:
        part = indicator.part(name)
        return part.label if part else plan.variables[name].label or name

    percent = indicator.unit is Unit.PERCENT
    lines = [FormulaLine(part.label, typeset(part.formula, label, percent=percent)) for part in indicator.parts]
    return (*lines, FormulaLine("", typeset(indicator.formula, label, percent=percent)))


def printed_text(plan: Plan, indicator: Indicator, year: int, text: str) -> str:
    """Return a target as the file of targets has it (``61.7``) as papers print it."""
    target, _ = read_target(indicator, year, text.replace(".", ","), plan)
    return target.printed(indicator.decimals) if target else text


def _cell(plan: Plan, indicator: Indicator, year: int, entry: RevisedTarget) -> TargetCell:
    changes = tuple(
        PrintedRevision(one, *(printed_text(plan, indicator, year, text) for text in (one.before, one.target)))
        for one in entry.revisions
    )
    now = changes[-1].target if changes else entry.first.printed(indicator.decimals)
    return TargetCell(year, now, changes)


# ---- formulas while they are typed ------------------------------------------


class FormulaPreview(NamedTuple):
    """A formula of a form: its findings, or how it looks."""

    number: int
    """Of the part; -1 for the indicator's own."""
    label: str
    text: str
    findings: tuple[Finding, ...]
    pieces: tuple[Piece, ...]


def check_formulas(form: Fields, variables: MappingOf[str, str]) -> list[FormulaPreview]:
    """Check every formula of an indicator's form by the reader of plans. ``variables`` is name to label."""
    parts = part_fields(form, 0)
    labels = {**variables, **{part.name: part.label or part.name for part in parts if part.name}}
    percent = form.get("unit") == Unit.PERCENT
    own = tuple(part.name for part in parts if part.name)
    found = [
        _check(part.number, part.label or part.name, part.formula, tuple(variables), labels, percent)
        for part in parts
    ]
    return [*found, _check(-1, "", form.get("formula", ""), (*own, *variables), labels, percent)]


def _check(
    number: int, label: str, text: str, known: tuple[str, ...], labels: MappingOf[str, str], percent: bool
) -> FormulaPreview:
    reader = NodeReader()
    node = IndicatorReader(reader, known).formula(Scalar(text, Place("", 1, 1), True), "", known) if text else None
    pieces = typeset(node, lambda name: labels.get(name) or name, percent=percent) if node else ()
    return FormulaPreview(number, label, text, tuple(reader.findings), pieces)


def findings_of(findings: Iterable[Finding], code: str, path: str) -> list[Finding]:
    """Return the findings that speak of an indicator, by its code or by its place in the plan."""
    return [one for one in findings if one.subject == code or one.subject.startswith(path)]


def findings_of_variable(findings: Iterable[Finding], text: str, name: str) -> list[Finding]:
    """Return the findings that stand in a variable's lines: those of its condition name the register."""
    tree, _ = read_tree(text.encode(), "")
    variables = value_of(tree, "variables")
    entries = list(variables.items.values()) if isinstance(variables, Mapping) else []
    lines = [key.place.line for key, _ in entries]
    place = next((number for number, (key, _) in enumerate(entries) if key.text == name), None)
    if place is None:
        return []
    end = lines[place + 1] if place + 1 < len(lines) else text.count("\n") + 2
    return [one for one in findings if lines[place] <= one.place.line < end]


# ---- mean or pooled ------------------------------------------


@dataclass(frozen=True, slots=True)
class PoolingQuestion:
    """An indicator that averages ratios over unlike bases: both figures, and both formulas."""

    code: str
    name: str
    parts: tuple[str, ...]
    """Each part's line of working: ``Perizinan 18/18 × 100% = 100,00%``."""
    mean: str
    pooled: str
    sum_line: str
    formula: str
    pooled_formula: str


def question(result: Result, choices: MappingOf[str, MappingOf[str, str]]) -> PoolingQuestion | None:
    """Return the question that an indicator raises; none where it raises none or it has been answered."""
    indicator, found = result.indicator, pooled(result)
    now = averaged(indicator)
    if found is None or choices.get(indicator.code, {}).get("formula") == now:
        return None
    sign = "%" if indicator.unit is Unit.PERCENT else ""
    amounts = [
        printed(amount, 0 if amount.denominator == 1 else 2) for amount in (found.numerator, found.denominator)
    ]
    return PoolingQuestion(
        indicator.code,
        indicator.name,
        tuple(f"{line.label} {line.text}" for line in result.working[:-1]),
        result.actual_printed + sign,
        printed(found.amount, indicator.decimals) + sign,
        "/".join(amounts) + " × 100%",
        now,
        pooled_formula(indicator),
    )


def averaged(indicator: Indicator) -> str:
    """Return an indicator's formula with its parts' formulas in it: what a choice was made about."""
    return "; ".join(write(node) for node in (indicator.formula, *(part.formula for part in indicator.parts)))


def pooled_formula(indicator: Indicator) -> str:
    """Return ``(a + c) / (b + d) * 100`` of ``mean`` of parts ``a / b * 100`` and ``c / d * 100``, or nothing."""
    formula = indicator.formula
    if not isinstance(formula, Call) or formula.function != "mean":
        return ""
    sides: list[tuple[Node, Node]] = []
    for argument in formula.arguments:
        part = indicator.part(argument.name) if isinstance(argument, Name) else None
        match part.formula if part else None:
            case Binary("*", Binary("/", above, below), Number(hundred) as factor) if hundred == 100:
                sides.append((above, below))
            case _:
                return ""
    over, under = (_added([side[which] for side in sides]) for which in (0, 1))
    return write(Binary("*", Binary("/", over, under), factor))


def _added(nodes: list[Node]) -> Node:
    total = nodes[0]
    for node in nodes[1:]:
        total = Binary("+", total, node)
    return total


# ---- two versions side by side ------------------------------------------


class IndicatorDiff(NamedTuple):
    """An indicator that is new, gone or changed between two versions; ``what`` names the fields that changed."""

    how: str
    code: str
    name: str
    what: tuple[str, ...] = ()


def diff_plans(old: Plan | None, new: Plan | None) -> list[IndicatorDiff]:
    """Return the indicators in which two plans differ."""
    if old is None or new is None:
        return []
    before, after = ({one.code: one for one in plan.indicators()} for plan in (old, new))
    found = [IndicatorDiff("gone", code, one.name) for code, one in before.items() if code not in after]
    for code, one in after.items():
        if code not in before:
            found.append(IndicatorDiff("new", code, one.name))
        elif what := _changed(old, before[code], new, one):
            found.append(IndicatorDiff("changed", code, one.name, what))
    return found


def _changed(old: Plan, before: Indicator, new: Plan, after: Indicator) -> tuple[str, ...]:
    names = [one.name for one in fields(Indicator)]
    what = [name for name in names if getattr(before, name) != getattr(after, name)]
    counted = [
        [plan.variables[name] for name in plan.variables_of(one)] for plan, one in ((old, before), (new, after))
    ]
    if counted[0] != counted[1]:
        what.append("variables")
    return tuple(what)


def choices_of(version: PlanVersion) -> dict[str, dict[str, str]]:
    """Return what was chosen about unlike bases in a version."""
    return {code: dict(choice) for code, choice in version.choices.items()}
