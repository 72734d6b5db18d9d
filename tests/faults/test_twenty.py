"""A plan with faults of every sort: each is named with its line, what was expected and what to write."""

from pathlib import Path

import pytest

from capaian.cli.main import main

HERE = Path(__file__).parent
PLAN = HERE / "plan.yaml"

# line:column, code, a part of what was found or expected, a part of what to write
FAULTS = """
3:9    area-code         15.71.3                          "15.71.03"
7:10   empty-text        "name" kosong                    Tulis teksnya
8:10   nip               tanggal lahir 19801301           Tulis 18 angka
9:1    unknown-key       "report" tidak dikenal           Mungkin yang dimaksud: reports
10:41  years-order       berakhir 2023, sebelum dimulai   Tukar
11:8   floor-above-cap   120 di atas batas atas 100       tidak lebih besar dari cap
11:37  not-a-choice      indicators, objectives           Tulis salah satunya
22:41  formula-syntax    ditemukan akhir rumus            angka, nama variabel atau kurung buka
23:19  duplicate-code    sudah dipakai pada baris 17      kode sendiri
28:32  unknown-name      "leters"                         Mungkin yang dimaksud: letters
33:29  band-order        88.30 lebih besar                [76.61, 88.30]
35:13  scale-missing     1.4                              scale: {AA: 90
45:29  not-a-number      "1.250,5"                        1250.5
46:30  formula-operator  "**"                             Pakai +, -, * atau /
49:19  not-a-choice      "persen"                         misalnya percent
51:23  not-a-year        "24"                             2024
52:22  formula-function  "round"                          mean, sum, min, max
53:13  missing-key       "formula" belum ada              "formula: ..."
59:39  not-a-choice      "alir"                           flow
61:3   duplicate-key     sudah ada pada baris 60          Hapus salah satu
"""


def expected() -> list[list[str]]:
    return [[part.strip() for part in line.split("  ") if part.strip()] for line in FAULTS.strip().splitlines()]


def check(capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["check", str(PLAN)]) == 1
    *lines, count = capsys.readouterr().err.splitlines()
    assert count == f"{len(expected())} kesalahan, 0 peringatan, 0 catatan."
    return lines


def test_every_planted_fault_is_found_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    lines = check(capsys)
    found = [line.removeprefix(f"{PLAN}:").split(": KESALAHAN [")[:2] for line in lines[::2]]
    assert [[place, rest.split("]")[0]] for place, rest in found] == [fault[:2] for fault in expected()]


def test_every_message_says_what_was_wrong_and_what_to_write(capsys: pytest.CaptureFixture[str]) -> None:
    lines = check(capsys)
    for fault, message, mend in zip(expected(), lines[::2], lines[1::2], strict=True):
        assert fault[2] in message, message
        assert mend.startswith("    Perbaikan: ")
        assert fault[3] in mend, mend


def test_nothing_is_measured_or_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", str(PLAN), "--period", "2024"]) == 1
    assert capsys.readouterr().out == ""
    goals = [piece for ending in ("pdf", "docx", "xlsx", "html") for piece in ("-o", str(tmp_path / f"x.{ending}"))]
    assert main(["report", str(PLAN), "--period", "2024", *goals]) == 1
    assert list(tmp_path.iterdir()) == []


def test_there_are_twenty() -> None:
    assert len(expected()) == 20
