"""A report in Markdown to a transcript: pipe tables, HTML tables inside it, equations in LaTeX.

A file without any such table is read as plain text, whose reader knows tables by tabs and by aligned columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core import inline as marked_up
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from capaian.core.claims.transcript import Cell, Transcript
from capaian.core.findings.finding import Finding
from capaian.core.wording import Both
from capaian.reading.builder import TranscriptBuilder, normalise_whitespace
from capaian.reading.container.decoding import decode_text
from capaian.reading.container.package import PackageRefused
from capaian.reading.equations import linear
from capaian.reading.equations.latex import equation_at
from capaian.reading.html import page
from capaian.reading.text import plain

MAX_CHARACTERS = 2_000_000
MAX_MARKED_UP = 20_000
"""Longest block whose marks are read, in characters; brackets that never close cost the square of its length."""

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_RAISED = re.compile(r"<(/?)sup>", re.IGNORECASE)
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)


def read(path: Path) -> tuple[Transcript | None, list[Finding]]:
    """Read the Markdown file at ``path``. Raises OSError only."""
    source, findings = decode_text(path.read_bytes(), path.name)
    if source is None:
        return plain.read(path)
    try:
        _check(source)
        tokens = _parser().parse(source)
        if not any(token.type == "table_open" or _TABLE.search(token.content) for token in tokens):
            return plain.read(path)
        gathering = TranscriptBuilder(path.name)
        findings += _Blocks(tokens, gathering, path.name).read()
        return gathering.transcript(), findings
    except PackageRefused as refused:
        return None, [*findings, refused.found(path.name)]


def _check(source: str) -> None:
    if len(source) > MAX_CHARACTERS:
        raise PackageRefused(
            "paper-too-large",
            found=Both(f"{len(source)} huruf", f"{len(source)} characters"),
            limit=f"{MAX_CHARACTERS}",
        )


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # Before escapes, which would take the backslashes of an equation for their own.
    parser.inline.ruler.before("escape", "equation", _equation)
    parser.core.ruler.at("inline", _inline_in_bounds)
    return parser


def _inline_in_bounds(state: StateCore) -> None:
    """Read the marks within blocks, and take a block that is far too long for one as it stands."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > MAX_MARKED_UP:
            token.children = [Token("text", "", 0, content=token.content)]
            token.type = "overlong"
    marked_up(state)
    for token in state.tokens:
        token.type = "inline" if token.type == "overlong" else token.type


def _equation(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "$\\":
        return False
    found = equation_at(state.src, state.pos)
    if found is None:
        return False
    said, state.pos = found
    if not silent:
        state.push("equation", "", 0).content = said
    return True


class _Blocks:
    """Goes through the blocks of one file."""

    def __init__(self, tokens: Sequence[Token], gathering: TranscriptBuilder, file: str) -> None:
        self._tokens, self._gathering, self._file = tokens, gathering, file
        self._label = ""
        self._rows: list[list[str]] | None = None
        self._markup: list[str] = []
        self._findings: list[Finding] = []

    def read(self) -> list[Finding]:
        for token in self._tokens:
            if token.type == "html_block":
                self._markup.append(token.content)
                continue
            self._flush()
            self._token(token)
        self._flush()
        return self._findings

    def _flush(self) -> None:
        """Read HTML once it is whole: an empty line ends a block of it, but not its table."""
        if self._markup:
            self._findings += page.page("\n".join(self._markup), self._gathering, self._file)
            self._markup.clear()

    def _token(self, token: Token) -> None:
        kind = token.type
        if kind == "list_item_open":
            self._label = f"{token.info}{token.markup} " if token.info else ""
        elif kind == "table_open":
            self._rows = []
        elif kind == "tr_open" and self._rows is not None:
            self._rows.append([])
        elif kind == "inline":
            self._inline("".join(_said(token.children or ())))
        elif kind in ("fence", "code_block"):
            for line in token.content.splitlines():
                self._gathering.passage(line)
        elif kind == "table_close" and self._rows is not None:
            self._gathering.grid(
                Cell(normalise_whitespace(said), row, column)
                for row, cells in enumerate(self._rows, 1)
                for column, said in enumerate(cells, 1)
            )
            self._rows = None

    def _inline(self, said: str) -> None:
        if self._rows is not None:
            self._rows[-1].append(said)
        else:
            self._gathering.passage(self._label + said)
            self._label = ""


def _said(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the text of a block; what ``sup`` raises becomes superscripts."""
    raises = False
    for token in tokens:
        if token.type == "html_inline":
            if mark := _RAISED.fullmatch(token.content):
                raises = not mark[1]
            elif _BREAK.fullmatch(token.content):
                yield "\n"
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type in ("text", "code_inline", "equation"):
            yield linear.raised(token.content) if raises else token.content
