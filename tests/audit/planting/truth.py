"""A drawn report as it truly is: exact figures by plain arithmetic of this module alone, nothing printed yet."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from fractions import Fraction

from tests.audit.planting import lexicon
from tests.audit.planting.lexicon import Kind

HUNDRED = Fraction(100)
LETTERS = (("AA", 90), ("A", 80), ("BB", 70), ("B", 60), ("CC", 50), ("C", 30), ("D", 0))


def rounded(amount: Fraction, decimals: int) -> Fraction:
    """Half up, away from zero: as a pocket calculator's owner does it."""
    scaled = abs(amount) * 10**decimals
    whole = int(scaled) + (scaled - int(scaled) >= Fraction(1, 2))
    return Fraction(whole if amount >= 0 else -whole, 10**decimals)


def cut(amount: Fraction, decimals: int) -> Fraction:
    return Fraction(int(amount * 10**decimals), 10**decimals)


def shows(value: Fraction, decimals: int, pad: bool) -> bool:
    """Tell whether all decimals of ``value`` are printed: 89,30 as 89,3 may be 89,26 honestly rounded."""
    return pad or not decimals or value * 10**decimals % 10 != 0


def is_seen_cut(amount: Fraction, decimals: int, pad: bool) -> bool:
    """Tell whether cutting differs from rounding half up and to even, and all decimals are printed."""
    half = amount * 10**decimals % 1 == Fraction(1, 2)
    return (
        cut(amount, decimals) != rounded(amount, decimals)
        and not half
        and shows(cut(amount, decimals), decimals, pad)
    )


@dataclass
class Share:
    """One line of working: so many of so many."""

    label: str
    numerator: int
    denominator: int
    money: bool = False

    @property
    def percent(self) -> Fraction:
        return Fraction(self.numerator * 100, self.denominator)


@dataclass
class Indicator:
    """``kind`` is ratio, lower, index, band, count, money or grade. ``joining`` says how shares become one."""

    kind: str
    words: Kind
    decimals: int
    target: Fraction
    actual: Fraction
    high: Fraction | None = None
    letters: tuple[str, str] = ("", "")
    shares: list[Share] = field(default_factory=list)
    joining: str = ""
    next_target: Fraction = Fraction(0)
    past: list[Fraction] = field(default_factory=list)
    quarters: list[Fraction] = field(default_factory=list)
    owner: str = ""

    @property
    def percent(self) -> bool:
        return self.words.unit == "%"

    @property
    def exact_decimals(self) -> bool:
        return self.kind in ("count", "money") or self.words.unit == "Kasus"


@dataclass
class Budget:
    name: str
    ceiling: int
    spent: int


@dataclass
class Report:
    """All of a report. ``lower`` is reflected or inverse; ``cap`` holds in the mean (``cap_rows``: in rows too)."""

    year: int
    office: str
    home: str
    people: int
    neighbourhoods: int
    objectives: list[tuple[str, list[Indicator]]]
    budgets: list[Budget]
    lower: str = "reflected"
    cap: int | None = None
    cap_rows: bool = False
    from_printed: bool = False
    mean_by: str = "indicators"

    @property
    def lines(self) -> list[tuple[str, Indicator]]:
        return [
            (f"{number}.{place}", one)
            for number, (_, those) in enumerate(self.objectives, 1)
            for place, one in enumerate(those, 1)
        ]

    @property
    def lines_with_shares(self) -> list[tuple[str, list[Share]]]:
        return [(code, one.shares) for code, one in self.lines if one.shares]

    def ordinal(self, code: str) -> str:
        return str([found for found, _ in self.lines].index(code) + 1)

    def percent_of(self, one: Indicator, actual: Fraction, rule: str = "") -> Fraction:
        """Achievement in percent of ``actual`` by this report's own rules, or by ``rule``."""
        if one.kind == "band" and not rule:
            assert one.high is not None
            if actual < one.target:
                return actual / one.target * 100
            return HUNDRED if actual <= one.high else (2 * one.high - actual) / one.high * 100
        rule = rule or (self.lower if one.kind == "lower" else "higher")
        if rule == "higher":
            came = actual / one.target * 100
        elif rule == "inverse":
            came = one.target / actual * 100
        else:
            came = (2 * one.target - actual) / one.target * 100
        return min(came, Fraction(self.cap)) if self.cap and self.cap_rows else came


def draw(rng: random.Random) -> Report:
    """Return one report of an office: right in every figure, and modest enough to raise no doubt."""
    people, neighbourhoods = rng.randint(9_000, 140_000), rng.randint(40, 260)
    report = Report(
        rng.randint(2016, 2025),
        f"Kecamatan {rng.choice(lexicon.PLACES)}",
        rng.choice(lexicon.HOMES),
        people,
        neighbourhoods,
        [],
        [
            Budget(name, (ceiling := rng.randint(30_000_000, 900_000_000)), int(ceiling * rng.uniform(0.82, 0.995)))
            for name in rng.sample(lexicon.PROGRAMMES, rng.randint(2, 6))
        ],
        lower=rng.choice(("reflected", "inverse")),
        from_printed=rng.random() < 0.3,
        mean_by="objectives" if rng.random() < 0.25 else "indicators",
    )
    if rng.random() < 0.2:
        report.cap, report.cap_rows = rng.choice((100, 120)), rng.random() < 0.5
    texts = rng.sample(lexicon.OBJECTIVES, rng.randint(1, 5))
    pool = _pool(rng)
    wanted = min(rng.choice((1, 2, 3, 4, 5, 6, 8, 10, 13, 18, 25)), len(pool))
    wanted = max(wanted, len(texts))
    drawn = [_indicator(rng, report, kind, words) for kind, words in pool[:wanted]]
    cuts = sorted(rng.sample(range(1, wanted), len(texts) - 1)) if len(texts) > 1 else []
    for text, start, end in zip(texts, [0, *cuts], [*cuts, wanted], strict=True):
        report.objectives.append((text, drawn[start:end]))
    return report


def _pool(rng: random.Random) -> list[tuple[str, Kind]]:
    many = [("ratio", one) for one in rng.sample(lexicon.RATIOS, len(lexicon.RATIOS))]
    few = [("lower", one) for one in lexicon.LOWER] + [("count", one) for one in lexicon.COUNTS]
    few += [("index", one) for one in lexicon.INDICES[1:]] + [("money", rng.choice(lexicon.MONEY))]
    few += [(rng.choice(("index", "band")), lexicon.INDICES[0]), ("grade", rng.choice(lexicon.GRADES))]
    rng.shuffle(few)
    pool = [*many, *few]
    # Ratios make up about half of a usual report.
    return sorted(pool, key=lambda _: rng.random()) if rng.random() < 0.5 else _dealt(many, few)


def _dealt(many: list[tuple[str, Kind]], few: list[tuple[str, Kind]]) -> list[tuple[str, Kind]]:
    both = [one for pair in zip(many, few, strict=False) for one in pair]
    return both + many[len(few) :] + few[len(many) :]


def _indicator(rng: random.Random, report: Report, kind: str, words: Kind) -> Indicator:
    one = _BUILDERS[kind](rng, report, words)
    one.owner = rng.choice(lexicon.OWNERS)
    if kind != "grade":
        one.past = _past(rng, one)
        one.quarters = _quarters(rng, one)
    return one


def _near(rng: random.Random, actual: Fraction, *, limit: Fraction | None, steps: tuple[int, ...]) -> Fraction:
    """Return a round promise near what came out: reached or just missed, never far off."""
    step = Fraction(rng.choice(steps), 100)
    wish = actual * Fraction(rng.randint(88, 106), 100)
    promise = max(step, rounded(wish / step, 0) * step)
    return min(promise, limit) if limit is not None else promise


def _ratio(rng: random.Random, report: Report, words: Kind) -> Indicator:
    parts = rng.sample(words.parts, min(len(words.parts), rng.choice((1, 1, 2, 2, 3, 4)))) if words.parts else [""]
    if len(parts) == 1:
        parts = [rng.choice(("", parts[0]))]
    joining = ("sum" if rng.random() < 0.2 else "mean") if len(parts) > 1 else ""
    one_base = rng.randint(words.least or 1, words.most or 1)
    shares = []
    for label in parts:
        base = {"rt": report.neighbourhoods, "people": report.people}.get(words.shared) or (
            one_base if joining == "sum" else rng.randint(words.least, words.most)
        )
        part = rng.uniform(0.15, 0.85) / len(parts) if joining == "sum" else rng.uniform(0.55, 0.99)
        shares.append(Share(label, max(1, min(base, round(base * part))), base))
    if not joining and rng.random() < 0.12:
        shares[0].numerator = shares[0].denominator
    joined = sum((share.percent for share in shares), Fraction(0))
    actual = joined / len(shares) if joining == "mean" else joined
    target = HUNDRED if actual == 100 else _near(rng, actual, limit=HUNDRED, steps=(50, 100, 100, 500))
    following = HUNDRED if actual == 100 else min(HUNDRED, max(target, rounded(actual + 1, 0)) + rng.randint(0, 2))
    return Indicator("ratio", words, 2, target, actual, shares=shares, joining=joining, next_target=following)


def _lower(rng: random.Random, report: Report, words: Kind) -> Indicator:
    if words.most:
        actual, decimals = Fraction(rng.randint(words.least, words.most)), 0
        target = Fraction(max(1, round(actual * Fraction(rng.randint(95, 112), 100))))
    else:
        decimals = 2
        actual = Fraction(rng.randint(300, 2400), 100)
        target = max(Fraction(1, 2), rounded(actual * Fraction(rng.randint(95, 112), 100), rng.choice((0, 1, 2))))
    following = min(target, actual) * Fraction(97, 100)
    return Indicator("lower", words, decimals, target, actual, next_target=rounded(following, decimals))


def _index(rng: random.Random, report: Report, words: Kind) -> Indicator:
    actual = Fraction(rng.randint(6500, 9300), 100)
    target = _near(rng, actual, limit=None, steps=(10, 50, 100))
    following = max(target, rounded(actual + 1, 0))
    return Indicator("index", words, 2, target, actual, next_target=following)


def _band(rng: random.Random, report: Report, words: Kind) -> Indicator:
    low, high = rng.choice(((Fraction("76.61"), Fraction("88.30")), (Fraction(75), Fraction(85))))
    actual = Fraction(rng.randint(int(low * 100) - 300, int(high * 100) + 200), 100)
    return Indicator("band", words, 2, low, actual, high, next_target=low)


def _count(rng: random.Random, report: Report, words: Kind) -> Indicator:
    actual = Fraction(rng.randint(words.least, words.most))
    target = actual if rng.random() < 0.4 else Fraction(max(1, round(actual * Fraction(rng.randint(90, 110), 100))))
    return Indicator("count", words, 0, target, actual, next_target=max(target, actual) + rng.randint(0, 3))


def _money(rng: random.Random, report: Report, words: Kind) -> Indicator:
    actual = Fraction(rng.randint(60_000_000, 4_000_000_000))
    target = rounded(actual * Fraction(rng.randint(92, 108), 100) / 1_000_000, 0) * 1_000_000
    following = rounded(max(target, actual) * Fraction(103, 100) / 1_000_000, 0) * 1_000_000
    return Indicator("money", words, 0, target, actual, next_target=following)


def letter_of(score: Fraction) -> str:
    return next(letter for letter, least in LETTERS if score > least or least == 0)


def _grade(rng: random.Random, report: Report, words: Kind) -> Indicator:
    actual = Fraction(rng.randint(5510, 8890), 100)
    target = rounded(actual * Fraction(rng.randint(94, 104), 100), rng.choice((0, 1, 2)))
    letters = (letter_of(target), letter_of(actual))
    following = max(target, actual) + 1
    return Indicator("grade", words, 2, target, actual, letters=letters, next_target=following)


_BUILDERS = {
    "ratio": _ratio, "lower": _lower, "index": _index, "band": _band, "count": _count, "money": _money,
    "grade": _grade,
}  # fmt: skip


def _past(rng: random.Random, one: Indicator) -> list[Fraction]:
    """Return what came out two years ago and last year: worse than this year's promise, so that nobody wonders."""
    better = one.kind == "lower"
    near = max(one.target, one.actual) if better else min(one.target, one.actual)
    steps = (Fraction(rng.randint(104, 108), 100), Fraction(rng.randint(101, 103), 100))
    return [rounded(near * step if better else near / step, one.decimals) for step in steps]


def _quarters(rng: random.Random, one: Indicator) -> list[Fraction]:
    """Return what had been reached by the end of each quarter; the last is the year's."""
    shares = sorted(rng.randint(15, 96) for _ in range(3))
    return [*(rounded(one.actual * share / 100, one.decimals) for share in shares), one.actual]
