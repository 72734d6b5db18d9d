"""Blocks and findings as text, to pass them from the process that reads a file to the one that asked."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from capaian.core.claims.transcript import Cell, Grid, Passage
from capaian.core.findings.finding import Finding, Place, finding

Blocks = tuple[Passage | Grid, ...]


def dump_blocks(blocks: Blocks | None, findings: list[Finding]) -> str:
    """Return blocks and findings as JSON."""
    said = None if blocks is None else [_block(block) for block in blocks]
    found = [(item.code, item.place.file, dict(item.values)) for item in findings]
    return json.dumps({"blocks": said, "findings": found})


def _block(block: Passage | Grid) -> list[Any]:
    if isinstance(block, Passage):
        return [block.block, block.text, block.page]
    cells = [tuple(asdict(cell).values()) for cell in block.cells]
    return [block.block, block.table, block.page, cells]


def load_blocks(text: str) -> tuple[Blocks | None, list[Finding]]:
    """Return what :func:`dump_blocks` wrote."""
    said = json.loads(text)
    findings = [finding(code, Place(file), **values) for code, file, values in said["findings"]]
    if said["blocks"] is None:
        return None, findings
    return tuple(_from(block) for block in said["blocks"]), findings


def _from(block: list[Any]) -> Passage | Grid:
    if len(block) == 3:
        return Passage(*block)
    return Grid(block[1], block[0], tuple(Cell(*cell) for cell in block[3]), page=block[2])
