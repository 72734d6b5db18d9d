"""What the command line says, in Indonesian and English."""

from __future__ import annotations

import errno

from capaian.core.wording import chosen, filled

WORDS: dict[str, tuple[str, str]] = {
    "demo-loading": ("Mengisi kantor contoh (sekitar setengah menit) …", "Loading the demo (half a minute) …"),
    "demo-people": ("Pengguna contoh, nama / kata sandi:", "People of the demo, name / password:"),
    "demo-there": (
        "Sudah ada kantor di {folder}; tidak ada yang diubah.",
        "There is an office in {folder} already; nothing was changed.",
    ),
    "begin-name": ("Nama perangkat daerah", "Name of the office"),
    "begin-parent": ("Kabupaten atau kota", "Regency or city"),
    "begin-place": ("Tempat laporan ditandatangani", "Where reports are signed"),
    "begin-username": ("Nama pengguna administrator", "User name of the administrator"),
    "begin-person": ("Nama administrator dengan gelar", "The administrator's name with titles"),
    "begin-password": ("Kata sandi, paling sedikit 10 karakter", "Password, at least 10 characters"),
    "begun": (
        "{office} siap. Jalankan capaian serve, lalu masuk sebagai {username}.",
        "{office} is ready. Run capaian serve, then log in as {username}.",
    ),
    "no-trail": (
        "{found} bukan folder data aplikasi web: db.sqlite3 tidak ada, dan DATABASE_URL tidak diisi.",
        "{found} is no data folder of the web application: it has no db.sqlite3, and DATABASE_URL is not set.",
    ),
    "serving": (
        "Capaian berjalan di {address} (Ctrl+C untuk berhenti)",
        "Capaian runs at {address} (Ctrl+C to stop)",
    ),
    "backed-up": (
        "{found}: {rows} baris, {files} berkas, {events} peristiwa jejak.\nCatat sidiknya di tempat lain: {sha256}",
        "{found}: {rows} {rows:row|rows}, {files} {files:file|files}, {events} {events:event|events} in the "
        "trail.\nIts hash, note it elsewhere: {sha256}",
    ),
    "backup-proved": (
        "{found}: utuh; {rows} baris, {files} berkas, {events} peristiwa jejak.\n"
        "Dibuat {at} oleh Capaian {release}. Sidik: {sha256}",
        "{found}: whole; {rows} {rows:row|rows}, {files} {files:file|files}, {events} {events:event|events} of the "
        "trail.\nMade {at} by Capaian {release}. Hash: {sha256}",
    ),
    "restored": (
        "Dipulihkan ke {found}: {rows} baris, {files} berkas, {events} peristiwa jejak, semuanya bersidik sama.\n"
        "Jalankan capaian serve --data {found}; setiap orang masuk lagi.",
        "Restored into {found}: {rows} {rows:row|rows}, {files} {files:file|files}, {events} {events:event|events} "
        "in the trail, all of the same hash.\nRun capaian serve --data {found}; everyone logs in again.",
    ),
    "erased-again": (
        "Dihapus lagi menurut {found}: {values} data pribadi, {files} berkas.",
        "Erased again as {found} names it: {values} {values:piece|pieces} of personal data, {files} "
        "{files:file|files}.",
    ),
    "backup-there": (
        "{found} sudah ada. Cadangan tidak pernah ditimpa; pilih nama lain.",
        "{found} is there already. A backup is never written over; choose another name.",
    ),
    "backup-missing": (
        "Hilang sejak sebelum cadangan dibuat: {name}",
        "Lost before the backup was made: {name}",
    ),
    "backup-no-data": (
        "{found} belum berisi apa-apa: tidak ada yang dicadangkan.",
        "There is nothing in {found} yet: nothing was backed up.",
    ),
    "backup-no-backup": (
        "Itu bukan cadangan Capaian, atau terpotong ({problem}).",
        "That is no backup of Capaian, or it was cut off ({problem}).",
    ),
    "backup-schema": (
        "Cadangan berbentuk {found}; rilis ini membaca {known}. Pakai rilis yang lebih baru.",
        "The backup has the format {found}; this release reads {known}. Use a newer release.",
    ),
    "backup-manifest": ("Daftar isinya tidak terbaca: {problem}", "Its manifest cannot be read: {problem}"),
    "backup-twice": ("Dua bagian cadangan bernama sama.", "Two parts of the backup have the same name."),
    "backup-name": ("Nama yang tidak boleh ada di cadangan: {name}", "A name that no backup may hold: {name}"),
    "backup-stranger": ("Bukan bagian dari cadangan: {name}", "No part of the backup: {name}"),
    "backup-gone": ("Tidak ada di cadangan: {name}", "Missing from the backup: {name}"),
    "backup-changed": ("Isinya bukan yang dicadangkan: {name}", "Not what was backed up: {name}"),
    "backup-trail": (
        "Rantai jejak rusak pada peristiwa {number}.",
        "The chain of the trail is broken at event {number}.",
    ),
    "backup-swells": (
        "Ditolak: berkas kecil ini akan menjadi {bytes} bita.",
        "Refused: this small file would become {bytes} bytes.",
    ),
    "backup-newer": (
        "Datanya dari rilis yang lebih baru ({name}). Pasang rilis itu, lalu ulangi.",
        "Its data is of a newer release ({name}). Install that one and try again.",
    ),
    "backup-columns": ("Kolom {name} lain dari tabelnya.", "The columns of {name} are not those of its table."),
    "backup-load": ("Basis data menolak isinya: {problem}", "The database refuses its content: {problem}"),
    "backup-not-empty": (
        "{found} sudah berisi. Pulihkan ke folder kosong; yang lama tidak ditimpa.",
        "{found} is not empty. Restore into an empty folder; nothing is written over.",
    ),
    "backup-database-full": (
        "Basis data di DATABASE_URL sudah berisi tabel Capaian. Buat yang kosong; tidak ada yang ditimpa.",
        "The database of DATABASE_URL has tables of Capaian already. Make an empty one; nothing is written over.",
    ),
    "backup-no-room": ("Ruang penyimpanan tidak cukup.", "There is not enough space on the disk."),
    "production-debug": (
        "Tidak dijalankan untuk orang lain: CAPAIAN_DEBUG=1 memperlihatkan isi program. Hapus setelan itu.",
        "Not started for others: CAPAIAN_DEBUG=1 shows the program's inside. Remove that setting.",
    ),
    "production-secret": (
        "Tidak dijalankan untuk orang lain: CAPAIAN_SECRET kosong, terlalu pendek, atau dari contoh. Buat dengan: "
        "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
        "Not started for others: CAPAIAN_SECRET is empty, too short, or an example's. Make one with: "
        "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
    ),
    "production-metrics": (
        "Tidak dijalankan untuk orang lain: CAPAIAN_METRICS_TOKEN terlalu pendek atau dari contoh. Kosongkan, "
        "atau buat dengan: python3 -c 'import secrets; print(secrets.token_urlsafe(30))'",
        "Not started for others: CAPAIAN_METRICS_TOKEN is too short or an example's. Leave it empty, or make "
        "one with: python3 -c 'import secrets; print(secrets.token_urlsafe(30))'",
    ),
    "production-hosts": (
        "Tidak dijalankan untuk orang lain: CAPAIAN_HOSTS belum menyebut nama server. "
        "Contoh: CAPAIAN_HOSTS=kinerja.jambikota.go.id",
        "Not started for others: CAPAIAN_HOSTS does not name the server. "
        "Example: CAPAIAN_HOSTS=kinerja.jambikota.go.id",
    ),
    "production-https": (
        "Tidak dijalankan untuk orang lain: tanpa HTTPS kata sandi terbaca di jaringan. "
        "Pasang proksi HTTPS di depannya, lalu CAPAIAN_HTTPS=1.",
        "Not started for others: without HTTPS the network reads passwords. "
        "Put an HTTPS proxy in front, then CAPAIAN_HTTPS=1.",
    ),
    "production-sqlite": (
        "Tidak dijalankan untuk orang lain: DATABASE_URL kosong, jadi datanya di SQLite. "
        "Sebut PostgreSQL di DATABASE_URL, atau CAPAIAN_SQLITE=1 bila memang dimaksud.",
        "Not started for others: DATABASE_URL is empty, so its data would lie in SQLite. "
        "Name PostgreSQL in DATABASE_URL, or set CAPAIAN_SQLITE=1 where that is meant.",
    ),
    "production-demo": (
        "Tidak dijalankan untuk orang lain: kata sandi akun kantor contoh diketahui semua orang. Pakai folder "
        "dan basis data lain, tanpa --demo.",
        "Not started for others: everybody knows the passwords of the demo's accounts. Use another folder and "
        "database, without --demo.",
    ),
    "production-workers": (
        "--workers lebih dari satu hanya di PostgreSQL (DATABASE_URL): SQLite punya satu penulis.",
        "--workers above one needs PostgreSQL (DATABASE_URL): SQLite has one writer.",
    ),
    "parts-verified": (
        "Utuh: {parts} bagian dari {registers} register seperti yang tertulis dalam daftarnya.",
        "Whole: {parts} {parts:part|parts} of {registers} {registers:register|registers} as "
        "{registers:its list has|their lists have} them.",
    ),
    "audit-title": ("PEMERIKSAAN LAPORAN – {file}", "AUDIT OF A REPORT – {file}"),
    "audit-table": ("Tabel {table}", "Table {table}"),
    "audit-whole": ("Seluruh laporan", "The whole report"),
    "audit-no-indicator": ("Tabel ini secara keseluruhan", "This table as a whole"),
    "audit-page": ("hlm. {page}", "p. {page}"),
    "audit-row": ("baris {row}", "row {row}"),
    "audit-column": ("kolom {column}", "column {column}"),
    "audit-where": ("Tempat", "Where"),
    "audit-printed": ("Tercetak", "Printed"),
    "audit-should": ("Pembanding", "Against"),
    "audit-why": ("Mengapa", "Why"),
    "audit-rules": ("Aturan capaian yang tampak dari baris-barisnya", "Rules of achievement that the rows show"),
    "audit-claims": (
        "{claims} angka dalam {tables} tabel diperiksa.",
        "{claims} {claims:figure|figures} in {tables} {tables:table|tables} audited.",
    ),
    "audit-compared": (
        "Dibandingkan pula dengan hitungan kantor.",
        "Also compared with what the office counted.",
    ),
    "audit-sound": ("Tidak ada yang tidak cocok.", "Nothing that does not hold."),
    "audit-needs-plan": (
        "{found} hanya berarti bersama --plan PLAN.",
        "{found} means something with --plan PLAN alone.",
    ),
    "audit-needs-file": (
        'Nama hasil "{found}" harus memuat {{file}} bila laporannya beberapa, misalnya temuan/{{file}}.docx.',
        'With several reports the output "{found}" must contain {{file}}, such as findings/{{file}}.docx.',
    ),
    "audit-same-goal": (
        'Beberapa hasil akan ditulis ke "{found}". Beri laporan itu nama yang berbeda.',
        'Several outputs would go to "{found}". Give the reports names that differ.',
    ),
    "audit-one-plan": (
        "--as-plan membuat satu rencana dari satu laporan; {count} laporan disebut.",
        "--as-plan makes one plan from one report; {count} were named.",
    ),
    "audit-plan-name": (
        '--as-plan menulis YAML; beri nama seperti plan.yaml, bukan "{found}".',
        '--as-plan writes YAML; give a name such as plan.yaml, not "{found}".',
    ),
    "audit-no-plan": (
        "Rancangan tidak ditulis: tidak ada tabel indikator yang terbaca dalam {found}.",
        "No draft was written: no table of indicators could be read in {found}.",
    ),
    "drafted": (
        "Rancangan {indicators} indikator; {open} hal bertanda PERIKSA. Berikutnya:\n"
        "  1. buka {plan} dan perbaiki yang bertanda PERIKSA\n"
        "  2. capaian check {plan}\n"
        "  3. capaian measure {plan} --period {year}",
        "A draft of {indicators} {indicators:indicator|indicators}; {open} {open:thing is|things are} marked "
        "PERIKSA. Next:\n  1. open {plan} and mend what is marked PERIKSA\n"
        "  2. capaian check {plan}\n"
        "  3. capaian measure {plan} --period {year}",
    ),
    "audit-needs-period": (
        "{found} tidak menyebut tahunnya. Tambahkan --period, misalnya --period 2024.",
        "{found} does not name its year. Add --period, such as --period 2024.",
    ),
    "period": ("Periode", "Period"),
    "reported": ("Melapor", "Reported"),
    "level-nation": ("NASIONAL", "NATION"),
    "level-province": ("PROVINSI", "PROVINCES"),
    "level-city": ("KABUPATEN/KOTA", "REGENCIES AND CITIES"),
    "level-district": ("KECAMATAN", "DISTRICTS"),
    "level-village": ("DESA/KELURAHAN", "VILLAGES"),
    "pooled": (
        "Melapor: perangkat daerah yang ikut terhitung, dari semuanya. Rasio wilayah: jumlah pembilang dibagi "
        "jumlah penyebut; yang belum melapor tidak dihitung sebagai nol.",
        "Reported: offices in the figures, of all. Ratios of areas: the sum of numerators over the sum of "
        "denominators; who has not reported is not counted as zero.",
    ),
    "parquet-needs-file": (
        "Parquet perlu nama berkas: tambahkan -o capaian.parquet.",
        "Parquet needs a file name: add -o achievement.parquet.",
    ),
    "no-such-offices": (
        "Tidak ada kantor yang dicari (setingkat {level}, seperti milik rencana) dalam {file}.",
        "No office asked for (of level {level}, as the plan's own) is in {file}.",
    ),
    "level-below": (
        "Tingkat {found} di bawah tingkat kantor dalam rencana ({level}). Pilih {level} atau yang di atasnya.",
        "The level {found} is below that of the plan's office ({level}). Choose {level} or one above it.",
    ),
    "target": ("Target", "Target"),
    "actual": ("Realisasi", "Actual"),
    "achievement": ("Capaian %", "Achieved %"),
    "next": ("Target {year}", "Target {year}"),
    "indicator": ("Indikator kinerja utama", "Main performance indicator"),
    "mission": ("Misi {number}: {statement}", "Mission {number}: {statement}"),
    "objective": ("Sasaran {number}. {statement}", "Objective {number}. {statement}"),
    "mean": ("Rata-rata capaian IKU", "Mean achievement"),
    "of": ("{measured} dari {all} indikator terukur", "{measured} of {all} {all:indicator|indicators} measured"),
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
        "{errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}, {notes} {notes:note|notes}.",
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
    "not-written": (
        "Tidak ditulis ({goals}): {why}. Tidak ada berkas setengah jadi yang tertinggal.",
        "Not written ({goals}): {why}. No half file was left behind.",
    ),
    "written": ("Ditulis: {found}", "Written: {found}"),
    "bad-format": (
        'Tidak tahu cara menulis "{found}". Akhiran yang dikenal: {known}.',
        'Cannot tell how to write "{found}". Known endings: {known}.',
    ),
    "bad-goal": (
        'Nama hasil "{found}" harus memuat {{office}} bila memakai --offices, misalnya keluar/{{office}}.pdf.',
        'With --offices the output "{found}" must contain {{office}}, such as out/{{office}}.pdf.',
    ),
    "unknown-office": (
        'Rencana ini milik {known}; siapa kantor "{found}" tidak diketahui. Sebut kantornya dengan --offices CSV.',
        'This plan belongs to {known}; nothing is known about office "{found}". Name it with --offices CSV.',
    ),
    "office-not-listed": (
        'Kantor "{found}" tidak ada dalam {file}.',
        'Office "{found}" is not in {file}.',
    ),
    "bad-workers": (
        "--workers {found} tidak masuk akal. Tulis 1 atau lebih.",
        "--workers {found} makes no sense. Write 1 or more.",
    ),
    "reports": ("laporan", "reports"),
    "offices-title": (
        "CAPAIAN IKU {count} PERANGKAT DAERAH – {period}",
        "ACHIEVEMENT OF {count} OFFICES – {period}",
    ),
    "office": ("Perangkat daerah", "Office"),
    "measured": ("Terukur", "Measured"),
    "mean-short": ("Rata-rata", "Mean"),
    "coverage": (
        "{reported} dari {all} perangkat daerah sudah mengisi; yang belum tidak dihitung sebagai nol.",
        "{reported} of {all} {all:office has|offices have} reported; who has not is not counted as zero.",
    ),
    "batch-done": (
        "{written} dari {all} laporan ditulis.",
        "{written} of {all} {all:report|reports} written.",
    ),
    "no-register": (
        'Register "{found}" tidak ada dalam rencana. Yang ada: {known}.',
        'There is no register "{found}" in the plan. There are: {known}.',
    ),
    "understood": ("{file}: {rows} baris untuk {register}", "{file}: {rows} {rows:row|rows} for {register}"),
    "not-in-file": ("  (tidak ada) → {name}: {label}", "  (none) → {name}: {label}"),
    "new-and-old": ("{new} baris baru, {already} sudah ada.", "{new} new {new:row|rows}, {already} already there."),
    "corrections": ("{rows} baris dikoreksi:", "{rows} {rows:row|rows} corrected:"),
    "and-more": ("  … dan {rows} lagi", "  … and {rows} more"),
    "corrected": (
        "{rows} baris dikoreksi; bagian yang lama tetap ada dan disebut di {list} (replaced).",
        "{rows} {rows:row|rows} corrected; the parts as they were stay and are named in {list} (replaced).",
    ),
    "correct-needs-key": (
        "--correct memerlukan kunci, dan register {register} tidak punya key: tidak dapat dikenali baris mana yang "
        "dikoreksi. Tambahkan key pada register itu dalam rencana.",
        "--correct needs a key, and the register {register} has none: nobody can tell which row is corrected. "
        "Give the register a key in the plan.",
    ),
    "nothing-added": (
        "Tidak ada baris yang ditambahkan ke {register}. Perbaiki dahulu, lalu impor lagi.",
        "No row was added to {register}. Mend first, then import again.",
    ),
    "dry-run": (
        "Hanya dilihat (--dry-run): tidak ada yang ditambahkan.",
        "Only looked at (--dry-run): nothing added.",
    ),
    "changed-meanwhile": (
        "Orang lain baru saja menambah {register}; tidak ada yang ditambahkan. Ulangi perintah ini.",
        "Somebody else has just added to {register}; nothing was added. Run the command again.",
    ),
    "imported": (
        "{rows} baris ditambahkan ke {folder} ({parts} bagian).",
        "{rows} {rows:row|rows} added to {folder} ({parts} {parts:part|parts}).",
    ),
    "frozen": (
        "Dibekukan di {found}; rata-rata capaian {mean}. Periksa kapan saja: capaian verify {found}",
        "Frozen in {found}; mean achievement {mean}. Check at any time: capaian verify {found}",
    ),
    "frozen-before": (
        "{found} sudah ada. Potret tidak pernah diubah; pilih nama lain.",
        "{found} is there already. A snapshot is never changed; choose another name.",
    ),
    "no-snapshot": (
        "{found} bukan folder potret: tidak ada manifest.json di dalamnya.",
        "{found} is no snapshot: there is no manifest.json in it.",
    ),
    "verified": (
        "{found}: {files} berkas utuh; {office}, {period}: rata-rata capaian {mean}, sama dengan saat dibekukan.",
        "{found}: {files} {files:file is|files are} whole; {office}, {period}: mean achievement {mean}, as when it "
        "was frozen.",
    ),
    "bad-year": (
        "Tahun {found} tidak masuk akal. Tulis tahun 1900 sampai 2198.",
        "The year {found} makes no sense. Write a year from 1900 to 2198.",
    ),
    "started": (
        "Folder {found} siap. Berikutnya:\n"
        "  1. buka {plan} dan ganti yang bertanda GANTI\n"
        "  2. isi kolom kuning di {values}\n"
        "  3. capaian check {plan}\n"
        "  4. capaian report {plan} --period {year} -o laporan.pdf",
        "The folder {found} is ready. Next:\n"
        "  1. open {plan} and change what is marked GANTI\n"
        "  2. fill the yellow columns of {values}\n"
        "  3. capaian check {plan}\n"
        "  4. capaian report {plan} --period {year} -o report.pdf",
    ),
    "folder-full": (
        'Folder "{found}" sudah berisi {what}. Tidak ada yang ditimpa; pilih folder lain.',
        'The folder "{found}" already holds {what}. Nothing is overwritten; choose another.',
    ),
}

# What the system says of a file, in the reader's language; the system itself speaks English.
SYSTEM: dict[int, tuple[str, str]] = {
    errno.ENOENT: ("berkas atau foldernya tidak ada", "no such file or folder"),
    errno.EACCES: ("tidak ada izin", "permission denied"),
    errno.EPERM: ("tidak diizinkan", "not permitted"),
    errno.EISDIR: ("itu sebuah folder", "that is a folder"),
    errno.ENOTDIR: ("bagian dari jalurnya bukan folder", "a part of its path is not a folder"),
    errno.ENOSPC: ("ruang penyimpanan penuh", "no space left on the disk"),
    errno.EDQUOT: ("jatah penyimpanan habis", "disk quota exceeded"),
    errno.EROFS: ("tempat itu hanya dapat dibaca", "that place is read-only"),
    errno.EAGAIN: ("sedang dipakai orang lain; ulangi sebentar lagi", "somebody else is using it; try again soon"),
    errno.ENAMETOOLONG: ("namanya terlalu panjang", "its name is too long"),
}


def why(error: OSError, lang: str) -> str:
    """Return the reason of ``error`` in words that a clerk can act on; others as the system has them."""
    known = SYSTEM.get(error.errno or 0)
    return chosen(known, lang) if known else error.strerror or str(error)


def say(key: str, lang: str, **values: object) -> str:
    """Return the words of ``key`` in ``lang`` (``id`` or ``en``) with ``values`` filled in."""
    return filled(WORDS[key], lang, values)
