"""The folder that a restore works in."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from capaian.web.backup.archive import InvalidBackup

WORK = ".restoring"
_OURS = ("files", "snapshots", "secret.key", WORK)


@contextlib.contextmanager
def restore_workspace(data: Path) -> Iterator[Path]:
    """Give the folder in which a restore works; where it does not come to its end, ``data`` is as it was.

    A folder is taken that is empty, or that an earlier restore was killed in. Raises :class:`InvalidBackup`.
    """
    there = {one.name for one in data.iterdir()} if data.is_dir() else set()
    if there - set(_OURS) or (there and WORK not in there):
        raise InvalidBackup("not-empty", found=data)
    made = not data.exists()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear(data)
    (data / WORK).mkdir(mode=0o700)
    try:
        yield data / WORK
    except BaseException:
        _clear(data)
        if made:
            data.rmdir()
        raise
    shutil.rmtree(data / WORK)


def _clear(data: Path) -> None:
    for name in _OURS:
        if (data / name).is_dir():
            shutil.rmtree(data / name)
        else:
            (data / name).unlink(missing_ok=True)
