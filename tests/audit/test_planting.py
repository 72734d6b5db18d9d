"""The generator judged by itself: what it calls right is right, and what it plants is to be seen."""

from fractions import Fraction

import pytest

from tests.audit.planting.compose import composed
from tests.audit.planting.faults import FAULTS
from tests.audit.planting.sowing import clean, planted
from tests.audit.planting.truth import cut, rounded
from tests.audit.planting.writers import as_text


def read(text: str, notation: str) -> Fraction:
    """Read what the generator printed, by the notation that it was told to print in."""
    bare = text.strip(" %Rp.").split(" ")[0]
    comma, points = {"plain": (".", ""), "english": (".", ",")}.get(notation, (",", "."))
    return Fraction(bare.replace(points, "").replace(comma, ".") if points else bare)


@pytest.mark.parametrize("seed", range(60))
def test_printed_achievements_follow_from_printed_actuals_as_far_as_rounding_tells(seed: int) -> None:
    figures = clean(seed)
    notation, half = figures.style.notation, Fraction(1, 2) / 10**figures.style.achievement_decimals
    for code, one in figures.report.lines:
        if one.kind not in ("ratio", "index", "count") or (figures.report.cap and figures.report.cap_rows):
            continue
        printed = figures.actual_cell(code, one).text
        target = read(figures.target_cell(code, one).text, notation)
        actual = read(printed, notation)
        off = Fraction(1, 2) / 10 ** figures.decimals(one)
        said = read(figures.achievement_cell(code, one).text, notation)
        assert (actual - off) / target * 100 - half <= said <= (actual + off) / target * 100 + half, (code, printed)


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_to_be_seen_on_paper(name: str) -> None:
    for seed in range(8):
        fault = planted(seed, name)
        assert as_text(composed(fault.figures)) != as_text(composed(fault.sound))


@pytest.mark.parametrize("name", ["ratio result", "other denominator"])
def test_a_planted_result_is_neither_rounded_nor_cut_from_its_fraction(name: str) -> None:
    for seed in range(30):
        fault = planted(seed, name)
        ((_, code, place),) = fault.figures.changed
        share = dict(fault.figures.report.lines)[code].shares[int(place)]
        value, decimals = fault.figures.changed["share", code, place], fault.figures.style.decimals
        right = Fraction(share.numerator * 100, share.denominator)
        assert value not in (rounded(right, decimals), cut(right, decimals))


def test_a_seed_always_gives_the_same_report() -> None:
    assert as_text(composed(clean(7))) == as_text(composed(clean(7)))
    assert planted(3, "achievement").said == planted(3, "achievement").said
