"""The addresses for who watches the server: alive, ready, and figures."""

from __future__ import annotations

import hmac
import os
import shutil
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from capaian.web.ops import metrics

MIN_FREE_BYTES = 200_000_000
"""Bytes on the disk below which no upload should be begun: one may be that large."""

WORKER = "capaian-work"
"""Name of the thread that does the long work."""


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; a supervisor restarts it where it does not."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether requests may be sent here: 200 where all holds, else 503, with each check by name."""
    checks = {name: check() for name, check in _CHECKS.items()}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Give the metrics to who knows ``CAPAIAN_METRICS_TOKEN``; without one they are not given at all."""
    expected = os.environ.get("CAPAIAN_METRICS_TOKEN", "")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        return HttpResponse(status=404)
    return HttpResponse(metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    except DatabaseError:
        return False


def _migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _folder() -> bool:
    try:
        return os.access(settings.DATA, os.W_OK) and shutil.disk_usage(settings.DATA).free >= MIN_FREE_BYTES
    except OSError:
        return False


def _worker() -> bool:
    """Whether the thread of long work lives, where this process is to have one."""
    wanted = os.environ.get("CAPAIAN_WORKER") == "1"
    return not wanted or any(thread.name == WORKER for thread in threading.enumerate())


_CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrated": _migrated,
    "folder": _folder,
    "worker": _worker,
}
