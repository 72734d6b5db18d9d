"""Findings of an audit on files and tables: what could not be read."""

from __future__ import annotations

from capaian.core.catalogue_entry import Entry, error, note, warning

_FILES: dict[str, Entry] = {
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
        "{write_en}.",
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
        "There are {count} pieces of hidden text that no paper shows, and that were not audited: {found}.",
        "Show hidden text in Word (Ctrl+Shift+8) to see it.",
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

PAPER: dict[str, Entry] = {
    **_FILES,
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
