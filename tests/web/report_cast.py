"""A report of three findings, made by hand: what pages show of an audit is not the audit's own matter."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from capaian.core.claims.claim import Board, Claims, Comparison, Line, Unread
from capaian.core.claims.figure import Figure, Notation
from capaian.core.claims.objection import Examined, Objection, RuleSeen
from capaian.core.claims.transcript import Cell, Grid, Passage, Spot, Transcript
from capaian.core.findings.finding import finding
from capaian.core.measurement.result import Measurement
from capaian.pipeline.auditing import Audited
from capaian.web.accounts.models import Office, User
from capaian.web.auditing import actions, examine_job
from capaian.web.auditing.models import Examination
from capaian.web.jobs.queue import drain
from capaian.web.registers.uploads import store_upload

AT = "/o/15.71.03/pemeriksaan/"
TEXT = b"LAPORAN KINERJA\n"
WRONG = Spot(block=4, table=1, row=3, column=5)
"""The cell that prints 91,80 where 48/52 comes to 92,31."""

HEADINGS = ("No", "Indikator Kinerja", "Formulasi", "Target", "Realisasi", "Capaian")
LINES = (
    ("1.1", "Pelayanan <tepat> waktu", "2555/2584 × 100% = 98,87%", "90", "91,11", "101,23"),
    ("1.2", "Kelompok aktif", "48/52 × 100% = 91,80%", "90", "91,80", "102,00"),
)


def handed(content: bytes = TEXT, name: str = "Laporan IKU 2017.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def grid() -> Grid:
    rows = (HEADINGS, *LINES)
    cells = [Cell(text, row, column) for row, texts in enumerate(rows, 1) for column, text in enumerate(texts, 1)]
    return Grid(1, 4, tuple(cells), name="Indikator")


def claims(file: str, year: int = 2017) -> Claims:
    def line(row: int) -> Line:
        code, name = LINES[row - 2][:2]
        spot = Spot(4, 1, row, 5)
        text = LINES[row - 2][4]
        actual = Figure(text, spot, Fraction(text.replace(",", ".")), 2)
        return Line(code, name, Spot(4, 1, row, 1), code, comparisons=(Comparison("2017", actual=actual),))

    board = Board(1, "Indikator", Notation.INDONESIAN, HEADINGS, (line(2), line(3)), year=year)
    unread = Unread(2, 0, Spot(9, 2), "no-figures", "Anggaran")
    return Claims(file, (board,), unread=(unread,), year=year, office="Kecamatan Jambi Timur")


def objections() -> tuple[Objection, ...]:
    return (
        Objection(finding("notation-open", table=1, indonesian="–", plain="–"), Spot()),
        Objection(
            finding("ratio-arithmetic", working="48/52 × 100%", printed="91,80", recomputed="92,31"),
            WRONG,
            "1.2",
            "91,80",
            "92,31",
            finding("notation-open", table=1, indonesian="56/61", plain="91,8033"),
            "91,80",
            "Realisasi",
        ),
        Objection(finding("not-read", table=2), Spot(9, 2), quote="Anggaran"),
    )


def audited(file: str = "laporan.txt") -> Audited:
    blocks = (
        *(Passage(number, f"Alinea {number} & seterusnya") for number in (1, 2, 3)),
        grid(),
        *(Passage(number, f"Alinea {number}") for number in (5, 6, 7, 8)),
        Grid(2, 9, (Cell("Anggaran", 1, 1), Cell("Rp 10", 1, 2))),
    )
    rules = (RuleSeen(1, "higher", 2),)
    examined = Examined(objections(), rules)
    return Audited(file, "0" * 64, Transcript(file, blocks), claims(file), examined)


def unreadable(file: str = "laporan.txt") -> Audited:
    return Audited(file, "0" * 64, None, Claims(file, ()), Examined(()), (finding("paper-empty"),))


Hears = Callable[[Audited], list[Measurement | None]]


@pytest.fixture
def hears(monkeypatch: pytest.MonkeyPatch) -> Hears:
    """Let every audit come out as one that is given; return what each was compared with."""

    def hear(outcome: Audited) -> list[Measurement | None]:
        asked: list[Measurement | None] = []

        def audit_file(path: Path, *, measurement: Measurement | None = None) -> Audited:
            assert path.is_file()
            asked.append(measurement)
            return outcome

        monkeypatch.setattr(examine_job, "audit_file", audit_file)
        return asked

    return hear


@pytest.fixture
def read(office: Office, people: dict[str, User], hears: Hears) -> Examination:
    """A report that Sari handed in and that was audited."""
    hears(audited())
    one, _ = actions.hand_in(
        office=office, by=people["sari"], kept=store_upload(handed()), year=2017, compare=False
    )
    drain()
    return Examination.objects.get(pk=one.pk)
