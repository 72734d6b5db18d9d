"""What an audit of this paper would doubt about how a figure is worked out, named by its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from capaian.core.findings.finding import Finding, finding
from capaian.core.formula import Call
from capaian.core.measurement.result import Result
from capaian.core.measurement.working import result_printed
from capaian.core.numbers.arithmetic import HUNDRED, divide, mean
from capaian.core.numbers.missing import Missing
from capaian.core.plausibility.formula_wording import Inversion, inversion_of, read_words
from capaian.core.plausibility.mean_parts import Share, have_unlike_bases, money_and_counts, nested_parts, shares_of
from capaian.documents.words import say


def doubts_of_working(result: Result, lang: str) -> Iterator[Finding]:
    """Yield what is to be said of a result's parts and of its formula in words.

    Ratios are named and not written out, so that nobody reads a note as another working.
    """
    shares = shares_of(result)
    yield from _words(result, shares)
    if len(shares) > 1 and _is_mean(result):
        yield from _mean(shares, lang)


def _words(result: Result, shares: Sequence[Share]) -> Iterator[Finding]:
    for words in read_words(result.indicator.explanation):
        above = [share for share in shares if share.above > share.below > 0]
        way = inversion_of(words)
        if way is Inversion.INVERTED and not above:
            first = shares[0].text.replace("/", " ≤ ") if shares else "…"
            found, write = f"{words.numerator} / {words.denominator}", f"{words.denominator} / {words.numerator}"
            yield finding("inverted-formula", found=found, write=write, figures=first)
            return
        if way is Inversion.RIGHT and above:
            of = above[0].label or result.indicator.name
            part, whole = words.numerator, words.denominator
            yield finding("above-hundred", working=of, printed=_percent(result, above[0]), part=part, whole=whole)
            return


def _mean(shares: Sequence[Share], lang: str) -> Iterator[Finding]:
    both = money_and_counts(shares)
    if both:
        yield finding("unit-mismatch", found=f'"{both[0].label}" (Rp)', expected=f'"{both[1].label}"')
        return
    nested = nested_parts(shares)
    if have_unlike_bases(shares) or nested:
        parts = "; ".join(share.label for share in (shares if have_unlike_bases(shares) else nested or ()))
        yield finding("parts-unlike", printed=say("this-mean", lang), parts=parts)


def _is_mean(result: Result) -> bool:
    """Tell whether the figure is the plain mean of its parts, by its formula or by what it comes to."""
    formula = result.indicator.formula
    if isinstance(result.actual, Missing):
        return False
    if isinstance(formula, Call) and formula.function != "mean":
        return False
    parts = [part for part in result.parts.values() if not isinstance(part, Missing)]
    return bool(parts) and mean(parts) == result.actual.amount


def _percent(result: Result, share: Share) -> str:
    amount = divide(share.above, share.below)
    assert amount is not None, "only what goes above a whole is asked"
    return result_printed(result.indicator, amount * HUNDRED)
