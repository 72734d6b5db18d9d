"""One plan for many offices: each office's own text, with its name, its head and its own targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from capaian.core.findings.finding import Finding, Level, Place, has_errors
from capaian.core.plan.performance_plan import Targets
from capaian.core.wording import LANGUAGES, Both, inside
from capaian.files.csv_table import match_headings, open_csv
from capaian.files.plan.targets_reader import COLUMNS, parse_targets
from capaian.files.plan.writer import Structure, structure_of, write
from capaian.web.accounts.models import Office
from capaian.web.accounts.permissions import Faulty
from capaian.web.accounts.queries import head_on
from capaian.web.planning.queries import check


@dataclass(slots=True)
class ComposedOffers:
    """The texts of those offices that have one without a fault, and the faults of the others.

    ``faults`` are by code of the office; those of lines that name no chosen office are under ``""``.
    """

    texts: dict[str, str] = field(default_factory=dict)
    own: dict[str, int] = field(default_factory=dict)
    faults: dict[str, list[Finding]] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)
    """Offices that the file of targets names and that were not chosen: their lines were not used."""


def compose_offers(text: str, offices: Sequence[Office], targets: bytes, name: str) -> ComposedOffers:
    """Make each office's text of a proposed plan. All or nothing for an office: one faulty line, and it has none.

    ``targets`` is the file of targets (``office,code,year,target``), empty where the plan's hold for all; ``name``
    names it in findings. Raises :class:`Faulty` where the plan itself has an error.
    """
    plan, findings = check(text)
    structure = structure_of(text)
    if plan is None or structure is None or has_errors(findings):
        first = next((one for one in findings if one.level is Level.ERROR), None)
        raise Faulty("proposal-plan", found=_told(first) if first else "–")
    found = ComposedOffers()
    promised: Mapping[str, Targets] = {}
    if targets.strip():
        promised, told = parse_targets(targets, name, plan)
        lines = _offices_by_line(targets, name)
        chosen = {office.code for office in offices}
        for one in told:
            if one.level is Level.ERROR:
                code = lines.get(one.place.line, "")
                found.faults.setdefault(code if code in chosen else "", []).append(one)
        found.foreign = sorted({code for code in promised if code not in chosen})
    for office in offices:
        if office.code not in found.faults:
            _add(found, office, structure, promised.get(office.code, {}))
    return found


def _offices_by_line(targets: bytes, name: str) -> dict[int, str]:
    """Return which office each line of a file of targets is of."""
    table, _ = open_csv(targets, name)
    if table is None:
        return {}
    columns, _ = match_headings(table.headings, Place(name, 1), COLUMNS, tuple(COLUMNS))
    if columns is None:
        return {}
    return {row.places["office"].line: row.fields["office"] for row in table.rows(columns)}


def _add(found: ComposedOffers, office: Office, structure: Structure, targets: Targets) -> None:
    text = write(_of_office(structure, office, targets))
    _, findings = check(text)
    errors = [one for one in findings if one.level is Level.ERROR]
    if errors:
        found.faults[office.code] = errors
    else:
        found.texts[office.code] = text
        found.own[office.code] = sum(len(years) for years in targets.values())


def _of_office(structure: Structure, office: Office, targets: Targets) -> Structure:
    own = deepcopy(structure)
    said: dict[str, Any] = own["office"]
    said |= {"code": office.code, "name": office.name}
    for key, text in {"parent": office.parent, "place": office.place}.items():
        if text:
            said[key] = text
    head = head_on(office, timezone.localdate())
    # Who signs a report is told by the appointment of that day; a plan names somebody all the same.
    said["head"] = {
        "title": (head and head.title) or f"KEPALA {office.name.upper()}",
        "name": head.user.name if head else "–",
    }
    for indicator in _indicators(own):
        for year, target in targets.get(str(indicator["code"]), {}).items():
            indicator.setdefault("targets", {})[str(year)] = target.value()
    return own


def _indicators(structure: Structure) -> Iterable[dict[str, Any]]:
    for mission in structure["missions"]:
        for objective in mission["objectives"]:
            yield from objective["indicators"]


def _told(found: Finding) -> str | Both:
    said = Both(*(found.message(lang) for lang in LANGUAGES))
    return inside("{}: {}", str(found.place.line), said)
