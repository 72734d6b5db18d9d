"""How an office writes: its number style, its words for columns, how it numbers and spans."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from tests.audit.planting.truth import rounded

NOTATIONS = ("indonesian", "indonesian", "indonesian", "comma", "plain", "plain", "english")
MEANS = (
    "Rata-rata capaian IKU",
    "RATA – RATA CAPAIAN IKU",
    "Rata-rata Capaian Kinerja",
    "Rata-rata",
    "RATA-RATA CAPAIAN",
)


@dataclass(frozen=True)
class Style:
    """One office's habits. Every field is drawn; see :func:`draw_style` for what each may be."""

    notation: str
    decimals: int
    achievement_decimals: int
    pad: bool
    sign: str
    achievement_sign: bool
    units: str
    grade: str
    money: str
    objectives: str
    objective_number: str
    indicator_number: str
    target: str
    actual: str
    achievement: str
    levels: int
    column_numbers: bool
    rating: str
    mean: str
    mean_row: bool
    next_target: str
    working: str
    times: str
    between: str
    formula: str
    texts_in_book: bool
    years: bool
    quarters: str
    budget: bool
    promise_table: bool
    people_said: bool
    upper: bool
    working_in_main: bool
    staff: bool
    label: str
    mean_from_printed: bool
    bullets: bool

    def printed(self, amount: Fraction, decimals: int, *, grouped: bool = True, pad: bool | None = None) -> str:
        """Return ``amount`` with ``decimals`` decimals in this notation."""
        whole, _, part = _plain(rounded(amount, decimals), decimals).partition(".")
        if not (self.pad if pad is None else pad):
            part = part.rstrip("0")
        sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        comma, point = {
            "indonesian": (",", "."), "comma": (",", ""), "plain": (".", ""), "english": (".", ","),
        }[self.notation]  # fmt: skip
        if grouped and point and len(whole) > 3:
            whole = f"{int(whole):,}".replace(",", point)
        return sign + (f"{whole}{comma}{part}" if part else whole)

    def rupiah(self, amount: int | Fraction) -> str:
        """Return an amount of money; in the plain notation money still has its points, as papers do."""
        points = "," if self.notation == "english" else "."
        return f"{self.money}{int(amount):,}".replace(",", points)

    def percent(self, text: str, on: bool = True) -> str:
        return text + {"none": "", "tight": "%", "spaced": " %"}[self.sign] if on else text

    def cased(self, text: str) -> str:
        return text.upper() if self.upper else text


def _plain(amount: Fraction, decimals: int) -> str:
    scaled = int(amount * 10**decimals)
    whole, part = divmod(abs(scaled), 10**decimals)
    return f"{'-' if scaled < 0 else ''}{whole}" + (f".{part:0{decimals}}" if decimals else "")


def draw_style(rng: random.Random, year: int) -> Style:
    """Return the habits of one office."""
    pick = rng.choice
    return Style(
        notation=pick(NOTATIONS),
        decimals=pick((2, 2, 2, 1)),
        achievement_decimals=pick((2, 2, 2, 1, 0)),
        pad=rng.random() < 0.7,
        sign=pick(("none", "none", "tight", "spaced")),
        achievement_sign=rng.random() < 0.4,
        units=pick(("column", "column", "text")),
        grade=pick(("{letter} ({score})", "{score} ({letter})", "{letter}", "{letter} / {score}", "{score}")),
        money=pick(("Rp ", "Rp. ", "Rp")),
        objectives=pick(("span", "span", "repeat", "empty", "row", "none")),
        objective_number=pick(("text", "text", "sasaran", "none", "column")),
        indicator_number=pick(("text", "column", "code", "none")),
        target=pick(("Target", "Target", f"Target {year}", f"Target Tahun {year}", "Target Kinerja", "Target (%)")),
        actual=pick(("Realisasi", "Realisasi", f"Realisasi {year}", "Realisasi s/d TW IV", "Realisasi Kinerja")),
        achievement=pick(
            ("Capaian", "Capaian (%)", "% Capaian", "Tingkat Capaian", "Tingkat Capaian (%)", "Capaian Kinerja (%)",
             "Persentase Capaian")
        ),
        levels=pick((1, 1, 2, 2, 3)),
        column_numbers=rng.random() < 0.25,
        rating=pick(("", "", "Kategori", "Kriteria", "Predikat")),
        mean=pick(MEANS),
        mean_row=rng.random() < 0.6,
        next_target=pick(("", "", "next", "renstra")),
        working=pick(("", "plain", "plain", "latex", "word", "prose")),
        times=pick((" x 100%", " × 100%", " x 100 %", " X 100%", " x 100")),
        between=pick(("/", "/", " / ", " : ")),
        formula=pick(("slash", "dibagi", "none", "slash")),
        texts_in_book=rng.random() < 0.4,
        years=rng.random() < 0.35,
        quarters=pick(("", "", "cumulative", "each")),
        budget=rng.random() < 0.4,
        promise_table=rng.random() < 0.4,
        people_said=rng.random() < 0.4,
        upper=rng.random() < 0.2,
        working_in_main=rng.random() < 0.3,
        staff=rng.random() < 0.3,
        label=pick(("{letter}. {label} ", "{label} = ", "{label}: ", "- {label} : ")),
        mean_from_printed=rng.random() < 0.4,
        bullets=rng.random() < 0.5,
    )  # fmt: skip
