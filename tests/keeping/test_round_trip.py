"""A backup put back elsewhere is the same to the last byte: on the same database, the other, a newer release."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.keeping.conftest import ROOT, capaian, environment, inside

Postgres = Callable[[], str]


def manifest(backup: Path) -> dict[str, Any]:
    with zipfile.ZipFile(backup) as file:
        found: dict[str, Any] = json.loads(file.read("manifest.json"))
        return found


def lines(backup: Path, label: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(backup) as file:
        return [json.loads(line) for line in file.read(f"tables/{label}.jsonl").splitlines()]


def restored_and_saved(backup: Path, folder: Path, database: str = "") -> Path:
    done = capaian("restore", backup, "--data", folder, database=database)
    assert (done.returncode, done.stderr) == (0, "")
    return saved(folder, database)


def saved(folder: Path, database: str = "") -> Path:
    again = folder.with_name(f"{folder.name}.zip")
    done = capaian("backup", "--data", folder, "-o", again, database=database)
    assert (done.returncode, done.stderr) == (0, "")
    return again


def assert_same(one: Path, other: Path) -> None:
    """All tables and files have the same hashes; the trail has gone on by the restore, and by nothing else."""
    first, second = manifest(one), manifest(other)
    assert first["files"] == second["files"]
    differing = {name for name in first["tables"] if first["tables"][name] != second["tables"][name]}
    assert first["tables"].keys() == second["tables"].keys()
    assert differing == {"trail.event", "trail.head"}
    before, after = lines(one, "trail.event"), lines(other, "trail.event")
    assert after[:-1] == before
    assert after[-1]["kind"] == "restored"


def test_everything_comes_back_on_sqlite(backup: Path, restored: Path) -> None:
    assert_same(backup, saved(restored))
    assert capaian("verify", restored, "--trail").returncode == 0


def test_everything_goes_to_postgresql_and_back(backup: Path, tmp_path: Path, postgres: Postgres) -> None:
    database = postgres()
    there = restored_and_saved(backup, tmp_path / "files", database)
    assert_same(backup, there)
    assert not (tmp_path / "files/db.sqlite3").exists()
    assert_same(there, restored_and_saved(there, tmp_path / "back"))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_is_restored_goes_on(backup: Path, tmp_path: Path, kind: str, postgres: Postgres) -> None:
    """New rows get numbers of their own, and what was approved is locked as it was."""
    add = """
from django.db import IntegrityError
from capaian.web.accounts.models import Office, User
from capaian.web.planning.models import PlanVersion
from capaian.web.registers.actions import add_row
from capaian.web.registers.queries import registers_of
from capaian.web.registers.models import Row
from capaian.web.reporting.models import Submission
office, ani = Office.objects.get(code="15.71.03"), User.objects.get(username="ani")
day = Row.objects.filter(office=office).order_by("-day").first().day.isoformat()
cells = dict(number="x/1", place="15.71.03.1003", received_on=day, kind="letter", service="Rekomendasi",
             applicant="Pemohon", standard_days="3", due_on=day, served_on=day)
print(add_row(office=office, by=ani, register=registers_of(office)["letters"], cells=cells).pk)
one = Submission.objects.filter(office=office, state="approved").first()
try:
    Row.objects.filter(office=office, day__range=(one.first_day, one.last_day)).update(version=9)
    print("changed")
except IntegrityError:
    print("locked")
"""
    database, folder = postgres() if kind == "postgresql" else "", tmp_path / kind
    assert capaian("restore", backup, "--data", folder, database=database).returncode == 0
    assert inside(folder, add, database).split()[1:] == ["locked"]
    assert capaian("verify", folder, "--trail", database=database).returncode == 0


OLDER = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
first = MigrationExecutor(connection)
names = {app: sorted(name for its, name in first.loader.disk_migrations if its == app) for app in
         ("accounts", "planning", "registers", "reporting", "trail", "work", "auditing")}
names["accounts"], names["reporting"] = names["accounts"][:1], names["reporting"][:2]
names["registers"] = names["registers"][:1]
MigrationExecutor(connection).migrate([(app, its[-1]) for app, its in names.items()])
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO accounts_office (code, name, parent, place, synthetic, version) "
                   "VALUES ('15.71.03', 'Jambi Timur', '', '', false, 7)")
assert "accounts_secondfactor" not in connection.introspection.table_names()
"""


def test_a_backup_of_an_older_release_comes_up_to_this_one(tmp_path: Path) -> None:
    inside(tmp_path / "old", OLDER)
    done = capaian("backup", "--data", tmp_path / "old", "-o", tmp_path / "old.zip")
    assert done.returncode == 0, done.stderr
    assert "accounts.secondfactor" not in manifest(tmp_path / "old.zip")["tables"]
    done = capaian("restore", tmp_path / "old.zip", "--data", tmp_path / "new")
    assert done.returncode == 0, done.stderr
    said = inside(
        tmp_path / "new",
        "from capaian.web.accounts.models import *\n"
        "print(Office.objects.get().version, SecondFactor.objects.count())",
    )
    assert said.split() == ["7", "0"]


def test_the_file_is_for_its_owner_and_never_written_over(backup: Path, demo: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    before = backup.read_bytes()
    done = capaian("backup", "--data", demo, "-o", backup, "--lang", "en")
    assert (done.returncode, backup.read_bytes()) == (2, before)
    assert "never written over" in done.stderr
    assert [one.name for one in backup.parent.iterdir() if one.name.startswith(".")] == []


ERASE = """
from capaian.web.accounts.models import Office, User
from capaian.web.registers.actions_erase import erase
from capaian.web.registers.models import Evidence, Row
office, sari = Office.objects.get(code="15.71.03"), User.objects.get(username="sari")
pk = int(Evidence.objects.get(name="surat.pdf").subject.partition(":")[2])
letter = Row.objects.filter(office=office, register="letters").first().pk
print(erase(office=office, by=sari, rows=[pk, letter], reason="Surat 12", files=True)[:2])
"""
LOOK = """
from capaian.web.registers.models import Evidence, Personal
from capaian.web.registers.uploads import path_of, integrity_of
one = Evidence.objects.get(name="surat.pdf")
erased = Personal.objects.filter(erased__isnull=False)
left = {(who.value, who.salt) for who in erased}
print(integrity_of(one.sha256), path_of(one.sha256).exists(), len(erased), left)
"""


@pytest.fixture(scope="module")
def later(restored_once: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A newer backup, taken after somebody was erased, and how many pieces of personal data that were."""
    since = Path(shutil.copytree(restored_once, tmp_path_factory.mktemp("since") / "data"))
    values = int(inside(since, ERASE).strip(" ()\n").partition(",")[0])
    assert values >= 1
    return saved(since), values


def test_what_was_erased_is_in_no_newer_backup(later: tuple[Path, int]) -> None:
    assert capaian("verify", later[0]).returncode == 0
    with zipfile.ZipFile(later[0]) as file:
        assert not any(b"%PDF-1.7 bukti" in file.read(name) for name in file.namelist())


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_was_erased_since_is_erased_again(
    backup: Path, later: tuple[Path, int], tmp_path: Path, kind: str, postgres: Postgres
) -> None:
    """An older backup would bring back a person; the newer one names who is not to come back."""
    newer, values = later
    database, folder = postgres() if kind == "postgresql" else "", tmp_path / kind
    done = capaian("restore", backup, "--data", folder, "--erased", newer, "--lang", "en", database=database)
    assert (done.returncode, done.stderr) == (0, "")
    pieces = "1 piece" if values == 1 else f"{values} pieces"
    assert f"Erased again as {newer} names it: {pieces} of personal data, 1 file." in done.stdout
    assert inside(folder, LOOK, database).split()[:3] == ["erased", "False", str(values)]
    assert "{(None, '')}" in inside(folder, LOOK, database)
    assert capaian("verify", folder, "--trail", database=database).returncode == 0


def test_tokens_stay_behind(demo: Path, restored: Path) -> None:
    """One that was revoked after the backup would live again."""
    count = "from capaian.web.api.models import Token\nprint(Token.objects.count())"
    assert inside(demo, count).split() == ["1"]
    assert inside(restored, count).split() == ["0"]


def test_keys_and_sessions_stay_behind(backup: Path, demo: Path) -> None:
    assert (demo / "secret.key").exists()
    with zipfile.ZipFile(backup) as file:
        names = file.namelist()
    assert not [name for name in names if ("secret" in name and "secondfactor" not in name) or "session" in name]


def test_it_proves_itself(backup: Path) -> None:
    done = capaian("verify", backup, "--lang", "en")
    assert done.returncode == 0
    assert "whole" in done.stdout


def test_a_folder_that_is_in_use_is_left_alone(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used/db.sqlite3").write_text("mine")
    done = capaian("restore", backup, "--data", tmp_path / "used")
    assert done.returncode == 1 and "sudah berisi" in done.stderr
    assert (tmp_path / "used/db.sqlite3").read_text() == "mine"


def test_a_database_that_is_in_use_is_left_alone(backup: Path, tmp_path: Path, postgres: Postgres) -> None:
    database = postgres()
    inside(tmp_path / "a", "from django.core.management import call_command; call_command('migrate')", database)
    done = capaian("restore", backup, "--data", tmp_path / "b", database=database)
    assert done.returncode == 1 and "DATABASE_URL" in done.stderr
    assert not (tmp_path / "b").exists()


def test_lost_evidence_is_named_and_the_rest_is_saved(backup: Path, restored: Path, tmp_path: Path) -> None:
    lost = next(name for name in manifest(backup)["files"] if name.startswith("files/"))
    (restored / lost).unlink()
    done = capaian("backup", "--data", restored, "-o", tmp_path / "b.zip")
    assert done.returncode == 1 and lost in done.stderr
    done = capaian("verify", tmp_path / "b.zip")
    assert done.returncode == 1 and "utuh" in done.stdout and lost in done.stderr


WRITING = """
import sys
from django.utils import timezone
from capaian.web.accounts.models import Office, User
from capaian.web.registers.actions import add_row
from capaian.web.registers.queries import registers_of
office, ani = Office.objects.get(code="15.71.03"), User.objects.get(username="ani")
letters, day = registers_of(office)["letters"], timezone.localdate().isoformat()
cells = dict(place="15.71.03.1003", received_on=day, kind="letter", service="Rekomendasi", applicant="Pemohon",
             standard_days="3", due_on=day, served_on=day)
for number in range(100000):
    add_row(office=office, by=ani, register=letters, cells=cells | {"number": f"busy/{number}"})
    print(number, flush=True)
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_taken_while_people_write_is_of_one_moment(
    backup: Path, restored: Path, tmp_path: Path, kind: str, postgres: Postgres
) -> None:
    """Rows, their months and the trail agree in it, whatever was being saved: and nobody had to wait."""
    database = postgres() if kind == "postgresql" else ""
    data = restored
    if database:
        data = tmp_path / "data"
        assert capaian("restore", backup, "--data", data, database=database).returncode == 0
    writer = subprocess.Popen(
        [sys.executable, "-c", f"import django\ndjango.setup()\n{WRITING}"],
        env=environment(data, database),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        for number in (1, 2):
            done = capaian("backup", "--data", data, "-o", tmp_path / f"{number}.zip", database=database)
            assert done.returncode == 0, done.stderr
        writer.kill()
        written = writer.stdout.read().count("\n")
    counts = []
    for number in (1, 2):
        taken = tmp_path / f"{number}.zip"
        assert capaian("verify", taken).returncode == 0
        rows = [row for row in lines(taken, "registers.row") if not row["removed"]]
        busy = [row for row in rows if row["data"].get("number", "").startswith("busy/")]
        added = [event for event in lines(taken, "trail.event") if event["kind"] == "row-added"]
        assert sum(month["rows"] for month in lines(taken, "registers.month")) == len(rows)
        assert len(added) == len(busy) > 0
        counts.append(len(busy))
    assert counts[0] < counts[1] <= written + 1
