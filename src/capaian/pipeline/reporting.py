"""Measurement to report: the paper that is signed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from capaian.core.measurement.result import Measurement
from capaian.documents.compose import compose
from capaian.documents.model import Paper, Report
from capaian.documents.render import render, write_whole
from capaian.files.digest import text_sha256
from capaian.pipeline.measurement_json import to_json

PLACEHOLDER = "{office}"


def report_of(measurement: Measurement, *, lang: str = "id", paper: Paper = Paper.A4) -> Report:
    """Return the document model of ``measurement``."""
    fingerprint = text_sha256(to_json(measurement))
    return compose(measurement, fingerprint=fingerprint, lang=lang, paper=paper)


def goal_of(goal: Path, office: str) -> Path:
    """Return the file that ``goal`` means for one office: ``{office}`` in it becomes the office's code."""
    return Path(str(goal).replace(PLACEHOLDER, office))


def write_report(report: Report, goals: Sequence[Path]) -> None:
    """Write ``report`` to every goal, each in the format of its ending: all of them or none."""
    # The typesetter of the PDF leaves the interpreter to others while it works, so it goes first.
    endings = sorted({goal.suffix.lower() for goal in goals}, key=lambda ending: (ending != ".pdf", ending))
    with ThreadPoolExecutor(2) as pool:
        rendered = dict(zip(endings, pool.map(partial(render, report), endings), strict=True))
    write_whole({goal: rendered[goal.suffix.lower()] for goal in goals})
