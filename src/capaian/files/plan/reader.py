"""The plan file to core, or every fault that stands in the way."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from capaian.core.findings.finding import Finding, Place, finding, has_errors
from capaian.core.plan.indicator import Indicator
from capaian.core.plan.nip_and_area_codes import is_area_code, nip_fault, nip_printed
from capaian.core.plan.office import Head, Office
from capaian.core.plan.performance_plan import (
    LowerIsBetter,
    MeanOver,
    Mission,
    Plan,
    Rules,
    StrategicObjective,
    Strategy,
)
from capaian.core.plan.variable import Kind, Variable
from capaian.files.plan.indicator_reader import IndicatorReader
from capaian.files.plan.plan_shape import PLAN
from capaian.files.yaml.nodes import NodeReader, entries_of, is_empty, items_of, text_of, texts_of, value_of
from capaian.files.yaml.shape import Checker
from capaian.files.yaml.tree import Mapping, Scalar, Tree, read_tree

if TYPE_CHECKING:
    from capaian.core.registers.aggregation import Aggregation
    from capaian.core.registers.register import Register


def read_plan(path: Path) -> tuple[Plan | None, list[Finding]]:
    """Read the plan at ``path``; no plan where a finding is an error. Raises ``OSError`` where it cannot open."""
    return parse_plan(path.read_bytes(), str(path))


def parse_plan(data: bytes, file: str) -> tuple[Plan | None, list[Finding]]:
    """Read a plan from its bytes; ``file`` names it in findings."""
    tree, findings = read_tree(data, file)
    if tree is None:
        return None, findings
    checker = Checker()
    checker.check(tree, PLAN, "")
    reader = _PlanReader(file)
    plan = reader.read(tree) if isinstance(tree, Mapping) else None
    findings = sorted([*findings, *checker.findings, *reader.reader.findings], key=lambda found: found.place)
    return (None if has_errors(findings) else plan), findings


class _PlanReader:
    def __init__(self, file: str) -> None:
        self.reader = NodeReader()
        self.file = file

    def read(self, tree: Mapping) -> Plan | None:
        office = self.office(value_of(tree, "office"))
        strategy = self.strategy(value_of(tree, "strategy"))
        rules = self.rules(value_of(tree, "rules"))
        signed = self.signed(value_of(tree, "reports"))
        registers, countings = self.registers(tree)
        variables = self.variables(value_of(tree, "variables"), countings)
        indicators = IndicatorReader(self.reader, tuple(variables))
        missions = tuple(self.mission(m, indicators) for m in items_of(value_of(tree, "missions")))
        for key, _ in entries_of(value_of(tree, "variables")):
            if key.text not in indicators.used and not indicators.unread:
                self.reader.report("unused-variable", key.place, key.text, name=key.text)
        if office is None or rules is None or has_errors(self.reader.findings):
            return None
        try:
            plan = Plan(office, missions, MappingProxyType(variables), rules, strategy, signed, registers)
        except ValueError:  # a fault that another finding has named already
            return None
        self.targets_outside(plan)
        return plan

    def office(self, tree: Tree | None) -> Office | None:
        before = len(self.reader.findings)
        code = value_of(tree, "code")
        if isinstance(code, Scalar) and not is_area_code(code.text):
            self.reader.report("area-code", code.place, "office", found=code.text)
        head = value_of(tree, "head")
        nip = value_of(head, "nip")
        fault = nip_fault(text_of(nip)) if isinstance(nip, Scalar) and nip.text else None
        if nip is not None and fault:
            self.reader.report("nip", nip.place, "office", found=text_of(nip), fault=fault)
        for owner, key in [(tree, "name"), (head, "title"), (head, "name")]:
            value = value_of(owner, key)
            if value is not None and is_empty(value):
                self.reader.report("empty-text", value.place, "office", key=key)
        if tree is None or head is None or code is None or len(self.reader.findings) > before:
            return None
        return Office(
            code=text_of(code),
            name=text_of(value_of(tree, "name")),
            parent=text_of(value_of(tree, "parent")),
            place=text_of(value_of(tree, "place")),
            duty=text_of(value_of(tree, "duty")),
            duty_basis=texts_of(value_of(tree, "duty_basis")),
            functions=texts_of(value_of(tree, "functions")),
            functions_basis=texts_of(value_of(tree, "functions_basis")),
            head=Head(
                title=text_of(value_of(head, "title")),
                name=text_of(value_of(head, "name")),
                rank=text_of(value_of(head, "rank")),
                nip=nip_printed(text_of(nip)),
            ),
        )

    def strategy(self, tree: Tree | None) -> Strategy | None:
        first, last = value_of(tree, "first_year"), value_of(tree, "last_year")
        if not isinstance(first, Scalar) or not isinstance(last, Scalar):
            return None
        first_year, last_year = self.reader.year(first, "strategy"), self.reader.year(last, "strategy")
        if first_year is None or last_year is None:
            return None
        if first_year > last_year:
            self.reader.report("years-order", last.place, "strategy", first=first_year, last=last_year)
            return None
        return Strategy(first_year, last_year)

    def rules(self, tree: Tree | None) -> Rules | None:
        before = len(self.reader.findings)
        cap = self.bound(value_of(tree, "cap"), "rules.cap", None)
        floor = self.bound(value_of(tree, "floor"), "rules.floor", Fraction(0))
        lower, mean = text_of(value_of(tree, "lower_is_better")), text_of(value_of(tree, "mean"))
        if cap is not None and floor is not None and floor > cap and tree is not None:
            self.reader.report("floor-above-cap", tree.place, "rules", floor=floor, cap=cap)
        if len(self.reader.findings) > before:
            return None
        return Rules(
            lower_is_better=LowerIsBetter(lower) if lower in tuple(LowerIsBetter) else LowerIsBetter.REFLECTED,
            cap=cap,
            floor=floor,
            mean=MeanOver(mean) if mean in tuple(MeanOver) else MeanOver.INDICATORS,
            basis=texts_of(value_of(tree, "basis")),
        )

    def bound(self, tree: Tree | None, subject: str, default: Fraction | None) -> Fraction | None:
        if tree is None:
            return default
        return None if text_of(tree) == "none" else self.reader.number(tree, subject)

    def signed(self, tree: Tree | None) -> MappingProxyType[int, str]:
        dates: dict[int, str] = {}
        for key, value in entries_of(tree):
            year = self.reader.year(key, "reports")
            date = self.reader.signed(value_of(value, "signed"), "reports")
            if year is not None and date is not None:
                dates[year] = date
        return MappingProxyType(dates)

    def registers(self, tree: Mapping) -> tuple[MappingOf[str, Register], dict[str, Aggregation]]:
        registers, variables = value_of(tree, "registers"), value_of(tree, "variables")
        counted = any(value_of(value, "from") is not None for _, value in entries_of(variables))
        if registers is None and not counted:
            return MappingProxyType({}), {}
        # Most plans have none, and a cold start should not wait for what they do not use.
        from capaian.files.registers.reader import RegisterReader

        reader = RegisterReader(self.reader)
        found = reader.registers(registers)
        return MappingProxyType(found), reader.countings(variables)

    def variables(self, tree: Tree | None, countings: MappingOf[str, Aggregation]) -> dict[str, Variable]:
        variables = {}
        for key, value in entries_of(tree):
            if not key.text.isidentifier() or key.text in ("mean", "sum", "min", "max", "weighted"):
                self.reader.report("variable-name", key.place, key.text, found=key.text)
            kind, unit = text_of(value_of(value, "kind")), text_of(value_of(value, "unit"))
            variables[key.text] = Variable(
                name=key.text,
                label=text_of(value_of(value, "label")),
                kind=Kind(kind) if kind in tuple(Kind) else Kind.FLOW,
                unit=unit or "count",
                counting=countings.get(key.text),
            )
        return variables

    def mission(self, tree: Tree, indicators: IndicatorReader) -> Mission:
        objectives = []
        for objective in items_of(value_of(tree, "objectives")):
            read = [indicators.read(i) for i in items_of(value_of(objective, "indicators"))]
            sound = tuple(indicator for indicator in read if isinstance(indicator, Indicator))
            objectives.append(StrategicObjective(text_of(value_of(objective, "statement")), sound))
        return Mission(text_of(value_of(tree, "statement")), tuple(objectives))

    def targets_outside(self, plan: Plan) -> None:
        if plan.strategy is None:
            return
        first, last = plan.strategy.first_year, plan.strategy.last_year
        for indicator in plan.indicators():
            for year in indicator.targets:
                if not first <= year <= last:
                    self.reader.findings.append(
                        finding(
                            "target-outside-strategy",
                            Place(self.file),
                            indicator.code,
                            indicator=indicator.code,
                            year=year,
                            first=first,
                            last=last,
                        )
                    )
