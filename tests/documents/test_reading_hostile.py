"""Office files that were made to hurt, or are none: one plain finding each, and soon."""

import struct
import zipfile
from pathlib import Path

import pytest

from capaian.reading.open import transcribe
from capaian.reading.word import docx
from tests.documents.reading_files import DECLARATIONS, links, p, said, tbl, tc, tr, word_file, zipped

LAUGHS = (
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE w:document [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def code_of(path: Path) -> str:
    transcript, findings = transcribe(path)
    assert transcript is None
    assert len(findings) == 1
    assert "<" not in findings[0].message() + findings[0].mend()
    return findings[0].code


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_unread(tmp_path: Path, doctype: str, encoding: str) -> None:
    text = f"{doctype}<w:document {DECLARATIONS}><w:body>{p('&i;')}</w:body></w:document>"
    assert (
        code_of(word_file(tmp_path / "a.docx", "", {"word/document.xml": text.encode(encoding)})) == "paper-unsafe"
    )


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", p("Isi"), {"word/media/image1.bmp": bytes(40_000_000)})
    assert path.stat().st_size < 100_000
    assert code_of(path) == "paper-too-large"


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", "x" * 5_000_000)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    assert b"word/document.xml" in data[at : at + 100]
    data[at + 24 : at + 28] = struct.pack("<L", 100)
    path.write_bytes(data)
    assert code_of(path) == "paper-broken"


def test_a_part_with_millions_of_elements_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    noise = "".join(f"<a{n}/>" for n in range(1000)) * 3100
    assert code_of(word_file(tmp_path / "a.docx", noise)) == "paper-too-large"


def test_a_part_that_is_too_long_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", b"<a>" + b"x" * 48_000_000 + b"</a>")
    assert code_of(path) == "paper-too-large"


def test_many_members_are_refused(tmp_path: Path) -> None:
    parts = {f"word/x{n}": "" for n in range(10_001)}
    assert code_of(zipped(tmp_path / "a.docx", parts)) == "paper-too-large"


def test_endless_nesting_is_refused(tmp_path: Path) -> None:
    deep = p("dalam")
    for _ in range(300):
        deep = tbl(tr(tc(deep)))
    assert code_of(word_file(tmp_path / "a.docx", deep)) == "paper-too-large"
    runs = "<w:sdt>" * 400 + "</w:sdt>" * 400
    assert code_of(word_file(tmp_path / "b.docx", runs)) == "paper-too-large"


def test_tables_in_tables_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    deep = p("dalam")
    for _ in range(40):
        deep = tbl(tr(tc(deep), "x"), tr("y", "z"))
    transcript, _ = docx.read(word_file(tmp_path / "a.docx", deep))
    assert transcript is not None
    assert len(list(transcript.grids)) == 40
    assert [["dalam", "x"], ["y", "z"]] in said(transcript)


def test_a_document_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    table = tbl(*[tr(*["<w:tc/>"] * 500)] * 801)
    assert code_of(word_file(tmp_path / "a.docx", table)) == "paper-too-large"


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_half_a_file_is_called_broken(tmp_path: Path, cut: float) -> None:
    path = word_file(tmp_path / "a.docx", p("Isi"))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    assert code_of(path) == "paper-broken"


@pytest.mark.parametrize("text", ["", "<w:document", "<a/>", "\x00\x01"])
def test_parts_that_are_no_document_are_called_broken(tmp_path: Path, text: str) -> None:
    assert code_of(word_file(tmp_path / "a.docx", "", {"word/document.xml": text})) == "paper-broken"


def test_a_damaged_member_is_called_broken(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", p("Isi" * 1000))
    data = bytearray(path.read_bytes())
    at = data.index(b"<") if b"<" in data else len(data) // 2
    for place in range(at, at + 30):
        data[place] ^= 0x55
    path.write_bytes(data)
    assert code_of(path) == "paper-broken"


def test_a_document_without_text_is_called_empty(tmp_path: Path) -> None:
    assert code_of(word_file(tmp_path / "a.docx", p() + tbl(tr("", "")))) == "paper-empty"


def test_a_locked_document_is_named_as_such(tmp_path: Path) -> None:
    stream = "EncryptedPackage".encode("utf-16-le")
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream + bytes(600))
    assert code_of(path) == "paper-encrypted"


def test_an_archive_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", p("Isi"))
    data = bytearray(path.read_bytes())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    path.write_bytes(data)
    assert code_of(path) == "paper-encrypted"


def test_macros_are_told_and_nothing_more(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docm", p("Isi"), {"word/vbaProject.bin": b"\x00Shell"})
    transcript, findings = transcribe(path)
    assert said(transcript) == ["Isi"]
    assert [found.code for found in findings] == ["paper-macros"]


def test_what_a_document_points_at_outside_is_never_opened(tmp_path: Path) -> None:
    outside = '<Relationship Id="{}" Type="x/{}" Target="file:///etc/passwd" TargetMode="External"/>'
    kinds = ("styles", "numbering", "header", "footnotes", "attachedTemplate")
    inside = "".join(outside.format(kind, kind) for kind in kinds)
    end = '<w:sectPr><w:headerReference r:id="header"/></w:sectPr>'
    relations = links().replace("></Rel", f">{inside}</Rel")
    path = word_file(tmp_path / "a.docx", p("Isi") + end, {"word/_rels/document.xml.rels": relations})
    assert said(docx.read(path)[0]) == ["Isi"]


def test_a_name_outside_the_archive_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", links(("r", "officeDocument", "../../../../etc/passwd")))
        archive.writestr(
            "word/document.xml", f"<w:document {DECLARATIONS}><w:body>{p('Isi')}</w:body></w:document>"
        )
    assert said(docx.read(path)[0]) == ["Isi"]
