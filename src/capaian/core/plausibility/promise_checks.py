"""What a reader should know of a promise before believing its achievement: doubts no calculator has.

One place for two readers: the audit raises these of somebody's paper, and Capaian's own report prints them of its
own plan, so that its reader learns them from the office and not from the inspector.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from capaian.core.findings.finding import Finding, finding
from capaian.core.plan.indicator import Direction
from capaian.core.plausibility.polarity import higher_is_better_word, is_share, lower_is_better_word

FAR_ABOVE = 2
"""From how many times the target an actual says that the target was too low."""

_ANSWERS = re.compile(r"\b(?:surve[yi]|kuesioner|kuisioner|responden|jawaban)\b")
_SATISFIED = re.compile(r"\b(?:puas|baik|mudah|sesuai|setuju)\b")
_DEGREE = re.compile(
    r"\b(?:tidak|kurang|cukup|sangat)\s+(?:puas|mudah|baik|sesuai|setuju|jelas|cepat|sopan|ramah)\b"
)
_SATISFACTION = re.compile(r"\bkepuasan\b")
_SCORED = re.compile(r"\b(?:s?akip|skm|ikm|kepuasan)\b")
_DIVIDED = re.compile(r"\s*/\s*|\s+dibagi(?:\s+dengan)?\s+", re.IGNORECASE)
HUNDRED = 100

OF_WORKINGS = ("inverted-formula", "above-hundred", "unit-mismatch", "parts-unlike")
"""Doubts about how a figure is worked out, which a paper may disclose as well."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A target or an actual as it stands in a table: its ``text``, and what of it is a number or a letter."""

    text: str
    amount: Fraction | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """One row of a table of targets, as far as its sense can be doubted.

    ``better`` is which way the achievement was scored, ``None`` where that cannot be told. ``counted`` are the
    words above the fraction line of the formula, ``labels`` what the parts of the working are called.
    """

    name: str
    better: Direction | None = None
    target: Stated | None = None
    actual: Stated | None = None
    next_target: Stated | None = None
    counted: str = ""
    labels: tuple[str, ...] = ()


def check_promise(promise: Promise) -> Iterator[Finding]:
    """Yield what a reader should know, in a fixed order; each code at most once."""
    for check in CHECKS:
        found = check(promise)
        if found is not None:
            yield found


def counted_words(explanation: str) -> str:
    """Return the words above the fraction line of a formula in words; empty where it has none.

    >>> counted_words("Jumlah surat tepat waktu/surat masuk x 100%")
    'Jumlah surat tepat waktu'
    """
    parts = _DIVIDED.split(explanation, maxsplit=1)
    return parts[0].strip() if len(parts) == 2 else ""


def _amount(stated: Stated | None) -> Fraction | None:
    return stated.amount if stated is not None else None


def _unambitious(promise: Promise) -> Finding | None:
    target, actual = _amount(promise.target), _amount(promise.actual)
    if promise.better is not Direction.HIGHER or target is None or actual is None:
        return None
    if target <= 0 or actual < FAR_ABOVE * target or promise.target is None or promise.actual is None:
        return None
    return finding("target-unambitious", target=promise.target.text, actual=promise.actual.text)


def _out_of_reach(promise: Promise) -> Finding | None:
    if not (is_share(promise.name) or _SCORED.search(promise.name.casefold())):
        return None
    for stated in (promise.target, promise.next_target):
        if stated is not None and stated.amount is not None and stated.amount > HUNDRED:
            return finding("target-out-of-reach", target=stated.text)
    return None


def _above_hundred(promise: Promise) -> Finding | None:
    actual = _amount(promise.actual)
    if promise.actual is None or actual is None or actual <= HUNDRED or not is_share(promise.name):
        return None
    return finding("share-above-hundred", actual=promise.actual.text.strip().removesuffix("%").strip())


def _unpicturable(promise: Promise) -> Finding | None:
    target = _amount(promise.target)
    if promise.target is None or target is None or not 0 < target < 1:
        return None
    if not is_share(promise.name) or lower_is_better_word(promise.name):
        return None
    return finding("target-unpicturable", target=promise.target.text.strip().removesuffix("%").strip())


def _lowered(promise: Promise) -> Finding | None:
    target, following = _amount(promise.target), _amount(promise.next_target)
    if promise.better is not Direction.HIGHER or target is None or following is None or following >= target:
        return None
    assert promise.target is not None and promise.next_target is not None, "an amount has its text"
    return finding("next-target-lower", target=promise.target.text, following=promise.next_target.text)


def _without_score(promise: Promise) -> Finding | None:
    target, following = promise.target, promise.next_target
    if target is None or following is None or following.grade is None or following.amount is not None:
        return None
    if target.grade is None or target.amount is None:
        return None
    return finding("target-without-score", following=following.text, target=target.text)


def _direction(promise: Promise) -> Finding | None:
    if promise.better is Direction.HIGHER:
        word = lower_is_better_word(promise.name)
    elif promise.better is Direction.LOWER:
        word = higher_is_better_word(promise.name)
    else:
        word = ""
    return finding("direction-doubtful", word=word) if word else None


def _survey(promise: Promise) -> Finding | None:
    if not _SATISFACTION.search(promise.name.casefold()):
        return None
    words = promise.counted.casefold()
    answers = _ANSWERS.search(words) is not None and not _SATISFIED.search(words)
    degrees = sum(1 for label in promise.labels if _DEGREE.search(label.casefold()))
    return finding("survey-not-index") if answers or degrees > 1 else None


CHECKS = (
    _unambitious,
    _out_of_reach,
    _above_hundred,
    _unpicturable,
    _lowered,
    _without_score,
    _direction,
    _survey,
)
"""Every doubt about a promise, in the order in which a reader is told."""

DISCLOSABLE = frozenset(
    {
        "target-unambitious",
        "target-out-of-reach",
        "share-above-hundred",
        "target-unpicturable",
        "next-target-lower",
        "target-without-score",
        "direction-doubtful",
        "survey-not-index",
        "not-measured",
        *OF_WORKINGS,
    }
)
"""What is not held against a paper that says it. A wrong figure stays wrong, whatever the paper says of it."""
