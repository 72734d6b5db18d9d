"""The process that reads one PDF with bounded memory and time, and prints what it read as JSON.

``python -m capaian.reading.pdf.child FILE``; :mod:`.pdf` starts it.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from capaian.core.findings.finding import Place, finding
from capaian.reading.pdf.file import read_pages
from capaian.reading.pdf.transfer import dump_blocks

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

MAX_MEMORY = 1 << 30
MAX_SECONDS = 180


def main(name: str) -> None:
    """Read ``name`` and print what it says."""
    _confine()
    path = Path(name)
    try:
        blocks, findings = read_pages(path)
    except MemoryError:
        blocks, findings = None, [finding("paper-too-heavy", Place(path.name))]
    sys.stdout.write(dump_blocks(blocks, findings))


def _confine() -> None:
    if resource is None:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a stricter limit holds already
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main(sys.argv[1])
