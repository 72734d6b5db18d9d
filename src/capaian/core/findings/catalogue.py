"""The catalogue of findings: every code with its level, what was found and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from capaian.core.findings.audit_paper import PAPER
from capaian.core.findings.audit_whole import WHOLE
from capaian.core.findings.audit_working import WORKING
from capaian.core.findings.entry import CatalogueEntry, error, note, warning
from capaian.core.findings.registers import REGISTERS
from capaian.core.wording import chosen

_FORM: dict[str, CatalogueEntry] = {
    "file-too-large": error(
        "Berkas berukuran {found} byte; paling besar {limit} byte.",
        "Periksa apakah ini berkas yang benar; pecah bila memang sebesar itu.",
        "The file has {found} {found:byte|bytes}; the most is {limit}.",
        "Check that this is the right file; split it if it really is that large.",
    ),
    "file-empty": error(
        "Berkas kosong.",
        "Mulai dari contoh: capaian init FOLDER.",
        "The file is empty.",
        "Start from an example: capaian init FOLDER.",
    ),
    "not-utf8": error(
        "Berkas bukan teks UTF-8 (ditemukan byte {byte}).",
        "Simpan ulang berkas dengan pengodean UTF-8.",
        "The file is not UTF-8 text (found byte {byte}).",
        "Save the file again as UTF-8.",
    ),
    "yaml-syntax": error(
        "Susunan YAML tidak terbaca: {problem}.",
        "Periksa lekukan, titik dua dan tanda kutip pada baris ini dan baris di atasnya.",
        "The YAML cannot be read: {problem}.",
        "Check indentation, colons and quotes on this line and the one above it.",
    ),
    "yaml-documents": error(
        "Berkas berisi lebih dari satu dokumen YAML.",
        "Hapus garis --- dan bagian sesudahnya.",
        "The file holds more than one YAML document.",
        "Remove the --- line and what follows it.",
    ),
    "yaml-too-deep": error(
        "Susunan lebih dalam dari {depth} tingkat atau lebih dari {nodes} unsur.",
        "Sederhanakan susunannya; rencana yang lazim hanya sembilan tingkat.",
        "Deeper than {depth} levels or more than {nodes} elements.",
        "Simplify the structure; a usual plan has nine levels.",
    ),
    "yaml-alias": error(
        'Jangkar atau alias YAML "{found}" tidak diterima.',
        "Tulis isinya langsung di tempat ini.",
        'The YAML anchor or alias "{found}" is not accepted.',
        "Write its content out in this place.",
    ),
    "yaml-key": error(
        "Kunci harus satu kata, bukan daftar atau kelompok.",
        "Tulis kunci sebagai satu kata diikuti titik dua.",
        "A key must be a single word, not a list or mapping.",
        "Write the key as one word followed by a colon.",
    ),
    "duplicate-key": error(
        'Kunci "{key}" sudah ada pada baris {first}.',
        "Hapus salah satu.",
        'The key "{key}" already stands on line {first}.',
        "Remove one of them.",
    ),
    "unknown-key": error(
        'Kunci "{key}" tidak dikenal pada {path}.',
        "Mungkin yang dimaksud: {nearest}.",
        'Unknown key "{key}" in {path}.',
        "Perhaps you meant: {nearest}.",
    ),
    "missing-key": error(
        'Kunci "{key}" belum ada pada {path}.',
        'Tambahkan "{key}: ..." di sini.',
        'The key "{key}" is missing in {path}.',
        'Add "{key}: ..." here.',
    ),
    "wrong-kind": error(
        "{path} berisi {found}; seharusnya {expected}.",
        "Tulis {path} sebagai {expected}.",
        "{path} holds {found}; expected {expected}.",
        "Write {path} as {expected}.",
    ),
    "list-empty": error(
        "Daftar {path} terlalu pendek.",
        "Tambahkan isinya.",
        "The list {path} is too short.",
        "Add its items.",
    ),
    "not-a-choice": error(
        '"{found}" bukan pilihan untuk {path}; pilihannya: {options}.',
        "Tulis salah satunya, misalnya {nearest}.",
        '"{found}" is no choice for {path}; the choices are: {options}.',
        "Write one of them, for example {nearest}.",
    ),
    "empty-text": error(
        'Isi "{key}" kosong.',
        "Tulis teksnya.",
        '"{key}" is empty.',
        "Write its text.",
    ),
    "not-a-number": error(
        '"{found}" bukan angka dengan titik desimal.',
        "Tulis angka tanpa pemisah ribuan dan dengan titik desimal: {write}.",
        '"{found}" is not a number with a decimal point.',
        "Write it without thousands separators and with a decimal point: {write}.",
    ),
    "looks-grouped": warning(
        '"{found}" dibaca sebagai {read} karena titik adalah tanda desimal di berkas ini.',
        "Bila yang dimaksud ribuan, tulis {write}.",
        '"{found}" was read as {read}, since the point is the decimal sign in this file.',
        "If thousands were meant, write {write}.",
    ),
    "not-a-year": error(
        '"{found}" bukan tahun.',
        "Tulis tahun empat angka, misalnya 2024.",
        '"{found}" is not a year.',
        "Write a year of four digits, such as 2024.",
    ),
    "not-a-date": error(
        '"{found}" bukan tanggal.',
        "Tulis 2018-01 (Januari 2018) atau 2018-01-15.",
        '"{found}" is not a date.',
        "Write 2018-01 (January 2018) or 2018-01-15.",
    ),
}

_PLAN: dict[str, CatalogueEntry] = {
    "area-code": error(
        '"{found}" bukan kode wilayah Kemendagri.',
        'Tulis kode dalam tanda kutip, misalnya "15.71.03".',
        '"{found}" is not a Kemendagri area code.',
        'Write the code in quotes, such as "15.71.03".',
    ),
    "nip": error(
        'NIP "{found}" tidak sah: {fault}.',
        "Tulis 18 angka: tanggal lahir 8, bulan pengangkatan 6, jenis kelamin 1, nomor urut 3.",
        'The NIP "{found}" is not valid: {fault}.',
        "Write 18 digits: birth date 8, month of appointment 6, sex 1, serial 3.",
    ),
    "years-order": error(
        "Renstra berakhir {last}, sebelum dimulai {first}.",
        "Tukar atau perbaiki tahunnya.",
        "The strategy ends in {last}, before it begins in {first}.",
        "Swap or mend the years.",
    ),
    "floor-above-cap": error(
        "Batas bawah capaian {floor} di atas batas atas {cap}.",
        "Tulis floor yang tidak lebih besar dari cap.",
        "The floor {floor} is above the cap {cap}.",
        "Write a floor that is not above the cap.",
    ),
    "variable-name": error(
        '"{found}" tidak dapat menjadi nama variabel.',
        "Tulis huruf, angka dan garis bawah tanpa spasi, diawali huruf, dan bukan nama fungsi.",
        '"{found}" cannot be the name of a variable.',
        "Write letters, digits and underscores without spaces, a letter first, and no function's name.",
    ),
    "duplicate-code": error(
        'Kode indikator "{indicator}" sudah dipakai pada baris {first}.',
        "Beri setiap indikator kode sendiri.",
        'The indicator code "{indicator}" is already used on line {first}.',
        "Give each indicator a code of its own.",
    ),
    "decimals": error(
        'Jumlah desimal "{found}" tidak mungkin.',
        "Tulis bilangan bulat dari 0 sampai 6.",
        'The number of decimals "{found}" is not possible.',
        "Write a whole number from 0 to 6.",
    ),
    "scale-missing": error(
        "Indikator {indicator} berpredikat tetapi tidak punya skala.",
        "Tambahkan scale: {{AA: 90, A: 80, BB: 70, B: 60, CC: 50, C: 30, D: 0}}.",
        "Indicator {indicator} is graded but has no scale.",
        "Add scale: {{AA: 90, A: 80, BB: 70, B: 60, CC: 50, C: 30, D: 0}}.",
    ),
    "scale-order": error(
        "Skala tidak menurun: {found}.",
        "Urutkan dari predikat terbaik ke terburuk, setiap batas bawah lebih kecil dari sebelumnya.",
        "The scale does not descend: {found}.",
        "List the grades from the best down, each lower bound below the one before.",
    ),
    "target-kind": error(
        "Bentuk target tidak sesuai dengan better: {better}.",
        "Tulis seperti {write}.",
        "The target does not fit better: {better}.",
        "Write it like {write}.",
    ),
    "target-negative": error(
        "Target {found} di bawah nol.",
        "Tulis target nol atau lebih.",
        "The target {found} is below zero.",
        "Write a target of zero or more.",
    ),
    "band-length": error(
        "Rentang target berisi {found} angka; seharusnya dua.",
        "Tulis [batas bawah, batas atas].",
        "The target band has {found} {found:number|numbers}; expected two.",
        "Write [lower bound, upper bound].",
    ),
    "band-order": error(
        "Batas bawah {low} lebih besar dari batas atas {high}.",
        "Tulis [{high}, {low}].",
        "The lower bound {low} is above the upper bound {high}.",
        "Write [{high}, {low}].",
    ),
    "unknown-grade": error(
        'Predikat "{found}" tidak ada dalam skala: {known}.',
        "Tulis salah satu predikat dalam skala, atau lengkapi skalanya.",
        'The grade "{found}" is not in the scale: {known}.',
        "Write a grade of the scale, or complete the scale.",
    ),
    "grade-score-differ": warning(
        "Predikat {grade} tidak cocok dengan nilai {score}, yang menurut skala adalah {reached}.",
        "Perbaiki huruf atau nilainya.",
        "Grade {grade} does not fit the score {score}, which the scale calls {reached}.",
        "Mend the letter or the score.",
    ),
    "target-code": error(
        'Indikator "{found}" tidak ada dalam rencana.',
        "Pakai salah satu kode ini: {known}.",
        'The plan has no indicator "{found}".',
        "Use one of these codes: {known}.",
    ),
    "target-text": error(
        'Target "{found}" tidak terbaca untuk indikator {indicator} (sifat {better}).',
        "Tulis misalnya: {write}.",
        'The target "{found}" cannot be read for the indicator {indicator} (direction {better}).',
        "Write for example: {write}.",
    ),
    "target-twice": error(
        "Target {office} untuk indikator {indicator} tahun {year} sudah ada di {first}.",
        "Sisakan satu.",
        "The target of {office} for the indicator {indicator} in {year} is already at {first}.",
        "Keep one.",
    ),
    "target-outside-strategy": warning(
        "Indikator {indicator} punya target tahun {year} di luar Renstra {first}-{last}.",
        "Perbaiki tahun target atau tahun Renstra.",
        "Indicator {indicator} has a target for {year}, outside the strategy {first}-{last}.",
        "Mend the year of the target or of the strategy.",
    ),
    "part-is-variable": error(
        'Bagian "{name}" bernama sama dengan sebuah variabel.',
        "Beri bagian itu nama lain.",
        'The part "{name}" has the name of a variable.',
        "Give the part another name.",
    ),
    "unused-part": warning(
        'Bagian "{name}" tidak dipakai dalam rumus indikator.',
        "Sebut bagian itu dalam formula, atau hapus.",
        'The part "{name}" is not used in the indicator\'s formula.',
        "Name it in the formula, or remove it.",
    ),
    "unused-variable": warning(
        'Variabel "{name}" tidak dipakai rumus mana pun.',
        "Hapus variabel itu, atau pakai dalam rumus.",
        'The variable "{name}" is not used in any formula.',
        "Remove it, or use it in a formula.",
    ),
}

_FORMULA: dict[str, CatalogueEntry] = {
    "formula-syntax": error(
        'Rumus "{formula}" tidak terbaca: ditemukan {found}, seharusnya {expected}.',
        "Tulis {expected} di tempat ini.",
        'The formula "{formula}" cannot be read: found {found}, expected {expected}.',
        "Write {expected} in this place.",
    ),
    "formula-character": error(
        'Rumus "{formula}" berisi "{found}", yang bukan bagian dari rumus.',
        "Rumus hanya memakai angka, nama variabel, + - * / ( ) dan fungsi mean, sum, min, max, weighted.",
        'The formula "{formula}" holds "{found}", which is no part of a formula.',
        "A formula uses numbers, names, + - * / ( ) and the functions mean, sum, min, max, weighted.",
    ),
    "formula-operator": error(
        'Rumus "{formula}" memakai "{found}"; pangkat dan pembagian bulat tidak ada.',
        "Pakai +, -, * atau / saja.",
        'The formula "{formula}" uses "{found}"; there is no power and no floor division.',
        "Use +, -, * or / only.",
    ),
    "formula-function": error(
        'Rumus "{formula}" memanggil "{found}", yang bukan fungsi.',
        "Pakai mean, sum, min, max atau weighted.",
        'The formula "{formula}" calls "{found}", which is no function.',
        "Use mean, sum, min, max or weighted.",
    ),
    "formula-weight": error(
        'Bobot "{found}" dalam rumus "{formula}" tidak boleh nol.',
        "Tulis bobot di atas nol, misalnya 0.5 atau 1/9.",
        'The weight "{found}" in the formula "{formula}" must not be zero.',
        "Write a weight above zero, such as 0.5 or 1/9.",
    ),
    "formula-too-large": error(
        'Rumus "{formula}" terlalu besar: {found}; paling banyak {limit}.',
        "Pecah menjadi bagian-bagian (parts).",
        'The formula "{formula}" is too large: {found}; the most is {limit}.',
        "Split it into parts.",
    ),
    "unknown-name": error(
        'Nama "{name}" dalam rumus tidak dikenal.',
        "Mungkin yang dimaksud: {nearest}. Variabel baru ditulis di bawah variables.",
        'Unknown name "{name}" in the formula.',
        "Perhaps you meant: {nearest}. New variables go under variables.",
    ),
    "weights-not-one": warning(
        "Jumlah bobot adalah {found}, bukan 1.",
        "Periksa bobotnya; weighted(...) tidak membagi dengan jumlah bobot.",
        "The weights add up to {found}, not 1.",
        "Check the weights; weighted(...) does not divide by their sum.",
    ),
}

_VALUES: dict[str, CatalogueEntry] = {
    "missing-column": error(
        'Kolom "{column}" tidak ada; judul yang ditemukan: {found}.',
        "Tulis judul kolom: {expected}.",
        'The column "{column}" is missing; headings found: {found}.',
        "Write the headings: {expected}.",
    ),
    "unknown-column": warning(
        'Kolom "{column}" tidak dikenal dan tidak dibaca.',
        "Kolom yang dikenal: {expected}.",
        'The column "{column}" is unknown and was not read.',
        "Known columns: {expected}.",
    ),
    "unknown-variable": error(
        'Variabel "{found}" tidak ada dalam rencana.',
        "Mungkin yang dimaksud: {nearest}.",
        'The variable "{found}" is not in the plan.',
        "Perhaps you meant: {nearest}.",
    ),
    "unknown-period": error(
        'Periode "{found}" tidak dikenal.',
        "Tulis tahun, triwulan atau bulan: 2024, 2024-Q1 sampai 2024-Q4, 2024-01 sampai 2024-12.",
        'Unknown period "{found}".',
        "Write a year, a quarter or a month: 2024, 2024-Q1 to 2024-Q4, 2024-01 to 2024-12.",
    ),
    "not-an-indonesian-number": error(
        '"{found}" bukan angka.',
        "Tulis seperti 1.234,56.",
        '"{found}" is not a number.',
        "Write it like 1.234,56.",
    ),
    "negative-value": warning(
        "Nilai {variable} adalah {found}, di bawah nol.",
        "Periksa apakah tanda kurangnya benar.",
        "The value of {variable} is {found}, below zero.",
        "Check the minus sign.",
    ),
    "duplicate-value": warning(
        "Nilai {variable} periode {period} tertulis dua kali ({second}; juga di {where}).",
        "Hapus salah satu.",
        "The value of {variable} for {period} is given twice ({second}; also at {where}).",
        "Remove one of them.",
    ),
    "duplicate-conflict": error(
        "Nilai {variable} periode {period} tertulis dua kali dan berbeda: {first} di {where}, {second} di sini.",
        "Hapus yang salah.",
        "The value of {variable} for {period} is given twice and differs: {first} at {where}, {second} here.",
        "Remove the wrong one.",
    ),
    "values-conflict": error(
        "Nilai {variable} periode {period} adalah {total}, tetapi bagian-bagiannya ({parts}) memberi {combined}; "
        "lihat {where}.",
        "Perbaiki nilai yang salah, atau hapus nilai {period} atau bagian-bagiannya.",
        "The value of {variable} for {period} is {total}, but its parts ({parts}) give {combined}; see {where}.",
        "Mend the wrong value, or remove the value of {period} or its parts.",
    ),
    "no-sheet": error(
        "Tidak ada lembar dengan judul kolom {expected}.",
        "Pakai formulir dari capaian init.",
        "No sheet has the headings {expected}.",
        "Use the form that capaian init makes.",
    ),
    "file-unreadable": error(
        "Berkas tidak terbaca: {problem}.",
        "Buka dan simpan ulang dengan Excel atau LibreOffice, lalu coba lagi.",
        "The file cannot be read: {problem}.",
        "Open it and save it again with Excel or LibreOffice, then try again.",
    ),
    "formula-empty": error(
        "Sel ini berisi rumus tanpa hasil: program yang menulis berkasnya tidak menghitungnya.",
        "Buka berkas itu di Excel atau LibreOffice, simpan, lalu ulangi; atau tulis nilainya sendiri.",
        "This cell holds a formula without its result: the program that wrote the file did not compute it.",
        "Open the file in Excel or LibreOffice, save it and try again; or write the value itself.",
    ),
    "error-cell": error(
        "Sel berisi galat {found}, bukan nilai.",
        "Perbaiki rumus di sel ini, atau tulis nilainya langsung.",
        "The cell holds the error {found}, not a value.",
        "Mend the formula in this cell, or write the value itself.",
    ),
    "duplicate-office": error(
        'Kode kantor "{found}" sudah ada di {first}.',
        "Tulis setiap kantor satu kali; periksa kodenya.",
        'The office "{found}" is already at {first}.',
        "Write each office once; check its code.",
    ),
    "silent-office": note(
        "{count} perangkat daerah tidak memiliki satu nilai pun ({offices}); laporannya menyebut sebabnya.",
        "Masukkan nilainya, lalu buat ulang laporan.",
        "{count} {count:office has|offices have} no value at all ({offices}); "
        "{count:its report says|their reports say} so.",
        "Enter their values and make the reports again.",
    ),
    "other-office": note(
        "{count} nilai milik perangkat daerah lain ({offices}) tidak dihitung.",
        "Tidak perlu diubah; pakai --office KODE untuk perangkat daerah itu.",
        "{count} {count:value|values} of other offices ({offices}) {count:was|were} left out.",
        "Nothing to mend; use --office CODE for those.",
    ),
}

CATALOGUE: Mapping[str, CatalogueEntry] = MappingProxyType(
    {**_FORM, **_PLAN, **_FORMULA, **_VALUES, **REGISTERS, **PAPER, **WORKING, **WHOLE}
)
"""Code to :class:`CatalogueEntry`. A code that others rely on never changes its meaning."""


def kind_in_words(code: str, lang: str = "id") -> str:
    """Return what a code is called in a list; the code itself where it has no name."""
    entry = CATALOGUE.get(code)
    return (chosen(entry.title, lang) if entry else "") or code
