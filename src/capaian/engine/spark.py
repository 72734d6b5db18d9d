"""Sessions of a Spark cluster: started within bounded time, and their faults told in one line.

Importing this module loads nothing of Spark, so that whoever only has to name a fault does not wait for it.
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from capaian.engine.faults import EngineFailed, EngineUnavailable

CONNECT = "sc://"

_ADDRESS = re.compile(r"spark://[^/,\s]+:\d+(,[^/,\s]+:\d+)*|sc://[^/\s]+(/.*)?")
"""One or several masters, or a Spark Connect server."""

_SECONDS = 10
"""How long one master may take to accept a connection."""

_RETRIES_TO_START, _RETRIES_TO_COUNT = 3, 5
"""The client of Spark Connect waits 0.05 s, then four times as long each time: 1 s and 17 s in all.

Left alone it would try for ten minutes.
"""

_CAUSE = "Caused by: "


def is_address(text: str) -> bool:
    """Return whether ``text`` names a Spark master or a Spark Connect server."""
    return _ADDRESS.fullmatch(text) is not None


def without_secrets(address: str) -> str:
    """Return ``address`` as it may be shown: the parameters of ``sc://host:port/;token=…`` are left out."""
    return address.partition("/;")[0]


def session_of(address: str) -> Any:
    """Return a session of Spark at ``address``. Raises :class:`EngineUnavailable`."""
    try:
        from pyspark.sql import SparkSession

        start = _connected if address.startswith(CONNECT) else _driven
        return start(SparkSession.builder, address)
    except EngineUnavailable:
        raise
    except Exception as error:  # Spark tells every fault of starting by another type
        raise EngineUnavailable(_reason(error)) from error


@contextmanager
def faults_named() -> Iterator[None]:
    """Turn what Spark raises inside into :class:`EngineFailed`; other exceptions pass."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("pyspark", "py4j", "grpc"):
            raise
        raise EngineFailed(_reason(error)) from error


def _connected(builder: Any, address: str) -> Any:
    from pyspark.sql.connect.client.retries import DefaultPolicy

    # Whatever the builder is told beside the address it would ask the server for at once, with its own patience.
    session = builder.remote(address).create()
    session.client.set_retry_policies([DefaultPolicy(max_retries=_RETRIES_TO_START)])
    assert session.version
    session.client.set_retry_policies([DefaultPolicy(max_retries=_RETRIES_TO_COUNT)])
    # Run from last to first: a server that is gone is not waited for once more.
    atexit.register(session.stop)
    atexit.register(session.client.set_retry_policies, [])
    return session


def _driven(builder: Any, address: str) -> Any:
    _one_answers(address.removeprefix("spark://").split(","))
    settings = {
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.appName("capaian").master(address).getOrCreate()
    atexit.register(session.stop)
    return session


def _one_answers(masters: list[str]) -> None:
    """Raise where no master accepts a connection: Spark would ask them for a minute, and not say why it gave up."""
    import socket

    problems = []
    for master in masters:
        host, _, port = master.rpartition(":")
        try:
            socket.create_connection((host.strip("[]"), int(port)), _SECONDS).close()
            return
        except (OSError, OverflowError) as error:
            problems.append(f"{master}: {getattr(error, 'strerror', None) or error}")
    raise EngineUnavailable("; ".join(problems))


def _reason(error: Exception) -> str:
    """Return the line of an exception that says most: the last cause that Java tells, or else the first line."""
    java, cause = getattr(error, "java_exception", None), error.__cause__ or error
    details = getattr(cause, "details", None)
    if java is not None:
        text = str(java.getMessage() or java)
    elif callable(details):
        text = str(details())
    else:
        text = str(error)
    lines = text.strip().splitlines() or [type(error).__name__]
    causes = [line.removeprefix(_CAUSE) for line in lines if line.startswith(_CAUSE)]
    return causes[-1] if causes else lines[0]
