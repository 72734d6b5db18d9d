"""The fixed words of the working paper, in Indonesian and English."""

from __future__ import annotations

from functools import partial

from capaian.documents.words import spoken

WORDS: dict[str, tuple[str, str]] = {
    "title-1": ("KERTAS KERJA PEMERIKSAAN", "WORKING PAPER OF AN AUDIT"),
    "title-2": ("ANGKA LAPORAN KINERJA {period}", "FIGURES OF A PERFORMANCE REPORT {period}"),
    "year": ("TAHUN {year}", "{year}"),
    "office": ("Perangkat daerah", "Office"),
    "report": ("Laporan", "Report"),
    "period": ("Tahun laporan", "Year of the report"),
    "unknown": ("tidak disebut dalam laporan", "not named in the report"),
    "file": ("Berkas", "File"),
    "sha256": ("SHA-256 berkas", "SHA-256 of the file"),
    "date": ("Tanggal pemeriksaan", "Day of the audit"),
    "scope": ("Yang diperiksa", "Audited"),
    "scope-of": (
        "{claims} angka dalam {tables} tabel indikator",
        "{claims} {claims:figure|figures} in {tables} {tables:table|tables} of indicators",
    ),
    "scope-compared": (
        "{scope}; dibandingkan pula dengan hitungan perangkat daerah",
        "{scope}; also compared with what the office counted",
    ),
    "filing-number": ("Nomor KKP", "Paper no."),
    "filing-made": ("Disusun oleh / tanggal / paraf", "Made by / date / initials"),
    "filing-reviewed": ("Direviu oleh / tanggal / paraf", "Reviewed by / date / initials"),
    "summary": ("A. Ringkasan temuan", "A. Findings in short"),
    "level": ("Tingkat", "Level"),
    "code": ("Jenis", "Kind"),
    "count": ("Banyaknya", "Count"),
    "numbers": ("Nomor temuan", "Finding no."),
    "totals": (
        "{errors} kesalahan, {warnings} peringatan, {notes} catatan.",
        "{errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}, {notes} {notes:note|notes}.",
    ),
    "error": ("Kesalahan", "Error"),
    "warning": ("Peringatan", "Warning"),
    "note": ("Catatan", "Note"),
    "findings": ("B. Temuan", "B. Findings"),
    "number": ("No.", "No."),
    "place": ("Tempat", "Place"),
    "indicator": ("Indikator", "Indicator"),
    "printed": ("Tercetak", "Printed"),
    "should": ("Pembanding", "Against"),
    "explanation": ("Uraian dan kemungkinan sebab", "Explanation and likeliest cause"),
    "response": ("Tanggapan", "Response"),
    "follow-up": ("Tindak lanjut", "Follow-up"),
    "sound": (
        "Tidak ada angka yang tidak cocok di antara yang dapat dihitung ulang.",
        "Of what can be computed again, nothing does not hold.",
    ),
    "cause": ("Kemungkinan sebab", "Likeliest cause"),
    "consequence": ("Akibatnya", "What follows"),
    "mend": ("Saran", "Advice"),
    "again": ("Hitung ulang", "Computed again"),
    "table": ("Tabel {table}", "Table {table}"),
    "whole": ("Seluruh laporan", "The whole report"),
    "page": ("hlm. {page}", "p. {page}"),
    "row": ("baris {row}", "row {row}"),
    "column": ("kolom {column}", "column {column}"),
    "rules": ("Aturan capaian yang tampak dari baris-baris tabel", "Rules of achievement that the rows show"),
    "unread": ("Yang tidak terbaca, dan catatan tentang berkas", "What could not be read, and notes on the file"),
    "unread-none": ("Tidak ada.", "None."),
    "unread-table": ("Tabel {table}: {found}", "Table {table}: {found}"),
    "method": ("Cara memeriksa", "How it was audited"),
    "method-1": (
        "Setiap angka tercetak dihitung ulang dari angka tercetak lain dengan pecahan tepat, lalu dibulatkan "
        "sekali, setengah ke atas, ke banyaknya desimal yang tercetak.",
        "Every printed figure was computed again from other printed figures with exact fractions, then rounded "
        "once, half up, to the decimals that are printed.",
    ),
    "method-2": (
        "Nomor baris dan kolom dihitung dari satu, termasuk baris judul tabel.",
        "Rows and columns count from one, headings included.",
    ),
    "method-3": (
        "Ini pemeriksaan oleh mesin atas angka, bukan reviu APIP atau evaluasi AKIP; putusan ada pada pemeriksa.",
        "This is a machine's audit of figures, no review or evaluation; the judgement is the inspector's.",
    ),
    "signed-place": ("…………………, ………………………", "…………………, ………………………"),
    "signed-team": ("Mengetahui,", "Seen by,"),
    "signed-leader": ("Ketua Tim", "Head of the team"),
    "signed-inspector": ("Pemeriksa", "Inspector"),
    "signed-name": ("(…………………………………………)", "(…………………………………………)"),
    "signed-nip": ("NIP ………………………………", "NIP ………………………………"),
    "footer": ("{file} · SHA-256 {sha256} · diperiksa {date}", "{file} · SHA-256 {sha256} · audited {date}"),
    "sheet-summary": ("Ringkasan", "Summary"),
    "sheet-findings": ("Temuan", "Findings"),
    "sheet-method": ("Aturan dan cara", "Rules and method"),
}


say = partial(spoken, WORDS)
"""Say the words of a working paper."""
