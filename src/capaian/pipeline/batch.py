"""One report per office, on every core: what a city office prints in January."""

from __future__ import annotations

import copyreg
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from capaian.core.findings.finding import Finding, Place, finding, has_errors
from capaian.core.measurement.measure import measure
from capaian.core.period import Period
from capaian.core.plan.office import Office
from capaian.core.plan.variable import Observation
from capaian.documents.model import Paper
from capaian.pipeline.inputs import Inputs
from capaian.pipeline.reporting import goal_of, report_of, write_report


def _read_only(items: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(items)


# The frozen values of core hold read-only mappings, which do not travel to another process by themselves.
copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))

MAX_PER_TURN = 16


@dataclass(frozen=True, slots=True)
class Batch:
    """What every report of a batch shares. ``goals`` name the files; ``{office}`` in them becomes the code."""

    inputs: Inputs
    period: Period
    goals: tuple[Path, ...]
    lang: str = "id"
    paper: Paper = Paper.A4


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What became of one office: its files (none where a finding is an error) and the findings."""

    office: str
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


_Task = tuple[Office, tuple[Observation, ...]]


def write_reports(batch: Batch, offices: Sequence[Office], *, workers: int | None = None) -> Iterator[BatchOutcome]:
    """Write the reports of ``offices``, yielding each as it is done, in their order.

    ``workers`` is the number of processes; all cores where not given. Every file appears whole or not at all.
    Raises ``OSError`` where a file cannot be written; offices before it stay written.
    """
    by_office: dict[str, list[Observation]] = {}
    for observation in batch.inputs.observations:
        by_office.setdefault(observation.office, []).append(observation)
    tasks = [(office, tuple(by_office.get(office.code, ()))) for office in offices]
    shared = replace(batch, inputs=replace(batch.inputs, observations=()))
    count = min(workers or os.cpu_count() or 1, len(tasks))
    if count <= 1:
        yield from (_write_one(shared, task) for task in tasks)
        return
    turn = max(1, min(MAX_PER_TURN, len(tasks) // (count * 4)))
    # Started afresh, not forked: a copy of a process with threads may hang, and Windows has no other way.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, context, _start, (shared,))
    try:
        yield from pool.map(_in_worker, tasks, chunksize=turn)
    finally:
        pool.shutdown(cancel_futures=True)


def unknown_office_findings(inputs: Inputs, offices: Sequence[Office]) -> list[Finding]:
    """Return a note on the values of offices that are not among ``offices``, and on offices without any value."""
    known = {office.code for office in offices}
    foreign = [o for o in inputs.observations if o.office not in known]
    found = []
    if foreign:
        place = Place(foreign[0].place.file)
        shown = _few(sorted({o.office for o in foreign}))
        found.append(finding("other-office", place, count=len(foreign), offices=shown))
    silent = sorted(known - {o.office for o in inputs.observations})
    if silent:
        found.append(finding("silent-office", count=len(silent), offices=_few(silent)))
    return found


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")


_shared: list[Batch] = []


def _start(batch: Batch) -> None:
    _shared[:] = [batch]


def _in_worker(task: _Task) -> BatchOutcome:
    return _write_one(_shared[0], task)


def _write_one(batch: Batch, task: _Task) -> BatchOutcome:
    office, observations = task
    plan = batch.inputs.plan_of(office)
    measurement, findings = measure(plan, observations, batch.period, rulebook=batch.inputs.rulebook)
    goals: tuple[Path, ...] = ()
    if not has_errors(findings):
        goals = tuple(goal_of(goal, office.code) for goal in batch.goals)
        for goal in goals:
            goal.parent.mkdir(parents=True, exist_ok=True)
        write_report(report_of(measurement, lang=batch.lang, paper=batch.paper), goals)
    return BatchOutcome(office.code, goals, tuple(findings))
