"""A PDF file to the blocks of a transcript, in this process; :mod:`.pdf` runs it in a bounded one of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.wording import Both
from capaian.reading.pdf.clip import Interpreter
from capaian.reading.pdf.device import Device, PageTooComplex
from capaian.reading.pdf.heads import without_heads
from capaian.reading.pdf.join import blocks
from capaian.reading.pdf.pages import PageContent, sheet_of
from capaian.reading.pdf.transfer import Blocks

MAX_PAGES = 2_000
MAX_CHARACTERS = 8_000_000
_FEW = 10
_PICTURED = 0.3
_OUTLINES = 500
"""So many paths and no text on a page: letters that were turned into drawings."""


def read_pages(path: Path) -> tuple[Blocks | None, list[Finding]]:
    """Return what the PDF at ``path`` says, or ``None`` and why not. Raises OSError and MemoryError only.

    pdfminer raises nearly anything on a broken file, which is why everything is caught here, once, and named as
    what it is: a file that cannot be read.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    place = Place(path.name)
    with path.open("rb") as file:
        try:
            document = PDFDocument(PDFParser(file), password="")
            sheets, broken = _sheets(document)
        except (PDFPasswordIncorrect, PDFEncryptionError):
            return None, [finding("paper-encrypted", place)]
        except _TooLong:
            return None, [finding("paper-too-long", place, limit=MAX_PAGES, unit=Both("halaman", "pages"))]
        except PageTooComplex:
            return None, [finding("paper-too-heavy", place)]
        except (MemoryError, OSError):
            raise
        except Exception:
            return None, [finding("paper-broken", place, kind="PDF")]
    fault = _fault(sheets, broken, place)
    if fault is not None:
        return None, [fault]
    without_heads(sheets)
    return tuple(blocks(sheets)), list(_remarks(sheets, broken, place))


class _TooLong(Exception):
    pass


def _sheets(document: PDFDocument) -> tuple[list[PageContent], list[int]]:
    """The pages that can be read, and the numbers of those that cannot."""
    manager = PDFResourceManager()
    device = Device(manager)
    interpreter = Interpreter(manager, device)
    sheets: list[PageContent] = []
    broken: list[int] = []
    characters = 0
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > MAX_PAGES:
            raise _TooLong
        device.begin(number)
        try:
            interpreter.process_page(page)
            sheet = sheet_of(device.page())
        except (PageTooComplex, MemoryError, OSError):
            raise
        except Exception:
            broken.append(number)
            continue
        characters += sheet.characters
        if characters > MAX_CHARACTERS:
            raise PageTooComplex("characters")
        sheets.append(sheet)
    return sheets, broken


def _fault(sheets: list[PageContent], broken: list[int], place: Place) -> Finding | None:
    """Why nothing of the file can be read, if so."""
    characters = sum(sheet.characters for sheet in sheets)
    unmapped = sum(sheet.unmapped for sheet in sheets)
    if any(sheet.characters > _FEW for sheet in sheets) or unmapped > _FEW:
        if unmapped * 2 > characters:
            return finding("paper-unmapped", place)
        return None
    if any(_is_picture(sheet) for sheet in sheets):
        return finding("paper-scanned", place)
    if broken:
        return finding("paper-broken", place, kind="PDF")
    return finding("paper-empty", place) if characters == 0 else None


def _is_picture(sheet: PageContent) -> bool:
    return sheet.characters <= _FEW and (sheet.pictured >= _PICTURED or sheet.drawn >= _OUTLINES)


def _remarks(sheets: list[PageContent], broken: list[int], place: Place) -> Iterator[Finding]:
    pictures = [sheet.number for sheet in sheets if _is_picture(sheet)]
    if pictures:
        yield finding("paper-scanned-pages", place, pages=_listed(pictures))
    if broken:
        yield finding("paper-broken-pages", place, pages=_listed(broken))


def _listed(numbers: list[int]) -> str:
    """Return page numbers as people write them: ``3, 5-9``."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
