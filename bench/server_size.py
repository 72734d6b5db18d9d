"""Size of a server: memory of a process, disk for ROWS (100,000), public pages a second; a line for each."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

CAPAIAN = [sys.executable, "-c", "import sys; from capaian.cli.main import main; sys.exit(main())"]
SECONDS = float(os.environ.get("SECONDS_EACH", "5"))
ROWS = int(os.environ.get("ROWS", "100000"))
FILL = f"""
import sys, django; django.setup()
from django.db import connection, transaction
from capaian.web.registers.models import Row
one = Row.objects.filter(register="letters").values().first()
del one["id"]
with transaction.atomic():
    for start in range(0, {ROWS}, 2_000):
        numbers = range(start, min(start + 2_000, {ROWS}))
        Row.objects.bulk_create([Row(**one | {{"key": f"bench/{{n}}"}}) for n in numbers])
if connection.vendor == "sqlite":
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
"""


def size(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


def resident(pid: int) -> int:
    """Return the resident bytes of a process and of those that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return own + sum(resident(int(child)) for child in children)


def rate(address: str, **headers: str) -> float:
    count, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        try:
            urllib.request.urlopen(urllib.request.Request(address, headers=headers)).read()
        except urllib.error.HTTPError as answer:
            if answer.code != 304:
                raise
        count += 1
    return count / SECONDS


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        data = Path(folder) / "data"
        env = os.environ | {"CAPAIAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "capaian.web.settings"}
        subprocess.run([*CAPAIAN, "serve", "--data", data, "--demo", "--no-start"], check=True, env=env)
        before = size(data)
        subprocess.run([sys.executable, "-c", FILL], check=True, env=env)
        print(f"disk for {ROWS:,} rows: {(size(data) - before) / 1e6:.0f} MB", flush=True)
        server = subprocess.Popen([*CAPAIAN, "serve", "--data", data, "--port", str(port)], env=env)
        try:
            at = f"http://127.0.0.1:{port}/publik/15.71.03/"
            for _ in range(300):
                try:
                    tag = urllib.request.urlopen(at).headers["ETag"]
                    break
                except OSError:
                    time.sleep(0.1)
            print(
                f"public page: {rate(at):.0f} a second; unchanged (304): {rate(at, **{'If-None-Match': tag}):.0f}"
            )
            print(f"memory of the server with one process: {resident(server.pid) / 1e6:.0f} MB")
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main()
