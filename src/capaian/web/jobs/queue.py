"""Telling, taking and doing jobs.

A job's function has to be safe to run again from the start: what it writes, it writes in one transaction at its
end, and what it makes before that can be made twice.
"""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, transaction
from django.utils import timezone

from capaian.web.jobs.models import Job

Progress = Callable[[int, int], None]
JobHandler = Callable[[Job, Progress], dict[str, object]]

_doers: dict[str, JobHandler] = {}
HEARTBEAT_TIMEOUT = datetime.timedelta(seconds=60)
MAX_ATTEMPTS = 3
_log = logging.getLogger(__name__)


def job_handler(kind: str) -> Callable[[JobHandler], JobHandler]:
    """Name the function that does the jobs of ``kind``; it returns what is kept as their result."""

    def keep(doer: JobHandler) -> JobHandler:
        _doers[kind] = doer
        return doer

    return keep


def claim_next() -> Job | None:
    """Return the next job for this worker, marked as its own; one whose worker fell silent comes first."""
    with transaction.atomic():
        waiting = Job.objects.select_for_update(skip_locked=_can_skip())
        stale = waiting.filter(state=Job.State.RUNNING, seen_at__lt=timezone.now() - HEARTBEAT_TIMEOUT)
        job = stale.order_by("id").first() or waiting.filter(state=Job.State.WAITING).order_by("id").first()
        if job is None:
            return None
        job.tries += 1
        failed = job.tries > MAX_ATTEMPTS
        job.state = Job.State.FAILED if failed else Job.State.RUNNING
        job.seen_at = timezone.now()
        job.save()
    return None if failed else job


def run_job(job: Job) -> None:
    """Run a job to its end."""

    def progress(done: int, total: int) -> None:
        Job.objects.filter(pk=job.pk).update(done=done, total=total, seen_at=timezone.now())

    try:
        result = _doers[job.kind](job, progress)
    except Exception:
        _log.exception("job %s %s", job.pk, job.kind)
        Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, ended_at=timezone.now())
        return
    Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, result=result, ended_at=timezone.now())


def run_worker(stop: threading.Event, *, pause: float = 0.5) -> None:
    """Take and do jobs until ``stop`` is set."""
    while not stop.is_set():
        close_old_connections()
        try:
            job = claim_next()
            if job is not None:
                run_job(job)
                continue
        except Exception:  # the database is away for a moment: the worker stays
            _log.exception("worker")
        stop.wait(pause)


def drain() -> int:
    """Do all jobs that wait, now; return how many. For tests and for commands."""
    count = 0
    while (job := claim_next()) is not None:
        run_job(job)
        count += 1
    return count


def _can_skip() -> bool:
    return bool(transaction.get_connection().features.has_select_for_update_skip_locked)
