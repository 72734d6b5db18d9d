"""The cell that shows how a figure was made: the formula in words, each fraction, and what joins them."""

from __future__ import annotations

from fractions import Fraction

from tests.audit.planting.figures import Figures
from tests.audit.planting.paper import Cell, Equation, Piece
from tests.audit.planting.truth import Indicator, Share, rounded


def working_cell(figures: Figures, code: str, one: Indicator) -> Cell:
    """Return the explanation of one indicator."""
    if one.kind == "grade":
        return figures.actual_cell(code, one, one.actual)
    if not one.shares:
        return Cell([["Hasil pengukuran dan rekapitulasi data tahun berjalan"]])
    lines: list[list[Piece]] = []
    if figures.style.formula != "none":
        lines.append([_formula(figures, code, one)])
    results = []
    for place, share in enumerate(one.shares):
        result = figures.changed.get(("share", code, str(place)), rounded(share.percent, figures.style.decimals))
        assert isinstance(result, Fraction)
        results.append(result)
        label = figures.style.label.format(letter="abcd"[place], label=share.label) if share.label else ""
        lines.append([label, *_share(figures, share, result)])
    if one.joining:
        lines.append([_closing(figures, code, one, results)])
    return Cell(lines)


def _formula(figures: Figures, code: str, one: Indicator) -> str:
    top, bottom = one.words.top, one.words.bottom
    if ("inverted", code) in figures.changed:
        top, bottom = bottom, top
    if figures.style.formula == "dibagi":
        return f"{top} dibagi {bottom[0].lower() + bottom[1:]} dikali 100%"
    return f"{top} / {bottom}{figures.style.times}"


def _share(figures: Figures, share: Share, result: Fraction) -> list[Piece]:
    style = figures.style
    top, bottom = (
        style.rupiah(amount) if share.money else style.printed(Fraction(amount), 0)
        for amount in (share.numerator, share.denominator)
    )
    came = style.printed(result, style.decimals) + ("" if style.sign == "none" else style.percent(""))
    plain = f"{top}{style.between}{bottom}{style.times} = {came}"
    if style.working == "prose":
        return [f"{top} dibagi {bottom} dikali 100% = {came}"]
    if style.working == "latex" and not share.money:
        signed = came.replace("%", "\\%")
        if style.bullets:
            return [f"$\\frac{{{top}}}{{{bottom}}} \\times 100\\% = {signed}$"]
        return [f"${top}/{bottom} \\times 100\\% = {signed}$"]
    if style.working == "word":
        return [Equation(top, bottom, "× 100%", came, plain)]
    return [plain]


def _closing(figures: Figures, code: str, one: Indicator, results: list[Fraction]) -> str:
    style = figures.style
    usual = rounded(one.actual, style.decimals)
    if figures.report.from_printed:
        usual = rounded(sum(results, Fraction(0)) / (len(results) if one.joining == "mean" else 1), style.decimals)
    value = figures.changed.get(("closing", code), usual)
    assert isinstance(value, Fraction)
    came = style.printed(value, style.decimals) + ("" if style.sign == "none" else style.percent(""))
    parts = " + ".join(style.printed(result, style.decimals) for result in results)
    if ("called-mean", code) in figures.changed:
        return f"Rata-rata = {came}"
    if one.joining == "sum":
        return f"{parts} = {came}" if style.bullets else f"Jumlah = {came}"
    if style.bullets and style.pad:
        return f"({parts}) / {len(results)} = {came}"
    return f"{'Rata-rata' if style.pad else 'Rata – rata'} = {came}"
