"""Laws of the audit of lines: what is exact and printed half up is never objected to; slips always are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import assume, example, given
from hypothesis import strategies as st

from capaian.audit.line.examine import examine_lines
from capaian.audit.line.summary_candidates import fitting, item_of
from capaian.audit.tolerance import exact_interval
from capaian.core.claims.claim import Board, Claims, Closing, Comparison, Explanation, Joining, Line, Ratio, Summary
from capaian.core.claims.figure import Figure, Mark, Notation
from capaian.core.claims.transcript import Spot
from capaian.core.numbers.arithmetic import scaled_half_up
from capaian.core.numbers.numerals import plain, printed

HUNDRED = Fraction(100)


def figure(amount: Fraction, decimals: int, notation: Notation, mark: Mark = Mark.NONE) -> Figure:
    text = plain(amount, decimals) if notation is Notation.PLAIN else printed(amount, decimals)
    value = Fraction(scaled_half_up(amount, decimals), 10**decimals)
    return Figure(text + mark.replace("Rp", ""), Spot(1, 1, 1, 1), value, decimals, mark=mark)


@dataclass(frozen=True)
class Truth:
    """One indicator as an office knows it."""

    parts: tuple[tuple[int, int], ...]
    target: Fraction
    decimals: int
    rule: str
    shows_working: bool

    @property
    def actual(self) -> Fraction:
        return sum((Fraction(top, bottom) for top, bottom in self.parts), Fraction(0)) / len(self.parts) * 100

    def achievement(self, cap: Fraction | None) -> Fraction:
        raw = self.achievement_from(self.actual)
        return raw if cap is None else min(raw, cap)

    def achievement_from(self, actual: Fraction) -> Fraction:
        target = self.target
        return {
            "higher": lambda: actual / target * 100,
            "lower-reflected": lambda: max((2 * target - actual) / target * 100, Fraction(0)),
            "lower-inverse": lambda: target / actual * 100,
        }[self.rule]()


counts = st.tuples(st.integers(1, 5000), st.integers(1, 5000))


@st.composite
def truths(draw: st.DrawFn, lower: str) -> Truth:
    return Truth(
        tuple(draw(st.lists(counts, min_size=1, max_size=3))),
        Fraction(draw(st.integers(1, 20000)), 10 ** draw(st.integers(0, 2))),
        draw(st.integers(0, 4)),
        draw(st.sampled_from(["higher", "higher", lower])),
        draw(st.booleans()),
    )


@dataclass(frozen=True)
class Style:
    notation: Notation
    decimals: int
    cap: Fraction | None


styles = st.builds(
    Style,
    st.sampled_from([Notation.INDONESIAN, Notation.PLAIN]),
    st.integers(0, 4),
    st.sampled_from([None, None, Fraction(100), Fraction(110), Fraction(120)]),
)


@st.composite
def offices(draw: st.DrawFn, least: int = 1) -> tuple[Sequence[Truth], Style]:
    lower = draw(st.sampled_from(["lower-reflected", "lower-inverse"]))
    return draw(st.lists(truths(lower), min_size=least, max_size=8)), draw(styles)


def working(truth: Truth, style: Style) -> Explanation:
    spot = Spot(1, 1, 1, 1)

    def shown(amount: Fraction) -> Figure:
        return figure(amount, truth.decimals, style.notation, Mark.PERCENT)

    ratios = tuple(
        Ratio(
            f"bagian {number}",
            figure(Fraction(top), 0, style.notation),
            figure(Fraction(bottom), 0, style.notation),
            HUNDRED,
            shown(Fraction(top, bottom) * 100),
            "…",
            spot,
        )
        for number, (top, bottom) in enumerate(truth.parts)
    )
    closing = Closing(Joining.MEAN, "Rata-rata", shown(truth.actual)) if len(ratios) > 1 else None
    return Explanation("…", spot, None, ratios, closing)


def told(truth: Truth, style: Style, number: int) -> Line:
    comparison = Comparison(
        target=figure(truth.target, 2, style.notation),
        actual=figure(truth.actual, truth.decimals, style.notation),
        achievement=figure(truth.achievement(style.cap), style.decimals, style.notation),
    )
    name = f"Angka kematian jenis {number}" if truth.rule != "higher" else f"Rasio layanan jenis {number}"
    explanation = working(truth, style) if truth.shows_working else None
    objective = 1 + number % 2
    spot = Spot(1, 1, number + 1, 1)
    return Line(f"{objective}.{number}", name, spot, str(number), objective, "%", (comparison,), explanation)


def paper(office: Sequence[Truth], style: Style, *, by_objective: bool = False) -> Claims:
    lines = tuple(told(truth, style, number) for number, truth in enumerate(office))
    achieved = [truth.achievement(style.cap) for truth in office]
    mean = mean_by_loops([line.objective for line in lines], achieved, None, by_objective)
    summary = Summary(Joining.MEAN, "Rata-rata", "achievement", "", figure(mean, style.decimals, style.notation))
    return Claims("x", (Board(1, "", style.notation, (), lines, summaries=(summary,)),))


def mean_by_loops(
    objectives: Sequence[int], amounts: Sequence[Fraction], cap: Fraction | None, by_objective: bool
) -> Fraction:
    """Return the mean as a clerk makes it: a running sum and a count, for each objective where that is asked."""
    sums: dict[int, Fraction] = {}
    often: dict[int, int] = {}
    for objective, amount in zip(objectives, amounts, strict=True):
        key = objective if by_objective else 0
        held = cap if cap is not None and amount > cap else amount
        sums[key] = sums.get(key, Fraction(0)) + held
        often[key] = often.get(key, 0) + 1
    running, count = Fraction(0), 0
    for key, amount in sums.items():
        running += amount / often[key]
        count += 1
    return running / count


def _is_cut_by_chance(truth: Truth, style: Style) -> bool:
    rounded = Fraction(scaled_half_up(truth.actual, truth.decimals), 10**truth.decimals)
    if not rounded:
        return False  # nothing is divided by it, and of nothing nothing is cut
    half = Fraction(1, 2 * 10**truth.decimals)
    low, high = truth.achievement_from(rounded - half), truth.achievement_from(rounded + half)
    cut = int(truth.achievement_from(rounded) * 10**style.decimals)
    wide = abs(high - low) * 10**style.decimals >= 20
    return wide and not truth.shows_working and cut == scaled_half_up(truth.achievement(None), style.decimals)


CAPPED = (
    Truth(((1, 1),), Fraction(1, 10), 2, "higher", False),
    Truth(((6, 1),), Fraction(6), 0, "higher", False),
)
"""Far above their targets, and held at a cap; the second gives the cap as a fraction too: 600/6 is 100."""
UNCAPPED = Truth(((1, 1),), Fraction(200), 0, "higher", False)
"""Half its target: among fractions it would be objected to."""
CAPPED_INVERSE = tuple(
    Truth(((1, bottom),), Fraction(target), 0, "lower-inverse", False) for bottom, target in ((100, 100), (50, 9))
)
"""The same where less is better: 100/1 is 100."""


@given(offices(), st.booleans())
@example(([Truth(((1, 201),), Fraction(2), 0, "lower-inverse", False)], Style(Notation.INDONESIAN, 0, None)), False)
@example((CAPPED, Style(Notation.INDONESIAN, 0, HUNDRED)), False)
@example((CAPPED[1:], Style(Notation.PLAIN, 2, HUNDRED)), True)
@example(([*CAPPED, *CAPPED], Style(Notation.INDONESIAN, 0, Fraction(120))), True)
@example(([CAPPED[1], CAPPED[1], UNCAPPED], Style(Notation.INDONESIAN, 1, HUNDRED)), False)
@example((CAPPED_INVERSE, Style(Notation.INDONESIAN, 0, HUNDRED)), False)
def test_what_is_exact_and_printed_half_up_is_never_objected_to(
    office: tuple[Sequence[Truth], Style], by_objective: bool
) -> None:
    # One exception: of a whole percentage the exactly cut achievement is taken for cut, which chance may make.
    assume(not any(_is_cut_by_chance(truth, office[1]) for truth in office[0]))
    found = examine_lines(paper(*office, by_objective=by_objective)).objections
    assert [(o.code, o.message()) for o in found if o.code != "parts-unlike"] == []


@given(offices(least=4), st.data())
def test_a_wrong_digit_in_an_achievement_is_always_objected_to(
    office: tuple[Sequence[Truth], Style], data: st.DataObject
) -> None:
    known = [Truth(truth.parts, truth.target, truth.decimals, truth.rule, True) for truth in office[0]]
    style = Style(office[1].notation, 2, None)
    place = data.draw(st.integers(0, len(known) - 1))
    truth = known[place]
    right = scaled_half_up(truth.achievement(None), 2)
    digits = str(right)
    where = data.draw(st.integers(0, len(digits) - 1))
    wrong = int(digits[:where] + data.draw(st.sampled_from("0123456789")) + digits[where + 1 :])
    assume(abs(wrong - right) > 1)
    said = Fraction(wrong, 100)
    actuals = (truth.actual, Fraction(scaled_half_up(truth.actual, truth.decimals), 10**truth.decimals))
    for actual in actuals:  # what another rule, or the printed actual, gives is no slip of the hand
        assume(actual > 0)
        others = (
            actual / truth.target,
            (2 * truth.target - actual) / truth.target,
            truth.target / actual,
            Fraction(0),
        )
        assume(all(abs(other * 100 - said) > Fraction(2, 100) for other in others))
    assume(said not in (100, 110, 120, 125, 150, 200))
    claims = paper(known, style)
    (board,) = claims.boards
    line = board.lines[place]
    mistyped = figure(said, 2, style.notation)
    own = Comparison(target=line.main.target, actual=line.main.actual, achievement=mistyped)
    wrong_line = Line(line.code, line.name, line.spot, "", line.objective, "%", (own,), line.explanation)
    lines = (*board.lines[:place], wrong_line, *board.lines[place + 1 :])
    found = examine_lines(Claims("x", (Board(1, "", style.notation, (), lines),))).objections
    assert [o.indicator for o in found if o.code in ("achievement-arithmetic", "truncated-not-rounded")] == [
        line.code
    ]


amounts = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 30000).map(lambda units: Fraction(units, 100))),
    min_size=2,
    max_size=9,
)


@given(
    amounts,
    st.sampled_from([None, Fraction(100), Fraction(110), Fraction(120)]),
    st.booleans(),
    st.integers(0, 4),
)
def test_every_mean_that_a_clerk_makes_is_known(
    lines: list[tuple[int, Fraction]], cap: Fraction | None, by_objective: bool, decimals: int
) -> None:
    objectives, achieved = [objective for objective, _ in lines], [amount for _, amount in lines]
    mean = mean_by_loops(objectives, achieved, cap, by_objective)
    items = [
        item_of(objective, figure(amount, 2, Notation.INDONESIAN), exact_interval(amount))
        for objective, amount in lines
    ]
    assert fitting(items, figure(mean, decimals, Notation.INDONESIAN)) is not None
    far = figure(mean + 2 * 10**3, decimals, Notation.INDONESIAN)
    assert fitting(items, far) is None


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_ratio_printed_half_up_is_never_objected_to(top: int, bottom: int, decimals: int) -> None:
    truth = Truth(((top, bottom),), Fraction(1), decimals, "higher", True)
    line = Line("1", "x", Spot(1, 1, 2, 1), explanation=working(truth, Style(Notation.PLAIN, 2, None)))
    assert examine_lines(Claims("x", (Board(1, "", Notation.PLAIN, (), (line,)),))).objections == ()
