"""The demo as ``capaian serve`` makes it, in a folder that tests only read; a PostgreSQL for those who want one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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
from capaian.web.registers.uploads import keep
office, ani = Office.objects.get(code="15.71.03"), User.objects.get(username="ani")
kept = keep(SimpleUploadedFile("surat.pdf", b"%PDF-1.7 bukti"))
attach_evidence(office=office, by=ani, subject=f"row:{Row.objects.filter(office=office).first().pk}", kept=kept)
SecondFactor.objects.create(user=User.objects.get(username="adi"), secret="JBSWY3DPEHPK3PXP", spare=["a", "b"])
from django.utils import timezone
from capaian.web.api.actions import make_token
from capaian.web.api.models import Answered, Use
token = make_token(office=office, by=ani, name="uji", scopes=["read"], days=30).token
Use.objects.create(token=token, minute=1, calls=1, at=timezone.now())
Answered.objects.create(token=token, key="k", sent="0" * 64, row=1)
"""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "data"
    made = capaian("serve", "--data", folder, "--demo", "--no-start")
    assert made.returncode == 0, made.stderr
    inside(folder, MORE)
    return folder


@pytest.fixture(scope="session")
def backup(demo: Path) -> Path:
    goal = demo.with_name("cadangan.zip")
    made = capaian("backup", "--data", demo, "-o", goal)
    assert made.returncode == 0, made.stderr
    return goal


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Give empty databases of a real PostgreSQL, each by its address."""
    with empty_databases(tmp_path_factory.mktemp("pg")) as empty:
        yield empty
