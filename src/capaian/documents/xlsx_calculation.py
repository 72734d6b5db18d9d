"""The sheet that computes: parts, actuals, achievements and their mean as formulas over the inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from capaian.core.formula import Node
from capaian.core.measurement.achievement import Achievement, RuleKey
from capaian.core.measurement.result import Result
from capaian.core.numbers import arithmetic
from capaian.core.numbers.missing import Missing
from capaian.core.plan.performance_plan import MeanOver, StrategicObjective
from capaian.documents.excel_formula import guarded, number
from capaian.documents.words import say
from capaian.documents.xlsx_book import ReportWorkbook, Sheet, put, tall

_WIDTHS = (9, 60, 20, 20, 20)
_VALUE, _COUNTED, _MEAN = 2, 3, 4


@dataclass(frozen=True, slots=True)
class IndicatorCells:
    """Where the sheet of calculation holds an indicator's figures; ``None`` where there is no such cell."""

    actual: str | None
    target: str | None
    achievement: str | None


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the figures are, by the indicator's code; and the mean."""

    indicators: Mapping[str, IndicatorCells]
    mean: str


def write_calculation(book: ReportWorkbook, sheet: Sheet, inputs: Mapping[str, str]) -> Cells:
    """Write the formulas and return their cells. ``inputs`` is each variable's cell."""
    writer = _Writer(book, sheet, inputs)
    writer.headings()
    found: dict[str, IndicatorCells] = {}
    ranges = []
    for objective in book.report.measurement.plan.objectives():
        first = writer.row
        for indicator in objective.indicators:
            found[indicator.code] = writer.indicator(book.report.measurement.results[indicator.code])
        ranges.append((objective, first, writer.row - 1))
    return Cells(found, writer.mean(ranges))


@dataclass(slots=True)
class _Writer:
    book: ReportWorkbook
    sheet: Sheet
    inputs: Mapping[str, str]
    row: int = 3
    places: dict[str, str] = field(default_factory=dict)

    def headings(self) -> None:
        lang = self.book.report.lang
        put(self.sheet, 0, 0, say("calculation-title", lang), self.book.look(bold=True, font_size=13))
        keys = ("calculation-code", "calculation-what", "calculation-value", "calculation-counted", "mean")
        for column, (key, width) in enumerate(zip(keys, _WIDTHS, strict=True)):
            self.sheet.set_column(column, column, width)
            put(self.sheet, 2, column, say(key, lang), self.book.heading)
        self.sheet.freeze_panes(3, 0)
        self.sheet.repeat_rows(2)

    def cell(self, column: int, row: int | None = None) -> str:
        return f"'{self.book.titles['calculation']}'!${'ABCDE'[column]}${(self.row if row is None else row) + 1}"

    def line(self, code: str, label: str, formula: str | None, value: Fraction | Missing | None) -> str:
        """Write one row and return the cell of its value; a plain number where there is no formula."""
        put(self.sheet, self.row, 0, code, self.book.boxed())
        put(self.sheet, self.row, 1, label, self.book.boxed())
        tall(self.sheet, self.row, [(label, _WIDTHS[1])])
        look = self.book.boxed(num_format="#,##0.00######", align="right")
        exact = value if isinstance(value, Fraction) else None
        if formula is None:
            assert exact is not None, "a line without a formula is a number"
            self.sheet.write_number(self.row, _VALUE, float(exact), look)
        else:
            shown: float | str = self.book.otherwise if exact is None else float(exact)
            self.sheet.write_formula(self.row, _VALUE, formula, look, shown)
        where = self.cell(_VALUE)
        self.row += 1
        return where

    def indicator(self, result: Result) -> IndicatorCells:
        indicator, lang = result.indicator, self.book.report.lang
        parts = {}
        for part in indicator.parts:
            formula = self.formula(part.formula, self.inputs)
            parts[part.name] = self.line(indicator.code, part.label, formula, result.parts[part.name])
        amount = None if isinstance(result.actual, Missing) else result.actual.amount
        if not isinstance(result.actual, Missing) and amount is None:
            return self.letter(result)
        formula = self.formula(indicator.formula, {**self.inputs, **parts})
        actual = self.line(indicator.code, f"{say('actual', lang)}: {indicator.name}", formula, amount)
        if not isinstance(result.achievement, Achievement):
            return IndicatorCells(actual, None, None)
        operands, target = {"actual": actual}, None
        for name, operand in result.achievement.operands.items():
            if name != "actual":
                operands[name] = self.line(indicator.code, say(f"operand-{name}", lang), None, operand)
                target = operands[name]
        return IndicatorCells(actual, target, self.achievement(result, result.achievement, operands))

    def letter(self, result: Result) -> IndicatorCells:
        """A grade that was given as a letter: the rule works on the bounds of the scale, which are numbers."""
        if not isinstance(result.achievement, Achievement):
            return IndicatorCells(None, None, None)
        operands = {
            name: self.line(result.indicator.code, say(f"bound-{name}", self.book.report.lang), None, operand)
            for name, operand in result.achievement.operands.items()
        }
        return IndicatorCells(None, None, self.achievement(result, result.achievement, operands))

    def achievement(self, result: Result, achieved: Achievement, operands: Mapping[str, str]) -> str:
        """Write the rule's formula, the floor and the cap; return the cell of the achievement."""
        code, lang, rules = result.indicator.code, self.book.report.lang, self.book.report.measurement.plan.rules
        rule = achieved.rule.statement_in(lang)
        formula = guarded(achieved.rule.formula, operands.__getitem__, self.book.otherwise)
        formula = _of_this_case(formula, achieved.rule.key, operands, say("other-rule", lang))
        cell = self.line(code, rule, formula, achieved.raw)
        if rules.floor is not None:
            floor = f"=IF(ISNUMBER({cell}),MAX({number(rules.floor)},{cell}),{cell})"
            cell = self.line(code, say("after-floor", lang), floor, achieved.amount)
        cap = cell if rules.cap is None else f"MIN({number(rules.cap)},{cell})"
        counted = f"=IF(ISNUMBER({cell}),{cap},{cell})"
        look = self.book.boxed(num_format="#,##0.00######", align="right")
        assert result.counted is not None, "a measured result counts in the mean"
        self.sheet.write_formula(self.row - 1, _COUNTED, counted, look, float(result.counted))
        return cell

    def formula(self, node: Node, cells: Mapping[str, str]) -> str:
        return guarded(node, cells.__getitem__, self.book.otherwise)

    def mean(self, ranges: list[tuple[StrategicObjective, int, int]]) -> str:
        measurement, lang = self.book.report.measurement, self.book.report.lang
        first, last, column = 3, self.row - 1, _COUNTED
        if measurement.plan.rules.mean is MeanOver.OBJECTIVES:
            start, column = self.row, _MEAN
            for objective, top, bottom in ranges:
                amounts = [r.counted for r in measurement.of_objective(objective) if r.counted is not None]
                label = f"{say('objective-mean', lang)}: {objective.statement}"
                self.average(label, (top, bottom, _COUNTED), _MEAN, arithmetic.mean(amounts))
            first, last = start, self.row - 1
        value = None if isinstance(measurement.mean, Missing) else measurement.mean
        # One row below, so that the mean over objectives is not within its own range.
        return self.average(say("mean", lang), (first, last, column), _MEAN, value)

    def average(self, label: str, over: tuple[int, int, int], column: int, value: Fraction | None) -> str:
        """Write a mean over the cells that hold a number and return its cell."""
        top, bottom, of = over
        cells = f"{self.cell(of, top)}:{self.cell(of, bottom).split('!')[1]}"
        words = self.book.otherwise
        put(self.sheet, self.row, 1, label, self.book.boxed(bold=True))
        look = self.book.boxed(num_format="#,##0.00######", align="right", bold=True)
        shown = words if value is None else float(value)
        self.sheet.write_formula(self.row, column, f'=IF(COUNT({cells})=0,"{words}",AVERAGE({cells}))', look, shown)
        where = self.cell(column)
        self.row += 1
        return where


def _of_this_case(formula: str, key: RuleKey, operands: Mapping[str, str], otherwise: str) -> str:
    """Return ``formula`` as long as the case that chose its rule stands; which rule holds is Capaian's to say."""
    actual, low, high = (operands.get(name, "") for name in ("actual", "low", "high"))
    condition = {
        RuleKey.RANGE_INSIDE: f"AND({actual}>={low},{actual}<={high})",
        RuleKey.RANGE_BELOW: f"{actual}<{low}",
        RuleKey.RANGE_ABOVE: f"{actual}>{high}",
    }.get(key)
    return formula if condition is None else f'=IF({condition},{formula[1:]},"{otherwise}")'
