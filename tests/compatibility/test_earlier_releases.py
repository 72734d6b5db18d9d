"""What an earlier release wrote, this one opens: database, backup, snapshot, stored audit."""

from __future__ import annotations

import importlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from capaian.cli.main import main
from capaian.pipeline.auditing import Audited
from capaian.web.auditing.stored_audit import deserialise, serialise
from tests.compatibility.conftest import RELEASES, text_of, unpacked
from tests.keeping.conftest import capaian

MIGRATED_SINCE: dict[str, list[str]] = {"c0cb595": []}
"""The migrations that a database of each release still has before it; nothing else may change a table."""

SAID = {
    "": ["Rata-rata capaian (%) 98,77", "Indikator terukur 1 dari 10", "90 88,89 98,77 belum tercapai"],
    "ukur/2017/": ["Periode ini disetujui dan terkunci.", "Rata-rata capaian: 98,77", "90 88,89 98,77"],
    "ukur/2017/i/1.1/": [
        "Target 90 · Realisasi 88,89 · Capaian % 98,77",
        "2017: 7, dihitung dari 7 di antara 12 baris",
        "7/9 × 100% = 77,78%",
        "Rencana tindak lanjut Menyusun jadwal.",
    ],
    "laporan/": ["Tahun 2017 1 98,77 Citra Lestari"],
    "register/letters/": [
        "12 baris seluruhnya",
        "2017/012 15.71.03.1003 02-12-2017 Perizinan Rekomendasi Pemohon 12 3",
    ],
    "pemeriksaan/": ["22 kesalahan, 7 peringatan, 6 catatan 1 dari 35", "menunggu.txt 2016", "sedang diperiksa"],
    "pemeriksaan/1/": [
        "Angka diperiksa 72 Kesalahan 22 Peringatan 7 Tanggapan 1 dari 35",
        "Tabel 1: capaian = realisasi / target × 100%, menurut 9 baris.",
        "Dibandingkan dengan angka 2017 yang disetujui.",
    ],
    "pemeriksaan/1/temuan/2/": [
        "Tabel 1, baris 4, kolom 4 Tercetak 91,80",
        "dibantah Menurut kami benar. Budi Santoso",
        "diperbaiki Salah ketik; menjadi 92,31. Budi Santoso",
    ],
    "temuan/1/": ["1. Surat tanpa berkas dihitung tepat waktu ditanggapi", "Berkas sudah dilampirkan."],
    "uji-petik/1/": ["3 dari 12 baris", "1 dari 3: 33,33%", "2. 2017/006 tidak terbukti Berkas tidak ditemukan."],
    "jejak/": ["menerbitkan temuan temuan#1 indikator: 1.1", "tindak lanjut temuan: open → answered"],
}
"""What the pages of the filled office have to say, for the part that does not hang on the day of filling."""


def test_there_is_something_to_open() -> None:
    assert {path.name for path in RELEASES} == set(MIGRATED_SINCE)


def test_the_database_needs_no_migration_that_nobody_expects(release: Path, seen: dict[str, Any]) -> None:
    assert seen["migrations"] == MIGRATED_SINCE[release.name]


@pytest.mark.parametrize("page", SAID)
def test_pages_say_what_they_said(seen: dict[str, Any], page: str) -> None:
    status, text = seen["pages"][page]
    assert status == 200
    assert [said for said in SAID[page] if said not in text] == [], text


def test_documents_come_as_they_were_approved(release: Path, seen: dict[str, Any]) -> None:
    with zipfile.ZipFile(release / "backup.zip") as backup:
        listed = [json.loads(line) for line in backup.read("tables/reporting.document.jsonl").splitlines()]
    assert seen["files"] == {f"laporan/1.{one['format']}": one["sha256"] for one in listed}
    assert len(listed) == 4


def test_work_that_waited_is_done(seen: dict[str, Any]) -> None:
    status, text = seen["waited"]
    assert status == 200
    assert "Angka diperiksa 0 Kesalahan 1" in text and "Tidak ditemukan tabel indikator" in text


def test_the_trail_is_whole(data: Path, seen: dict[str, Any]) -> None:
    done = capaian("verify", data, "--trail", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "whole" in done.stdout


def test_the_backup_is_whole(release: Path) -> None:
    done = capaian("verify", release / "backup.zip", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "") and "whole" in done.stdout


def test_the_backup_comes_back_into_an_empty_folder(release: Path, tmp_path: Path) -> None:
    done = capaian("restore", release / "backup.zip", "--data", tmp_path / "new")
    assert (done.returncode, done.stderr) == (0, "")
    done = capaian("verify", tmp_path / "new", "--trail")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_snapshot_measures_to_the_same_bytes(release: Path, tmp_path: Path) -> None:
    folder = unpacked(release / "snapshot.tar.xz", tmp_path)
    assert main(["verify", str(folder)]) == 0
    assert main(["freeze", str(folder), "--period", "2017", "-o", str(tmp_path / "again")]) == 0
    for name in ("measurement.json", "plan.yaml", "rulebook.yaml"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name


@pytest.mark.parametrize("name", ["audit", "every-field"])
def test_a_stored_audit_is_written_again_to_the_byte(release: Path, name: str) -> None:
    stored = text_of(release / f"{name}.json.xz")
    assert json.dumps(serialise(deserialise(Audited, json.loads(stored)))) == stored


def test_the_audit_in_the_database_is_written_again_to_the_byte(release: Path, seen: dict[str, Any]) -> None:
    assert seen["audit"] == text_of(release / "audit.json.xz")


@pytest.mark.parametrize("name", ["filling", "every_field"])
def test_what_keeps_the_next_release_can_be_loaded(name: str) -> None:
    importlib.import_module(f"tests.compatibility.{name}")
