"""Why a figure is missing and where it comes from, in words that people know."""

from __future__ import annotations

import re

from django.conf import settings

from capaian.core.numbers.missing import REASONS, Missing
from capaian.core.plan.performance_plan import Plan
from capaian.pipeline.printed_measurement import PrintedResult
from capaian.web.registers.lake import LAKE
from capaian.web.reporting.provisional import INPUTS


def labelled(missing: Missing | None, plan: Plan) -> Missing | None:
    """Return the same reason with the labels of the variables that it names."""
    if missing is None:
        return None
    return Missing(missing.reason, re.sub(r"[a-z_][a-z0-9_]*", lambda name: _label(name[0], plan), missing.subject))


def _label(name: str, plan: Plan) -> str:
    return plan.variables[name].label if name in plan.variables else name


def reason_of(figures: PrintedResult | None, plan: Plan) -> Missing | None:
    """Return why an indicator of a kept measurement has no figure; what it speaks of is read from its sentence."""
    if figures is None or figures.reason is None:
        return None
    before, _, after = (re.escape(part) for part in REASONS[figures.reason][0].partition("{subject}"))
    after = after.replace(re.escape("{subject}"), "(?P=subject)")
    found = re.search(f"{before}(?P<subject>.*?){after}$", figures.reason_printed or "")
    return labelled(Missing(figures.reason, found["subject"] if found else ""), plan)


def without_paths(line: str) -> str:
    """Return a line of the proof without where the server keeps the office's files."""
    now, frozen = rf"work/[^/]+/(?:(?:{INPUTS}|{LAKE})/[0-9a-f]+/)?", "snapshots/[^/]+/[^/]+/"
    return re.sub(rf"{re.escape(str(settings.DATA))}/(?:{now}|{frozen})", "", line)
