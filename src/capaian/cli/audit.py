"""``capaian audit``: somebody else's report, and where its figures do not hold."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections import Counter
from collections.abc import Iterator

from capaian.cli.audit_table import audit_lines
from capaian.cli.measured import measured
from capaian.cli.status import DONE, FINDINGS, WRONG_USE
from capaian.cli.terminal import print_findings
from capaian.cli.words import say, why
from capaian.core.measurement.result import Measurement
from capaian.core.period import Period
from capaian.documents.findings.render import FORMATS
from capaian.documents.model import Paper
from capaian.documents.render import write_whole
from capaian.files.drafting.plan import PlanDraft
from capaian.pipeline.audit_drafting import contents_of, draft_of, files_of
from capaian.pipeline.audit_json import to_json
from capaian.pipeline.audit_paper import PLACEHOLDER, goal_of, paper_of, rendered
from capaian.pipeline.auditing import Audited, ReadReport, audit_report, read_report

_WITH_PLAN = ("values", "registers", "engine", "targets", "rulebook", "period")


def run(options: argparse.Namespace) -> int:
    fault = _wrong_use(options)
    if fault:
        print(fault, file=sys.stderr)
        return WRONG_USE
    heard = list(_heard(options))
    unopened = len(heard) < len(options.files)
    measurements: dict[str, Measurement] = {}
    for one in heard if options.plan else ():
        status = _measure(options, one, measurements)
        if status != DONE:
            return status
    audits = [audit_report(one, measurements.get(_period(options, one))) for one in heard]
    for audit in audits:
        print_findings(audit.findings, options.lang)
    written = _write(options, [audit for audit in audits if audit.is_read])
    _show(options, audits)
    if unopened or not written or not all(audit.is_read for audit in audits):
        return WRONG_USE
    return FINDINGS if any(audit.has_errors for audit in audits) else DONE


def _wrong_use(options: argparse.Namespace) -> str | None:
    lang = options.lang
    given = [f"--{name}" for name in _WITH_PLAN if getattr(options, name)]
    if given and not options.plan and (given != ["--period"] or not options.as_plan):
        return say("audit-needs-plan", lang, found=", ".join(given))
    if options.period and Period.parse(options.period) is None:
        return say("bad-period", lang, found=options.period)
    return _wrong_goals(options)


def _wrong_goals(options: argparse.Namespace) -> str | None:
    lang = options.lang
    if options.as_plan and len(options.files) > 1:
        return say("audit-one-plan", lang, count=len(options.files))
    if options.as_plan and options.as_plan.suffix.lower() not in (".yaml", ".yml"):
        return say("audit-plan-name", lang, found=options.as_plan)
    for goal in options.output:
        if goal.suffix.lower() not in FORMATS:
            return say("bad-format", lang, found=goal, known=", ".join(FORMATS))
        if len(options.files) > 1 and PLACEHOLDER not in str(goal):
            return say("audit-needs-file", lang, found=goal)
    goals = Counter(goal_of(goal, file.name) for goal in options.output for file in options.files)
    twice = next((goal for goal, often in goals.items() if often > 1), None)
    return say("audit-same-goal", lang, found=twice) if twice else None


def _heard(options: argparse.Namespace) -> Iterator[ReadReport]:
    """Yield each file that opens, after saying why another does not."""
    for file in options.files:
        try:
            yield read_report(file)
        except OSError as error:
            reason = why(error, options.lang)
            print(say("no-file", options.lang, found=error.filename or file, why=reason), file=sys.stderr)


def _period(options: argparse.Namespace, heard: ReadReport | Audited) -> str:
    return options.period or str(heard.claims.year or "")


def _measure(options: argparse.Namespace, heard: ReadReport, measurements: dict[str, Measurement]) -> int:
    """Measure what the report is compared with, each period once."""
    period = _period(options, heard)
    if not heard.transcript or period in measurements:
        return DONE
    if not period:
        print(say("audit-needs-period", options.lang, found=heard.file), file=sys.stderr)
        return WRONG_USE
    asked = argparse.Namespace(**{**vars(options), "period": period, "office": None, "signature": None})
    measurement, status = measured(asked)
    if measurement is None:
        return status
    measurements[period] = measurement
    return DONE


def _write(options: argparse.Namespace, audits: list[Audited]) -> bool:
    """Write the working papers and the draft, all or none; tell whether what was asked is there."""
    day, lang = options.date or datetime.date.today(), options.lang
    papers = [
        (
            paper_of(audit, day, lang=lang, paper=Paper(options.paper)),
            [goal_of(goal, audit.file) for goal in options.output],
        )
        for audit in audits
        if options.output
    ]
    contents = rendered(papers)
    made, sound = _draft(options, audits[0]) if options.as_plan and audits else (None, True)
    if made:
        contents |= contents_of(made, options.as_plan)
    try:
        if made:
            options.as_plan.parent.mkdir(parents=True, exist_ok=True)
        write_whole(contents)
    except OSError as error:
        shown = ", ".join(map(str, contents))
        print(say("not-written", lang, goals=shown, why=why(error, lang)), file=sys.stderr)
        return False
    for goal in contents:
        print(say("written", lang, found=goal), file=sys.stderr)
    if made:
        counts = {"indicators": made.indicators, "open": made.open, "year": made.year}
        print(say("drafted", lang, plan=options.as_plan, **counts), file=sys.stderr)
    return sound


def _draft(options: argparse.Namespace, audit: Audited) -> tuple[PlanDraft | None, bool]:
    """Return the draft of a plan, or none after saying why."""
    period = Period.parse(_period(options, audit))
    if period is None:
        print(say("audit-needs-period", options.lang, found=audit.file), file=sys.stderr)
        return None, False
    there = [goal.name for goal in files_of(options.as_plan, period.year) if goal.exists()]
    if there:
        folder = options.as_plan.parent
        print(say("folder-full", options.lang, found=folder, what=", ".join(there)), file=sys.stderr)
        return None, False
    made = draft_of(audit, period.year)
    if made is None:
        print(say("audit-no-plan", options.lang, found=audit.file), file=sys.stderr)
    return made, made is not None


def _show(options: argparse.Namespace, audits: list[Audited]) -> None:
    if options.format == "json":
        sys.stdout.write(to_json(audits, options.lang) if audits else "")
        return
    for number, audit in enumerate(audit for audit in audits if audit.is_read):
        if number:
            print()
        for line in audit_lines(audit, options.lang, sys.stdout):
            print(line)
