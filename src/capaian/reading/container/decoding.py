"""Bytes of a text file to its text: UTF-8 and UTF-16 with or without their marks, else Windows-1252 with a note."""

from __future__ import annotations

import codecs

from capaian.core.findings.finding import Finding, Place, finding

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 4096
_LAYOUT = frozenset(b"\t\n\v\f\r\x1a\x1b")


def decode_text(data: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """Return the text of ``data``, or ``None`` where it is no text at all."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), []
    if (guess := _unmarked_utf16(data)) is not None:
        return data.decode(guess, errors="replace"), []
    if is_binary(data):
        return None, []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace").replace("\ufffd", " ")
        return text, [finding("paper-encoding", Place(file))]


def _unmarked_utf16(data: bytes) -> str | None:
    """Windows tools write UTF-16 without a mark: in Latin text every other byte is then zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0) * 2, sample[1::2].count(0) * 2
    if odd > 0.7 * len(sample) and even < 0.1 * len(sample):
        return "utf-16-le"
    if even > 0.7 * len(sample) and odd < 0.1 * len(sample):
        return "utf-16-be"
    return None


def is_binary(data: bytes) -> bool:
    """Tell whether ``data`` holds control characters as no text does."""
    sample = data[:_SAMPLE]
    strange = sum(1 for byte in sample if byte < 32 and byte not in _LAYOUT)
    return 0 in sample or strange * 50 > len(sample)
