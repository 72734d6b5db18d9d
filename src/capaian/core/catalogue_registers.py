"""Findings of registers: their definitions, their conditions and their rows."""

from __future__ import annotations

from capaian.core.catalogue_entry import Entry, error, note, warning

REGISTERS: dict[str, Entry] = {
    "engine-address": error(
        'Alamat mesin hitung "{found}" tidak dikenal.',
        "Tulis spark://HOST:PORT atau sc://HOST:PORT (Spark Connect); tanpa --engine: di komputer ini.",
        'The engine address "{found}" is not known.',
        "Write spark://HOST:PORT or sc://HOST:PORT (Spark Connect); without --engine: this computer.",
    ),
    "engine-unavailable": error(
        "Mesin hitung {address} tidak dapat dipakai: {problem}",
        "Pasang dengan pip install 'capaian[spark]' dan Java 17, lalu periksa alamat dan apakah klasternya hidup.",
        "The engine {address} cannot be used: {problem}",
        "Install it with pip install 'capaian[spark]' and Java 17; check the address and that the cluster is up.",
    ),
    "engine-needs-parquet": error(
        "Register {register} bukan Parquet; klaster hanya membaca Parquet.",
        "Masukkan bukunya dengan capaian import, lalu sebut folder hasilnya di --registers.",
        "The register {register} is not Parquet; a cluster reads Parquet only.",
        "Bring the book in with capaian import, and name the folder that it made in --registers.",
    ),
    "register-column": error(
        'Register {register}: "{found}" bukan kolom bertipe {expected}.',
        "Tulis nama kolom bertipe {expected} di {key}, atau tambahkan kolomnya di fields.",
        'Register {register}: "{found}" is no column of type {expected}.',
        "Name a column of type {expected} under {key}, or add it to fields.",
    ),
    "register-key": error(
        'Register {register}: kunci menyebut "{found}", yang bukan kolom.',
        "Tulis nama kolom: {known}.",
        'Register {register}: the key names "{found}", which is no column.',
        "Write the name of a column: {known}.",
    ),
    "register-unknown": error(
        'Register "{found}" tidak ada dalam rencana.',
        "Mungkin yang dimaksud: {nearest}. Register baru ditulis di bawah registers.",
        'There is no register "{found}" in the plan.',
        "Perhaps you meant: {nearest}. New registers go under registers.",
    ),
    "field-bound": error(
        'Batas "{found}" tidak cocok dengan tipe {type}.',
        "Tulis {expected}.",
        'The bound "{found}" does not fit the type {type}.',
        "Write {expected}.",
    ),
    "field-choices": error(
        "Kolom {name} bertipe choice tetapi tidak punya pilihan.",
        "Tambahkan choices: {{permit: Perizinan, letter: Non perizinan}}.",
        "The column {name} is of type choice but has no choices.",
        "Add choices: {{permit: Perizinan, letter: Non perizinan}}.",
    ),
    "counting-how": error(
        "Variabel {name} harus menyebut tepat satu cara hitung; ditemukan: {found}.",
        "Tulis salah satu: count: rows, count: distinct KOLOM, sum, mean, min, max atau last.",
        "The variable {name} must name exactly one way to count; found: {found}.",
        "Write one of: count: rows, count: distinct COLUMN, sum, mean, min, max or last.",
    ),
    "counting-column": error(
        'Variabel {name} menghitung kolom "{found}", yang bukan kolom angka register {register}.',
        "Kolom yang dapat dihitung: {known}.",
        'The variable {name} counts the column "{found}", which is no number of register {register}.',
        "Columns that can be counted: {known}.",
    ),
    "counting-alone": error(
        "Variabel {name} punya {key} tetapi tidak menyebut from.",
        "Tambahkan from: NAMA-REGISTER, atau hapus {key}.",
        "The variable {name} has {key} but no from.",
        "Add from: REGISTER, or remove {key}.",
    ),
    "unknown-field": error(
        'Kolom "{name}" tidak ada dalam register {register}.',
        "Kolom yang ada: {known}.",
        'There is no column "{name}" in register {register}.',
        "There are: {known}.",
    ),
    "condition-unlike": error(
        "Syarat membandingkan {left} dengan {right}.",
        "Bandingkan dua angka, dua tanggal atau dua teks.",
        "The condition compares {left} with {right}.",
        "Compare two numbers, two dates or two texts.",
    ),
    "condition-order": error(
        'Syarat memakai "{operator}" untuk {sort}, yang tidak punya urutan.',
        "Pakai ==, != atau in [...].",
        'The condition uses "{operator}" for {sort}, which has no order.',
        "Use ==, != or in [...].",
    ),
    "condition-date": error(
        'Syarat membandingkan tanggal dengan "{found}", yang bukan tanggal.',
        'Tulis seperti "2017-12-31".',
        'The condition compares a date with "{found}", which is no date.',
        'Write it like "2017-12-31".',
    ),
    "condition-choice": error(
        'Syarat menyebut pilihan "{found}"; pilihannya: {known}.',
        "Tulis salah satu pilihan itu.",
        'The condition names the choice "{found}"; the choices are: {known}.',
        "Write one of those.",
    ),
    "condition-bare": error(
        "Kolom {name} berdiri sendiri dalam syarat tetapi bukan ya/tidak.",
        'Bandingkan dengan sesuatu, misalnya {name} == "...".',
        "The column {name} stands alone in a condition but is no yes/no.",
        'Compare it with something, such as {name} == "...".',
    ),
    "condition-sum": error(
        "Syarat menjumlah atau mengurangkan {left} dan {right}.",
        "Yang dapat: angka dan angka, tanggal ± jumlah hari, tanggal − tanggal.",
        "The condition adds or subtracts {left} and {right}.",
        "Possible: numbers, a date ± days, a date − a date.",
    ),
    "row-required": error(
        "Kolom {name} kosong.",
        "Isi {label}.",
        "The column {name} is empty.",
        "Fill in {label}.",
    ),
    "row-type": error(
        '"{found}" bukan {expected} (kolom {name}).',
        "Tulis seperti {write}.",
        '"{found}" is no {expected} (column {name}).',
        "Write it like {write}.",
    ),
    "row-choice": error(
        '"{found}" bukan pilihan kolom {name}: {known}.',
        "Tulis salah satunya.",
        '"{found}" is no choice of column {name}: {known}.',
        "Write one of them.",
    ),
    "row-below": error(
        "{found} di bawah batas {bound} (kolom {name}).",
        "Tulis {bound} atau lebih.",
        "{found} is below the bound {bound} (column {name}).",
        "Write {bound} or more.",
    ),
    "row-above": error(
        "{found} di atas batas {bound} (kolom {name}).",
        "Tulis paling banyak {bound}.",
        "{found} is above the bound {bound} (column {name}).",
        "Write {bound} or less.",
    ),
    "row-rule": error(
        "Baris melanggar aturan: {rule}. {message}",
        "Perbaiki sel yang disebut aturan itu: {cells}.",
        "The row breaks the rule: {rule}. {message}",
        "Mend the cells that the rule names: {cells}.",
    ),
    "row-duplicate": error(
        "Baris dengan {key} ini sudah ada di {first}.",
        "Hapus salah satu, atau perbaiki {key}.",
        "A row with this {key} is already at {first}.",
        "Remove one of them, or mend the {key}.",
    ),
    "row-differs": error(
        "Baris dengan {key} ini sudah ada di register dengan isi lain: {changes}.",
        "Perbaiki {key}, atau samakan isinya. Baris yang sudah masuk tidak ditimpa.",
        "A row with this {key} is already in the register, with other contents: {changes}.",
        "Mend the {key}, or make the contents equal. Rows that are in are not overwritten.",
    ),
    "import-beside": error(
        "Register {register} di {folder} adalah {found}; baris tidak ditambahkan ke buku yang Anda ketik sendiri.",
        "Pindahkan {found} dari folder itu, impor lebih dahulu, lalu impor berkas ini.",
        "The register {register} in {folder} is {found}; rows are not added to a book that you type yourself.",
        "Move {found} out of that folder, import it first, then import this file.",
    ),
    "register-absent": note(
        "Register {register} tidak ada di {folder}; variabelnya ({variables}) memakai nilai yang diketik.",
        "Tambahkan {register}.csv, {register}.xlsx atau {register}.parquet bila ada.",
        "Register {register} is not in {folder}; its variables ({variables}) use typed values.",
        "Add {register}.csv, {register}.xlsx or {register}.parquet if there is one.",
    ),
    "register-twice": error(
        "Register {register} ada lebih dari satu kali: {found}.",
        "Sisakan satu.",
        "Register {register} is there more than once: {found}.",
        "Keep one.",
    ),
    "register-schema": error(
        "Kolom {name} bertipe {found}; seharusnya {expected}.",
        "Tulis ulang berkasnya dengan tipe itu.",
        "The column {name} is of type {found}; expected {expected}.",
        "Write the file again with that type.",
    ),
    "cells-left-out": warning(
        "{variable}: {count} baris tidak ikut dihitung karena kolom {column} kosong.",
        "Isi kolom itu bila nilainya ada.",
        "{variable}: {count} rows were left out, their column {column} being empty.",
        "Fill the column where the value is known.",
    ),
    "counted-and-typed": error(
        "{variable} periode {period}: {counted} dihitung dari register, tetapi {typed} diketik di {where}.",
        "Perbaiki baris register, atau hapus nilai yang diketik.",
        "{variable} for {period}: {counted} was counted from the register, but {typed} was typed at {where}.",
        "Mend the rows of the register, or remove the typed value.",
    ),
    "snapshot-changed": error(
        "{name} bukan lagi yang dibekukan: {bytes} byte, sidik {found}; semula {size} byte, sidik {expected}.",
        "Kembalikan berkas itu dari cadangan. Isi yang berubah berarti bukan potret ini lagi.",
        "{name} is not what was frozen: {bytes} bytes, hash {found}; it had {size} bytes, hash {expected}.",
        "Restore the file from a backup. With other contents this is no longer that snapshot.",
    ),
    "snapshot-missing": error(
        "{name} tidak ada lagi dalam potret.",
        "Kembalikan berkas itu dari cadangan.",
        "{name} is missing from the snapshot.",
        "Restore the file from a backup.",
    ),
    "snapshot-stranger": error(
        "{name} bukan bagian potret ini.",
        "Pindahkan berkas itu dari folder potret.",
        "{name} is no part of this snapshot.",
        "Move the file out of the snapshot.",
    ),
    "snapshot-figures": error(
        "Angka yang dihitung ulang tidak sama dengan yang dibekukan: {codes}.",
        "Laporkan kepada pengembang Capaian: masukannya sama, hasilnya lain.",
        "The figures computed again are not those that were frozen: {codes}.",
        "Report it to the developers of Capaian: the inputs are the same, the results are not.",
    ),
}
