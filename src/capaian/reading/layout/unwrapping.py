"""Lines of one cell or paragraph to its text: what was only wrapped is joined, what begins anew stays a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum

from capaian.reading.layout.drawing import LetterRun, line_text

_WORD = re.compile(r"[^\W\d_]+")
_RUNNING = re.compile(r"[×÷=/%)+]|:\s*(?:Rp\.?\s*)?\d|[xX]\s*100")
_BEGINS = re.compile(
    r"(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+\S"  # a. Perizinan, 2) Jumlah
    r"|[-•*▪–]\s"
    r"|(?:persentase\s+)?rata\s*[-–—]?\s*rata\b"
    r"|(?:jumlah|total|persentase|realisasi|capaian)\b[^=]{0,80}[:=]",
    re.IGNORECASE,
)
_ENDS = re.compile(r"=\s*(?:Rp\.?\s*)?-?\d[\d.,]*\s*%?[.;]?\s*$")
_OPEN = re.compile(r"(?:[/×÷=+:(]|\s[xX]|\b(?:dikali(?:kan)?|dibagi)|\\(?:times|cdot|div)?)$")
_HYPHENATED = re.compile(r"[^\W\d_]{2}[-\u00ad\u2010]$")
_COUPLED = re.compile(r"[^\W_]-$")
_LOWER = re.compile(r"[^\W\d_A-Z]")
_FRESH = re.compile(r"[A-Z0-9(]")

SEAM = "\ue000"
"""Between two parts of what may be one word; :func:`mended` takes it away."""
_SEAMED = re.compile(rf"([^\W\d_]+){SEAM}([^\W\d_]+)")
_SHORT = frozenset(_WORD.findall("di ke ya km rt rw kk pd ha kg x"))
_ENDINGS = frozenset(_WORD.findall("nya kan lah kah"))
_LONGEST_END = 2
_ALONE = re.compile(r"[^\W\d_]{5,}\Z")
_CUT_FIGURE = re.compile(r"(?:Rp\.?\s*)?\d[\d.,]*[.,]\d*\Z", re.IGNORECASE)
_LAST_FIGURE = re.compile(r"(?:(?<![^\W_])Rp\.?\s*|(?<![\w.,]))\d[\d.,]*\Z|(?<![^\W_])R\Z")
_REST_OF_RUPIAH = re.compile(r"p\.?(?:\d|\Z)")
_GROUPED = re.compile(
    r"(?:Rp\.?\s*)?\d{1,3}(?P<sign>[.,])\d{3}(?:(?P=sign)\d{3})*(?:(?!(?P=sign))[.,]\d{1,2})?\Z", re.IGNORECASE
)
_UNFINISHED = re.compile(
    r"(?:Rp\.?\s*\d{1,3}|\d{1,3}[.,]\d{3})(?:[.,]\d{3})*[.,]\d{0,2}\Z|\d[\d.,]*[.,]\Z", re.IGNORECASE
)
"""A number in groups of three whose last group is not full."""
_GRADE = re.compile(r"(?:AA|A|BB|B|CC|C|D)\Z")
_MONEY = re.compile(r"Rp\.?\Z", re.IGNORECASE)
_SCORE = re.compile(r"\(\d[\d.,]*\)\Z")
_NARROW = re.compile(
    r"(?:target|realisasi|capaian|satuan|sasaran|indikator|kinerja|tingkat|kategori|predikat|penanggung|keterangan"
    r"|formulasi|penjelasan|perhitungan|anggaran|persentase|program|kegiatan|sumber|tahun|triwulan)\Z",
    re.IGNORECASE,
)
"""Words of narrow headings, which programs cut wherever their cell ends."""


class Break(Enum):
    """Why a line ended: it was full, it could have held more, or its last word did not fit and was cut.

    ``DOUBTED``: a word alone fills the line, and only other places where it stands tell whether it ends there.
    """

    FULL = "full"
    CHOSEN = "chosen"
    CUT = "cut"
    DOUBTED = "doubted"


def joined(lines: Iterable[str]) -> str:
    """Return the text of ``lines``: wrapped ones on one line, and a line for each working or item."""
    return said_by((line, Break.FULL) for line in lines)


def said_by(lines: Iterable[tuple[str, Break]]) -> str:
    """Return the text of lines of which is known how they ended."""
    said: list[str] = []
    ended = Break.FULL
    for text, end in lines:
        line = " ".join(text.split())
        if not line:
            continue
        if not said:
            said.append(line)
        elif ended is Break.CUT:
            said[-1] += line
        elif ended is Break.DOUBTED:
            said[-1] += SEAM + line
        elif _anew(said[-1], line, ended):
            said.append(line)
        else:
            said[-1] = glued(said[-1], line)
        ended = end
    return "\n".join(said)


def _anew(above: str, line: str, ended: Break) -> bool:
    if _RUNNING.match(line):
        return False
    if _ENDS.search(above):
        return True
    if _OPEN.search(above):
        return False
    chosen = ended is Break.CHOSEN and _FRESH.match(line) is not None and not line.startswith("(")
    return chosen or _BEGINS.match(line) is not None


def glued(above: str, below: str) -> str:
    """Join a line and what it wraps into; a word broken by a hyphen is whole again, ``rata-`` ``rata`` keeps it."""
    if above.endswith("\u00ad"):
        return above[:-1] + below
    if above.endswith("\\"):  # a command of LaTeX, parted from its backslash
        return above + below
    if _COUPLED.search(above) and below[:1].isalnum() and not _LOWER.match(below):
        return above + below  # PBB-P2
    if _HYPHENATED.search(above) and _LOWER.match(below):
        before, after = above[:-1].rsplit(None, 1)[-1], re.split(r"\W", below, maxsplit=1)[0]
        # Indonesian doubles words with a hyphen (rata-rata, undang-undang): those keep it.
        doubled = before.casefold() == after.casefold() or (above[-1] == "-" and len(before) < 3)
        return above + below if doubled else above[:-1] + below
    return f"{above} {below}"


def is_one_figure(above: str, below: str) -> bool:
    """Tell whether two lines are one figure in a narrow cell: ``Rp2.678.000.0`` and ``00``, ``B`` and ``(61,70)``.

    >>> is_one_figure("Rp2.678.", "000.000"), is_one_figure("98,8", "97,6"), is_one_figure("1.200", "300")
    (True, False, False)
    """
    if (_GRADE.match(above) and _SCORE.match(below)) or (_MONEY.match(above) and below[:1].isdigit()):
        return True
    unfinished = _UNFINISHED.match(above) is not None and below[:1].isdigit()
    return unfinished and _GROUPED.match(above + below) is not None


def begins_anew(text: str) -> bool:
    """Tell whether ``text`` opens with a label, as items and workings do."""
    return _BEGINS.match(text) is not None


def goes_on(above: str, below: str) -> bool:
    """Tell whether ``below``, on the next page, belongs to the line ``above``: in mid sentence or mid formula."""
    return (
        (below[:1].islower() and not below.startswith((".", ")"), 1))
        or bool(_OPEN.search(above))
        or bool(_RUNNING.match(below))
    )


def mended(text: str, known: AbstractSet[str]) -> str:
    """Return ``text`` without :data:`SEAM`: joined where the whole is a ``known`` word or its end is none."""
    return _SEAMED.sub(lambda found: _mended(found[1], found[2], known), text).replace(SEAM, " ")


def _mended(start: str, end: str, known: AbstractSet[str]) -> str:
    # What is left of other words stands alone too: that an end does so somewhere makes it no word.
    last = end.casefold()
    is_end = last in _ENDINGS or (len(last) <= _LONGEST_END and last not in _SHORT)
    return start + end if is_end or (start + end).casefold() in known else f"{start} {end}"


def cut_twice(texts: Iterable[str]) -> set[str]:
    """Return the words that cells cut at two places, in lower case: ``kemasya|rakatan`` and ``kemasyar|akatan``."""
    places: dict[str, set[int]] = {}
    for text in texts:
        for found in _SEAMED.finditer(text):
            places.setdefault((found[1] + found[2]).casefold(), set()).add(len(found[1]))
    return {word for word, cuts in places.items() if len(cuts) > 1}


def words_of(text: str) -> Iterator[str]:
    """Yield the words that stand whole in ``text``, in lower case."""
    for part in text.split():
        if SEAM not in part:
            yield from (word.casefold() for word in _WORD.findall(part))


def wrapped(lines: Sequence[list[LetterRun]], left: float, right: float, *, boxed: bool = False) -> str:
    """Return the text of lines of print between ``left`` and ``right``.

    A line into which the next line's first word would have fitted was ended on purpose. ``boxed`` where borders are
    drawn there, so that a word may have been cut for want of room.
    """
    if len(lines) == 1:
        return line_text(lines[0])
    return said_by(
        (line_text(line), _ending(line, lines[at + 1] if at + 1 < len(lines) else None, left, right, boxed=boxed))
        for at, line in enumerate(lines)
    )


def _ending(
    line: list[LetterRun], following: list[LetterRun] | None, left: float, right: float, *, boxed: bool
) -> Break:
    if following is None:
        return Break.FULL
    first, x0, x1 = following[0], line[0].x0, line[-1].x1
    word = first.text if first.whole else first.text.split(" ", 1)[0]
    needed = (first.x1 - first.x0) * len(word) / max(1, len(first.text))
    width = x1 - x0
    # Set in the middle or to the right, a line has the room of the whole cell; prose only what is right of it.
    room = right - left if boxed or _is_centred(line, following) else right - x0
    if width + needed + 0.3 * first.size <= room:
        return Break.CHOSEN
    text = line_text(line)
    tight = boxed and width + 1.2 * width / max(1, len(text)) > right - left
    if tight and _is_cut(text, word):
        return Break.CUT
    return Break.DOUBTED if tight and _ALONE.match(text) and word[:1].islower() else Break.FULL


def _is_cut(text: str, word: str) -> bool:
    """Whether a line that fills its narrow cell ends within a figure or within a word that heads columns."""
    if _CUT_FIGURE.match(text):
        return word[:1].isdigit()
    last = _LAST_FIGURE.search(text)
    if last is not None:  # Rp114.399.747/Rp127.22 and 0.412, or R and p. 207.184.490
        return is_one_figure(last[0], word) if last[0][-1] not in "Rr" else _REST_OF_RUPIAH.match(word) is not None
    before = text.rsplit(" ", 1)[-1]
    return not _NARROW.match(before) and _NARROW.match(before + word) is not None


def _is_centred(line: list[LetterRun], following: list[LetterRun]) -> bool:
    one, two = line[0].x0 + line[-1].x1, following[0].x0 + following[-1].x1
    return abs(one - two) < 4.0 and abs(line[0].x0 - following[0].x0) > 3.0
