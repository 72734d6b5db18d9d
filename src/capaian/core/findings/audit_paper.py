"""Findings of an audit on files and tables: what could not be read."""

from __future__ import annotations

from capaian.core.findings.entry import CatalogueEntry, error, note, warning

_FILES: dict[str, CatalogueEntry] = {
    "paper-empty": error(
        "Berkas kosong: tidak ada teks dan tidak ada tabel.",
        "Periksa apakah ini berkas yang benar.",
        "The file is empty: it holds no text and no table.",
        "Check that this is the right file.",
    ),
    "paper-too-large": error(
        "Berkas terlalu besar untuk diperiksa: {found}; paling banyak {limit}.",
        "Periksa apakah ini berkas yang benar; simpan bagian yang berisi tabel indikator sebagai berkas sendiri.",
        "The file is too large to audit: {found}; the most is {limit}.",
        "Check that this is the right file; save the part with the tables of indicators as a file of its own.",
    ),
    "paper-unknown": error(
        "Jenis berkas ini tidak dapat diperiksa: {found}.",
        "{write}.",
        "This kind of file cannot be audited: {found}.",
        "{write}.",
    ),
    "paper-broken": error(
        "Berkas {kind} ini rusak atau tidak lengkap, sehingga tidak dapat dibaca.",
        "Buka dengan program yang membuatnya, simpan ulang, lalu ulangi.",
        "This {kind} file is broken or incomplete and cannot be read.",
        "Open it in the program that made it, save it again and retry.",
    ),
    "paper-encrypted": error(
        "Berkas ini terkunci kata sandi, sehingga tidak dapat dibaca.",
        "Buka dengan kata sandinya, simpan tanpa kata sandi, lalu ulangi.",
        "The file is locked with a password and cannot be read.",
        "Open it with its password, save it without one and retry.",
    ),
    "paper-unsafe": error(
        "Berkas ini memuat deklarasi DOCTYPE atau entitas XML, yang tidak ada dalam dokumen Office; tidak dibuka.",
        "Tanyakan asalnya; buka di Word atau Excel pada komputer yang aman, lalu simpan ulang.",
        "The file declares a DOCTYPE or XML entities, which Office documents never do; it was not opened.",
        "Ask where it comes from; open it in Word or Excel on a safe computer and save it again.",
    ),
    "paper-macros": note(
        "Berkas ini berisi makro (program). Makro itu tidak dijalankan dan tidak dibaca.",
        "Minta berkas tanpa makro bila akan disimpan sebagai arsip.",
        "The file holds macros (a program). They were neither run nor read.",
        "Ask for the file without macros if it is to be filed.",
    ),
    "paper-hidden-text": note(
        "Ada {count} bagian teks tersembunyi yang tidak tampak di kertas dan tidak diperiksa: {found}.",
        "Tampilkan teks tersembunyi di Word (Ctrl+Shift+8) bila ingin melihatnya.",
        "There {count:is|are} {count} {count:piece|pieces} of hidden text that no paper shows, not audited: "
        "{found}.",
        "Show hidden text in Word (Ctrl+Shift+8) to see it.",
    ),
    "paper-hidden-cells": note(
        "Ada bagian tersembunyi yang ikut diperiksa (lembar, kolom atau baris): {found}.",
        "Tampilkan bagian itu (Unhide) bila ingin melihatnya.",
        "Hidden parts were audited too (sheets, columns or rows): {found}.",
        "Unhide them to see them.",
    ),
    "paper-formulas": warning(
        "{count} sel berisi rumus tanpa hasil, sehingga angkanya tidak diperiksa: {cells}.",
        "Buka di Excel atau LibreOffice, simpan, lalu ulangi.",
        "{count} {count:cell holds|cells hold} a formula without its result, so that "
        "{count:its figure was|their figures were} not audited: {cells}.",
        "Open the file in Excel or LibreOffice, save it and retry.",
    ),
    "sheet-not-read": warning(
        'Lembar "{sheet}" berisi lebih dari {limit} sel; lembar sebesar itu data mentah dan tidak diperiksa.',
        "Periksa apakah tabel indikatornya ada di lembar lain; bila tidak, simpan sebagai berkas sendiri.",
        'The sheet "{sheet}" holds more than {limit} cells; a sheet of that size is raw data and was not audited.',
        "Check that the tables of indicators are on other sheets; if not, save them as a file of their own.",
    ),
    "paper-extension": note(
        "Nama berkas berakhiran {extension}, tetapi isinya {kind}; yang dibaca adalah isinya.",
        "Ganti akhiran nama berkas bila perlu.",
        "The file's name ends in {extension}, but what it holds is {kind}; it was read as what it holds.",
        "Rename the file if need be.",
    ),
    "paper-encoding": note(
        "Teks ini bukan UTF-8; dibaca sebagai Windows-1252, sehingga tanda khusus mungkin keliru.",
        "Simpan ulang dengan pengodean UTF-8 bila ada huruf atau tanda yang salah.",
        "The text is not UTF-8; it was read as Windows-1252, so special characters may be wrong.",
        "Save it again as UTF-8 if letters or signs are wrong.",
    ),
}

_PDF: dict[str, CatalogueEntry] = {
    "paper-scanned": error(
        "PDF ini hasil pindai (scan): halamannya gambar tanpa teks, sehingga tidak ada yang dapat diperiksa.",
        "Berikan berkas asalnya (DOCX, XLSX atau PDF yang dicetak langsung), atau jalankan OCR lebih dulu.",
        "This PDF is a scan: its pages are pictures without text, so that there is nothing to audit.",
        "Give the file it was printed from (DOCX, XLSX, or a PDF printed directly), or run OCR first.",
    ),
    "paper-scanned-pages": warning(
        "Halaman {pages} berupa gambar tanpa teks dan tidak diperiksa.",
        "Periksa halaman itu sendiri, atau berikan berkas asalnya.",
        "These pages are pictures without text and were not audited: {pages}.",
        "Check those pages by hand, or give the file it was printed from.",
    ),
    "paper-broken-pages": warning(
        "Halaman {pages} rusak dan tidak diperiksa.",
        "Cetak ulang PDF-nya dari berkas asal, lalu ulangi.",
        "These pages are broken and were not audited: {pages}.",
        "Print the PDF again from its original file and retry.",
    ),
    "paper-unmapped": error(
        "Huruf dalam PDF ini tidak dapat dikenali: fonnya tidak menyebut huruf apa yang digambarnya.",
        "Cetak ulang PDF-nya dari berkas asal, atau berikan berkas asalnya.",
        "The letters of this PDF cannot be told: its fonts do not say which letters they draw.",
        "Print the PDF again from its original file, or give that file.",
    ),
    "paper-too-long": error(
        "Berkas terlalu panjang untuk diperiksa: lebih dari {limit} {unit}.",
        "Simpan bagian yang berisi tabel indikator sebagai berkas sendiri.",
        "The file is too long to audit: more than {limit} {unit}.",
        "Save the part with the tables of indicators as a file of its own.",
    ),
    "paper-too-heavy": error(
        "Berkas ini menuntut jauh lebih banyak kerja atau ingatan daripada laporan mana pun; pembacaan dihentikan.",
        "Tanyakan asalnya; cetak ulang sebagai PDF dari berkas asal, lalu ulangi.",
        "The file demands far more work or memory than any report does; reading was stopped.",
        "Ask where it comes from; print it again as PDF from its original file and retry.",
    ),
}

PAPER: dict[str, CatalogueEntry] = {
    **_PDF,
    **_FILES,
    "no-claims": error(
        "Tidak ditemukan tabel indikator dalam berkas ini, sehingga tidak ada angka yang diperiksa.",
        "Periksa apakah ini laporan kinerja; tabelnya harus memuat kolom indikator, target dan realisasi.",
        "No table of indicators was found in this file, so that no figure was audited.",
        "Check that this is a performance report; its table needs columns for indicator, target and actual.",
        title=("tidak ada tabel indikator", "no table of indicators"),
    ),
    "not-read": warning(
        "Tabel {table} tampak berisi angka tetapi tidak terbaca, sehingga tidak diperiksa.",
        "Periksa tabel itu sendiri.",
        "Table {table} seems to hold figures but could not be read, so that it was not audited.",
        "Check that table by hand.",
        title=("tabel tidak terbaca", "table not read"),
    ),
    "unread-too-large": note(
        "Tabel itu terlalu besar.",
        "Pecah tabelnya.",
        "The table is too large.",
        "Split the table.",
    ),
    "unread-no-headings": note(
        "Tabel itu tidak mempunyai judul kolom yang dikenal.",
        "Beri judul kolom: indikator, target, realisasi, capaian.",
        "The table has no headings that are known.",
        "Give it headings: indicator, target, actual, achievement.",
    ),
    "unread-no-figure-columns": note(
        "Tabel itu tidak mempunyai kolom target, realisasi atau capaian yang dikenal.",
        "Beri judul kolom: indikator, target, realisasi, capaian.",
        "The table has no column of targets, actuals or achievements that is known.",
        "Give it headings: indicator, target, actual, achievement.",
    ),
    "unread-no-lines": note(
        "Tidak ada baris indikator yang dikenal di bawah judul kolomnya.",
        "Tulis satu indikator setiap baris.",
        "No line of an indicator is known under its headings.",
        "Write one indicator a line.",
    ),
    "notation-open": note(
        "Angka tabel {table} dapat dibaca dengan dua cara: 1.234 sebagai seribu lebih, atau sebagai satu koma dua. "
        "Yang dilaporkan adalah yang berlaku menurut keduanya. Hanya bila titik memisahkan ribuan: {indonesian}. "
        "Hanya bila titik adalah tanda desimal: {plain}.",
        "Tanyakan kepada penyusunnya bagaimana angka itu dimaksud.",
        "The numbers of table {table} can be read in two ways: 1.234 as over a thousand, or as one and a bit. "
        "What holds either way is reported. Only where the point groups thousands: {indonesian}. "
        "Only where the point is the decimal sign: {plain}.",
        "Ask who wrote it which was meant.",
        title=("cara menulis angka tidak pasti", "notation of numbers open"),
    ),
    "mixed-notation": note(
        'Tabel {table} menulis desimal dengan tanda "{usual}", tetapi angka ini dengan "{other}": {figures}. '
        "Pemeriksaan membacanya sebagai desimal.",
        "Tulis semua angka satu tabel dengan cara yang sama.",
        'Table {table} writes decimals with "{usual}", but these figures with "{other}": {figures}. The audit '
        "reads them as decimals.",
        "Write all figures of a table in one way.",
        title=("penulisan desimal campuran", "decimals in two ways"),
    ),
}
