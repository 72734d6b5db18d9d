"""The other tables of a report: earlier years, quarters, budget, the scale of ratings, staff."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from tests.audit.planting.figures import Figures
from tests.audit.planting.paper import Cell, Table, cell
from tests.audit.planting.truth import Indicator, rounded


def years_table(figures: Figures) -> Table:
    """Return what came out in the two years before and in this one."""
    year, style = figures.report.year, figures.style
    years = [year - 2, year - 1, year]
    if style.levels == 1:
        heads: list[list[Cell | None]] = [
            [cell(text, bold=True) for text in ("No", "Indikator Kinerja", *(f"Realisasi {one}" for one in years))]
        ]
    else:
        heads = [
            [cell("No", rows=2), cell("Indikator Kinerja", rows=2), cell("Realisasi", columns=3), None, None],
            [None, None, *(cell(f"Tahun {one}") for one in years)],
        ]
    rows = heads[:]
    for count, (code, one) in enumerate(_measured(figures), 1):
        now = figures.changed.get(("second", code), figures.actual(code, one))
        amounts = [*one.past, now]
        rows.append([cell(str(count)), cell(one.words.name), *(_amount(figures, code, one, a) for a in amounts)])
    return Table(rows, len(heads))


def _amount(figures: Figures, code: str, one: Indicator, amount: object) -> Cell:
    assert isinstance(amount, Fraction)
    return figures.actual_cell(code, one, rounded(amount, figures.decimals(one)))


def _measured(figures: Figures) -> list[tuple[str, Indicator]]:
    return [(code, one) for code, one in figures.report.lines if one.kind not in ("grade", "band")]


def counted(figures: Figures) -> list[tuple[str, Indicator]]:
    """Return the indicators that count: their quarters add up."""
    return [(code, one) for code, one in figures.report.lines if one.kind in ("count", "money")]


def quarters_table(figures: Figures) -> Table | None:
    """Return what had been reached by each quarter, or what each quarter brought and their sum."""
    each = figures.style.quarters == "each"
    those = counted(figures)
    if not those:
        return None
    names = [f"TW {one}" for one in ("I", "II", "III", "IV")]
    names = names if each else [f"s/d {name}" for name in names]
    texts = ["No", "Indikator Kinerja", f"Target {figures.report.year}", *(f"Realisasi {name}" for name in names)]
    rows: list[list[Cell | None]] = [[cell(text, bold=True) for text in [*texts, *(["Jumlah"] if each else [])]]]
    for count, (code, one) in enumerate(those, 1):
        amounts = one.quarters
        if each:
            amounts = [amounts[0], *(after - before for before, after in pairwise(amounts))]
            total = figures.changed.get(("quarter-total", code), one.actual)
            amounts = [*amounts, total]  # type: ignore[list-item]
        amounts = [
            figures.changed.get(("quarter", code, str(place)), amount)  # type: ignore[misc]
            for place, amount in enumerate(amounts)
        ]
        cells = [_amount(figures, code, one, amount) for amount in amounts]
        rows.append([cell(str(count)), cell(one.words.name), figures.target_cell(code, one), *cells])
    return Table(rows, 1)


def budget_table(figures: Figures) -> Table:
    """Return what was granted and spent by programme, with its total."""
    style, budgets = figures.style, figures.report.budgets
    headings = ("No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "Capaian (%)")
    rows: list[list[Cell | None]] = [[cell(style.cased(text), bold=True) for text in headings]]
    for count, one in enumerate(budgets, 1):
        share = _spent(figures, Fraction(one.spent * 100, one.ceiling), str(count))
        rows.append(
            [cell(str(count)), cell(one.name), _money(figures, one.ceiling), _money(figures, one.spent), share]
        )
    ceiling = figures.changed.get(("total", "ceiling"), sum(one.ceiling for one in budgets))
    spent = figures.changed.get(("total", "spent"), sum(one.spent for one in budgets))
    assert isinstance(ceiling, int) and isinstance(spent, int)
    share = _spent(figures, Fraction(spent * 100, ceiling), "total")
    word = cell("JUMLAH" if style.upper else "Jumlah" if style.pad else "Total", columns=2, bold=True)
    rows.append([word, None, _money(figures, ceiling), _money(figures, spent), share])
    return Table(rows, 1)


def _money(figures: Figures, amount: int) -> Cell:
    text = figures.style.rupiah(amount).removeprefix(figures.style.money)
    return Cell([[text]], number=Fraction(amount))


def _spent(figures: Figures, share: Fraction, key: str) -> Cell:
    found = figures.changed.get(("spent", key), share)
    assert isinstance(found, Fraction)
    text = figures.style.printed(found, 2)
    return Cell(
        [[figures.style.percent(text, figures.style.achievement_sign)]], number=rounded(found, 2), decimals=2
    )


def scale_table(figures: Figures) -> Table:
    """Return the usual scale of ratings (Permendagri 54/2010, as papers print it)."""
    cased = figures.style.cased
    rows: list[list[Cell | None]] = [
        [cell("No"), cell("Interval Nilai Realisasi Kinerja"), cell("Kriteria Penilaian")]
    ]
    said = ("≥ 91", "76 – 90", "66 – 75", "51 – 65", "≤ 50")
    if figures.style.bullets:
        said = ("91% ≤ 100%", "76% ≤ 90%", "66% ≤ 75%", "51% ≤ 65%", "≤ 50%")
    words = ("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah")
    for count, (bounds, word) in enumerate(zip(said, words, strict=True), 1):
        rows.append([cell(str(count)), cell(bounds), cell(cased(word))])
    return Table(rows, 1)


def staff_table(figures: Figures) -> Table:
    """Return who works there: a table that promises nothing."""
    base = figures.report.neighbourhoods
    rows: list[list[Cell | None]] = [
        [cell(text, bold=True) for text in ("Golongan", "Laki-laki", "Perempuan", "Jumlah")]
    ]
    men, women = [base % 7 + 1, base % 11 + 3, base % 5], [base % 3 + 1, base % 13 + 2, base % 4]
    for name, his, hers in zip(("IV", "III", "II"), men, women, strict=True):
        rows.append([cell(name), *(cell(str(amount)) for amount in (his, hers, his + hers))])
    rows.append([cell("Jumlah"), *(cell(str(a)) for a in (sum(men), sum(women), sum(men) + sum(women)))])
    return Table(rows, 1)
