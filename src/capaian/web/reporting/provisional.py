"""Today's figures of an office: the same files and functions as the command line, over what the database holds now.

Plan, values and targets are written to the office's working folder, rows to its lake; then the folder is measured
as anybody's would be. What came out is kept until something that it was made of changes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from capaian.core.findings.finding import Finding, finding
from capaian.core.measurement.achievement import RuleBook
from capaian.core.measurement.result import Measurement
from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.core.wording import LANGUAGES
from capaian.files.digest import file_sha256, text_sha256
from capaian.files.plan import rulebook
from capaian.files.registers.lake import write_whole
from capaian.files.snapshot import MANIFEST, MEASUREMENT, PLAN, RULEBOOK
from capaian.pipeline.inputs import Inputs, load
from capaian.pipeline.measurement_json import to_json
from capaian.pipeline.measuring import measure_office
from capaian.pipeline.printed_measurement import PrintedMeasurement, PrintedResult, UnreadableMeasurement
from capaian.pipeline.printed_measurement import read as read_measurement
from capaian.web.accounts.models import Office
from capaian.web.accounts.permissions import Refused
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import plan_of, read, targets_csv, version_on
from capaian.web.registers.lake import STALE_AFTER, sync
from capaian.web.registers.rows import TypeMismatch
from capaian.web.reporting.models import Figures, Snapshot, Value

INPUTS = "inputs"
HEADINGS = ("office", "period", "variable", "value", "evidence")


class NoPlan(Exception):
    """No adopted plan holds on the last day of the period."""


class InputsFolder(NamedTuple):
    """Where the inputs of an office lie, as the command line takes them."""

    plan: Path
    values: Path
    targets: Path
    registers: Path


class Provisional(NamedTuple):
    """An office's inputs as they are now."""

    inputs: Inputs | None
    findings: Sequence[Finding]


def folder_of(office: Office, version: PlanVersion) -> InputsFolder:
    """Write the office's plan, values and targets where they differ, and bring its lake up to date.

    They lie in a folder named by what they say: whoever read the database a moment earlier, and writes late, writes
    into his own.
    """
    number, plan = version.number, plan_of(version)
    registers = sync(office, plan)
    texts = {
        f"plan-{number}.yaml": version.text,
        "values.csv": values_csv(office),
        f"targets-{number}.csv": targets_csv(office, plan=plan),
    }
    place = Path(settings.DATA) / "work" / office.code / INPUTS / text_sha256(json.dumps(texts))[:24]
    if place.is_dir():
        os.utime(place)
    else:
        place.mkdir(parents=True, exist_ok=True)
        _sweep(place)
    for name, text in texts.items():
        _write(place / name, text)
    made, values, targets = (place / name for name in texts)
    return InputsFolder(made, values, targets, registers)


def _sweep(new: Path) -> None:
    """Remove what nobody has measured for a while."""
    old = time.time() - STALE_AFTER
    for place in new.parent.iterdir():
        if place != new and place.stat().st_mtime < old:
            shutil.rmtree(place, ignore_errors=True)


def load_provisional(office: Office, period: Period) -> Provisional:
    """Return the office's inputs for ``period``. Raises :class:`NoPlan`."""
    version = version_on(office, period.last_day)
    if version is None:
        raise NoPlan(office.code)
    try:
        folder = folder_of(office, version)
    except TypeMismatch as misfit:
        return Provisional(None, [finding("row-misfit", problem=misfit)])
    inputs, findings = load(folder.plan, [folder.values], None, folder.registers, None, folder.targets)
    # A register without rows has no file here. That note tells of a folder of the server, and to put a book there;
    # the indicator says itself what it lacks, and the menu of registers which have no rows.
    return Provisional(inputs, [found for found in findings if found.code != "register-absent"])


def measure_provisional(office: Office, period: Period) -> tuple[Measurement | None, list[Finding]]:
    """Measure an office as it stands now. Raises :class:`NoPlan`."""
    now = load_provisional(office, period)
    if now.inputs is None:
        return None, list(now.findings)
    measurement, findings = measure_office(now.inputs, period)
    return measurement, [*now.findings, *findings]


def values_csv(office: Office) -> str:
    """Return the office's typed values as a file of values has them."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(HEADINGS)
    for value in Value.objects.filter(office=office).order_by("period", "variable"):
        lines.writerow([office.code, value.period, value.variable, value.amount, value.evidence])
    return out.getvalue()


class CurrentFigures(NamedTuple):
    """Figures as a page shows them: the measurement and its JSON, its findings, and the hash a submission keeps.

    ``rules`` is the rule book that was frozen with them; ``None``: it is the one that is shipped today.
    """

    figures: PrintedMeasurement
    text: str
    findings: list[dict[str, str]]
    sha256: str
    rules: RuleBook | None = None

    def indicator(self, code: str) -> PrintedResult | None:
        return self.figures.indicators.get(code)


# The same text gives the same figures, and nobody can write into them: a city's page asks for those of all offices.
_read_once = lru_cache(maxsize=256)(read_measurement)


def current_figures(office: Office, period: Period, *, anew: bool = False) -> CurrentFigures | None:
    """Return the figures of a period; those that were kept where nothing has changed. Raises :class:`NoPlan`.

    ``anew`` measures whatever was kept, for those who put their name to it. ``None`` where the inputs contradict
    each other so that nothing can be measured.
    """
    version = Office.objects.values_list("version", flat=True).get(pk=office.pk)
    kept = Figures.objects.filter(office=office, period=str(period), version=version).first()
    if kept is None or anew:
        measurement, findings = measure_provisional(office, period)
        said = [_plain(found) for found in findings]
        text = to_json(measurement) if measurement else ""
        kept, _ = Figures.objects.update_or_create(
            office=office,
            period=str(period),
            defaults={"version": version, "text": text, "findings": said, "sha256": text_sha256(text)},
        )
    if not kept.text:
        return None
    try:
        return CurrentFigures(_read_once(kept.text), kept.text, kept.findings, kept.sha256)
    except UnreadableMeasurement:
        if anew:
            raise
        return current_figures(office, period, anew=True)  # kept by another release


def findings_of(office: Office, period: Period) -> list[dict[str, str]]:
    """Return what :func:`current_figures` found a moment ago, also where nothing could be measured."""
    kept = Figures.objects.filter(office=office, period=str(period)).values_list("findings", flat=True)
    return kept.first() or []


def remeasure_snapshot(folder: Path, period: Period, office: str) -> Measurement | None:
    """Measure a snapshot as whoever gets it would; ``None`` where its files are not what they were."""
    inputs, _ = load(folder)
    return None if inputs is None else measure_office(inputs, period, office)[0]


def published_figures(snapshot: Snapshot) -> CurrentFigures:
    """Return the figures of an approved period as they were frozen, whatever the plan says by now.

    Raises :class:`Refused` where the files are no longer those that were frozen.
    """
    text, files = _frozen(snapshot, MEASUREMENT)
    try:
        figures, rules = _read_once(text), _rules_of(snapshot, files[RULEBOOK]["sha256"])
    except (UnreadableMeasurement, KeyError, OSError) as error:
        raise Refused("snapshot-changed", period=snapshot.period) from error
    return CurrentFigures(figures, text, [], text_sha256(text), rules)


_RULES: dict[str, RuleBook] = {}
"""Rule books that editions were frozen with, by hash: as many as there were releases with other rules."""


_sha256_once = lru_cache(maxsize=4)(file_sha256)


def _rules_of(snapshot: Snapshot, sha256: str) -> RuleBook | None:
    if sha256 == _sha256_once(rulebook.SHIPPED):
        return None
    if sha256 not in _RULES:
        _frozen(snapshot, RULEBOOK)
        own, _ = rulebook.read_rulebook(Path(settings.DATA) / snapshot.folder / RULEBOOK)
        if own is None:  # today's rules are no answer for a book that this release cannot read
            raise Refused("snapshot-changed", period=snapshot.period)
        _RULES[sha256] = own
    return _RULES[sha256]


def frozen_plan(snapshot: Snapshot) -> Plan:
    """Return the plan of an approved period as it was frozen. Raises as :func:`published_figures` does."""
    plan, _ = read(_frozen(snapshot, PLAN)[0])
    if plan is None:
        raise Refused("snapshot-changed", period=snapshot.period)
    return plan


def _frozen(snapshot: Snapshot, name: str) -> tuple[str, dict[str, dict[str, str]]]:
    """Return a file of a snapshot, which has to have the hash of its manifest, and that the one of the database.

    With it come the files of the manifest, by name.
    """
    folder = Path(settings.DATA) / snapshot.folder
    changed = Refused("snapshot-changed", period=snapshot.period)
    try:
        manifest, content = (folder / MANIFEST).read_bytes(), (folder / name).read_bytes()
        files = json.loads(manifest)["files"]
        frozen = files[name]["sha256"]
    except (OSError, ValueError, KeyError) as error:
        raise changed from error
    hashes = [hashlib.sha256(each).hexdigest() for each in (manifest, content)]
    if hashes != [snapshot.manifest, frozen]:
        raise changed
    return content.decode(), files


def _plain(found: Finding) -> dict[str, str]:
    shown = {f"message_{lang}": found.message(lang) for lang in LANGUAGES}
    mends = {f"mend_{lang}": found.mend(lang) for lang in LANGUAGES}
    return {"code": found.code, "level": str(found.level), "place": str(found.place), **shown, **mends}


def _write(goal: Path, text: str) -> None:
    content = text.encode()
    if not goal.is_file() or goal.read_bytes() != content:
        write_whole(goal, content)
