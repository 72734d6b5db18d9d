"""Objections to a formula's words against its figures: which count is a part of which."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from capaian.audit.line.cases import WorkingCase, WorkingLink
from capaian.audit.line.ratios import JudgedRatio, RatioVerdict, scales_of
from capaian.audit.objections import ShownFigure, division, labelled, objection
from capaian.audit.tolerance import amount_of, prints_as, written_like
from capaian.core.claims.claim import FormulaWords
from capaian.core.claims.figure import Figure
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import finding
from capaian.core.numbers.arithmetic import HUNDRED, divide
from capaian.core.plausibility.formula_wording import Inversion, inversion_of, names_qualifier
from capaian.core.plausibility.polarity import is_share


def wording_faults(case: WorkingCase) -> tuple[tuple[Objection, ...], frozenset[int]]:
    """Return what the words say against the figures, and the ratios (by identity) of which that is all to say."""
    return tuple(_words(case)), frozenset(id(one) for one in case.working.judged if _is_turned(case, one))


def _words(case: WorkingCase) -> Iterator[Objection]:
    words = case.working.explanation.words
    turned = [one for one in case.working.judged if _is_turned(case, one)]
    for one in turned:
        yield _figures(case, one)
    if turned:
        return
    way = Inversion.OPEN if words is None else inversion_of(words)
    if words is None or way is Inversion.OPEN:
        yield from _share(case)
        return
    match way:
        case Inversion.INVERTED if _is_inverted(case, words):
            shown = f"{words.numerator.strip()} / {words.denominator.strip()}"
            mended = f"{words.denominator.strip()} / {words.numerator.strip()}"
            said = finding("inverted-formula", found=shown, write=mended, figures=_first(case))
            spot = case.working.explanation.spot
            yield objection(case.sighting, spot, said, ShownFigure(shown, mended, words.text))
        case Inversion.RIGHT:
            for one in case.working.judged:
                if _is_above(one):
                    yield _above(case, one, words.numerator.strip(), words.denominator.strip())


def _share(case: WorkingCase) -> Iterator[Objection]:
    """Yield that an indicator named for a share of a whole comes out above it."""
    judged, actual = case.working.judged, case.actual
    if len(judged) != 1 or actual is None or actual.amount is None or not is_share(case.sighting.line.name):
        return
    (one,) = judged
    if _is_above(one) and case.link is WorkingLink.FOLLOWS and scales_of(one.ratio)[0] == HUNDRED:
        yield _above(case, one, case.sighting.line.name, "100%")


def _is_inverted(case: WorkingCase, words: FormulaWords) -> bool:
    """Tell whether the figures are the right way up, or the indicator itself is named for the lower count."""
    ratios = [one for one in case.working.judged if one.exact is not None]
    if ratios and all(_top(one) <= _bottom(one) for one in ratios):
        return any(_top(one) < _bottom(one) for one in ratios) or names_qualifier(
            case.sighting.line.name, words.denominator
        )
    return not ratios and names_qualifier(case.sighting.line.name, words.denominator)


def _is_turned(case: WorkingCase, one: JudgedRatio) -> bool:
    """Tell whether the figures stand upside down: what is printed is the other way round, here or at the actual."""
    if one.verdict is RatioVerdict.EXCHANGED and one.exact is not None and amount_of(one.ratio.numerator):
        return True
    words, actual = case.working.explanation.words, case.actual
    if words is None or actual is None or not actual.is_number or len(case.working.judged) != 1:
        return False
    if inversion_of(words) is not Inversion.RIGHT or not _is_above(one):
        return False
    turned = divide(_bottom(one), _top(one))
    return turned is not None and prints_as(turned * scales_of(one.ratio)[0], actual)


def _figures(case: WorkingCase, one: JudgedRatio) -> Objection:
    ratio = one.ratio
    top, bottom = ratio.numerator.text.strip(), ratio.denominator.text.strip()
    text = labelled(ratio.label, division(ratio, case.sighting.board.notation))
    said = finding("inverted-formula", found=f"{top}/{bottom}", write=f"{bottom}/{top}", figures=text)
    return objection(case.sighting, one.spot, said, ShownFigure(f"{top}/{bottom}", f"{bottom}/{top}", ratio.text))


def _above(case: WorkingCase, one: JudgedRatio, part: str, whole: str) -> Objection:
    ratio = one.ratio
    result = ratio.result
    assert one.exact is not None
    printed = result.text.strip() if result else _written(one, ratio.numerator, case)
    said = finding(
        "above-hundred",
        printed=printed,
        working=labelled(ratio.label, division(ratio, case.sighting.board.notation)),
        part=part,
        whole=whole,
    )
    return objection(case.sighting, one.spot, said, ShownFigure(printed, quote=ratio.text))


def _written(one: JudgedRatio, figure: Figure, case: WorkingCase) -> str:
    assert one.exact is not None
    return written_like(one.exact, figure, case.sighting.board.notation)


def _is_above(one: JudgedRatio) -> bool:
    return one.exact is not None and _top(one) > _bottom(one) > 0


def _top(one: JudgedRatio) -> Fraction:
    return amount_of(one.ratio.numerator)


def _bottom(one: JudgedRatio) -> Fraction:
    return amount_of(one.ratio.denominator)


def _first(case: WorkingCase) -> str:
    ratios = [one.ratio for one in case.working.judged]
    return division(ratios[0], case.sighting.board.notation) if ratios else "…"
