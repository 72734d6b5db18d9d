"""Objections to the figure that sums a table up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from capaian.audit.line import causes
from capaian.audit.line.check_achievement import expected
from capaian.audit.line.rule_inference import RuledRow
from capaian.audit.line.summary_candidates import (
    CAPS,
    MeanItem,
    SummaryVariant,
    corrected,
    fitting,
    is_cut_mean,
    is_sum,
    item_of,
    left_out,
    means,
    with_divisor,
)
from capaian.audit.objections import heading_at
from capaian.audit.tolerance import RoundingInterval, interval_prints_as, prints_as, written, written_like
from capaian.core.claims.claim import Board, Comparison, Joining, Line, Summary
from capaian.core.claims.figure import Figure
from capaian.core.claims.objection import Objection
from capaian.core.claims.transcript import Spot
from capaian.core.findings.finding import Finding, finding
from capaian.core.numbers.arithmetic import HUNDRED, divide, total


@dataclass(frozen=True, slots=True)
class MeanScope:
    """What a summary sums up: the lines with an achievement, and how many of its lines have none."""

    lines: tuple[tuple[Line, Comparison, Figure], ...]
    missing: int
    all_lines: int


def mean_faults(board: Board, achieved: Mapping[int, RuledRow]) -> Iterator[Objection]:
    """Yield what a table's summary rows say against its lines. ``achieved`` is by identity of the comparison."""
    if any("bobot" in heading.casefold() for heading in board.headings):
        return
    for summary in board.summaries:
        if summary.column != "achievement" or not summary.figure.is_number:
            continue
        scope = _scope(board, summary)
        if len(scope.lines) > 1:
            yield from _summary(board, summary, scope, achieved)


def _scope(board: Board, summary: Summary) -> MeanScope:
    lines, missing, every = [], 0, 0
    above = _start(board, summary)
    for line in board.lines:
        if summary.objective and line.objective != summary.objective:
            continue
        if above is not None and not above < line.spot < summary.figure.spot:
            continue
        every += 1
        comparison = _comparison(line, summary.period)
        figure = comparison.achievement if comparison else None
        if comparison is not None and figure is not None and figure.is_number:
            lines.append((line, comparison, figure))
        else:
            missing += 1
    return MeanScope(tuple(lines), missing, every)


def _start(board: Board, summary: Summary) -> Spot | None:
    """Return after which row a mean begins that stands amid the lines, where the table names no objectives.

    Such a mean sums up what stands between the one before and itself; the last one, with no line between, all.
    """
    if summary.joining is not Joining.MEAN or any(line.objective for line in board.lines):
        return None
    means = _means_of(board, summary)
    last = max((line.spot for line in board.lines), default=Spot())
    if len(means) < 2 or means[0] > last:
        return None
    before = max((spot for spot in means if spot < summary.figure.spot), default=Spot())
    between = any(before < line.spot < summary.figure.spot for line in board.lines)
    return before if between else None


def _means_of(board: Board, summary: Summary) -> list[Spot]:
    """Return the places of all means of a summary's own column, in page order."""
    alike = (one for one in board.summaries if one.joining is Joining.MEAN and one.column == summary.column)
    return sorted(one.figure.spot for one in alike if one.period == summary.period)


def _part_of(board: Board, summary: Summary, line: Line) -> int:
    """Return which objective a line is part of: by its table's, else by the means that stand amid the lines."""
    return line.objective or sum(spot < line.spot for spot in _means_of(board, summary))


def _comparison(line: Line, period: str) -> Comparison | None:
    if not period:
        return line.main
    return next((comparison for comparison in line.comparisons if comparison.period == period), None)


def _summary(
    board: Board, summary: Summary, scope: MeanScope, achieved: Mapping[int, RuledRow]
) -> Iterator[Objection]:
    found = [achieved.get(id(comparison)) for _, comparison, _ in scope.lines]
    items = [
        item_of(_part_of(board, summary, line), figure, one.true if one is not None else None)
        for (line, _, figure), one in zip(scope.lines, found, strict=True)
    ]
    caps = (*CAPS, *sorted({one.fit.cap for one in found if one and one.fit and one.fit.cap} - set(CAPS)))
    variant = fitting(items, summary.figure, caps)
    match summary.joining:
        case Joining.MEAN if variant is not None:
            yield from _carried(board, summary, items, variant, found)
        case Joining.MEAN if not _is_pooled(scope, summary.figure):
            yield from _wrong_mean(board, summary, items, scope)
        case Joining.SUM if variant is not None and not is_sum(items, summary.figure):
            if not _is_pooled(scope, summary.figure) and not _has_totals(board, summary):
                said = finding("mean-called-sum", word=summary.word, printed=summary.figure.text.strip())
                yield _objection(board, summary, said, "", None)


def _wrong_mean(board: Board, summary: Summary, items: Sequence[MeanItem], scope: MeanScope) -> Iterator[Objection]:
    figure, notation = summary.figure, board.notation
    plain = next(means(items, (None,))).reach.low
    right = written_like(plain, figure, notation)
    printed, word = figure.text.strip(), summary.word.strip()
    if is_sum(items, figure):
        said = finding("sum-called-mean", word=word, printed=printed, mean=right)
        yield _objection(board, summary, said, right, None)
        return
    whole = is_cut_mean(items, figure)
    if whole is not None:
        right = written_like(whole, figure, notation)
        full = written(whole, figure.decimals + 2, notation)
        said = finding("truncated-not-rounded", printed=printed, exact=full, recomputed=right)
        yield _objection(board, summary, said, right, None)
        return
    parts = _shown(scope)
    said = finding("mean-arithmetic", word=word, printed=printed, recomputed=right, parts=parts)
    yield _objection(board, summary, said, right, _why(figure, items, scope, plain))


def _why(figure: Figure, items: Sequence[MeanItem], scope: MeanScope, plain: Fraction) -> Finding | None:
    slip = causes.transcription_slip(figure, plain)
    if slip is not None and slip.code != "cause-digit":
        return slip
    if scope.missing:
        whole = divide(total(item.printed for item in items), Fraction(scope.all_lines))
        if whole is not None and prints_as(whole, figure):
            return finding("cause-missing-as-zero", count=scope.missing)
    place = left_out(items, figure)
    if place is not None:
        return finding("cause-left-out", name=scope.lines[place][0].name)
    count = with_divisor(items, figure, 2 * len(items))
    if count is not None:
        return finding("cause-divided-by", count=count, lines=len(items))
    return slip


def _shown(scope: MeanScope) -> str:
    figures = [figure.text.strip() for _, _, figure in scope.lines]
    return "; ".join(figures if len(figures) <= 12 else [*figures[:6], "…", *figures[-5:]])


def _is_pooled(scope: MeanScope, figure: Figure) -> bool:
    """Tell whether the figure is all actuals over all targets, as a table of money sums up."""
    actuals = [comparison.actual for _, comparison, _ in scope.lines]
    targets = [comparison.target for _, comparison, _ in scope.lines]
    if any(one is None or one.amount is None for one in (*actuals, *targets)):
        return False
    top = total(one.amount for one in actuals if one is not None and one.amount is not None)
    bottom = total(one.amount for one in targets if one is not None and one.amount is not None)
    quotient = divide(top, bottom)
    return quotient is not None and prints_as(quotient * HUNDRED, figure)


def _has_totals(board: Board, summary: Summary) -> bool:
    """Tell whether the same row sums up targets and actuals, so that its achievement is theirs."""
    return any(
        other.column in ("target", "actual") and other.objective == summary.objective for other in board.summaries
    )


def _carried(
    board: Board,
    summary: Summary,
    items: Sequence[MeanItem],
    variant: SummaryVariant,
    found: Sequence[RuledRow | None],
) -> Iterator[Objection]:
    """Yield that a mean follows from its lines and is wrong with one of them."""
    amounts, names = [], []
    for item, one in zip(items, found, strict=True):
        due = item.true.low if item.true.is_point else item.printed
        if one is not None and _is_wrong(one):
            mended = expected(one)
            if mended is not None:
                due = mended
                names.append(one.row.sighting.line.code)
        amounts.append(due)
    if not names:
        return
    truly = corrected(items, variant, amounts)
    figure = summary.figure
    if prints_as(truly, figure) or interval_prints_as(RoundingInterval(truly, truly), figure):
        return
    right = written_like(truly, figure, board.notation)
    said = finding("mean-carries-error", printed=figure.text.strip(), lines=", ".join(names), recomputed=right)
    yield _objection(board, summary, said, right, None)


def _is_wrong(one: RuledRow) -> bool:
    if one.fit is None:
        return True
    return one.row.right is not None and one.due is not None and not prints_as(one.due, one.row.achievement)


def _objection(board: Board, summary: Summary, said: Finding, right: str, cause: Finding | None) -> Objection:
    figure = summary.figure
    heading = heading_at(board, figure.spot)
    printed = figure.text.strip()
    return Objection(said, figure.spot, "", printed, right, cause, quote=summary.word, heading=heading)
