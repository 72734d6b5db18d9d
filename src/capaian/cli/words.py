"""What the command line says, in Indonesian and English."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "target": ("Target", "Target"),
    "actual": ("Realisasi", "Actual"),
    "achievement": ("Capaian %", "Achieved %"),
    "next": ("Target {year}", "Target {year}"),
    "indicator": ("Indikator kinerja utama", "Main performance indicator"),
    "mission": ("Misi {number}: {statement}", "Mission {number}: {statement}"),
    "objective": ("Sasaran {number}. {statement}", "Objective {number}. {statement}"),
    "mean": ("Rata-rata capaian IKU", "Mean achievement"),
    "of": ("{measured} dari {all} indikator terukur", "{measured} of {all} indicators measured"),
    "title": (
        "LAPORAN CAPAIAN TARGET INDIKATOR KINERJA UTAMA (IKU)",
        "REPORT ON TARGETS OF THE MAIN PERFORMANCE INDICATORS",
    ),
    "error": ("KESALAHAN", "ERROR"),
    "warning": ("PERINGATAN", "WARNING"),
    "note": ("CATATAN", "NOTE"),
    "mend": ("Perbaikan", "Mend"),
    "count": (
        "{errors} kesalahan, {warnings} peringatan, {notes} catatan.",
        "{errors} errors, {warnings} warnings, {notes} notes.",
    ),
    "sound": ("Tidak ada yang salah pada {files}.", "Nothing is wrong in {files}."),
    "bad-period": (
        'Periode "{found}" tidak dikenal. Tulis 2024, 2024-Q1 sampai 2024-Q4, atau 2024-01 sampai 2024-12.',
        'Unknown period "{found}". Write 2024, 2024-Q1 to 2024-Q4, or 2024-01 to 2024-12.',
    ),
    "no-file": ('Berkas "{found}" tidak dapat dibuka: {why}.', 'Cannot open "{found}": {why}.'),
    "no-code": (
        'Indikator "{found}" tidak ada dalam rencana. Yang ada: {known}.',
        'There is no indicator "{found}" in the plan. There are: {known}.',
    ),
    "not-written": ("Tidak ada berkas yang ditulis: {why}", "Nothing was written: {why}"),
    "written": ("Ditulis: {found}", "Written: {found}"),
    "bad-format": (
        'Tidak tahu cara menulis "{found}". Akhiran yang dikenal: {known}.',
        'Cannot tell how to write "{found}". Known endings: {known}.',
    ),
    "folder-full": (
        'Folder "{found}" sudah berisi {what}. Tidak ada yang ditimpa; pilih folder lain.',
        'The folder "{found}" already holds {what}. Nothing is overwritten; choose another.',
    ),
}


def say(key: str, lang: str, **values: object) -> str:
    """Return the words of ``key`` in ``lang`` (``id`` or ``en``) with ``values`` filled in."""
    indonesian, english = WORDS[key]
    return (english if lang == "en" else indonesian).format(**values)
