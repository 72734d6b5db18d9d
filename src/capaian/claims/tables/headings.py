"""What the words of a heading say: the role of a column, its period, and whether it is of money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from capaian.core.claims.claim import Subject


class ColumnRole(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    GOAL = "goal"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"
    NAME = "name"
    UNIT = "unit"
    TARGET = "target"
    ACTUAL = "actual"
    ACHIEVEMENT = "achievement"
    RATING = "rating"
    EXPLANATION = "explanation"
    OWNER = "owner"
    SOURCE = "source"
    PERIOD = "period"
    REMARK = "remark"
    QUANTITY = "quantity"
    OTHER = "other"


_LETTERS = {
    "t": ColumnRole.TARGET, "r": ColumnRole.ACTUAL, "c": ColumnRole.ACHIEVEMENT,
    "tgt": ColumnRole.TARGET, "real": ColumnRole.ACTUAL, "cap": ColumnRole.ACHIEVEMENT,
}  # fmt: skip
"""What narrow columns are headed by, a year above them: ``T | R | %``."""

_NO_SIGN = re.compile(r"[\s()%]+")
_PERCENT = frozenset({"persen", "prosentase", "persentase", "percent", "percentage", "rasio", "ratio"})
FIGURES = frozenset({ColumnRole.TARGET, ColumnRole.ACTUAL, ColumnRole.ACHIEVEMENT})
MAX_LENGTH = 90
"""Longest text that may be a heading."""

# The first that matches wins, so the order matters: "Realisasi Anggaran" is an actual before it is a budget.
_ROLES: tuple[tuple[ColumnRole, str], ...] = (
    (ColumnRole.EXPLANATION, r"formul\w*|penjelasan|alasan|cara (?:per|meng)?hitung\w*|perhitungan|penghitungan|"
                       r"rumus\w*|definisi|metode|explanation|reason|workings?|calculation|method\w*"),
    (ColumnRole.OWNER, r"penanggung ?jawab|pelaksana|pj|pic|pengampu|owner|responsible|person in charge|bidang"),
    (ColumnRole.SOURCE, r"sumber|sources?|bukti|evidence|data dukung"),
    (ColumnRole.OTHER, r"rencana (?:aksi|tindak)\w*|tindak lanjut"),
    (ColumnRole.OTHER, r"sisa|selisih|efisiensi|saldo|deviasi|gap|remaining|balance|difference|kondisi awal|"
                 r"data awal|baseline|bobot|weight"),
    (ColumnRole.RATING, r"kategori|predikat|kriteria|kualifikasi|interpretasi|rating|categor\w+|status|grade|"
                  r"notifikasi|penilaian"),
    (ColumnRole.UNIT, r"satuan|units?"),
)  # fmt: skip
_FIGURE_WORDS: tuple[tuple[ColumnRole, str], ...] = (
    (ColumnRole.TARGET, r"target\w*|rencana|plan|planned|standar|standard|pagu|diperjanjikan"),
    (
        ColumnRole.ACTUAL,
        r"realisasi\w*|actuals?|realised|realized|reali[sz]ation|serapan|penyerapan|hasil|results?",
    ),
    (ColumnRole.ACHIEVEMENT, r"capaian\w*|pencapaian|tercapai|ketercapaian|achiev\w+|kemajuan|progress|attainment"),
)
_REST: tuple[tuple[ColumnRole, str], ...] = (
    (ColumnRole.TARGET, r"anggaran|budget|alokasi|dpa|dipa|belanja|appropriation|ceiling|plafon\w*"),
    (ColumnRole.INDICATOR, r"indikator\w*|iku|ikk|iki|indicators?|kpi|tol[ao]k ukur|ukuran kinerja"),
    (ColumnRole.GOAL, r"tujuan|goals?|misi|mission"),
    (ColumnRole.OBJECTIVE, r"sasaran|objectives?|outcomes?"),
    (ColumnRole.NAME, r"program\w*|kegiatan|sub ?kegiatan|uraian|activit\w+|description|what|rincian|nama|keluaran|"
                r"output|urusan|kelompok belanja|jenis belanja|rekening"),
    (ColumnRole.REMARK, r"keterangan|ket|catatan|remarks?|notes?|analisis|analisa|faktor|permasalahan|kendala|"
                  r"hambatan|solusi|rekomendasi|upaya|label"),
    (ColumnRole.QUANTITY, r"nilai|jumlah|volume|value|banyaknya|total|amount|number of|dihitung|counted"),
    (ColumnRole.NUMBER, r"no|nomor|nomer|no urut|kode|nr|number|code"),
)  # fmt: skip


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])")


_FIRST = tuple((role, _words(pattern)) for role, pattern in _ROLES)
_FIGURE = tuple((role, _words(pattern)) for role, pattern in _FIGURE_WORDS)
_LAST = tuple((role, _words(pattern)) for role, pattern in _REST)
_MONEY = _words(
    r"anggaran|pagu|budget|keuangan|rupiah|rp|alokasi|dpa|dipa|belanja|penyerapan|serapan|dana|idr|biaya"
)
_SHARE = _words(
    r"tingkat|persen|persentase|prosentase|prosen|rasio|percentage|percent|rate|level|kemajuan|progress"
)
_NO_MONEY = _words(r"kinerja|fisik|performance|k")

_CUMULATIVE = re.compile(
    r"(?<![a-z])(?:s\s?[./]?\s?d\.?(?![a-z])|sampai(?: dengan)?|hingga|kumulatif|up to|cumulative|through)",
    re.ASCII,
)
_QUARTER = re.compile(
    r"(?<![a-z])(?:tri\s?wulan|twl?|trw|kuartal|quarter|q)\s?[-.:]?\s?(?:ke\s?-?\s?)?(iv|i{1,3}|[1-4])(?![a-z\d])"
)
_HALF = re.compile(r"(?<![a-z])(?:semester|smt|sem)\.?\s?(?:ke\s?-?\s?)?(i{1,2}|[12])(?![a-z\d])")
_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_MONTH = re.compile(rf"(?<![a-z])({'|'.join(_MONTHS)}|pebruari|nopember)(?![a-z])")
_YEARS = re.compile(r"(?<!\d)(20\d\d)(?:\s?[-–/]\s?(20\d\d))?(?!\d)")
_STRATEGY = re.compile(
    r"(?<![a-z])(?:(akhir)\s)?(?:(?:tahun|periode|masa|target)\s)?(renstra|rpjmd|rpjmn|rencana strategis|strategy|"
    r"jangka menengah)(?![a-z])"
)
_ELSEWHERE = re.compile(r"(?<![a-z])(nasional|national|provinsi|spm|kabupaten|kota)(?![a-z])")
_BEFORE = re.compile(r"(?<![a-z])((?:tahun )?(?:lalu|sebelumnya|berjalan|ini)|last year|previous year)(?![a-z])")
_PERIOD_COLUMN = re.compile(r"(?:tri\s?wulan|periode|period|bulan|month|quarter|tahun|year|semester|tw)")
_PERIOD_FILLER = re.compile(
    r"(?<![a-z])(?:tahun(?: anggaran)?|th|thn|ta|fy|year|periode|pada|of|di|the)(?![a-z])\.?"
)
_COLUMN_NUMBER = re.compile(r"\(?\s*\d{1,2}\s*\)?(?:\s*[=:]\s*.{1,40})?|\(?\d{1,2}\s*=.{1,40}")
_ROMAN = {"i": "I", "ii": "II", "iii": "III", "iv": "IV", "1": "I", "2": "II", "3": "III", "4": "IV"}
_FRAGMENT = re.compile(
    r"(?:(?:kinerja|utama|strategis|tahun|dan|/|%|rp|k|program|kegiatan|jawab|data|of|the|performance|main|strategic|"
    r"iv|i{1,3}|perhitungan|anggaran|terhadap|target|ke|pada|akhir|dengan|renstra|rpjmd|\(|\)|,|[-–])\s?)+"
)


@dataclass(frozen=True, slots=True)
class HeadingPeriod:
    """The period of a heading, in pieces that several levels may bring together."""

    year: str = ""
    part: str = ""
    scope: str = ""
    cumulative: bool = False

    def __bool__(self) -> bool:
        return bool(self.year or self.part or self.scope)

    def under(self, upper: HeadingPeriod) -> HeadingPeriod:
        """Join with the heading above; the lower one wins where both say something."""
        return HeadingPeriod(
            self.year or upper.year,
            self.part or upper.part,
            self.scope or upper.scope,
            self.cumulative or upper.cumulative,
        )

    def __str__(self) -> str:
        ahead = "s/d" if self.cumulative and (self.part or self.year) else ""
        return " ".join(piece for piece in (ahead, self.part, self.scope, self.year) if piece)


NO_PERIOD = HeadingPeriod()


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading cell. ``share`` where it asks for a percentage of something (``Tingkat Capaian``, ``%``).

    ``sign`` is a bare ``%``, ``Rp`` or ``K`` that takes its role from the heading above. ``percent`` where ``%``
    stands in it at all: a unit, or a share.
    """

    text: str
    role: ColumnRole | None = None
    period: HeadingPeriod = NO_PERIOD
    subject: Subject | None = None
    share: bool = False
    percent: bool = False
    sign: str = ""
    group: bool = False
    """Whether it names several roles (``Target dan Realisasi``); over other headings it then gives none."""
    budget_word: bool = False
    """Whether only the word for money gives it a role, which a heading above may give better."""

    @property
    def known(self) -> bool:
        """Whether anything in it was understood."""
        return (
            self.role is not None or bool(self.period) or bool(self.sign) or self.group or self.subject is not None
        )


def normal(text: str) -> str:
    """Return heading words in lower case, hyphenation at line ends undone, blanks squeezed."""
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text.lower())
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading:
    """Return what ``text`` says as a heading; ``known`` is false where it says nothing."""
    words = normal(text)
    if not words or len(words) > MAX_LENGTH:
        return Heading(text)
    bare = words.strip("() .:")
    if bare in ("n0", "#"):
        return Heading(text, role=ColumnRole.NUMBER)
    if bare == "%" or _NO_SIGN.sub(" ", bare).strip() in _PERCENT:
        return Heading(text, sign="%", share=True, percent=True)
    if bare in ("rp", "rupiah", "rp.", "idr", "ribu rp", "juta rp", "rp juta", "jutaan rp"):
        return Heading(text, sign="Rp", subject=Subject.BUDGET)
    if bare in ("k", "kinerja", "fisik", "performance"):
        return Heading(text, sign="K", subject=Subject.PERFORMANCE)
    if bare in _LETTERS:
        return Heading(text, role=_LETTERS[bare])
    period, rest = _take_period(words)
    percent = "%" in rest
    rest = (
        re.sub(r"\([^()]{0,60}\)", " ", rest)
        if not _MONEY.search(rest)
        else rest.replace("(", " ").replace(")", " ")
    )
    if not rest.strip(" .:-–"):
        return Heading(text, period=period, percent=percent, sign="%" if percent and not period else "")
    if not period and _PERIOD_COLUMN.fullmatch(bare):
        return Heading(text, role=ColumnRole.PERIOD)
    return _with_role(text, rest, period, percent)


def _with_role(text: str, rest: str, period: HeadingPeriod, percent: bool) -> Heading:
    money = Subject.BUDGET if _MONEY.search(rest) else None
    share = bool(_SHARE.search(rest)) or rest.strip().startswith("%")
    role = _first(_FIRST, rest)
    if role is not None:
        return Heading(text, role, period, money, share, percent)
    figures = [(found.start(), role) for role, pattern in _FIGURE if (found := pattern.search(rest))]
    if re.search(r"(?<![a-z])(?:dan|and|&)(?![a-z])|/", rest) and len(figures) > 1:
        return Heading(text, min(figures)[1], period, money, share, percent, group=True)
    if figures:
        return Heading(text, _figure_role(min(figures)[1], rest, share), period, money, share, percent)
    role = _first(_LAST, rest)
    if role is None and share:
        role = ColumnRole.ACHIEVEMENT if money or _NO_MONEY.search(rest) else None
    if role is ColumnRole.TARGET:
        if share:
            return Heading(text, ColumnRole.ACHIEVEMENT, period, Subject.BUDGET, share, percent)
        return Heading(text, role, period, Subject.BUDGET, share, percent, budget_word=True)
    return Heading(text, role, period, money, share, percent)


def _figure_role(first: ColumnRole, rest: str, share: bool) -> ColumnRole:
    """A percentage of the actual (``% Realisasi``, ``Tingkat Serapan``) is an achievement."""
    if first is ColumnRole.ACTUAL and share:
        return ColumnRole.ACHIEVEMENT
    if first is ColumnRole.TARGET and share and any(pattern.search(rest) for role, pattern in _FIGURE[1:]):
        return ColumnRole.ACHIEVEMENT
    return first


def _first(table: tuple[tuple[ColumnRole, re.Pattern[str]], ...], words: str) -> ColumnRole | None:
    return next((role for role, pattern in table if pattern.search(words)), None)


def _take_period(words: str) -> tuple[HeadingPeriod, str]:
    """Return the period that ``words`` name, and the words without it."""
    year = part = scope = ""
    rest = words
    for pattern, name in ((_QUARTER, "TW"), (_HALF, "Semester")):
        if found := pattern.search(rest):
            part, rest = f"{name} {_ROMAN[found[1]]}", _without(rest, found)
            break
    if not part and (found := _MONTH.search(rest)):
        part, rest = found[1].capitalize(), _without(rest, found)
    if found := _STRATEGY.search(rest):
        scope = f"{'akhir ' if found[1] else ''}{'Renstra' if found[2] in _STRATEGIES else found[2].upper()}"
        rest = _without(rest, found)
    if found := _YEARS.search(rest):
        year, rest = found[0] if found[2] else found[1], _without(rest, found)
    if not scope and (found := _ELSEWHERE.search(rest)):
        scope, rest = found[1], _without(rest, found)
    if not (year or part) and (found := _BEFORE.search(rest)):
        scope, rest = found[1], _without(rest, found)
    cumulative = False
    if found := _CUMULATIVE.search(rest):
        cumulative, rest = True, _without(rest, found)
    if year or part or scope:
        rest = _PERIOD_FILLER.sub(" ", rest)
    return HeadingPeriod(year, part, scope, cumulative), " ".join(rest.split())


_STRATEGIES = frozenset({"renstra", "rencana strategis", "strategy", "jangka menengah"})


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def is_column_number(text: str) -> bool:
    """Tell whether ``text`` numbers a column: ``(3)``, ``3``, ``6 = 5/4 x 100``."""
    return len(text) <= 50 and _COLUMN_NUMBER.fullmatch(text.strip()) is not None


def is_fragment(text: str) -> bool:
    """Tell whether ``text`` can be the next line of a heading that wraps: ``Kinerja``, ``Utama``, ``(%)``."""
    words = normal(text)
    return len(words) <= 40 and (_FRAGMENT.fullmatch(words) is not None or _YEARS.fullmatch(words) is not None)
