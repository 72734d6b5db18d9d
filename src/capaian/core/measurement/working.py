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

RESULT_LABELS = {"mean": "Rata-rata", "sum": "Jumlah", "min": "Terkecil", "max": "Terbesar"}


@frozen()
class WorkingLine:
    """One line: ``label`` (or ``None`` where there is but one line), the ``pieces`` of its text, its value."""

    label: str | None
    pieces: tuple[Piece, ...]
    value: Evaluated

    @property
    def text(self) -> str:
        return on_one_line(self.pieces)


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
        lines.append(WorkingLine(_label(indicator), (_equal(indicator, result),), result))
    else:
        label = _label(indicator) if lines else None
        lines.append(WorkingLine(label, _line(indicator, indicator.formula, shown, result), result))
    return tuple(lines)


def _label(indicator: Indicator) -> str:
    match indicator.formula:
        case Call(function):
            return RESULT_LABELS[function]
        case Weighted():
            return "Rata-rata tertimbang"
        case _:
            return "Hasil"


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
