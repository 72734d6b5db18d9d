"""Findings of an audit on files and tables: what could not be read."""

from __future__ import annotations

from capaian.core.catalogue_entry import Entry, error, note, warning

PAPER: dict[str, Entry] = {
    "no-claims": error(
        "Tidak ditemukan tabel indikator dalam berkas ini, sehingga tidak ada angka yang diperiksa.",
        "Periksa apakah ini laporan kinerja; tabelnya harus memuat kolom indikator, target dan realisasi.",
        "No table of indicators was found in this file, so that no figure was audited.",
        "Check that this is a performance report; its table needs columns for indicator, target and actual.",
    ),
    "not-read": warning(
        "Tabel {table} tampak berisi angka tetapi tidak terbaca, sehingga tidak diperiksa.",
        "Periksa tabel itu sendiri.",
        "Table {table} seems to hold figures but could not be read, so that it was not audited.",
        "Check that table by hand.",
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
    ),
}
