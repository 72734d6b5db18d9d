"""What a line of chunks, or a chunk of it, looks like: a figure, a title, headings, the name of a sasaran."""

from __future__ import annotations

import re

from capaian.reading.layout.drawing import LetterRun

Line = list[LetterRun]

FIGURE = re.compile(
    r"(?:[≥≤<>]\s*)?(?:Rp\.?\s*)?\(?[-–]?\d[\d.,]*\)?\s*%?\Z|[-–—]\Z|\d{1,3}[.)]\Z"
    r"|(?:AA|A|BB|B|CC|C|D)(?:\s*\(?[\d.,]+\)?)?\Z|n/?a\Z|wtp\Z",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"(?:Rp\.?\s*)?[-–]?\d[\d.,]*\s?%?(?:\s*[-–]\s*\d[\d.,]*\s?%?|(?:\s[^\W\d_]{1,12}){1,2}|\s*[/(]\s*[A-Z]{1,2}\)?)?\Z"
    r"|(?:AA|A|BB|B|CC|C|D)\s*[/=:]\s*\d[\d.,]*\Z",
    re.IGNORECASE,
)
"""What a cell of figures may also hold: a figure with its unit, a range, a score with its grade."""
TITLE = re.compile(r"(?:tabel|table|lampiran|grafik|gambar|diagram|bab)\b", re.IGNORECASE)
SECTION = re.compile(r"(?:sasaran|misi|tujuan|program|kegiatan)\b", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:no\.?|nomor|sasaran|indikator|iku|target|realisasi|capaian|program|kegiatan|anggaran|uraian|satuan|sumber)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 50


def is_amount(text: str) -> bool:
    """Tell whether a text is a figure, alone or with what belongs to one in its cell."""
    return FIGURE.match(text) is not None or AMOUNT.match(text) is not None


def is_heading(line: Line) -> bool:
    """Tell whether a line of chunks names columns and holds no figure."""
    named = sum(1 for chunk in line if _HEADING.match(chunk.text) and len(chunk.text) < _LONGEST_HEADING)
    return named > 1 and not any(FIGURE.match(chunk.text) for chunk in line)
