"""``capaian verify``: whether a snapshot is as it was frozen and still gives its figures; or a register's parts; or
the trail of the web application."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from capaian.cli.backup import verify_backup
from capaian.cli.status import DONE, FINDINGS, WRONG_USE
from capaian.cli.terminal import print_findings
from capaian.cli.words import say
from capaian.core.findings.finding import Place, finding, has_errors
from capaian.core.period import Period
from capaian.files.registers.lake import PARTS_LIST, damaged_parts, parts_of
from capaian.files.snapshot import MEASUREMENT, check_snapshot, is_snapshot
from capaian.pipeline.freezing import differences
from capaian.pipeline.inputs import load
from capaian.pipeline.measurement_json import to_json
from capaian.pipeline.measuring import measure_office
from capaian.pipeline.printed_measurement import UnreadableMeasurement


def run(options: argparse.Namespace) -> int:
    lang, folder = options.lang, options.snapshot
    if options.trail:
        return _verify_trail(folder, lang)
    if folder.is_file():
        return verify_backup(folder, lang)
    registers = [file.parent for file in sorted([*folder.glob(PARTS_LIST), *folder.glob(f"*/{PARTS_LIST}")])]
    if registers and not is_snapshot(folder):
        return _verify_registers(registers, lang)
    if not is_snapshot(folder):
        print(say("no-snapshot", lang, found=folder), file=sys.stderr)
        return WRONG_USE
    manifest, findings = check_snapshot(folder)
    period = Period.parse(manifest.period) if manifest else None
    if manifest is None or period is None or has_errors(findings):
        print_findings(findings, lang)
        return FINDINGS
    inputs, findings = load(folder)
    print_findings(findings, lang)
    if inputs is None:
        return FINDINGS
    measurement, _ = measure_office(inputs, period, manifest.office)
    frozen = (folder / MEASUREMENT).read_text(encoding="utf-8")
    place = Place(str(folder / MEASUREMENT))
    try:
        changed = differences(frozen, to_json(measurement))
    except UnreadableMeasurement as error:
        print_findings([finding("file-unreadable", place, manifest.office, problem=str(error))], lang)
        return FINDINGS
    if changed:
        print_findings([finding("snapshot-figures", place, codes=", ".join(changed))], lang)
        return FINDINGS
    files, mean = len(manifest.files), measurement.mean_in(lang)
    print(say("verified", lang, found=folder, files=files, office=manifest.office, period=period, mean=mean))
    return DONE


def _verify_registers(folders: Sequence[Path], lang: str) -> int:
    """Compare every part of some registers with the hash that its list gives."""
    findings, count = [], 0
    for folder in folders:
        try:
            damaged, parts = damaged_parts(folder), parts_of(folder) or []
        except ValueError as error:
            findings.append(
                finding("file-unreadable", Place(str(folder / PARTS_LIST)), folder.name, problem=str(error))
            )
            continue
        count += len(parts)
        for part, found in damaged:
            said = {"name": part.name, "found": found[:16] or "–", "expected": part.sha256[:16] or "–"}
            findings.append(finding("part-changed", Place(str(folder / part.name)), folder.name, **said))
    print_findings(findings, lang)
    if not findings:
        print(say("parts-verified", lang, registers=len(folders), parts=count))
    return FINDINGS if findings else DONE


def _verify_trail(data: Path, lang: str) -> int:
    """Compute every hash of the trail again, see that each event follows the one before it; prove pseudonyms."""
    if "DATABASE_URL" not in os.environ and not (data / "db.sqlite3").is_file():
        print(say("no-trail", lang, found=data), file=sys.stderr)
        return WRONG_USE
    os.environ["CAPAIAN_DATA"] = str(data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "capaian.web.settings")
    import django

    django.setup()
    from capaian.web.registers.personal import mismatched_pseudonyms
    from capaian.web.trail.record import broken_events, end_of_chain
    from capaian.web.ui.translation import translate as web_says

    broken = [
        web_says("trail.broken", lang, number=number, what=web_says(f"trail.{what}", lang))
        for number, what in broken_events()
    ]
    broken += [web_says("personal.unfitting", lang, found=mark) for mark in mismatched_pseudonyms()]
    for line in broken:
        print(line)
    if broken:
        return FINDINGS
    count, last = end_of_chain()
    print(web_says("trail.whole", lang, count=count, hash=last[:16]))
    return DONE
