"""Any report to its transcript: the file is read as what it holds, and what cannot be read is named."""

from __future__ import annotations

from pathlib import Path

from capaian.core.claims.transcript import Transcript
from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.wording import Both
from capaian.reading.container.sniffing import EXTENSIONS, OTHERWISE, FileKind, detect_kind
from capaian.reading.html import page
from capaian.reading.pdf import bounded
from capaian.reading.sheets import xlsx
from capaian.reading.text import markdown, plain
from capaian.reading.word import docx

MAX_BYTES = 100_000_000

_AS_DOCX = Both(
    "Buka di Word atau LibreOffice dan simpan sebagai DOCX",
    "Open it in Word or LibreOffice and save as DOCX",
)
_AS_XLSX = Both(
    "Buka di Excel atau LibreOffice dan simpan sebagai XLSX",
    "Open it in Excel or LibreOffice; save as XLSX",
)
_READERS = {
    FileKind.TEXT: plain.read,
    FileKind.MARKDOWN: markdown.read,
    FileKind.PDF: bounded.read,
    FileKind.DOCX: docx.read,
    FileKind.XLSX: xlsx.read,
    FileKind.HTML: page.read,
}
_WRITE = {
    FileKind.WORD97: _AS_DOCX,
    FileKind.RTF: _AS_DOCX,
    FileKind.EXCEL97: _AS_XLSX,
    FileKind.OLD_OFFICE: Both("Buka dan simpan sebagai DOCX atau XLSX", "Open it and save as DOCX or XLSX"),
    FileKind.ODF: Both(
        "Buka di LibreOffice dan simpan sebagai DOCX atau XLSX",
        "Open it in LibreOffice; save as DOCX or XLSX",
    ),
    FileKind.IMAGE: Both(
        "Berikan berkas asalnya (DOCX, XLSX atau PDF berteks); tulisan di dalam gambar tidak dibaca",
        "Give the file it was made from (DOCX, XLSX or PDF with text); writing in pictures is not read",
    ),
    FileKind.ARCHIVE: Both(
        "Ekstrak arsipnya dan berikan laporannya", "Unpack the archive and give the report itself"
    ),
}


def transcribe(path: Path) -> tuple[Transcript | None, list[Finding]]:
    """Return what the file at ``path`` says, or ``None`` and why not. Raises OSError only."""
    size = path.stat().st_size
    place = Place(path.name)
    if not size:
        return None, [finding("paper-empty", place)]
    if size > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        return None, [finding("paper-too-large", place, found=f"{size // 1_000_000} MB", limit=limit)]
    kind = detect_kind(path)
    transcript, findings = _read(path, kind)
    if transcript is not None and _disagrees(path, kind):
        findings = [finding("paper-extension", place, extension=path.suffix, kind=kind.called), *findings]
    return transcript, findings


def _disagrees(path: Path, kind: FileKind) -> bool:
    named = EXTENSIONS.get(path.suffix.lower())
    return named is not None and named is not kind and not (named is FileKind.MARKDOWN and kind is FileKind.TEXT)


def _read(path: Path, kind: FileKind) -> tuple[Transcript | None, list[Finding]]:
    if kind in _READERS:
        return _READERS[kind](path)
    if kind is FileKind.LOCKED_OFFICE:
        return None, [finding("paper-encrypted", Place(path.name))]
    write = _WRITE.get(kind, OTHERWISE)
    return None, [finding("paper-unknown", Place(path.name), found=kind.called, write=write)]
