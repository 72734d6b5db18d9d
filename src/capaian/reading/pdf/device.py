"""The instructions of one PDF page to its :class:`Page`: only what reading needs is kept, and work is counted."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.utils import MATRIX_IDENTITY

from capaian.reading.layout.drawing import LetterRun, Page, plainly
from capaian.reading.pdf.clip import Area, Clip

MAX_CHARACTERS = 300_000
"""On one page; a full page of the smallest print has some 10,000."""
MAX_PATHS = 200_000
MAX_FIGURES = 5_000
MAX_DEPTH = 12
_OVERLAP = 0.15
"""In sizes of the letters: what stands further over the letter before was written for itself, as where a word is
too long for its cell and the next cell begins on it."""
_SEAM = 0.4
"""In sizes of the letters: a gap without a space that is wider parts the cells of a table."""
THIN = 3.0
"""Points: a filled rectangle that is not thicker is a rule."""


class PageTooComplex(Exception):
    """A page asks for more work than any report does."""


class _Writing:
    """The runs of one direction of writing, in a frame in which it goes to the right and ``v`` grows downwards."""

    __slots__ = ("base", "bits", "gaps", "runs", "seams", "size", "spaced", "spaces", "x0", "x1", "xs")

    def __init__(self) -> None:
        self.runs: list[LetterRun] = []
        self.bits: list[str] = []
        self.xs: list[float] = []
        self.x0 = self.x1 = self.base = self.size = 0.0
        self.spaced = False
        self.spaces = self.gaps = 0
        # By run: where a space was added for a gap, as how many characters stand before it and the gap's two ends.
        self.seams: dict[int, list[tuple[int, float, float]]] = {}

    def add(self, text: str, x0: float, x1: float, base: float, size: float) -> None:
        if text.isspace():
            self.spaced = True
            return
        if self.bits:
            gap = x0 - self.x1
            # Twice the same letter on one spot is a bold print made by striking twice.
            if text == self.bits[-1] and abs(x1 - self.x1) < 0.2 * size and abs(base - self.base) < 0.2 * size:
                return
            if (
                abs(base - self.base) > 0.1 * size
                or abs(size - self.size) > 0.15 * size
                or not -_OVERLAP * size < gap < 0.9 * size
            ):
                self.end()
            elif self.spaced:
                self.spaces += 1
                self._space(x0, gap)
            elif gap > 0.15 * size and not self._is_decimal(text, gap):
                self.gaps += 1
                if gap >= _SEAM * size:
                    self.seams.setdefault(len(self.runs), []).append((len(self.xs), self.x1, x0))
                self._space(x0, gap)
        if not self.bits:
            self.x0, self.base, self.size = x0, base, size
        self.spaced = False
        self.bits.append(text)
        self.xs.append((x0 + x1) / 2)
        if len(text) > 1:
            self.xs.extend([(x0 + x1) / 2] * (len(text) - 1))
        self.x1 = x1

    def _space(self, x0: float, gap: float) -> None:
        self.bits.append(" ")
        self.xs.append(x0 - gap / 2)

    def _is_decimal(self, text: str, gap: float) -> bool:
        """Formulas set a little air after every comma, also the one of 98,87."""
        return (
            text.isdigit()
            and gap < 0.25 * self.size
            and len(self.bits) > 1
            and self.bits[-1] in ",."
            and (self.bits[-2].isdigit())
        )

    def apart(self) -> list[LetterRun]:
        """Return the runs, parted at gaps where the page writes its spaces otherwise."""
        if not self.is_spaced:
            return self.runs
        return [part for at, run in enumerate(self.runs) for part in _parted(run, self.seams.get(at, ()))]

    @property
    def is_spaced(self) -> bool:
        """Whether spaces are written here, not left as mere gaps."""
        return self.spaces > self.gaps

    def end(self) -> None:
        """Close the run that is being written."""
        if self.bits:
            self.runs.append(LetterRun("".join(self.bits), self.x0, self.x1, self.base, self.size, self.xs))
        self.bits, self.xs, self.spaced = [], [], False


class Device(PDFTextDevice):  # type: ignore[misc, unused-ignore]
    """Collects one page. Raises :class:`PageTooComplex`.

    Text inside artifacts (page headers and footers of tagged files) is kept apart, since careless programs mark
    everything so.
    """

    def __init__(self, manager: Any) -> None:
        super().__init__(manager)
        self.begin(0)

    def begin(self, number: int) -> None:
        """Forget the last page."""
        self.number = number
        self.writings = {turn: _Writing() for turn in range(4)}
        self.artifacts = {turn: _Writing() for turn in range(4)}
        self.now = self.writings
        self.tags: list[bool] = []
        self.across: list[tuple[float, float, float]] = []
        self.down: list[tuple[float, float, float]] = []
        self.boxes: list[tuple[float, float, float, float]] = []
        self.counts: Counter[str] = Counter()
        self.depth = 0
        self.clip = Clip()
        self.figures: list[tuple[int, Area | None]] = []
        self.pictured = 0.0
        self.unmapped = 0
        self.width = self.height = 0.0

    def begin_page(self, page: Any, ctm: Any) -> None:
        x0, y0, x1, y1 = page.mediabox
        wide, high = abs(x1 - x0), abs(y1 - y0)
        self.width, self.height = (high, wide) if page.rotate % 180 else (wide, high)

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        self.tags.append(getattr(tag, "name", "") == "Artifact")
        if self.tags[-1]:
            self.now = self.artifacts

    def end_tag(self) -> None:
        if self.tags and self.tags.pop() and not any(self.tags):
            self.now = self.writings

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self.depth += 1
        self._count("figures", MAX_FIGURES)
        if self.depth > MAX_DEPTH:
            raise PageTooComplex("figures")
        self.figures.append((len(self.clip.kept), self.clip.area))

    def end_figure(self, name: str) -> None:
        self.depth -= 1
        if self.figures:  # what a figure narrowed ends with it
            kept, self.clip.area = self.figures.pop()
            del self.clip.kept[kept:]

    def render_image(self, name: str, stream: Any) -> None:
        a, b, c, d, _, _ = self.ctm or MATRIX_IDENTITY
        self.pictured += abs(a * d - b * c)

    def _count(self, what: str, most: int) -> None:
        self.counts[what] += 1
        if self.counts[what] > most:
            raise PageTooComplex(what)

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any, state: Any
    ) -> float:
        advance: float = font.char_width(cid) * fontsize * scaling
        self._count("characters", MAX_CHARACTERS)
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\ufffd"
            self.unmapped += 1
        if not text:
            return advance
        a, b, c, d, e, f = matrix
        if abs(b) < 0.01 * abs(a):
            turn, length, size = (0 if a > 0 else 2), abs(a), abs(d)
            u, v = (e, f + rise * d) if a > 0 else (-e, -f - rise * d)
        elif abs(a) < 0.01 * abs(b):
            turn, length, size = (1 if b > 0 else 3), abs(b), abs(c)
            u, v = (f, -e - rise * c) if b > 0 else (-f, e + rise * c)
        else:
            return advance  # at a slant: a stamp or a watermark
        if not self.clip.shows(e + advance * a / 2 + 0.3 * fontsize * c, f + advance * b / 2 + 0.3 * fontsize * d):
            return advance
        u1 = u + advance * length
        self.now[turn].add(text, min(u, u1), max(u, u1), -v, abs(fontsize) * size or 1.0)
        return advance

    def paint_path(self, state: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        a, b, c, d, e, f = self.ctm or MATRIX_IDENTITY
        at: list[tuple[float, float]] = []
        for step in path:
            if step[0] == "m":
                self._drawn(at, stroke, fill)
                at = []
            if step[0] == "h":
                if at:
                    at.append(at[0])
            elif step[0] in "mlcvy" and len(step) >= 3:
                x, y = step[-2], step[-1]
                at.append((a * x + c * y + e, b * x + d * y + f))
        self._drawn(at, stroke, fill)

    def _drawn(self, points: list[tuple[float, float]], stroke: bool, fill: bool) -> None:
        if len(points) < 2:
            return
        self._count("paths", MAX_PATHS)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, y1 - y0) <= THIN:
            self._rule(x0, x1, y0, y1)
        elif stroke:
            for (xa, ya), (xb, yb) in itertools.pairwise(points):
                if min(abs(xa - xb), abs(ya - yb)) < 0.5:
                    self._rule(min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb))
        elif fill and len(points) <= 6:
            self.boxes.append((x0, x1, y0, y1))

    def _rule(self, x0: float, x1: float, y0: float, y1: float) -> None:
        if x1 - x0 > y1 - y0:
            self.across.append(((y0 + y1) / 2, x0, x1))
        elif y1 > y0:
            self.down.append(((x0 + x1) / 2, y0, y1))

    def page(self) -> Page:
        """Return the page that was drawn, upright by the direction in which most of it is written."""
        for writing in (*self.writings.values(), *self.artifacts.values()):
            writing.end()
        written, aside = _letters(self.writings), _letters(self.artifacts)
        # Headers and footers are little; where most of a page is marked so, the mark means nothing.
        kept = [self.writings] if sum(written) > sum(aside) else [self.writings, self.artifacts]
        letters = written if len(kept) == 1 else [a + b for a, b in zip(written, aside, strict=True)]
        turn = letters.index(max(letters))
        area = self.width * self.height
        width, height = (self.height, self.width) if turn % 2 else (self.width, self.height)
        page = Page(self.number, width, height, unmapped=self.unmapped, drawn=self.counts["paths"])
        page.is_spaced = self.writings[turn].is_spaced
        page.pictured = min(1.0, self.pictured / area) if area else 0.0
        for writings in kept:
            for other, writing in writings.items():
                turned = (self._turned(run, other, turn) for run in _struck_once(writing.apart()))
                page.runs.extend(run for run in turned if _is_on(page, run))
        self._rules(page, turn)
        return page

    def _shift(self, turn: int) -> tuple[float, float]:
        """What moves the upper left corner of the page, in the frame of ``turn``, to the origin."""
        return ((0.0, self.height), (0.0, 0.0), (self.width, 0.0), (self.height, self.width))[turn]

    def _turned(self, run: LetterRun, its: int, turn: int) -> LetterRun:
        dx, dy = self._shift(turn)
        text = plainly(run.text)
        xs = run.xs if run.xs is not None and len(run.xs) == len(text) else None
        if its == turn:
            moved = [x + dx for x in xs] if xs is not None and dx else xs
            return LetterRun(text, run.x0 + dx, run.x1 + dx, run.base + dy, run.size, moved)
        # Writing across the rest of the page, as in a narrow heading: a block of its own at its place.
        corners = [_back(u, v, its) for u in (run.x0, run.x1) for v in (run.base - run.size, run.base)]
        seen = [_forth(x, y, turn) for x, y in corners]
        x0, x1 = min(u for u, _ in seen) + dx, max(u for u, _ in seen) + dx
        return LetterRun(
            text, x0, x1, (min(v for _, v in seen) + max(v for _, v in seen)) / 2 + dy, min(run.size, x1 - x0)
        )

    def _rules(self, page: Page, turn: int) -> None:
        dx, dy = self._shift(turn)
        for kind, rules in (("across", self.across), ("down", self.down)):
            for at, start, end in rules:
                first, second = ((start, at), (end, at)) if kind == "across" else ((at, start), (at, end))
                (u0, v0), (u1, v1) = _forth(*first, turn), _forth(*second, turn)
                if abs(u1 - u0) > abs(v1 - v0):
                    page.across.append((v0 + dy, min(u0, u1) + dx, max(u0, u1) + dx))
                else:
                    page.down.append((u0 + dx, min(v0, v1) + dy, max(v0, v1) + dy))
        for x0, x1, y0, y1 in self.boxes:
            (u0, v0), (u1, v1) = _forth(x0, y0, turn), _forth(x1, y1, turn)
            box = (min(u0, u1) + dx, max(u0, u1) + dx, min(v0, v1) + dy, max(v0, v1) + dy)
            page.boxes.append(box)


def _letters(writings: dict[int, _Writing]) -> list[int]:
    return [sum(len(run.text) for run in writings[turn].runs) for turn in range(4)]


def _parted(run: LetterRun, seams: Iterable[tuple[int, float, float]]) -> Iterator[LetterRun]:
    """Part a run where a gap is; ``seams`` are those of :attr:`_Writing.seams`."""
    start, x0 = 0, run.x0
    for at, ends, begins in seams:
        yield LetterRun(run.text[start:at], x0, ends, run.base, run.size, run.xs[start:at] if run.xs else None)
        start, x0 = at + 1, begins
    yield LetterRun(run.text[start:], x0, run.x1, run.base, run.size, run.xs[start:] if run.xs else None)


def _struck_once(runs: list[LetterRun]) -> Iterator[LetterRun]:
    """Leave out what stands on its own copy, as in a bold print made by printing twice."""
    last: dict[str, LetterRun] = {}
    for run in runs:
        before = last.get(run.text)
        last[run.text] = run
        if before is None or max(abs(before.x0 - run.x0), abs(before.base - run.base)) > 0.2 * run.size:
            yield run


def _is_on(page: Page, run: LetterRun) -> bool:
    """Whether anything of ``run`` is to be seen; spreadsheets also write what lies beside the page."""
    return run.x1 > 0 and run.x0 < page.width and run.base > 0 and run.top < page.height


def _forth(x: float, y: float, turn: int) -> tuple[float, float]:
    """From the page (y upwards) to the frame of a direction of writing (v downwards)."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


def _back(u: float, v: float, turn: int) -> tuple[float, float]:
    return ((u, -v), (v, u), (-u, v), (-v, -u))[turn]
