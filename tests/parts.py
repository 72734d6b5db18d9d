"""Runs the parts of ``make test`` one after the other, and says at the end how long each took and which failed.

``python -m tests.parts [--since EPOCH] NAME=COMMAND ...``; the first part that fails is the last one.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import time
from collections.abc import Sequence


def run(parts: Sequence[str], since: float) -> int:
    """Run ``NAME=COMMAND`` parts; return the status of the first that fails, or 0."""
    took = [("pemasangan", time.time() - since)] if since else []
    status = 0
    for part in parts:
        name, _, command = part.partition("=")
        print(name, flush=True)
        began = time.monotonic()
        status = subprocess.call(shlex.split(command))
        took.append((name, time.monotonic() - began))
        if status:
            break
    print("\n".join(table(took, status)), flush=True)
    return status


def table(took: Sequence[tuple[str, float]], status: int) -> list[str]:
    """Return the lines that say how many seconds each part took, and which one failed."""
    width = max(len(name) for name, _ in took)
    lines = [f"{name:{width}} {seconds:6.0f} detik" for name, seconds in took]
    lines.append(f"{'seluruhnya':{width}} {sum(seconds for _, seconds in took):6.0f} detik")
    return [*lines, f"GAGAL: {took[-1][0]}"] if status else lines


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m tests.parts")
    words.add_argument("--since", type=float, default=0.0, help="when make began: what was before is installing")
    words.add_argument("parts", nargs="+", metavar="NAME=COMMAND")
    asked = words.parse_args()
    return run(asked.parts, asked.since)


if __name__ == "__main__":
    raise SystemExit(main())
