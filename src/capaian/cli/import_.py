"""``capaian import``: an Excel book into a register."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

from capaian.cli.status import DONE, FINDINGS, WRONG_USE
from capaian.cli.terminal import print_findings
from capaian.cli.words import say
from capaian.core.wording import in_language
from capaian.files.plan.reader import read_plan
from capaian.files.registers.lake import PARTS_LIST, ConcurrentChange
from capaian.pipeline.import_register import ChangedRow, ImportResult, changes_of, execute_import, prepare_import

MAX_SHOWN = 20
"""Corrections that are listed one by one."""


def run(options: argparse.Namespace) -> int:
    lang = options.lang
    plan, findings = read_plan(options.plan)
    if plan is None:
        print_findings(findings, lang)
        return FINDINGS
    register = plan.registers.get(options.register)
    if register is None:
        known = ", ".join(plan.registers) or "–"
        print(say("no-register", lang, found=options.register, known=known), file=sys.stderr)
        return WRONG_USE
    folder: Path = options.registers or options.plan.parent / "registers"
    if options.correct and not register.key:
        print(say("correct-needs-key", lang, register=register.name), file=sys.stderr)
        return WRONG_USE
    planned, found = prepare_import(register, options.file, folder, correct=options.correct)
    print_findings(found, lang)
    if planned is None:
        print(say("nothing-added", lang, register=register.name), file=sys.stderr)
        return FINDINGS
    _tell(planned, options.file, lang)
    if options.dry_run:
        print(say("dry-run", lang), file=sys.stderr)
        return DONE
    try:
        parts = execute_import(planned, folder, on=datetime.date.today().isoformat())
    except ConcurrentChange:
        print(say("changed-meanwhile", lang, register=register.name), file=sys.stderr)
        return WRONG_USE
    goal, corrected = folder / register.name, len(planned.corrections)
    print(say("imported", lang, rows=len(planned.new), folder=goal, parts=len(parts)), file=sys.stderr)
    if corrected:
        print(say("corrected", lang, rows=corrected, list=goal / PARTS_LIST), file=sys.stderr)
    return DONE


def _tell(planned: ImportResult, file: Path, lang: str) -> None:
    print(say("understood", lang, file=file, rows=planned.read, register=planned.register.label), file=sys.stderr)
    for name, heading in planned.understood.items():
        print(f"  {heading} → {name}", file=sys.stderr)
    for name, column in planned.register.columns.items():
        if name not in planned.understood:
            print(say("not-in-file", lang, label=column.label or name, name=name), file=sys.stderr)
    print(say("new-and-old", lang, new=len(planned.new), already=planned.already), file=sys.stderr)
    if planned.corrections:
        _tell_corrections(planned.corrections, lang)


def _tell_corrections(corrections: Sequence[ChangedRow], lang: str) -> None:
    print(say("corrections", lang, rows=len(corrections)), file=sys.stderr)
    for one in corrections[:MAX_SHOWN]:
        key = ", ".join(f"{name} {value}" for name, value in one.key.items())
        print(f"  {key}: {in_language(changes_of(one), lang)}", file=sys.stderr)
    if len(corrections) > MAX_SHOWN:
        print(say("and-more", lang, rows=len(corrections) - MAX_SHOWN), file=sys.stderr)
