"""``capaian``: the door for people at a terminal and for other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from capaian.cli import parser
from capaian.cli.words import say, why

DONE, FINDINGS, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 findings of level error, 2 wrong use."""
    options = parser.build(_RUNS).parse_args(arguments)
    try:
        status: int = options.run(options)
    except BrokenPipeError:  # the reader of our output left, as `| head` does
        sys.stderr.close()
        return DONE
    except OSError as error:
        reason = why(error, options.lang)
        print(say("no-file", options.lang, found=error.filename or "?", why=reason), file=sys.stderr)
        return WRONG_USE
    return status


def _measure(options: argparse.Namespace) -> int:
    from capaian.cli.measure import run

    return run(options)


def _report(options: argparse.Namespace) -> int:
    from capaian.cli.report import run

    return run(options)


def _check(options: argparse.Namespace) -> int:
    from capaian.cli.check import run

    return run(options)


def _explain(options: argparse.Namespace) -> int:
    from capaian.cli.explain import run

    return run(options)


def _init(options: argparse.Namespace) -> int:
    from capaian.cli.init import run

    return run(options)


# Each command is imported when it runs: a measurement should not wait for the libraries of documents.
_RUNS: dict[str, parser.Run] = {
    "measure": _measure,
    "report": _report,
    "check": _check,
    "explain": _explain,
    "init": _init,
}
