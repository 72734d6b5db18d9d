"""The working of an indicator as a formula with its variables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from capaian.core.claims.claim import Explanation, Joining, Ratio
from capaian.core.claims.figure import Figure, Mark
from capaian.core.numbers.arithmetic import HUNDRED, divide, divide_times, mean, scaled_half_up, total
from capaian.core.numbers.numerals import printed, shortest, shortest_printed
from capaian.files.drafting.merging import MergedIndicator, is_graded
from capaian.files.drafting.naming import DraftVariables

_MOST_WORDS = 3
_MOST_PAIRS = 12


@dataclass(slots=True)
class DraftRatio:
    """One ratio with the names of its variables. ``factor`` is 100 where the result is in percent."""

    ratio: Ratio
    over: str
    under: str
    factor: Fraction
    label: str

    def value(self, denominator: Fraction | None = None) -> Fraction | None:
        over, under = self.ratio.numerator.amount, denominator or self.ratio.denominator.amount
        return None if over is None or under is None else divide_times(over, under, self.factor)

    def formula(self, under: str = "") -> str:
        by = "" if self.factor == 1 else f" * {shortest(self.factor)}"
        return f"{self.over} / {under or self.under}{by}"


@dataclass(slots=True)
class DraftFormula:
    """A formula as the plan has it; ``parts`` are (name, label, formula), ``exact`` is what it gives."""

    formula: str
    parts: list[tuple[str, str, str]] = field(default_factory=list)
    exact: Fraction | None = None
    remarks: list[str] = field(default_factory=list)
    typed: bool = False


def draft_ratios(one: MergedIndicator, quantities: DraftVariables, file: str, *, swapped: bool) -> list[DraftRatio]:
    """Return the ratios of an indicator with their variables registered; none where one of them is no quotient."""
    explanation = one.explanation
    ratios = explanation.ratios if explanation else ()
    if explanation is None or not ratios or any(_quotient(ratio) is None for ratio in ratios):
        return []
    words = explanation.words
    above, below = (words.numerator, words.denominator) if words else ("", "")
    if swapped:
        above, below = below, above
    found, money = [], any(ratio.numerator.mark is Mark.RUPIAH for ratio in ratios)
    for number, ratio in enumerate(ratios, 1):
        label = " ".join(ratio.label.split()) or _unlabelled(ratio, number, len(ratios), beside_rupiah=money)
        own = "" if len(ratios) == 1 else label
        over = _registered(quantities, ratio.numerator, above or f"{one.name} pembilang", own, one, file)
        shared = len({_amount(other.denominator) for other in ratios}) == 1
        under = _registered(
            quantities, ratio.denominator, below or f"{one.name} penyebut", "" if shared else own, one, file
        )
        found.append(DraftRatio(ratio, over, under, _factor(ratio), label))
    return found


def _amount(figure: Figure) -> Fraction | None:
    return figure.amount


def _quotient(ratio: Ratio) -> Fraction | None:
    over, under = ratio.numerator.amount, ratio.denominator.amount
    return None if over is None or under is None else divide(over, under)


def _unlabelled(ratio: Ratio, number: int, of: int, *, beside_rupiah: bool) -> str:
    if ratio.numerator.mark is Mark.RUPIAH:
        return "Nilai rupiah"
    if beside_rupiah and of == 2:
        return "Banyaknya"
    return "" if of == 1 else f"Bagian {number}"


def _registered(
    quantities: DraftVariables, figure: Figure, words: str, label: str, one: MergedIndicator, file: str
) -> str:
    if len(label.split()) >= _MOST_WORDS and not label.startswith("Bagian"):
        named, shown = label, label
    else:
        named = f"{words} {label}"
        shown = f"{' '.join(words.split())} ({label})" if label else " ".join(words.split())
    evidence = one.source or f"{file}, tabel {figure.spot.table or one.table}, baris {figure.spot.row or one.row}"
    return quantities.name(named, shown, figure.amount, evidence=evidence, rupiah=figure.mark is Mark.RUPIAH)


def _factor(ratio: Ratio) -> Fraction:
    """Return the factor as written; 100 where none is written and the printed result is in percent."""
    quotient, result = _quotient(ratio), ratio.result
    if ratio.factor != 1 or quotient is None or result is None or result.amount is None:
        return ratio.factor
    nearer = abs(quotient * HUNDRED - result.amount) < abs(quotient - result.amount)
    return HUNDRED if result.mark is Mark.PERCENT or nearer else Fraction(1)


def draft_formula(
    one: MergedIndicator,
    sides: Sequence[DraftRatio],
    everywhere: Sequence[Sequence[DraftRatio]],
    quantities: DraftVariables,
    file: str,
) -> DraftFormula:
    """Return the formula of an indicator: from its ratios, from its closing line's operands, or one typed value."""
    if sides:
        return _from_ratios(one, sides, everywhere)
    closing = one.explanation.closing if one.explanation else None
    if closing and len(closing.operands) > 1 and all(figure.is_number for figure in closing.operands):
        return _from_operands(one, quantities, file)
    return _typed(one, quantities, file)


def _from_ratios(
    one: MergedIndicator, sides: Sequence[DraftRatio], everywhere: Sequence[Sequence[DraftRatio]]
) -> DraftFormula:
    remarks: list[str] = []
    denominator, under = _other_denominator(sides, everywhere, remarks)
    formulas = [side.formula(under) for side in sides]
    values = [value for value in (side.value(denominator) for side in sides) if value is not None]
    if len(sides) == 1:
        made = DraftFormula(formulas[0], exact=values[0], remarks=remarks)
    else:
        joining = _joining(one, values, remarks)
        parts = [
            (f"bagian_{number}", side.label, formula)
            for number, (side, formula) in enumerate(zip(sides, formulas, strict=True), 1)
        ]
        call = "sum" if joining is Joining.SUM else "mean"
        exact = total(values) if joining is Joining.SUM else mean(values)
        made = DraftFormula(f"{call}({', '.join(name for name, _, _ in parts)})", parts, exact, remarks)
    return _compared(one, made)


def _compared(one: MergedIndicator, made: DraftFormula) -> DraftFormula:
    actual = one.main.actual
    if actual is None or actual.amount is None or made.exact is None or _fits(made.exact, actual):
        return made
    shown = printed(made.exact, max(actual.decimals, 2))
    made.remarks.append(f"realisasi tercetak {actual.text.strip()}, tetapi hitungannya memberi {shown}.")
    return made


def _joining(one: MergedIndicator, values: Sequence[Fraction], remarks: list[str]) -> Joining:
    closing = one.explanation.closing if one.explanation else None
    result = closing.result if closing and closing.result.is_number else one.main.actual
    said = closing.joining if closing else Joining.UNSAID
    average = mean(values)
    fits_mean = average is not None and result is not None and _fits(average, result)
    fits_sum = result is not None and _fits(total(values), result)
    if fits_sum and not fits_mean:
        if said is Joining.MEAN and closing:
            remarks.append(f'tercetak "{closing.word.strip()}", tetapi angkanya adalah jumlah bagian-bagiannya.')
        return Joining.SUM
    if fits_mean and not fits_sum:
        if said is Joining.SUM and closing:
            remarks.append(f'tercetak "{closing.word.strip()}", tetapi angkanya adalah rata-rata bagian-bagiannya.')
        return Joining.MEAN
    if said not in (Joining.MEAN, Joining.SUM):
        remarks.append("cara menggabungkan bagian-bagiannya tidak tertulis; dianggap rata-rata.")
        return Joining.MEAN
    return said


def _fits(amount: Fraction, figure: Figure) -> bool:
    """Tell whether ``figure`` prints ``amount`` to within one unit of its last decimal."""
    if figure.amount is None:
        return False
    return abs(scaled_half_up(amount, figure.decimals) - scaled_half_up(figure.amount, figure.decimals)) <= 1


def _other_denominator(
    sides: Sequence[DraftRatio], everywhere: Sequence[Sequence[DraftRatio]], remarks: list[str]
) -> tuple[Fraction | None, str]:
    """Return the denominator that the printed results were made with, where the printed one gives none of them.

    Two results at least must agree on it: one alone fits too many.
    """
    telling = [side for side in sides if side.ratio.result and side.ratio.numerator.amount]
    if len(telling) < 2 or any(_gives(side, None) for side in telling):
        return None, ""
    for amount, name in _denominators(everywhere):
        if all(_gives(side, amount) for side in telling):
            said = sides[0].ratio.denominator.text.strip()
            shown = shortest_printed(amount, grouped=True)
            remarks.append(f"tercetak pembagi {said}, tetapi semua hasilnya dihitung dengan {shown}.")
            return amount, name
    return None, ""


def _gives(side: DraftRatio, denominator: Fraction | None) -> bool:
    value, result = side.value(denominator), side.ratio.result
    return value is not None and result is not None and _fits(value, result)


def _denominators(everywhere: Sequence[Sequence[DraftRatio]]) -> Iterator[tuple[Fraction, str]]:
    """Yield every denominator of the report, then the sums of two within one indicator, each as formulas say it."""
    groups = [
        {side.under: side.ratio.denominator.amount for side in of_one if side.ratio.denominator.amount}
        for of_one in everywhere
    ]
    for group in groups:
        yield from ((amount, name) for name, amount in group.items())
    for group in groups:
        for (one, first), (other, second) in combinations(list(group.items())[:_MOST_PAIRS], 2):
            yield first + second, f"({one} + {other})"


def _from_operands(one: MergedIndicator, quantities: DraftVariables, file: str) -> DraftFormula:
    closing = one.explanation.closing if one.explanation else None
    assert closing is not None, "the caller has looked"
    names, amounts = [], []
    for number, figure in enumerate(closing.operands, 1):
        names.append(_registered(quantities, figure, f"{one.name} bagian {number}", "", one, file))
        amounts.append(figure.amount or Fraction(0))
    remarks = ["hanya angka jadi dari bagian-bagiannya yang tertulis; ganti dengan hitungannya."]
    joined = ", ".join(names)
    if closing.joining is Joining.DIFFERENCE and len(names) == 2:
        return _compared(one, DraftFormula(" - ".join(names), exact=amounts[0] - amounts[1], remarks=remarks))
    if closing.joining is Joining.SUM or (closing.joining is Joining.UNSAID and closing.divisor is None):
        return _compared(one, DraftFormula(f"sum({joined})", exact=total(amounts), remarks=remarks))
    return _compared(one, DraftFormula(f"mean({joined})", exact=mean(amounts), remarks=remarks))


def _typed(one: MergedIndicator, quantities: DraftVariables, file: str) -> DraftFormula:
    """Return the actual as one value that somebody typed: no count stands behind it."""
    figure = one.main.actual if one.main.actual and not one.main.actual.absent else _bare(one.explanation)
    amount = None if figure is None or figure.high is not None else figure.amount
    graded = figure is not None and amount is None and is_graded(one)
    letter = figure.grade if graded and figure is not None and figure.grade else ""
    evidence = one.source or f"{file}, tabel {one.table}, baris {one.row}"
    name = quantities.name(one.name, one.name, amount, letter=letter, evidence=evidence, stock=True)
    if figure is None or (amount is None and not letter):
        return DraftFormula(
            name, remarks=["laporan tidak menyebut realisasinya; nilainya kosong, bukan nol."], typed=True
        )
    return DraftFormula(
        name, exact=amount, remarks=["hanya angka jadi yang tertulis, tanpa hitungannya."], typed=True
    )


def _bare(explanation: Explanation | None) -> Figure | None:
    return explanation.bare if explanation else None
