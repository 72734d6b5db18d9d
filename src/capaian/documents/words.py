"""The fixed words of the papers, in Indonesian and English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from capaian.core.wording import filled

WORDS: dict[str, tuple[str, str]] = {
    "office-heading": ("INDIKATOR KINERJA UTAMA (IKU)", "MAIN PERFORMANCE INDICATORS (IKU)"),
    "office-name": ("NAMA SKPD", "OFFICE"),
    "duty": ("TUGAS", "DUTY"),
    "functions": ("FUNGSI", "FUNCTIONS"),
    "title-1": ("LAPORAN CAPAIAN TARGET", "REPORT ON THE ACHIEVEMENT OF TARGETS"),
    "title-2": ("INDIKATOR KINERJA UTAMA (IKU) {period}", "MAIN PERFORMANCE INDICATORS (IKU) {period}"),
    "skpd": ("SKPD : {name}", "OFFICE: {name}"),
    "mission": ("Misi {number}: {statement}", "Mission {number}: {statement}"),
    "objective": ("Sasaran", "Objective"),
    "indicator": ("IKU", "Indicator"),
    "target": ("Target", "Target"),
    "target-percent": ("Target (%)", "Target (%)"),
    "actual": ("Realisasi", "Actual"),
    "achievement": ("Capaian (%)", "Achieved (%)"),
    "following": ("RENSTRA {year}", "STRATEGY {year}"),
    "next-target": ("Target", "Target"),
    "next-achievement": ("Capaian", "Achieved"),
    "mean": ("RATA-RATA CAPAIAN IKU", "MEAN ACHIEVEMENT"),
    "explanation": ("Penjelasan/Alasan/Formulasi Perhitungan", "Explanation/Reason/Formula"),
    "owner": ("Penanggung Jawab", "Owner"),
    "source": ("Sumber Data", "Data Source"),
    "chart": ("Capaian setiap indikator (%)", "Achievement of each indicator (%)"),
    "chart-caption": (
        "Capaian dalam persen: {bars}. Garis tegak menandai 100%.",
        "Achievement in percent: {bars}. The upright line marks 100%.",
    ),
    "chart-missing": ("tidak dapat dihitung", "cannot be computed"),
    "sensitivity": ("Rata-rata menurut aturan lain", "The mean under other rules"),
    "sensitivity-text": (
        "Rata-rata bergantung pada aturan. Laporan ini memakai: {rules}.",
        "The mean depends on the rules. This report uses: {rules}.",
    ),
    "uncapped": ("Tanpa batas atas", "Without a cap"),
    "cap-100": ("Setiap capaian dibatasi 100", "Each achievement capped at 100"),
    "cap-120": ("Setiap capaian dibatasi 120", "Each achievement capped at 120"),
    "median": ("Median", "Median"),
    "without-highest": ("Tanpa capaian tertinggi", "Without the highest"),
    "rule-cap": ("batas atas {cap} dalam rata-rata", "a cap of {cap} in the mean"),
    "rule-no-cap": ("tanpa batas atas", "no cap"),
    "rule-floor": ("batas bawah {floor}", "a floor of {floor}"),
    "rule-no-floor": ("tanpa batas bawah", "no floor"),
    "rule-mean-indicators": ("rata-rata atas indikator", "the mean over indicators"),
    "rule-mean-objectives": ("rata-rata atas rata-rata sasaran", "the mean over the objectives' means"),
    "undated": ("……………… {year}", "……………… {year}"),
    "nip": ("NIP. {nip}", "NIP. {nip}"),
    "notes": ("CATATAN ATAS ANGKA", "NOTES ON THE FIGURES"),
    "notes-rules": ("Aturan capaian", "Rules of achievement"),
    "notes-rules-text": (
        "Semua angka dihitung dengan pecahan tepat dan dibulatkan sekali saat dicetak (setengah ke atas). "
        "Rata-rata dihitung atas {measured} dari {all} indikator.",
        "All figures are exact fractions, rounded once when printed (half up). "
        "The mean is over {measured} of {all} {all:indicator|indicators}.",
    ),
    "rule-item": (
        "{statement} (dasar: {basis}; {standing}). Dipakai: {codes}.",
        "{statement} (basis: {basis}; {standing}). Used by: {codes}.",
    ),
    "plan-basis": ("Dasar aturan menurut rencana: {basis}.", "Basis of the rules named by the plan: {basis}."),
    "floored": (
        "{code}: capaian {raw} dinaikkan ke batas bawah {amount}.",
        "{code}: achievement {raw} was raised to the floor {amount}.",
    ),
    "capped": (
        "{code}: capaian {amount} dihitung {counted} dalam rata-rata.",
        "{code}: achievement {amount} counts as {counted} in the mean.",
    ),
    "standing-known": ("lazim dipakai; naskah peraturan belum dicocokkan", "settled practice; text not compared"),
    "standing-seen": ("terbaca pada salinan", "read in a copy"),
    "standing-practice": ("praktik laporan", "practice of reports"),
    "notes-typed": ("Angka yang diketik dan angka yang dihitung", "Typed figures and counted figures"),
    "notes-typed-text": (
        "{typed} nilai masukan diketik dari rekapitulasi; {unproven} di antaranya tanpa bukti dukung. "
        "Tidak ada yang dihitung dari baris register.",
        "{typed} input {typed:value was|values were} typed from summaries; {unproven} of them without evidence. "
        "None was counted from register rows.",
    ),
    "notes-counted-text": (
        "{counted} nilai masukan dihitung dari baris register; {typed} diketik dari rekapitulasi, {unproven} di "
        "antaranya tanpa bukti dukung.",
        "{counted} input {counted:value was|values were} counted from register rows; {typed} {typed:was|were} "
        "typed from summaries, {unproven} of them without evidence.",
    ),
    "counted-item": (
        "{label}: {value} ({period}; dihitung dari {rows} di antara {seen} baris {register})",
        "{label}: {value} ({period}; counted from {rows} of {seen} {seen:row|rows} of {register})",
    ),
    "counted-left-out": ("; {count} sel kosong tidak ikut", "; {count} empty {count:cell|cells} left out"),
    "typed-item": ("{label}: {value} ({period}; {evidence})", "{label}: {value} ({period}; {evidence})"),
    "no-evidence": ("tanpa bukti", "no evidence"),
    "typed-bare": (
        "{code} {name}: realisasi diketik langsung, tanpa hitungan di baliknya.",
        "{code} {name}: the actual was typed as such; no count stands behind it.",
    ),
    "notes-missing": ("Yang tidak dapat dihitung", "What could not be computed"),
    "notes-missing-none": ("Semua indikator dapat dihitung.", "Every indicator could be computed."),
    "notes-missing-text": (
        "Indikator berikut tidak masuk dalam rata-rata:",
        "These indicators are not in the mean:",
    ),
    "missing-item": ("{code} {name}: {why}.", "{code} {name}: {why}."),
    "notes-remarks": ("Yang perlu diketahui pembaca", "What a reader should know"),
    "notes-remarks-text": (
        "Hal berikut berasal dari rencana, bukan dari hitungan. Angkanya dicetak apa adanya.",
        "These come from the plan, not from the counting. The figures are printed as they are.",
    ),
    "remark-item": ("{code} {name}: {remark}", "{code} {name}: {remark}"),
    "this-mean": ("ini", "here"),
    "notes-pooled": ("Rata-rata atas dasar yang berbeda", "Means over unlike bases"),
    "notes-pooled-text": (
        "Indikator berikut merata-rata beberapa persentase yang penyebutnya berbeda. Rumus rencana dipakai apa "
        "adanya; angka gabungan (jumlah pembilang dibagi jumlah penyebut) disebut sebagai pembanding.",
        "These indicators average percentages with unlike denominators. The plan's formula is used as it stands; "
        "the pooled figure (sum of numerators over sum of denominators) is given beside it.",
    ),
    "pooled-item": (
        "{code} {name}: rata-rata {mean}, angka gabungan {pooled} ({numerator} dari {denominator}).",
        "{code} {name}: mean {mean}, pooled figure {pooled} ({numerator} of {denominator}).",
    ),
    "footer": ("Dibuat dengan Capaian; sidik hasil {fingerprint}", "Made with Capaian; fingerprint {fingerprint}"),
    "sheet-targets": ("Capaian", "Achievement"),
    "sheet-formulas": ("Formulasi", "Formulas"),
    "sheet-calculation": ("Hitung", "Calculation"),
    "sheet-data": ("Data", "Data"),
    "sheet-chart": ("Grafik", "Chart"),
    "sheet-notes": ("Catatan", "Notes"),
    "sheet-office": ("Kantor", "Office"),
    "data-title": ("DATA MASUKAN", "INPUTS"),
    "data-guide": (
        "Ubah kolom kuning untuk mencoba: semua lembar ikut berubah. Angka resmi tetap yang dihitung Capaian.",
        "Change the yellow column to try: every sheet follows. The official figures remain those of Capaian.",
    ),
    "data-name": ("Variabel", "Variable"),
    "data-label": ("Keterangan", "Label"),
    "data-value": ("Nilai", "Value"),
    "data-period": ("Periode", "Period"),
    "data-evidence": ("Bukti", "Evidence"),
    "calculation-title": ("PERHITUNGAN", "CALCULATION"),
    "calculation-code": ("IKU", "Code"),
    "calculation-what": ("Uraian", "What"),
    "calculation-value": ("Nilai", "Value"),
    "calculation-counted": ("Dihitung dalam rata-rata", "Counted in the mean"),
    "operand-target": ("Target", "Target"),
    "operand-low": ("Target, batas bawah", "Target, lower bound"),
    "operand-high": ("Target, batas atas", "Target, upper bound"),
    "bound-actual": ("Batas bawah predikat yang diraih", "Lower bound of the grade reached"),
    "bound-target": ("Batas bawah predikat target", "Lower bound of the grade promised"),
    "after-floor": ("Capaian setelah batas bawah", "Achievement after the floor"),
    "objective-mean": ("Rata-rata sasaran", "Mean of the objective"),
    "other-rule": ("aturan lain berlaku: hitung ulang dengan Capaian", "another rule holds: compute with Capaian"),
    "beyond-spreadsheets": (
        "Ditulis sebagai teks: lembar kerja menyimpan 15 angka dan akan mencetak angka terakhir yang lain.",
        "This figure is text: a spreadsheet keeps 15 digits and would print another last figure.",
    ),
    "page-of": ("Halaman {{page}} dari {{pages}}", "Page {{page}} of {{pages}}"),
}


def spoken(words: Mapping[str, tuple[str, str]], key: str, lang: str, **values: object) -> str:
    """Return the words of ``key`` in ``lang`` (``id`` or ``en``) with ``values`` filled in."""
    return filled(words[key], lang, values)


say = partial(spoken, WORDS)
"""Say the words of a report."""
