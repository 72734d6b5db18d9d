"""A file is read as what it holds; what cannot be read ends in one plain finding and never in an exception."""

import io
import zipfile
from pathlib import Path

import pytest

from capaian.core.findings.finding import Level
from capaian.reading import open as opening
from capaian.reading.open import transcribe


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

REFUSED = [
    ("laporan.txt", b"", "paper-empty", "kosong"),
    ("laporan.txt", b" \n\t\n", "paper-empty", "kosong"),
    ("laporan.doc", OLE + "WordDocument".encode("utf-16-le"), "paper-unknown", "simpan sebagai DOCX"),
    ("laporan.xls", OLE + "Workbook".encode("utf-16-le"), "paper-unknown", "simpan sebagai XLSX"),
    ("laporan.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "paper-encrypted", "tanpa kata sandi"),
    ("laporan.doc", OLE, "paper-unknown", "DOCX atau XLSX"),
    ("laporan.rtf", b"{\\rtf1 Target}", "paper-unknown", "simpan sebagai DOCX"),
    ("laporan.odt", zipped("mimetype", "content.xml"), "paper-unknown", "LibreOffice"),
    ("laporan.pptx", zipped("ppt/presentation.xml"), "paper-unknown", "DOCX, XLSX atau PDF"),
    ("laporan.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "paper-unknown", "gambar"),
    ("laporan.pdf", b"\xff\xd8\xff\xe0" + bytes(40), "paper-unknown", "gambar"),
    ("laporan.rar", b"Rar!\x1a\x07\x00" + bytes(40), "paper-unknown", "Ekstrak"),
    ("laporan.zip", zipped("laporan.txt"), "paper-unknown", "Ekstrak"),
    ("laporan.zip", b"PK\x03\x04broken", "paper-unknown", "Ekstrak"),
    ("laporan.txt", bytes(range(32)) * 20, "paper-unknown", "DOCX, XLSX atau PDF"),
]


@pytest.mark.parametrize(("name", "data", "code", "said"), REFUSED, ids=[f"{row[0]}-{row[3]}" for row in REFUSED])
def test_what_cannot_be_read_is_named_once(tmp_path: Path, name: str, data: bytes, code: str, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    transcript, findings = transcribe(path)
    assert transcript is None
    (found,) = findings
    assert found.code == code
    assert found.level is Level.ERROR
    assert said in f"{found.message()} {found.mend()}"
    assert found.place.file == name


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "laporan.txt"
    path.write_text("Target\n", encoding="utf-8")
    monkeypatch.setattr(opening, "MAX_BYTES", 3)
    transcript, (found,) = transcribe(path)
    assert (transcript, found.code) == (None, "paper-too-large")


def test_an_extension_that_disagrees_is_said_and_the_content_read(tmp_path: Path) -> None:
    path = tmp_path / "laporan.docx"
    path.write_text("Target 90\n", encoding="utf-8")
    transcript, (found,) = transcribe(path)
    assert transcript is not None
    assert (found.code, found.level) == ("paper-extension", Level.NOTE)
    assert ".docx" in found.message() and "teks" in found.message()


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        transcribe(tmp_path / "tidak-ada.pdf")
