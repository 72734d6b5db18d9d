"""Claims written by hand, the way a reader of papers would hand them over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from capaian.core.claims.claim import Board, Claims, Comparison, Explanation, FormulaWords, Line, Objective, Ratio
from capaian.core.claims.figure import Figure, Mark, Notation
from capaian.core.claims.transcript import Passage, Spot
from capaian.core.numbers.numerals import read_indonesian

ANYWHERE, TARGET, WORKING = Spot(1, 1, 1, 1), Spot(1, 1, 1, 3), Spot(1, 1, 1, 4)
_GRADE = re.compile(r"([A-Z]{1,2})(?: \(([\d.,]+)\))?\Z")


def figure(text: str, spot: Spot = ANYWHERE) -> Figure:
    """Return the figure that ``text`` prints: ``91,80``, ``B (61,70)``, ``-``, ``Rp 1.000``, ``76,61-88,30``."""
    if text in ("-", "–", "N/A", ""):
        return Figure(text, spot, absent=True)
    grade = _GRADE.match(text)
    if grade:
        score = grade[2]
        return Figure(text, spot, read_indonesian(score) if score else None, _decimals(score or ""), grade=grade[1])
    low, _, high = text.partition("-")
    amount = read_indonesian(low)
    mark = Mark.PERCENT if "%" in text else Mark.RUPIAH if "Rp" in text else Mark.NONE
    if amount is None:
        return Figure(text, spot, grade=text)
    return Figure(text, spot, amount, _decimals(low), read_indonesian(high) if high else None, mark=mark)


def _decimals(text: str) -> int:
    return len(text.strip("% ").partition(",")[2])


def ratio(text: str, label: str = "", spot: Spot = WORKING) -> Ratio:
    """Return the working ``48/52 = 91,80`` (times 100)."""
    sides, _, result = text.partition(" = ")
    above, below = sides.split("/")
    return Ratio(
        label,
        figure(above, spot),
        figure(below, spot),
        Fraction(100),
        figure(result, spot) if result else None,
        text,
        spot,
    )


def explained(words: str, *ratios: Ratio | str, spot: Spot = WORKING) -> Explanation:
    """Return an explanation whose formula in words is ``a / b``."""
    above, slash, below = words.partition(" / ")
    given = tuple(ratio(item, spot=spot) if isinstance(item, str) else item for item in ratios)
    said = FormulaWords(above, below, Fraction(100), words) if slash else None
    return Explanation(words, spot, said, given)


def compared(
    target: str | None,
    actual: str | None = None,
    achievement: str | None = None,
    *,
    spot: Spot = TARGET,
    **more: object,
) -> Comparison:
    """Return a comparison of texts; ``None`` is a column that the table lacks."""
    texts = {"target": target, "actual": actual, "achievement": achievement, "rating": more.pop("rating", None)}
    figures = {
        role: None if text is None else figure(str(text), Spot(spot.block, spot.table, spot.row, spot.column + n))
        for n, (role, text) in enumerate(texts.items())
    }
    return Comparison(**figures, **more)  # type: ignore[arg-type]


Rows = Sequence[tuple[str, Sequence[object]]]


def line(
    name: str,
    *comparisons: Comparison,
    number: str = "1",
    code: str = "1.1",
    objective: int = 1,
    row: int = 3,
    table: int = 1,
    explanation: Explanation | None = None,
    **more: object,
) -> Line:
    spot = Spot(table, table, row, 2)
    return Line(code, name, spot, number, objective, "", comparisons, explanation, **more)  # type: ignore[arg-type]


def board(*lines: Line, table: int = 1, year: int | None = 2017, **more: object) -> Board:
    title = str(more.pop("title", ""))
    return Board(table, title, Notation.INDONESIAN, (), lines, year=year, **more)  # type: ignore[arg-type]


def paper(*boards: Board, passages: Sequence[str] = (), year: int | None = 2017, **more: object) -> Claims:
    said = tuple(Passage(100 + n, text) for n, text in enumerate(passages))
    return Claims("laporan.docx", boards, passages=said, year=year, **more)  # type: ignore[arg-type]


def objectives(*numbers: str, table: int = 1) -> tuple[Objective, ...]:
    return tuple(
        Objective(f"Sasaran {n}", number, Spot(table, table, n + 2, 1)) for n, number in enumerate(numbers)
    )
