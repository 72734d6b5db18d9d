"""Names of variables from the words of a report: each its own, and one for the same quantity."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from fractions import Fraction

_FILLERS = re.compile(
    r"(?:jumlah|banyaknya|total|yang|dan|atau|di|ke|dari|per|dengan|pada|untuk|dalam|oleh|persentase|[a-fx])\Z"
)
_RESERVED = re.compile(r"(?:mean|sum|min|max|weighted|and|or|not|in|is|missing|where|true|false|none)\Z")
_STOCK = re.compile(
    r"^(?:jumlah |total )?(?:penduduk|rt|rw|kk|kepala keluarga|lembaga|kelurahan|desa|pegawai|sekolah)\b"
)
"""What there is at a time, and does not add up over quarters."""

_LONGEST = 48
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class DraftVariable:
    """A variable of the draft: its name, its label, and its value in the report's year with where that stands.

    ``letter`` is a grade that stands in place of an amount. ``stock`` where it is a score or a level and no count.
    """

    name: str
    label: str
    amount: Fraction | None
    letter: str = ""
    evidence: str = ""
    rupiah: bool = False
    stock: bool = False


@dataclass(slots=True)
class DraftVariables:
    """All quantities of a draft, in the order in which they were met."""

    by_name: dict[str, DraftVariable] = field(default_factory=dict)
    _same: dict[tuple[str, Fraction | None, str], str] = field(default_factory=dict)

    def name(self, words: str, label: str, amount: Fraction | None, *, letter: str = "", **more: object) -> str:
        """Return the name of the quantity that ``words`` and ``amount`` say: an old one where they say the same."""
        slug = slug_of(words) or "nilai"
        key = (slug, amount, letter)
        if key not in self._same:
            name, number = slug, 2
            while name in self.by_name:
                name, number = f"{slug}_{number}", number + 1
            self._same[key] = name
            stock = bool(more.pop("stock", False)) or bool(_STOCK.search(label.casefold()))
            shown = label[:1].upper() + label[1:]
            self.by_name[name] = DraftVariable(name, shown, amount, letter, stock=stock, **more)  # type: ignore[arg-type]
        return self._same[key]


def slug_of(words: str) -> str:
    """Return a name that formulas take: ``lembaga_aktif`` of ``Jumlah Lembaga yang aktif``; empty of nothing."""
    bare = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    found = [word for word in _WORD.findall(bare) if not _FILLERS.match(word)]
    slug = ""
    for word in found:
        longer = f"{slug}_{word}" if slug else word
        if len(longer) > _LONGEST:
            break
        slug = longer
    if not slug:
        return ""
    return f"jumlah_{slug}" if _RESERVED.match(slug) or slug[0].isdigit() or len(slug) < 3 else slug


def key_of(words: str) -> str:
    """Return what two spellings of one name have in common."""
    return "".join(
        _WORD.findall(unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode())
    )
