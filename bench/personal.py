"""What pseudonyms cost: ``bench/personal.py BEFORE [--rows N] [--turns N] [--search]``.

BEFORE is a worktree of another commit, as ``git worktree add --detach /tmp/before b97b3b0`` makes one, the last
in which rows held NIK and names themselves. Both are measured in turns, each in a process and an empty SQLite of
its own: a book of ``letters`` (a name a row) and one of ``rastra`` (name and NIK) read and added, a page of 50
rows, and a row by the form. ``--search`` measures the newer one alone: a person found by NIK and by name among that
many rows.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

OURS = Path(__file__).parents[1]
PLACE = "15.71.03.1001"
_TIMES = 30


def nik(number: int) -> str:
    """Return the NIK of a person; the first ends with 0001."""
    day, month, serial = number % 28, number // 28 % 12, number // 336
    return f"157103{1 + day:02}{1 + month:02}80{1 + serial:04}"


def book(register: str, rows: int) -> str:
    """Return the book of a register: each row of another person, a name shared by 500."""
    lines = []
    for number in range(rows):
        day = f"2017-{1 + number % 12:02}-{1 + number % 28:02}"
        name = f"Warga {number % 200:03} Sintetis"
        if register == "letters":
            lines.append(f"B-{number},{PLACE},{day},letter,Rekomendasi,{name},3,{day},{day}")
        else:
            lines.append(f"B-{number},{PLACE},{day},{name},{nik(number)},4")
    heads = {
        "letters": "number,place,received_on,kind,service,applicant,standard_days,due_on,served_on",
        "rastra": "number,place,recorded_on,name,nik,members",
    }
    return "\n".join([heads[register], *lines]) + "\n"


def measure(tree: Path, register: str, rows: int, search: bool) -> dict[str, float]:
    """Measure one worktree, in this process."""
    import datetime

    import django

    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from capaian.web.accounts.models import Appointment, Office, User
    from capaian.web.jobs.queue import drain
    from capaian.web.planning.models import PlanVersion
    from capaian.web.registers import actions_import
    from capaian.web.registers.models import Import, Row
    from capaian.web.registers.queries import registers_of
    from capaian.web.registers.uploads import store_upload

    call_command("migrate", verbosity=0)
    office = Office.objects.create(
        code="15.71.03", name="Kecamatan Jambi Timur", parent="Kota Jambi", place="Jambi"
    )
    ani = User.objects.create_user("ani", password="x", name="Ani")
    Appointment.objects.create(user=ani, office=office, role="clerk", first_day=datetime.date(2015, 1, 1))
    day = datetime.date(2015, 1, 1)
    PlanVersion.objects.create(
        office=office,
        number=1,
        text=(tree / "examples/jambi-timur/plan.yaml").read_text(encoding="utf-8"),
        state="adopted",
        decree="SK 1",
        decree_date=day,
        since=day,
        made_by=ani,
        adopted_by=ani,
        adopted_at=timezone.now(),
    )
    found: dict[str, float] = {}
    text = book(register, rows).encode()
    begun = time.perf_counter()
    kept = store_upload(SimpleUploadedFile("buku.csv", text))
    one, _ = actions_import.upload(office=office, by=ani, register=registers_of(office)[register], kept=kept)
    drain()
    found["read"] = time.perf_counter() - begun
    actions_import.apply_import(office=office, by=ani, book=one.pk, correct=False)
    drain()
    found["import"] = time.perf_counter() - begun
    assert Import.objects.get().state == "added" and Row.objects.count() == rows, Import.objects.get().report
    if search:
        from capaian.web.registers.actions_erase import search as sought

        for what, asked in (("nik", nik(0)), ("name", "warga 123"), ("nobody", "tidak ada")):
            begun = time.perf_counter()
            sought(office, asked)
            found[what] = time.perf_counter() - begun
        return found
    client = Client()
    client.force_login(ani)
    address = f"/o/15.71.03/register/{register}/"
    found["page"] = statistics.median(_timed(lambda: client.get(address)) for _ in range(_TIMES))
    cells = book(register, 1).splitlines()
    sent = dict(zip(cells[0].split(","), cells[1].split(","), strict=True))
    took = []
    for number in range(_TIMES):
        new = sent | {"number": f"F-{number}"} | ({"nik": f"157103010180{9000 + number}"} if "nik" in sent else {})
        took.append(_timed(lambda new=new: client.post(f"{address}baris-baru/", new), 302))
    return found | {"form": statistics.median(took)}


def _timed(ask: Any, status: int = 200) -> float:
    begun = time.perf_counter()
    answer = ask()
    took = time.perf_counter() - begun
    assert answer.status_code == status, answer.status_code
    return took


def child(tree: Path, register: str, rows: int, search: bool) -> dict[str, float]:
    """Measure one worktree in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="capaian-bench-") as data:
        own = {
            "PYTHONPATH": str(tree / "src"),
            "CAPAIAN_DATA": data,
            "DJANGO_SETTINGS_MODULE": "capaian.web.settings",
        }
        own |= {"CAPAIAN_HOSTS": "testserver"}
        command = [sys.executable, __file__, str(tree), "--child", register, "--rows", str(rows)]
        done = subprocess.run(
            command + ["--search"] * search, env=os.environ | own, check=True, stdout=subprocess.PIPE, text=True
        )
        said: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("--now", type=Path, default=OURS, help="another worktree than this one")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--search", action="store_true")
    parser.add_argument("--child")
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(measure(asked.before, asked.child, asked.rows, asked.search)))
        return
    if asked.search:
        print(json.dumps(child(asked.now, "rastra", asked.rows, True)))
        return
    for register in ("letters", "rastra"):
        turns = []
        for _ in range(asked.turns):
            was, now = (child(tree, register, asked.rows, False) for tree in (asked.before, asked.now))
            turns.append((was, now))
            print(register, "before", was, "now", now, flush=True)
        for name in turns[0][0]:
            ratio = statistics.median(now[name] / was[name] for was, now in turns)
            seconds = [statistics.median(side[name] for side in sides) for sides in zip(*turns, strict=True)]
            print(f"{register} {name}: {seconds[1]:.4f} s / {seconds[0]:.4f} s = {ratio:.2f}", flush=True)


if __name__ == "__main__":
    main()
