"""Drawn reports read back: every figure, working and mean that was written is claimed, in its role."""

from pathlib import Path

import pytest

from capaian.claims.extract import claims_of
from capaian.core.claims.claim import Board, Claims, Explanation
from capaian.core.claims.figure import Figure
from capaian.reading.open import transcribe
from tests.audit.planting.compose import composed
from tests.audit.planting.figures import Figures
from tests.audit.planting.sowing import clean
from tests.audit.planting.writers import as_text


def tight(text: str) -> str:
    return " ".join(text.replace(" %", "%").split())


def said(figure: Figure | None) -> str:
    return tight(figure.text) if figure else ""


@pytest.fixture(scope="module", params=range(40))
def drawn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Figures, Claims]:
    figures: Figures = clean(request.param)
    path: Path = tmp_path_factory.mktemp("drawn") / "laporan.txt"
    path.write_bytes(as_text(composed(figures)))
    transcript, findings = transcribe(path)
    assert transcript is not None and findings == []
    return figures, claims_of(transcript)


def main(figures: Figures, claims: Claims) -> Board:
    """Return the board of the year: the one with as many lines as there are indicators and all three figures."""
    return next(
        board
        for board in claims.boards
        if len(board.lines) == len(figures.report.lines)
        and all(one.main.target and one.main.actual and one.main.achievement for one in board.lines)
    )


def test_the_figures_of_the_year(drawn: tuple[Figures, Claims]) -> None:
    figures, claims = drawn
    for (code, one), line in zip(figures.report.lines, main(figures, claims).lines, strict=True):
        assert line.name == one.words.name
        assert line.code == code or figures.style.objectives == "none"
        for cell, figure in (
            (figures.target_cell(code, one), line.main.target),
            (figures.actual_cell(code, one), line.main.actual),
            (figures.achievement_cell(code, one), line.main.achievement),
        ):
            assert said(figure) == tight(cell.text)
            if figure and cell.number is not None and one.kind != "grade":
                assert figure.amount is not None and abs(figure.amount - cell.number) < 1


def test_the_means(drawn: tuple[Figures, Claims]) -> None:
    figures, claims = drawn
    summaries = main(figures, claims).summaries
    assert bool(summaries) == figures.style.mean_row
    if summaries:
        assert (summaries[-1].objective, summaries[-1].column) == (0, "achievement")
        assert said(summaries[-1].figure) == tight(figures.percent_cell(figures.mean()).text)


def test_the_workings(drawn: tuple[Figures, Claims]) -> None:
    figures, claims = drawn
    worked = [board for board in claims.boards if any(line.explanation for line in board.lines)]
    assert bool(worked) == bool(figures.style.working)
    for board in worked:
        for (_, one), line in zip(figures.report.lines, board.lines, strict=True):
            explanation = line.explanation
            assert isinstance(explanation, Explanation)
            counted = [(ratio.numerator.amount, ratio.denominator.amount) for ratio in explanation.ratios]
            assert counted == [(share.numerator, share.denominator) for share in one.shares]
            assert [ratio.label for ratio in explanation.ratios] == [share.label for share in one.shares]
            assert all(ratio.result is not None for ratio in explanation.ratios)
            joined = explanation.closing.joining.value if explanation.closing else ""
            assert joined == one.joining


def test_nothing_is_left_unread(drawn: tuple[Figures, Claims]) -> None:
    figures, claims = drawn
    assert claims.unread == ()
    assert all(board.deviating == () for board in claims.boards)
    assert (claims.year, claims.office.lower()) == (figures.report.year, figures.report.office.lower())
