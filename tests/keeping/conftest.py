"""The demo as ``capaian serve`` makes it, in a folder that tests only read; a PostgreSQL for those who want one.

Twice: of a twelfth of the example's rows in the three long registers, and, in ``make test-long``, of all of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.databases import empty_databases

ROOT = Path(__file__).parents[2]
CAPAIAN = [sys.executable, "-c", "from capaian.cli.main import main; raise SystemExit(main())"]


def environment(data: Path, database: str = "") -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CAPAIAN_SECRET")}
    if database:
        own["DATABASE_URL"] = database
    return own | {"CAPAIAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "capaian.web.settings"}


def capaian(*words: object, database: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command as people do, in a process of its own."""
    environ = environment(Path("nowhere"), database)
    del environ["CAPAIAN_DATA"]
    return subprocess.run(
        [*CAPAIAN, *map(str, words)], env=environ, cwd=ROOT, capture_output=True, text=True, check=False
    )


def inside(data: Path, code: str, database: str = "") -> str:
    """Run some lines with the application set up on a folder, and return what they print."""
    lines = f"import django\ndjango.setup()\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", lines],
        env=environment(data, database),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


MORE = """
import io
from django.core.files.uploadedfile import SimpleUploadedFile
from capaian.web.accounts.models import Office, SecondFactor, User
from capaian.web.registers.actions import attach_evidence
from capaian.web.registers.models import Row
from capaian.web.registers.uploads import store_upload
office, ani = Office.objects.get(code="15.71.03"), User.objects.get(username="ani")
kept = store_upload(SimpleUploadedFile("surat.pdf", b"%PDF-1.7 bukti"))
attach_evidence(office=office, by=ani, subject=f"row:{Row.objects.filter(office=office).first().pk}", kept=kept)
SecondFactor.objects.create(user=User.objects.get(username="adi"), secret="JBSWY3DPEHPK3PXP", spare=["a", "b"])
from django.utils import timezone
from capaian.web.api.actions import make_token
from capaian.web.api.models import Answered, Use
token = make_token(office=office, by=ani, name="uji", scopes=["read"], days=30).token
Use.objects.create(token=token, minute=1, calls=1, at=timezone.now())
Answered.objects.create(token=token, key="k", sent="0" * 64, row=1)
"""


LONG_REGISTERS, EVERY = ("letters", "rastra", "survey"), 12
THINNED = """
import sys
from pathlib import Path
import django
django.setup()
import capaian.web.demo
from capaian.cli.main import main
capaian.web.demo.example = lambda: Path(sys.argv[1])
sys.exit(main(sys.argv[2:]))
"""


def thinned(goal: Path) -> Path:
    """Copy the example with few rows in its long registers: the same tables, files and guards in less time."""
    shutil.copytree(ROOT / "examples/jambi-timur", goal)
    for name in LONG_REGISTERS:
        file = goal / f"registers/{name}.csv"
        head, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join([head, *rows[::EVERY]]), encoding="utf-8")
    return goal


def _load(folder: Path, full: bool) -> None:
    asked = ["serve", "--data", str(folder), "--demo", "--no-start"]
    if full:
        made = capaian(*asked)
    else:
        words = [sys.executable, "-c", THINNED, str(thinned(folder.with_name("example"))), *asked]
        made = subprocess.run(words, cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    inside(folder, MORE)
    saved = capaian("backup", "--data", folder, "-o", folder.with_name("cadangan.zip"))
    assert saved.returncode == 0, saved.stderr


@pytest.fixture(scope="session", params=["thinned", pytest.param("full", marks=pytest.mark.long)])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo, made once for all workers of the tests."""
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / f"demo-{request.param}"
    with FileLock(f"{home}.lock"):
        if not (home / "cadangan.zip").exists():
            shutil.rmtree(home, ignore_errors=True)  # what another worker could not finish
            home.mkdir()
            _load(home / "data", full=request.param == "full")
    return home / "data"


@pytest.fixture(scope="session")
def backup(demo: Path) -> Path:
    return demo.with_name("cadangan.zip")


@pytest.fixture(scope="session")
def restored_once(backup: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The backup put back on SQLite, for all tests that go on from there."""
    folder = tmp_path_factory.mktemp("restored") / "data"
    done = capaian("restore", backup, "--data", folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture
def restored(restored_once: Path, tmp_path: Path) -> Path:
    """A copy of the restored folder, which a test may change."""
    return Path(shutil.copytree(restored_once, tmp_path / "restored"))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Give empty databases of a real PostgreSQL, each by its address."""
    with empty_databases(tmp_path_factory.mktemp("pg")) as empty:
        yield empty
