"""Every format that a paper can be written in, by name."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.audit.planting.figures import Figures
from tests.audit.planting.paper import Paper
from tests.audit.planting.printed import as_pdf
from tests.audit.planting.word import as_word
from tests.audit.planting.writers import as_html, as_markdown, as_text, as_workbook

Write = Callable[[Paper, Figures, random.Random], bytes]


def _workbook(paper: Paper, figures: Figures, rng: random.Random) -> bytes:
    return as_workbook(paper, texts=figures.style.texts_in_book, sheets=rng.random() < 0.5)


def _pdf(paper: Paper, rng: random.Random, *, ruled: bool) -> bytes:
    return as_pdf(paper, ruled=ruled, repeated=rng.random() < 0.5, portrait=rng.random() < 0.3)


FORMATS: dict[str, Write] = {
    "txt": lambda paper, figures, rng: as_text(paper),
    "md": lambda paper, figures, rng: as_markdown(paper),
    "html": lambda paper, figures, rng: as_html(paper),
    "docx": lambda paper, figures, rng: as_word(paper, boxed=rng.random() < 0.5),
    "xlsx": _workbook,
    "pdf": lambda paper, figures, rng: _pdf(paper, rng, ruled=True),
    "bare.pdf": lambda paper, figures, rng: _pdf(paper, rng, ruled=False),
}
"""``bare.pdf`` has tables without a line between their cells, which hardly any report prints."""
