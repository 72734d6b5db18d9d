"""A report in PDF to a transcript.

Reading happens in a process of its own. What a page costs is counted (characters, paths, figures), but a PDF can
make a reader unpack gigabytes before a single one is drawn, and Python cannot bound that within a process; the
other process has a limit of memory and of processor time (where the system knows such limits: not on Windows).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from capaian.core.claims.transcript import Transcript
from capaian.core.findings.finding import Finding, Place, finding
from capaian.reading.pdf.transfer import load_blocks

_PROCESS = "capaian.reading.pdf.child"


def read(path: Path) -> tuple[Transcript | None, list[Finding]]:
    """Read the PDF at ``path``, or say why it cannot be read. Raises OSError only."""
    with path.open("rb"):
        pass  # what cannot be opened is told here, as every reader does
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-P", "-m", _PROCESS, str(path.absolute())],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        # A negative status is a signal: the limit of time. Everything else would be a fault of ours.
        code = "paper-too-heavy" if done.returncode < 0 else "paper-broken"
        return None, [finding(code, Place(path.name), kind="PDF")]
    blocks, findings = load_blocks(done.stdout.decode("utf-8"))
    return (None if blocks is None else Transcript(path.name, blocks)), findings
