"""Signs of life of long work: how far it has come, told while it is at work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection

from capaian.web.jobs.models import Job
from capaian.web.jobs.queue import Progress

Thing = TypeVar("Thing")
HEARTBEAT_INTERVAL = 5.0
"""Seconds between two signs; ``queue.HEARTBEAT_TIMEOUT`` is how long a worker may be without one."""
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Heartbeat:
    """How far a worker has come; told to the database by a thread with a connection of its own.

    What the worker itself writes within its one transaction nobody else sees before the end.
    """

    done: int = 0
    total: int = 0

    def counting(self, things: Iterable[Thing]) -> Iterator[Thing]:
        self.done = 0
        for thing in things:
            yield thing
            self.done += 1


@contextmanager
def heartbeat(job: Job, progress: Progress) -> Iterator[Heartbeat]:
    """Tell every few seconds how far ``job`` has come, until what is within is done."""
    beat, stop = Heartbeat(), threading.Event()

    def run() -> None:
        while not stop.wait(HEARTBEAT_INTERVAL):
            try:
                progress(min(beat.done, beat.total), beat.total)
            except Exception:  # SQLite has one writer, and just now it may be the worker itself
                _log.debug("no sign of job %s this time", job.pk, exc_info=True)
            finally:
                connection.close()

    thread = threading.Thread(target=run, name=f"beat-{job.pk}", daemon=True)
    thread.start()
    try:
        yield beat
    finally:
        stop.set()
        thread.join()
    progress(beat.total, beat.total)
