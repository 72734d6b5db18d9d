"""PDFs that cannot be read, or should not be: one plain finding within bounded time and memory, no exception."""

import random
from pathlib import Path

import pikepdf
import pytest
import typst

from capaian.core.findings.finding import Level
from capaian.reading.open import transcribe
from capaian.reading.pdf import device, file
from capaian.reading.pdf.file import read_pages

from .reading_pdfs import bomb, drawn, laughs, passages, said, typeset

GOOD = "#table(columns: 3, [IKU], [Target], [Realisasi], [Tepat waktu], [90], [91,11])"
PICTURE = b"q 595 0 0 842 0 0 cm /Im0 Do Q\n"


def picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    image = pdf.make_stream(bytes(range(64)))
    image.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 8, "/Height": 8})
    image.update({"/ColorSpace": pikepdf.Name.DeviceGray, "/BitsPerComponent": 8})
    return image


def scanned(path: Path, pages: int) -> Path:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[-1].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture(pdf)))
        pdf.pages[-1].Contents = pdf.make_stream(PICTURE)
    pdf.save(path)
    return path


def refused(path: Path) -> str:
    """The code of the one finding that says why nothing of ``path`` is read."""
    found, findings = transcribe(path)
    assert found is None
    (only,) = findings
    assert only.level is Level.ERROR
    assert only.message() and only.mend() and only.message("en") and only.mend("en")
    return only.code


def test_a_scan_is_named_as_one(tmp_path: Path) -> None:
    assert refused(scanned(tmp_path / "pindai.pdf", 3)) == "paper-scanned"


def test_scanned_pages_among_others_are_named_by_number(tmp_path: Path) -> None:
    path = typeset(tmp_path, GOOD)
    with pikepdf.open(scanned(tmp_path / "pindai.pdf", 2)) as scan, pikepdf.open(path) as report:
        report.pages.extend(scan.pages)
        report.save(tmp_path / "campur.pdf")
    found, (only,) = transcribe(tmp_path / "campur.pdf")
    assert found is not None
    assert len(list(found.grids)) == 1
    assert (only.code, only.level, only.values["pages"]) == ("paper-scanned-pages", Level.WARNING, "2-3")


def test_a_blank_page_is_no_scan_and_a_blank_file_is_empty(tmp_path: Path) -> None:
    assert refused(drawn(tmp_path, b"")) == "paper-empty"
    found, findings = transcribe(typeset(tmp_path, f"{GOOD}\n#pagebreak()\n#v(1mm)"))
    assert found is not None
    assert not findings


@pytest.mark.parametrize("owner_only", [True, False])
def test_a_password_to_open_is_asked_for_and_one_to_change_is_not(tmp_path: Path, owner_only: bool) -> None:
    path = tmp_path / "terkunci.pdf"
    with pikepdf.open(typeset(tmp_path, GOOD)) as file:
        file.save(path, encryption=pikepdf.Encryption(owner="rahasia", user="" if owner_only else "sandi"))
    if owner_only:
        found, findings = transcribe(path)
        assert found is not None
        assert not findings
    else:
        assert refused(path) == "paper-encrypted"


def test_truncated_and_broken_files_end_in_one_finding(tmp_path: Path) -> None:
    data = typeset(tmp_path, GOOD).read_bytes()
    path = tmp_path / "rusak.pdf"
    codes = set()
    for end in (9, 40, len(data) // 2):
        path.write_bytes(data[:end])
        codes.add(refused(path))
    assert codes <= {"paper-broken", "paper-empty"}


def test_any_damage_ends_in_findings_and_not_in_an_exception(tmp_path: Path) -> None:
    """Bytes changed at random, in this process, where an exception would show."""
    with pikepdf.open(typeset(tmp_path, GOOD)) as file:
        file.save(
            tmp_path / "utuh.pdf", compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
    data = (tmp_path / "utuh.pdf").read_bytes()
    path = tmp_path / "rusak.pdf"
    chance = random.Random(5)
    outcomes = set()
    for _ in range(150):
        damaged = bytearray(data)
        for _ in range(chance.choice([1, 5, 40])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        blocks, findings = read_pages(path)
        assert blocks is not None or findings
        outcomes.add(blocks is not None)
    assert outcomes == {True, False}


def test_a_bomb_of_instructions_ends_in_one_finding(tmp_path: Path) -> None:
    path = bomb(tmp_path, 4_000)
    assert path.stat().st_size < 100_000
    assert refused(path) == "paper-too-heavy"


def test_drawings_within_drawings_end_in_one_finding(tmp_path: Path) -> None:
    assert refused(laughs(tmp_path, 9, 10)) == "paper-too-heavy", "a milliard times one line"


def test_a_form_that_draws_itself_ends(tmp_path: Path) -> None:
    path = laughs(tmp_path, 1, 1)
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        form = file.pages[0].Resources.XObject.X
        form.Resources.XObject.X = form
        file.save(path)
    found, findings = transcribe(path)
    assert found is None
    assert findings


@pytest.mark.parametrize(
    "nested", [b"[" * 200_000, b"<<" * 200_000, b"q " * 200_000, b"( " * 50_000, b"/A BMC " * 90_000]
)
def test_deep_nesting_ends(tmp_path: Path, nested: bytes) -> None:
    path = drawn(tmp_path, nested + said(50, 700, "Target 90"))
    found, findings = transcribe(path)
    assert found is not None or len(findings) == 1


def test_deep_nesting_of_objects_ends(tmp_path: Path) -> None:
    body = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/X " + b"[" * 100_000 + b"]" * 100_000 + b">>\nendobj\n"
    body += b"2 0 obj\n<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    path = tmp_path / "dalam.pdf"
    path.write_bytes(body)
    assert refused(path) in ("paper-broken", "paper-empty")


def test_scripts_and_embedded_files_are_not_touched(tmp_path: Path) -> None:
    path = typeset(tmp_path, GOOD)
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.launchURL('x')")
        file.Root.OpenAction = script
        file.attachments["program.exe"] = b"MZ"
        file.save(path)
    found, findings = transcribe(path)
    assert found is not None
    assert not findings
    assert len(list(found.grids)) == 1


def test_fonts_that_do_not_name_their_letters_are_told(tmp_path: Path) -> None:
    path = typeset(tmp_path, GOOD + " Uraian kinerja kecamatan yang cukup panjang.")
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                del thing.ToUnicode
        file.save(path)
    assert refused(path) == "paper-unmapped"


def test_more_pages_and_more_work_than_any_report_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "panjang.pdf"
    path.write_bytes(typst.compile("#pagebreak()\n".join(["Isi.\n"] * 4).encode(), format="pdf"))
    monkeypatch.setattr(file, "MAX_PAGES", 4)
    assert read_pages(path)[0] is not None
    monkeypatch.setattr(file, "MAX_PAGES", 3)
    blocks, (found,) = read_pages(path)
    assert (blocks, found.code) == (None, "paper-too-long")
    assert "3 halaman" in found.message() and "3 pages" in found.message("en")
    monkeypatch.undo()
    monkeypatch.setattr(device, "MAX_CHARACTERS", 3)
    blocks, (found,) = read_pages(path)
    assert (blocks, found.code) == (None, "paper-too-heavy")


def test_one_broken_page_does_not_hide_the_others(tmp_path: Path) -> None:
    path = typeset(tmp_path, "Isi satu yang dibaca.\n#pagebreak()\nIsi dua.")
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        file.pages[1].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(f0=7))
        file.pages[1].Contents = file.make_stream(b"/f0 /f0 Tf (x) Tj Q Q Tm cm")
        file.save(path)
    found, findings = transcribe(path)
    assert found is not None
    assert next(block.text for block in found.passages) == "Isi satu yang dibaca."
    assert {finding.code for finding in findings} <= {"paper-broken-pages"}


def test_a_page_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = typeset(tmp_path, "Isi satu yang dibaca.\n#pagebreak()\nIsi dua.")
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0)
        font.DescendantFonts = pikepdf.Array([])  # no font to show its characters with
        file.pages[1].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(f0=font))
        file.pages[1].Contents = file.make_stream(b"BT /f0 9 Tf (x) Tj ET")
        file.save(path)
    blocks, (found,) = read_pages(path)
    assert blocks is not None
    assert (found.code, found.values["pages"]) == ("paper-broken-pages", "2")


def test_charts_and_thousands_of_lines_are_no_tables(tmp_path: Path) -> None:
    lines = b"".join(b"%d %d m %d %d l S\n" % (n % 500, n % 700, n % 500 + 3, n % 700 + 9) for n in range(20_000))
    assert passages(drawn(tmp_path, lines + said(50, 780, "Grafik capaian kinerja"))) == ["Grafik capaian kinerja"]
