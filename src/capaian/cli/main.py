"""``capaian``: the door for people at a terminal and for other programs."""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from capaian.cli import parser, usage
from capaian.cli.status import DONE, FINDINGS, WRONG_USE
from capaian.cli.words import say, why
from capaian.core.wording import LANGUAGES
from capaian.engine.faults import EngineFailed

_MODULES = {"import": "import_"}
"""Commands whose name is a word of Python."""

_BETWEEN_COLLECTIONS = 100_000
"""New objects before the collector looks for cycles; a short command makes few that matter."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 findings of level error, 2 wrong use."""
    words = _language_last(sys.argv[1:] if arguments is None else list(arguments))
    # argparse speaks before it has read --lang.
    lang = _language(words)
    usage.speak(lang)
    options = parser.build(_RUNS, words[0] if words else None, lang).parse_args(words)
    try:
        status: int = options.run(options)
    except BrokenPipeError:  # the reader of our output left, as `| head` does
        sys.stderr.close()
        return DONE
    except EngineFailed as error:
        # Only who has a fault to tell waits for what tells it.
        from capaian.cli.terminal import print_findings
        from capaian.core.findings.finding import finding
        from capaian.engine.spark import without_secrets

        shown = without_secrets(options.engine)
        print_findings([finding("engine-failed", address=shown, problem=error)], options.lang)
        return FINDINGS
    except OSError as error:
        reason = why(error, options.lang)
        print(say("no-file", options.lang, found=error.filename or "?", why=reason), file=sys.stderr)
        return WRONG_USE
    return status


def _language_last(words: list[str]) -> list[str]:
    """Return ``words`` with a language before the command after it, where each command takes it."""
    first = 1 if words[:1] and words[0].startswith("--lang=") else 2 if words[:1] == ["--lang"] else 0
    return [*words[first:], *words[:first]] if first < len(words) else words


def _language(words: Sequence[str]) -> str:
    asked = {f"--lang={lang}": lang for lang in LANGUAGES} | {("--lang", lang): lang for lang in LANGUAGES}
    said = [asked[one] for one in (*words, *pairwise(words)) if one in asked]
    return said[-1] if said else LANGUAGES[0]


def _run(name: str, options: argparse.Namespace) -> int:
    # Each command is imported when it runs: a measurement should not wait for the libraries of documents.
    # The collector rests meanwhile, since nothing that an import makes is garbage, and works seldom afterwards.
    gc.disable()
    command = importlib.import_module(f"capaian.cli.{_MODULES.get(name, name)}")
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    gc.enable()
    status: int = command.run(options)
    return status


_RUNS: dict[str, parser.Run] = {name: partial(_run, name) for name in parser.COMMANDS}
