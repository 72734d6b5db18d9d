"""What earlier releases left, unpacked for tests that only read, and copies for those that write."""

from __future__ import annotations

import json
import lzma
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.keeping.conftest import inside

HERE = Path(__file__).parent
RELEASES = sorted(path.parent for path in HERE.glob("*/backup.zip"))


def text_of(path: Path) -> str:
    return lzma.decompress(path.read_bytes()).decode()


def unpacked(archive: Path, goal: Path) -> Path:
    with tarfile.open(archive) as file:
        file.extractall(goal, filter="data")
    return goal / archive.name.partition(".")[0]


@pytest.fixture(scope="module", params=RELEASES, ids=lambda path: path.name)
def release(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def data(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of the release; the documents, which stand once, come out of its backup."""
    folder = unpacked(release / "data.tar.xz", tmp_path_factory.mktemp("data"))
    with zipfile.ZipFile(release / "backup.zip") as backup:
        backup.extractall(folder, [name for name in backup.namelist() if "-documents/" in name])
    return folder


@pytest.fixture(scope="module")
def seen(data: Path) -> dict[str, Any]:
    """What this release shows of the data folder."""
    found: dict[str, Any] = json.loads(inside(data, "from tests.compatibility.looking import look\nlook()"))
    return found
