"""What the rows of a table may come to as one figure: every mean and sum that honest papers print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from capaian.audit.tolerance import RoundingInterval, interval_prints_as, is_truncated, rounding_interval
from capaian.core.claims.figure import Figure
from capaian.core.numbers.arithmetic import clamp, divide, mean, total

CAPS: tuple[Fraction | None, ...] = (None, *map(Fraction, (100, 110, 120)))


class AveragedOver(StrEnum):
    """What is averaged: all lines, or the means of the objectives."""

    LINES = "lines"
    OBJECTIVES = "objectives"


@dataclass(frozen=True, slots=True)
class MeanItem:
    """One achievement that a mean is made of: as printed, and what it may be before rounding."""

    objective: int
    printed: Fraction
    decimals: int
    true: RoundingInterval


@dataclass(frozen=True, slots=True)
class SummaryVariant:
    """One way to sum up, and what it gives."""

    over: AveragedOver
    cap: Fraction | None
    from_printed: bool
    reach: RoundingInterval


def means(items: Sequence[MeanItem], caps: Sequence[Fraction | None] = CAPS) -> Iterator[SummaryVariant]:
    """Yield every legitimate mean of ``items``, the plain one of the printed figures first."""
    highest = max(max(item.printed, item.true.high) for item in items)
    for cap in caps:
        if cap is not None and cap >= highest:
            continue
        printed = [clamp(item.printed, floor=None, cap=cap) for item in items]
        low = [clamp(item.true.low, floor=None, cap=cap) for item in items]
        high = [clamp(item.true.high, floor=None, cap=cap) for item in items]
        plain = _mean(printed)
        yield SummaryVariant(AveragedOver.LINES, cap, True, RoundingInterval(plain, plain))
        yield SummaryVariant(AveragedOver.LINES, cap, False, RoundingInterval(_mean(low), _mean(high)))
        objectives = [item.objective for item in items]
        if len(set(objectives)) > 1:
            nested = _mean_of_means(objectives, printed)
            yield SummaryVariant(AveragedOver.OBJECTIVES, cap, True, _about(nested, items))
            ends = RoundingInterval(_mean_of_means(objectives, low), _mean_of_means(objectives, high))
            yield SummaryVariant(AveragedOver.OBJECTIVES, cap, False, ends)


def sums(items: Sequence[MeanItem]) -> Iterator[RoundingInterval]:
    """Yield the sum of the printed figures, and of what they may be."""
    printed = total(item.printed for item in items)
    yield RoundingInterval(printed, printed)
    yield RoundingInterval(total(item.true.low for item in items), total(item.true.high for item in items))


def fitting(
    items: Sequence[MeanItem], figure: Figure, caps: Sequence[Fraction | None] = CAPS
) -> SummaryVariant | None:
    """Return the first legitimate mean that ``figure`` prints."""
    return next((one for one in means(items, caps) if interval_prints_as(one.reach, figure)), None)


def is_sum(items: Sequence[MeanItem], figure: Figure) -> bool:
    """Tell whether ``figure`` is the sum."""
    return any(interval_prints_as(reach, figure) for reach in sums(items))


def is_cut_mean(items: Sequence[MeanItem], figure: Figure) -> Fraction | None:
    """Return the mean over lines or objectives of which ``figure`` is the cut value."""
    for variant in means(items, (None,)):
        if variant.reach.is_point and is_truncated(variant.reach.low, figure):
            return variant.reach.low
    return None


def left_out(items: Sequence[MeanItem], figure: Figure) -> int | None:
    """Return which one item is missing from the mean that ``figure`` prints, or ``None``."""
    if len(items) <= 2:
        return None
    whole, count = total(item.printed for item in items), Fraction(len(items) - 1)
    for place, item in enumerate(items):
        rest = divide(whole - item.printed, count)
        if rest is not None and interval_prints_as(RoundingInterval(rest, rest), figure):
            return place
    return None


def with_divisor(items: Sequence[MeanItem], figure: Figure, most: int) -> int | None:
    """Return by which wrong number, up to ``most``, the sum was divided to give ``figure``."""
    whole = total(item.printed for item in items)
    for count in range(2, most + 1):
        quotient = divide(whole, Fraction(count))
        if (
            count != len(items)
            and quotient is not None
            and interval_prints_as(RoundingInterval(quotient, quotient), figure)
        ):
            return count
    return None


def corrected(items: Sequence[MeanItem], variant: SummaryVariant, amounts: Sequence[Fraction]) -> Fraction:
    """Return what ``variant`` gives of other ``amounts`` in the places of ``items``."""
    held = [clamp(amount, floor=None, cap=variant.cap) for amount in amounts]
    if variant.over is AveragedOver.OBJECTIVES:
        return _mean_of_means([item.objective for item in items], held)
    return _mean(held)


def _mean(amounts: Sequence[Fraction]) -> Fraction:
    found = mean(amounts)
    assert found is not None, "there is something to sum up"
    return found


def _mean_of_means(objectives: Sequence[int], amounts: Sequence[Fraction]) -> Fraction:
    groups: defaultdict[int, list[Fraction]] = defaultdict(list)
    for objective, amount in zip(objectives, amounts, strict=True):
        groups[objective].append(amount)
    return _mean([_mean(group) for group in groups.values()])


def _about(nested: Fraction, items: Sequence[MeanItem]) -> RoundingInterval:
    """Return the mean of objective means, each of which may have been rounded on the way."""
    half = Fraction(1, 2 * 10 ** max(item.decimals for item in items))
    return RoundingInterval(nested - half, nested + half)


def item_of(objective: int, figure: Figure, true: RoundingInterval | None = None) -> MeanItem:
    """Return an achievement as a part of a mean."""
    assert figure.amount is not None
    return MeanItem(objective, figure.amount, figure.decimals, true or rounding_interval(figure))
