"""Any report to its transcript: the file is read as what it holds, and what cannot be read is named."""

from __future__ import annotations

from pathlib import Path

from capaian.core.claims.transcript import Transcript
from capaian.core.findings.finding import Finding, Place, finding
from capaian.reading.container.sniffing import EXTENSIONS, Kind, sniffed
from capaian.reading.html import page
from capaian.reading.pdf import bounded
from capaian.reading.sheets import xlsx
from capaian.reading.text import markdown, plain
from capaian.reading.word import docx

MOST_BYTES = 100_000_000

_AS_DOCX = (
    "Buka di Word atau LibreOffice dan simpan sebagai DOCX",
    "Open it in Word or LibreOffice and save as DOCX",
)
_AS_XLSX = (
    "Buka di Excel atau LibreOffice dan simpan sebagai XLSX",
    "Open it in Excel or LibreOffice; save as XLSX",
)
_READERS = {
    Kind.TEXT: plain.read,
    Kind.MARKDOWN: markdown.read,
    Kind.PDF: bounded.read,
    Kind.DOCX: docx.read,
    Kind.XLSX: xlsx.read,
    Kind.HTML: page.read,
}
_WRITE = {
    Kind.WORD97: _AS_DOCX,
    Kind.RTF: _AS_DOCX,
    Kind.EXCEL97: _AS_XLSX,
    Kind.OLD_OFFICE: ("Buka dan simpan sebagai DOCX atau XLSX", "Open it and save as DOCX or XLSX"),
    Kind.ODF: (
        "Buka di LibreOffice dan simpan sebagai DOCX atau XLSX",
        "Open it in LibreOffice; save as DOCX or XLSX",
    ),
    Kind.IMAGE: (
        "Berikan berkas asalnya (DOCX, XLSX atau PDF berteks); tulisan di dalam gambar tidak dibaca",
        "Give the file it was made from (DOCX, XLSX or PDF with text); writing in pictures is not read",
    ),
    Kind.ARCHIVE: ("Ekstrak arsipnya dan berikan laporannya", "Unpack the archive and give the report itself"),
}
_OTHERWISE = ("Simpan laporan sebagai DOCX, XLSX atau PDF", "Save the report as DOCX, XLSX or PDF")


def transcribe(path: Path) -> tuple[Transcript | None, list[Finding]]:
    """Return what the file at ``path`` says, or ``None`` and why not. Raises OSError only."""
    size = path.stat().st_size
    place = Place(path.name)
    if not size:
        return None, [finding("paper-empty", place)]
    if size > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        return None, [finding("paper-too-large", place, found=f"{size // 1_000_000} MB", limit=limit)]
    kind = sniffed(path)
    transcript, findings = _read(path, kind)
    if transcript is not None and _disagrees(path, kind):
        findings = [finding("paper-extension", place, extension=path.suffix, kind=kind), *findings]
    return transcript, findings


def _disagrees(path: Path, kind: Kind) -> bool:
    named = EXTENSIONS.get(path.suffix.lower())
    return named is not None and named is not kind and not (named is Kind.MARKDOWN and kind is Kind.TEXT)


def _read(path: Path, kind: Kind) -> tuple[Transcript | None, list[Finding]]:
    if kind in _READERS:
        return _READERS[kind](path)
    if kind is Kind.LOCKED_OFFICE:
        return None, [finding("paper-encrypted", Place(path.name))]
    write, write_en = _WRITE.get(kind, _OTHERWISE)
    return None, [finding("paper-unknown", Place(path.name), found=kind, write=write, write_en=write_en)]
