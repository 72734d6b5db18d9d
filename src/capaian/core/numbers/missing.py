"""Why there is no number. Missing is not zero, and each reason has its own code and sentence."""

from __future__ import annotations

from capaian.core.frozen import frozen
from capaian.core.wording import chosen, text

REASONS: dict[str, tuple[str, str]] = {
    "no-value": ("belum ada nilai untuk {subject}", "no value given for {subject}"),
    "empty-cell": ("sel nilai {subject} kosong", "the value cell of {subject} is empty"),
    "never-reported": (
        "perangkat daerah ini belum pernah mengisi register {subject}",
        "this office has never reported to the register {subject}",
    ),
    "no-rows": ("tidak ada baris yang dihitung untuk {subject}", "no row counts for {subject}"),
    "conflicting-values": (
        "nilai {subject} saling bertentangan",
        "the values of {subject} contradict each other",
    ),
    "zero-denominator": ("penyebut {subject} bernilai nol", "the denominator {subject} is zero"),
    "zero-target": ("target bernilai nol", "the target is zero"),
    "zero-actual": ("realisasi bernilai nol, aturan T/R tidak berlaku", "actual is zero; T/R is undefined"),
    "no-target": ("target belum ditetapkan untuk {subject}", "no target is set for {subject}"),
    "targets-differ": (
        "target perangkat daerah di {subject} tidak sama, dan {subject} tidak memiliki target sendiri",
        "the offices in {subject} have unlike targets, and {subject} has none of its own",
    ),
    "no-grade": ("nilai {subject} di luar skala predikat", "{subject} is outside the grade scale"),
    "zero-grade-bound": (
        "batas bawah predikat target bernilai nol",
        "the lower bound of the target's grade is zero",
    ),
    "nobody-reported": (
        "belum ada perangkat daerah di {subject} yang semua masukannya diketahui",
        "no office in {subject} has all inputs known",
    ),
    "not-additive": (
        "{subject} bukan hitungan, sehingga tidak dapat dijumlahkan antar perangkat daerah",
        "{subject} is no count and cannot be added up over offices",
    ),
    "nothing-measured": ("tidak ada indikator yang terukur", "no indicator is measured"),
}
"""Reason code to its sentence in Indonesian and English; ``{subject}`` is what is missing."""

_HEAD = ("tidak dapat dihitung: ", "cannot be computed: ")


@frozen()
class Missing:
    """The absence of a number: ``reason`` is a code of :data:`REASONS`, ``subject`` what it speaks of."""

    reason: str
    subject: str = ""

    def __post_init__(self) -> None:
        if self.reason not in REASONS:
            raise ValueError(f"no such reason: {self.reason}")

    def sentence(self, lang: str = "id") -> str:
        """Return the sentence of the papers: ``tidak dapat dihitung: penyebut letters bernilai nol``."""
        return chosen(_HEAD, lang) + text(REASONS[self.reason], lang, subject=self.subject)
