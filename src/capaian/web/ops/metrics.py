"""Figures of the running server, as Prometheus reads them. Nothing in them is of a person or an office."""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.db import connection
from django.db.models import Count
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from capaian.web.jobs.models import Job

REGISTRY = CollectorRegistry()
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS = Counter("capaian_requests", "Requests answered", ("page", "method", "status"), registry=REGISTRY)
SECONDS = Histogram(
    "capaian_request_seconds", "Seconds from request to answer", ("page",), buckets=_BOUNDS, registry=REGISTRY
)


def observe_request(page: str, method: str, status: int, seconds: float) -> None:
    """Count one request."""
    REQUESTS.labels(page, method, str(status)).inc()
    SECONDS.labels(page).observe(seconds)


class _Kept(Collector):
    """What the database says at the moment of asking: the same from whichever process answers."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        jobs = GaugeMetricFamily("capaian_jobs", "Pieces of long work", labels=["state"])
        by_state = Job.objects.exclude(state=Job.State.DONE).order_by().values_list("state")
        counted = dict(by_state.annotate(count=Count("id")))
        for state in Job.State.values:
            if state != Job.State.DONE:
                jobs.add_metric([state], counted.get(state, 0))
        yield jobs
        yield GaugeMetricFamily("capaian_trail_events", "Events in the trail", value=_length_of("trail_event"))
        yield GaugeMetricFamily(
            "capaian_rows", "Rows of registers, all versions", value=_length_of("registers_row")
        )


def text() -> bytes:
    """Return all figures in the text format: of every process where there are several."""
    kept = CollectorRegistry()
    kept.register(_Kept())
    counted = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)
    written: bytes = generate_latest(counted) + generate_latest(kept)
    return written


def _length_of(table: str) -> int:
    # Nothing is ever deleted from these two, so the last number is their length, and no row has to be counted.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")
        found: int = cursor.fetchone()[0]
    return found
