"""Samples and findings as JSON."""

from __future__ import annotations

from typing import Any

from capaian.web.inspecting.models import Finding, Sample
from capaian.web.inspecting.queries import rows_with_verdict


def sample_json(one: Sample) -> dict[str, Any]:
    """Return a finished sample: how it was drawn, each row with its verdict, and what it comes to."""
    return {
        "schema": "capaian/sample@1",
        "indicator": one.indicator,
        "period": one.period,
        "figures_sha256": one.figures,
        "seed": one.seed,
        "size": one.size,
        "population": one.population,
        "keys_sha256": one.keys,
        "by": one.by.username,
        "at": one.at.isoformat(),
        "rows": [
            {
                "number": drawn.number,
                "key": drawn.key,
                "counts": drawn.counts,
                "cells": drawn.data,
                "verdict": verdict.says,
                "struck": verdict.struck,
                "should": verdict.should,
                "note": verdict.note,
                "by": verdict.by.username,
                "at": verdict.at.isoformat(),
            }
            for drawn, verdict in rows_with_verdict(one)
        ],
        "result": one.result,
    }


def finding_json(one: Finding) -> dict[str, Any]:
    """Return a finding with all that was said to it."""
    return {
        "schema": "capaian/inspection-finding@1",
        "number": one.number,
        "indicator": one.indicator,
        "period": one.period,
        "sample": one.sample_id,
        "judul": one.title,
        "kondisi": one.condition,
        "kriteria": one.criteria,
        "sebab": one.cause,
        "akibat": one.effect,
        "rekomendasi": one.recommendation,
        "deadline": one.deadline.isoformat(),
        "by": one.by.username,
        "at": one.at.isoformat(),
        "steps": [
            {"kind": step.kind, "text": step.text, "by": step.by.username, "at": step.at.isoformat()}
            for step in one.steps.select_related("by").order_by("id")
        ],
    }
