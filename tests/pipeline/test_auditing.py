"""A file to an audit: both notations where it leaves them open, and what is said where nothing can be read."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from capaian.audit.notations import examine_both
from capaian.core.claims.figure import Notation
from capaian.pipeline.audit_json import to_dict
from capaian.pipeline.auditing import audit_file
from tests.audit.paper import board, compared, line, paper

SEED = Path(__file__).parents[2] / "examples/jambi-timur/laporan-2017.txt"


def test_an_audit_names_the_bytes_that_it_is_of() -> None:
    audited = audit_file(SEED)
    assert audited.sha256 == hashlib.sha256(SEED.read_bytes()).hexdigest()
    assert audited.is_read and audited.has_errors and not audited.compared


def test_what_is_missing_raises_and_what_is_broken_does_not(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        audit_file(tmp_path / "nothing.pdf")
    empty = tmp_path / "empty.docx"
    empty.write_bytes(b"")
    audited = audit_file(empty)
    assert not audited.is_read and audited.has_errors
    assert [found.code for found in audited.findings] == ["paper-empty"]
    assert audited.examined.objections == ()


def test_objections_stand_in_page_order_and_none_is_said_twice() -> None:
    objections = audit_file(SEED).examined.objections
    assert list(objections) == sorted(objections, key=lambda o: (o.spot, o.code))
    said = [(o.code, o.spot, o.indicator, o.printed, o.message()) for o in objections]
    assert len(set(said)) == len(said)


def reading(target: str, actual: str, achievement: str) -> object:
    return board(line("Jumlah pengunjung", compared(target, actual, achievement)))


def test_a_reading_that_holds_is_chosen_and_the_other_is_named() -> None:
    thousands, fractions = reading("1000", "1234", "123,40"), reading("1000", "1,234", "123,40")
    claims, examined = examine_both(paper(thousands), paper(fractions), [1])  # type: ignore[arg-type]
    assert claims.boards[0] == thousands
    assert [o.code for o in examined.objections] == ["notation-open"]
    said = examined.objections[0].message()
    assert "Hanya bila titik memisahkan ribuan: –." in said
    assert "Hanya bila titik adalah tanda desimal: achievement-arithmetic × 1." in said


def test_the_other_reading_is_chosen_where_only_it_holds() -> None:
    thousands, fractions = reading("2,000", "1234", "61,70"), reading("2,000", "1,234", "61,70")
    claims, _ = examine_both(paper(thousands), paper(fractions), [1])  # type: ignore[arg-type]
    assert claims.boards[0] == fractions


def test_what_is_wrong_in_both_readings_is_reported() -> None:
    one, other = reading("80", "84", "104,00"), reading("80", "84", "104,00")
    _, examined = examine_both(paper(one), paper(other), [1])  # type: ignore[arg-type]
    assert [o.code for o in examined.objections] == ["achievement-arithmetic"]


def test_two_readings_that_are_one_need_no_note() -> None:
    one = reading("80", "84", "105,00")
    _, examined = examine_both(paper(one), paper(one), [1])  # type: ignore[arg-type]
    assert examined.objections == ()


def test_a_file_whose_points_may_be_either_says_so(tmp_path: Path) -> None:
    report = tmp_path / "laporan.txt"
    report.write_text(
        "PENGUKURAN KINERJA TAHUN 2023\n\n"
        "Sasaran\tIndikator\tTarget\tRealisasi\n"
        "Meningkatnya kunjungan\tJumlah pengunjung\t1.250\t1.375\n"
        "\tJumlah peserta\t2.500\t2.125\n",
        encoding="utf-8",
    )
    audited = audit_file(report)
    assert audited.claims.boards[0].notation is Notation.OPEN
    assert [o.code for o in audited.examined.objections] == ["notation-open"]
    assert to_dict(audited)["tables"][0]["notation"] == "open"  # type: ignore[index]


def test_an_unread_table_is_named_with_its_reason(tmp_path: Path) -> None:
    audited = audit_file(SEED)
    claims = replace(audited.claims, boards=())
    _, examined = examine_both(claims, claims, [])
    assert [o.code for o in examined.objections] == ["no-claims"]
