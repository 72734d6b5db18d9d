"""One indicator of the plan file to core, with every fault of its formulas, targets and scale."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from capaian.core.findings.finding import Place
from capaian.core.formula import FormulaError, Node, Weighted, names, parse
from capaian.core.formula.tree import children
from capaian.core.numbers.arithmetic import total
from capaian.core.numbers.numerals import shortest_printed
from capaian.core.plan.indicator import Direction, Indicator, Part, Unit
from capaian.core.plan.target import BandTarget, GradeScale, GradeTarget, NumberTarget, Target
from capaian.core.wording import NOTHING, Both
from capaian.files.yaml.nodes import NodeReader, entries_of, items_of, short, text_of, value_of, within
from capaian.files.yaml.shape import nearest
from capaian.files.yaml.tree import Mapping, Scalar, Sequence, Tree


class IndicatorReader:
    """Reads indicators one after another and remembers which codes and variables it has seen."""

    __slots__ = ("codes", "reader", "unread", "used", "variables")

    def __init__(self, reader: NodeReader, variables: tuple[str, ...]) -> None:
        self.reader, self.variables = reader, variables
        self.codes: dict[str, Place] = {}
        self.used: set[str] = set()
        # Whether a formula could not be read or names what is not there: what it would use is not known then.
        self.unread = False

    def read(self, tree: Tree) -> Indicator | None:
        """Return the indicator, or ``None`` where its faults (all reported) leave none."""
        code = text_of(value_of(tree, "code"))
        self._unique(code, value_of(tree, "code"))
        better = _member(Direction, value_of(tree, "better"))
        unit = _member(Unit, value_of(tree, "unit"))
        scale = self.scale(tree, code, better)
        targets = self.targets(tree, code, better, scale)
        parts, formula = self.formulas(tree, code)
        decimals = self.decimals(value_of(tree, "decimals"), code)
        if unit is None or better is None or targets is None or formula is None or parts is None:
            return None
        if decimals is None or ((better is Direction.GRADE) and scale is None):
            return None
        return Indicator(
            code=code,
            name=text_of(value_of(tree, "name")),
            unit=unit,
            better=better,
            formula=formula,
            targets=MappingProxyType(targets),
            parts=parts,
            explanation=text_of(value_of(tree, "explanation")),
            owner=text_of(value_of(tree, "owner")),
            source=text_of(value_of(tree, "source")),
            decimals=decimals,
            scale=scale if better is Direction.GRADE else None,
        )

    def _unique(self, code: str, tree: Tree | None) -> None:
        if not isinstance(tree, Scalar):
            return
        first = self.codes.setdefault(code, tree.place)
        if first is not tree.place:
            self.reader.report("duplicate-code", tree.place, code, indicator=code, first=first.line)

    def decimals(self, tree: Tree | None, code: str) -> int | None:
        if tree is None:
            return 2
        amount = self.reader.number(tree, code)
        if amount is not None and (amount.denominator != 1 or not 0 <= amount <= 6):
            self.reader.report("decimals", tree.place, code, found=text_of(tree))
            return None
        return None if amount is None else int(amount)

    def scale(self, tree: Tree, code: str, better: Direction | None) -> GradeScale | None:
        scale = value_of(tree, "scale")
        if scale is None:
            if better is Direction.GRADE:
                self.reader.report("scale-missing", tree.place, code, indicator=code)
            return None
        bounds = [(key.text, self.reader.number(value, code)) for key, value in entries_of(scale)]
        if any(low is None for _, low in bounds):
            return None
        try:
            return GradeScale(tuple((letter, low) for letter, low in bounds if low is not None))
        except ValueError:
            found = ", ".join(f"{letter}: {shortest_printed(low)}" for letter, low in bounds if low is not None)
            self.reader.report("scale-order", scale.place, code, found=found)
            return None

    def targets(
        self, tree: Tree, code: str, better: Direction | None, scale: GradeScale | None
    ) -> dict[int, Target] | None:
        targets: dict[int, Target] = {}
        sound = better is not None
        for key, value in entries_of(value_of(tree, "targets")):
            year = self.reader.year(key, code)
            target = self.target(value, code, better, scale) if better else None
            if year is None or target is None:
                sound = False
            else:
                targets[year] = target
        return targets if sound else None

    def target(self, tree: Tree, code: str, better: Direction, scale: GradeScale | None) -> Target | None:
        match better, tree:
            case ((Direction.HIGHER | Direction.LOWER), Scalar()):
                amount = self.not_negative(tree, code)
                return None if amount is None else NumberTarget(amount)
            case Direction.RANGE, Sequence():
                return self.band(tree, code)
            case Direction.GRADE, Mapping():
                return self.grade(tree, code, scale)
            case _:
                self.reader.report("target-kind", tree.place, code, better=better, write=_TARGET_EXAMPLE[better])
                return None

    def not_negative(self, tree: Tree, code: str) -> Fraction | None:
        amount = self.reader.number(tree, code)
        if amount is not None and amount < 0:
            self.reader.report("target-negative", tree.place, code, found=text_of(tree))
            return None
        return amount

    def band(self, tree: Sequence, code: str) -> BandTarget | None:
        bounds = [self.not_negative(item, code) for item in tree.items]
        if len(bounds) != 2:
            self.reader.report("band-length", tree.place, code, found=len(bounds))
            return None
        low, high = bounds
        if low is None or high is None:
            return None
        if low > high:
            low_text, high_text = (text_of(item) for item in items_of(tree))
            self.reader.report("band-order", tree.place, code, low=low_text, high=high_text)
            return None
        return BandTarget(low, high)

    def grade(self, tree: Mapping, code: str, scale: GradeScale | None) -> GradeTarget | None:
        letter, score = value_of(tree, "grade"), value_of(tree, "score")
        amount = self.reader.number(score, code)
        if scale is None or not isinstance(letter, Scalar) or (score is not None and amount is None):
            return None
        if letter.text not in scale:
            known = ", ".join(grade for grade, _ in scale.bounds)
            self.reader.report("unknown-grade", letter.place, code, found=letter.text, known=known)
            return None
        if amount is not None and scale.grade_of(amount) != letter.text:
            reached = scale.grade_of(amount) or NOTHING
            self.reader.report(
                "grade-score-differ",
                tree.place,
                code,
                grade=letter.text,
                score=shortest_printed(amount),
                reached=reached,
            )
        return GradeTarget(letter.text, amount)

    def formulas(self, tree: Tree, code: str) -> tuple[tuple[Part, ...] | None, Node | None]:
        parts: list[Part] = []
        sound = True
        labels = []
        for key, value in entries_of(value_of(tree, "parts")):
            if key.text in self.variables:
                self.reader.report("part-is-variable", key.place, code, name=key.text)
                sound = False
            node = self.formula(value_of(value, "formula"), code, self.variables)
            labels.append(key.text)
            if node is None:
                sound = False
            else:
                parts.append(Part(key.text, text_of(value_of(value, "label")), node))
        own = value_of(tree, "formula")
        formula = self.formula(own, code, (*labels, *self.variables))
        if formula is not None:
            called = {name.name for name in names(formula)}
            for key, _ in entries_of(value_of(tree, "parts")):
                if key.text not in called:
                    self.reader.report("unused-part", key.place, code, name=key.text)
        return (tuple(parts) if sound else None), formula

    def formula(self, tree: Tree | None, code: str, known: tuple[str, ...]) -> Node | None:
        if not isinstance(tree, Scalar):
            return None
        try:
            node = parse(tree.text)
        except FormulaError as error:
            values: dict[str, object] = {**error.values, "formula": short(tree.text)}
            self.reader.report(error.code, within(tree, error.span.start), code, **values)
            self.unread = True
            return None
        sound = True
        for name in names(node):
            self.used.add(name.name)
            if name.name not in known:
                near = (
                    nearest(name.name, known)
                    if known
                    else Both("(belum ada variabel)", "(there is no variable yet)")
                )
                self.reader.report(
                    "unknown-name", within(tree, name.span.start), code, name=name.name, nearest=near
                )
                sound = False
                self.unread = True
        self._weights(node, tree, code)
        return node if sound else None

    def _weights(self, node: Node, tree: Scalar, code: str) -> None:
        if isinstance(node, Weighted) and (summed := total(weight for _, weight in node.terms)) != 1:
            place = within(tree, node.span.start)
            self.reader.report("weights-not-one", place, code, found=shortest_printed(summed))
        for child in children(node):
            self._weights(child, tree, code)


_TARGET_EXAMPLE = {
    Direction.HIGHER: "2024: 90",
    Direction.LOWER: "2024: 5",
    Direction.RANGE: "2024: [76.61, 88.30]",
    Direction.GRADE: "2024: {grade: B, score: 61.70}",
}


_Member = TypeVar("_Member", Direction, Unit)


def _member(kind: type[_Member], tree: Tree | None) -> _Member | None:
    text = text_of(tree)
    return kind(text) if text in tuple(kind) else None
