"""Objections to workings: ratios against operands, closing figures against parts, actuals against both."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from capaian.audit.line import causes
from capaian.audit.line.cases import WorkingCase, WorkingLink
from capaian.audit.line.judged_workings import ClosingJoin, Joint
from capaian.audit.line.ratios import JudgedRatio, RatioVerdict
from capaian.audit.line.rule_inference import RuledRow
from capaian.audit.objections import ShownFigure, division, labelled, objection
from capaian.audit.tolerance import amount_of, written, written_like
from capaian.core.claims.claim import Joining
from capaian.core.claims.figure import Figure
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import Finding, finding
from capaian.core.numbers.arithmetic import mean
from capaian.core.wording import Both


def working_faults(
    case: WorkingCase, achieved: RuledRow | None, upside_down: frozenset[int]
) -> Iterator[Objection]:
    """Yield what a working says against itself and against the actual. ``achieved`` is the row of that actual;
    ``upside_down`` are the ratios, by identity, that are objected to as a whole elsewhere."""
    follows = _consequence(case, achieved)
    for one in case.working.judged:
        if id(one) not in upside_down:
            yield from _ratio(case, one, follows if case.working.closing is None else None)
    yield from _divisor(case)
    for joint in case.working.subtotals:
        yield from _closing(case, joint, None)
    yield from _closing(case, case.working.last, follows)
    if case.link is WorkingLink.DIFFERS and not upside_down:
        yield from _actual(case, achieved)


def _ratio(case: WorkingCase, one: JudgedRatio, follows: Finding | None) -> Iterator[Objection]:
    ratio, result = one.ratio, one.ratio.result
    notation = case.sighting.board.notation
    text = labelled(ratio.label, division(ratio, notation))
    if one.verdict is RatioVerdict.UNDEFINED:
        if result is not None and not result.absent:
            said = finding("ratio-undefined", working=text, printed=result.text.strip())
            yield objection(case.sighting, one.spot, said, ShownFigure(result.text, quote=ratio.text))
        return
    if result is None or one.exact is None:
        return
    right = written_like(one.exact, result, notation)
    shown = ShownFigure(result.text, right, ratio.text)
    if one.verdict is RatioVerdict.CUT:
        full = written(one.exact, result.decimals + 2, notation)
        said = finding("truncated-not-rounded", printed=result.text.strip(), exact=full, recomputed=right)
        yield objection(case.sighting, one.spot, said, shown)
    elif one.verdict is RatioVerdict.WRONG:
        said = finding("ratio-arithmetic", working=text, printed=result.text.strip(), recomputed=right)
        cause = _why(case, one)
        yield objection(case.sighting, one.spot, said, shown, cause=cause, consequence=follows)


def _why(case: WorkingCase, one: JudgedRatio) -> Finding | None:
    ratio, result = one.ratio, one.ratio.result
    assert result is not None and one.exact is not None
    top = ratio.numerator.text.strip()
    if case.divided is not None:
        return causes.divisor(case.divided.amount, case.divided.operand, result.text.strip(), top)
    slip = causes.transcription_slip(result, one.exact)
    others = ((other.ratio.label or "…", other.ratio.result) for other in case.working.judged if other is not one)
    copied = causes.copied(result, ((name, figure) for name, figure in others if figure is not None))
    return slip or copied or causes.operands(one, case.search)


def _divisor(case: WorkingCase) -> Iterator[Objection]:
    """Yield that all parts were divided by another number than the one printed under them."""
    divided, faulty = case.divided, case.working.faulty
    counted = [one for one in case.working.judged if one.ratio.numerator.amount]
    if divided is None or len(faulty) < len(counted):
        return
    denominator = faulty[0].ratio.denominator.text.strip()
    whole = written(divided.amount, 0, case.sighting.board.notation)
    made = divided.operand.shown if divided.operand else whole
    one = next((judged.ratio for judged in faulty if judged.ratio.numerator.amount), faulty[0].ratio)
    result = one.result.text.strip() if one.result else ""
    where = f"{one.numerator.text.strip()}/{whole} = {result}"
    said = finding(
        "denominator-mismatch",
        what=Both("Penyebut", "The denominator"),
        printed=denominator,
        used=whole,
        where=Both(f"hasil yang tercetak ({where})", f"the printed results ({where})"),
    )
    cause = (
        finding("cause-sum-of-printed", used=whole, made=made)
        if made.replace(".", "") != whole.replace(".", "")
        else None
    )
    shown = ShownFigure(denominator, whole, case.working.explanation.text)
    yield objection(case.sighting, case.working.explanation.spot, said, shown, cause=cause)


def _closing(case: WorkingCase, joint: Joint | None, follows: Finding | None) -> Iterator[Objection]:
    if joint is None or joint.exact is None:
        return
    closing, exact, many = joint.closing, joint.exact, _count(joint)
    result, notation = closing.result, case.sighting.board.notation
    right = written_like(exact, result, notation)
    shown = ShownFigure(result.text, right, closing.text or case.working.explanation.text)
    word = closing.word.strip(" =:") or closing.text.partition("=")[0].strip() or "…"
    if joint.joined is ClosingJoin.SUM and closing.joining is Joining.MEAN and many > 1:
        truly = mean([exact] + [Fraction(0)] * (many - 1))
        assert truly is not None
        shown = shown._replace(recomputed=written_like(truly, result, notation))
        said = finding("sum-called-mean", word=word, printed=result.text.strip(), mean=shown.recomputed)
        yield objection(case.sighting, result.spot, said, shown)
    elif joint.joined is ClosingJoin.MEAN and closing.joining is Joining.SUM and many > 1:
        said = finding("mean-called-sum", word=word, printed=result.text.strip())
        yield objection(case.sighting, result.spot, said, shown._replace(recomputed=""))
    elif joint.joined is ClosingJoin.CUT:
        full = written(exact, result.decimals + 2, notation)
        said = finding("truncated-not-rounded", printed=result.text.strip(), exact=full, recomputed=right)
        yield objection(case.sighting, result.spot, said, shown)
    elif joint.joined is ClosingJoin.NOT:
        code = "mean-arithmetic" if closing.joining is Joining.MEAN else "sum-arithmetic"
        said = finding(code, word=word, printed=result.text.strip(), recomputed=right, parts=_parts(joint))
        cause = causes.transcription_slip(result, exact)
        yield objection(case.sighting, result.spot, said, shown, cause=cause, consequence=follows)


def _count(joint: Joint) -> int:
    operands = joint.closing.operands
    return len(operands) if len(operands) > 1 else len(joint.judged)


def _parts(joint: Joint) -> str:
    figures = joint.closing.operands if len(joint.closing.operands) > 1 else ()
    figures = figures or tuple(one.ratio.result for one in joint.judged if one.ratio.result is not None)
    return "; ".join(figure.text.strip() for figure in figures)


def _actual(case: WorkingCase, achieved: RuledRow | None) -> Iterator[Objection]:
    actual, result, at = case.actual, case.working.result, case.at
    assert actual is not None and at is not None
    notation = at.board.notation
    exact = case.working.exact if case.working.is_sound else None
    right = result.text.strip() if result else ""
    if result is not None and exact is not None:
        right = written(exact, max(actual.decimals, result.decimals), notation)
    elif result is None and case.working.explanation.bare is not None:
        right = case.working.explanation.bare.text.strip()
    said = finding("actual-working", printed=actual.text.strip(), working=right)
    cause = causes.transcription_slip(actual, exact) if exact is not None else None
    quote = case.working.explanation.text
    shown = ShownFigure(actual.text, right, quote)
    yield objection(at, actual.spot, said, shown, cause=cause, consequence=_achieved(achieved, exact, right))


def _consequence(case: WorkingCase, achieved: RuledRow | None) -> Finding | None:
    """Return which actual and achievement follow from a wrong result that was copied."""
    right, actual, at = case.right, case.actual, case.at
    if right is None or actual is None or at is None:
        return None
    return _achieved(achieved, right, _like(right, actual, case))


def _achieved(achieved: RuledRow | None, actual: Fraction | None, shown: str) -> Finding | None:
    due = None if achieved is None or actual is None else achieved.under(actual)
    if achieved is None or due is None:
        return None
    figure = achieved.row.achievement
    again = written_like(due, figure, achieved.row.sighting.board.notation)
    if again == written_like(amount_of(figure), figure, achieved.row.sighting.board.notation):
        return None
    return finding("consequence-achievement", actual=shown, printed=figure.text.strip(), achievement=again)


def _like(amount: Fraction, figure: Figure, case: WorkingCase) -> str:
    assert case.at is not None
    return written_like(amount, figure, case.at.board.notation)
