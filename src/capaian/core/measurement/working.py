"""The official working of a figure: ``a. Non perizinan 2555/2584 × 100% = 98,88%``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from capaian.core.formula import Call, Evaluated, Name, Node, Weighted
from capaian.core.formula.typeset import Piece, TextRun, on_one_line, typeset
from capaian.core.frozen import frozen
from capaian.core.numbers.arithmetic import decimals_of
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import printed, shortest_printed
from capaian.core.plan.indicator import Indicator, Unit
from capaian.core.plan.variable import Variable
from capaian.core.wording import Both, chosen

RESULT_LABELS = {
    "mean": Both("Rata-rata", "Mean"),
    "sum": Both("Jumlah", "Sum"),
    "min": Both("Terkecil", "Least"),
    "max": Both("Terbesar", "Largest"),
}


@frozen()
class WorkingLine:
    """One line: ``label`` (or ``None`` where there is but one line), the ``pieces`` of its text, its value.

    ``label_en`` is the English of a label that is ours and not the plan's.
    """

    label: str | None
    pieces: tuple[Piece, ...]
    value: Evaluated
    label_en: str | None = None

    @property
    def text(self) -> str:
        return on_one_line(self.pieces)

    def label_in(self, lang: str) -> str:
        """Return the label in ``lang``; nothing where there is none."""
        return chosen((self.label, self.label_en or self.label), lang) or ""

    def pieces_in(self, lang: str) -> tuple[Piece, ...]:
        """Return the pieces, the last of which says in ``lang`` why there is no figure."""
        return (
            (*self.pieces[:-1], TextRun(self.value.sentence(lang)))
            if isinstance(self.value, Missing)
            else self.pieces
        )


def variable_printed(variable: Variable, value: Evaluated) -> str:
    """Return an input as the working prints it: the shortest exact decimal; rupiah as ``Rp 1.234``."""
    if isinstance(value, Missing):
        return "…"
    if variable.unit == "rupiah":
        return "Rp " + shortest_printed(value, grouped=True)
    text = shortest_printed(value)
    return f"({text})" if value < 0 or decimals_of(value) is None else text


def result_printed(indicator: Indicator, value: Fraction) -> str:
    """Return a result with its unit: percent indicators carry the sign."""
    return printed(value, indicator.decimals) + ("%" if indicator.unit is Unit.PERCENT else "")


def show_working(
    indicator: Indicator,
    variables: Mapping[str, Variable],
    values: Mapping[str, Evaluated],
    parts: Mapping[str, Evaluated],
    result: Evaluated,
) -> tuple[WorkingLine, ...]:
    """Return a line for each part, then one for the result; nothing where the formula is one bare variable."""

    def shown(name: str) -> str:
        part = indicator.part(name)
        return part.label if part else variable_printed(variables[name], values[name])

    lines = [
        WorkingLine(part.label, _line(indicator, part.formula, shown, parts[part.name]), parts[part.name])
        for part in indicator.parts
    ]
    if not lines and isinstance(indicator.formula, Name):
        return ()
    if _is_result_of_all_parts(indicator):
        label = _label(indicator)
        lines.append(WorkingLine(label.id, (_equal(indicator, result),), result, label.en))
    else:
        pieces = _line(indicator, indicator.formula, shown, result)
        named = _label(indicator) if lines else None
        lines.append(WorkingLine(named and named.id, pieces, result, named and named.en))
    return tuple(lines)


def _label(indicator: Indicator) -> Both:
    match indicator.formula:
        case Call(function):
            return RESULT_LABELS[function]
        case Weighted():
            return Both("Rata-rata tertimbang", "Weighted mean")
        case _:
            return Both("Hasil", "Result")


def _is_result_of_all_parts(indicator: Indicator) -> bool:
    """Tell whether the formula is one call over each of the parts, so that its line needs only the figure."""
    match indicator.formula:
        case Call(_, arguments):
            called = [argument.name for argument in arguments if isinstance(argument, Name)]
            return len(called) == len(arguments) and called == [part.name for part in indicator.parts]
        case _:
            return False


def _line(indicator: Indicator, formula: Node, shown: Callable[[str], str], value: Evaluated) -> tuple[Piece, ...]:
    pieces = typeset(formula, shown, percent=indicator.unit is Unit.PERCENT)
    join = ": " if isinstance(value, Missing) else " = "
    return (*pieces, TextRun(join), _equal(indicator, value))


def _equal(indicator: Indicator, value: Evaluated) -> TextRun:
    return TextRun(value.sentence() if isinstance(value, Missing) else result_printed(indicator, value))
