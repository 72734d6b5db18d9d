"""What each kind of objection is called in a list: short names for the codes of an audit."""

from __future__ import annotations

from capaian.core.wording import chosen

KINDS: dict[str, tuple[str, str]] = {
    "no-claims": ("tidak ada tabel indikator", "no table of indicators"),
    "not-read": ("tabel tidak terbaca", "table not read"),
    "notation-open": ("cara menulis angka tidak pasti", "notation of numbers open"),
    "target-unambitious": ("target jauh di bawah realisasi", "target far below the actual"),
    "target-out-of-reach": ("target mustahil", "target out of reach"),
    "share-above-hundred": ("bagian melebihi 100%", "share above 100%"),
    "target-below-last": ("target di bawah hasil tahun lalu", "target below last year's result"),
    "target-unchanged": ("target tidak berubah", "target unchanged"),
    "always-hundred": ("rumus selalu 100", "formula always 100"),
    "mixed-notation": ("penulisan desimal campuran", "decimals in two ways"),
    "target-unpicturable": ("target sulit dibayangkan", "target nobody can picture"),
    "next-target-lower": ("target berikutnya diturunkan", "next target lowered"),
    "target-without-score": ("target predikat tanpa nilai", "grade as target without a score"),
    "direction-doubtful": ("arah penilaian meragukan", "direction doubtful"),
    "survey-not-index": ("jawaban dihitung, bukan kepuasan", "answers counted, not satisfaction"),
    "duplicate-number": ("nomor ganda", "number used twice"),
    "number-missing": ("tanpa nomor", "number missing"),
    "number-gap": ("nomor tidak berurutan", "numbers not in order"),
    "quantity-mismatch": ("satu hal, dua angka", "one quantity, two figures"),
    "rating-word": ("predikat tidak sesuai skala", "rating against its scale"),
    "rating-hole": ("celah dalam skala predikat", "hole in the scale of ratings"),
    "not-measured": ("tidak diukur", "not measured"),
    "not-measured-at-all": ("tabel tanpa realisasi", "table without actuals"),
    "achievement-without-actual": ("capaian tanpa realisasi", "achievement without an actual"),
    "total-arithmetic": ("jumlah tidak cocok", "total does not add up"),
    "survey-arithmetic": ("hitungan survei tidak cocok", "survey arithmetic does not hold"),
    "remainder-arithmetic": ("sisa anggaran tidak cocok", "remainder does not hold"),
    "quarter-mismatch": ("triwulan tidak cocok dengan setahun", "quarters against the year"),
    "quarter-falls": ("angka kumulatif turun", "cumulative figure falls"),
    "differs-from-counted": ("berbeda dari hitungan kantor", "differs from what was counted"),
    "not-counted": ("tidak ada hitungannya", "nothing was counted"),
    "not-in-plan": ("tidak ada dalam rencana", "not in the plan"),
    "not-in-report": ("tidak dilaporkan", "not in the report"),
    "ratio-arithmetic": ("hasil bagi tidak cocok", "quotient does not hold"),
    "ratio-undefined": ("pembagian dengan nol", "division by zero"),
    "truncated-not-rounded": ("dipotong, bukan dibulatkan", "cut, not rounded"),
    "actual-working": ("realisasi berbeda dari hitungannya", "actual against its working"),
    "denominator-mismatch": ("penyebut tidak cocok", "denominators differ"),
    "achievement-arithmetic": ("capaian tidak cocok", "achievement does not hold"),
    "achievement-rule-unclear": ("aturan capaian tidak dikenal", "rule of achievement unclear"),
    "mean-arithmetic": ("rata-rata tidak cocok", "mean does not hold"),
    "sum-arithmetic": ("penjumlahan tidak cocok", "sum does not hold"),
    "sum-called-mean": ("jumlah disebut rata-rata", "sum called a mean"),
    "mean-called-sum": ("rata-rata disebut jumlah", "mean called a sum"),
    "mean-carries-error": ("rata-rata dari angka yang salah", "mean of a wrong figure"),
    "inverted-formula": ("rumus terbalik", "formula upside down"),
    "above-hundred": ("persentase di atas 100", "percentage above 100"),
    "unit-mismatch": ("satuan tidak cocok", "units do not fit"),
    "parts-unlike": ("rata-rata atas bagian tak setara", "mean of unlike parts"),
}
"""Code to its name in Indonesian and English."""


def kind_in_words(code: str, lang: str = "id") -> str:
    """Return the short name of a code; the code itself where it has none."""
    return chosen(KINDS.get(code, (code, code)), lang)
