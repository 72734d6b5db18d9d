"""Answers that are rendered once and kept as files until what they say changes.

``work/public/<office>/<stamp>/``: the stamp is made of all that can change an answer, so a new edition begins a new
folder and the old one goes. The folder may be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings

from capaian.files.registers.lake import write_whole
from capaian.web.ui import translation


def sha(*said: object) -> str:
    """Return the SHA-256 of what is said, one after the other."""
    return hashlib.sha256("\0".join(map(str, said)).encode()).hexdigest()


@cache
def code_version() -> str:
    """Return a hash of the code that renders: another release renders anew."""
    web = Path(__file__).parents[1]
    files = [
        *web.rglob("*.html"),
        *(web / "public").glob("*.py"),
        *web.glob("*/words.py"),
        Path(translation.__file__),
    ]
    return sha(*(file.read_text(encoding="utf-8") for file in sorted(files)))


def cached_response(group: str, stamp: str, name: str, make: Callable[[], bytes]) -> bytes:
    """Return the answer ``name`` of ``group`` (an office) as of ``stamp``, made where it is not there yet."""
    folder = _folder(group) / stamp
    file = folder / sha(name)
    try:
        return file.read_bytes()
    except OSError:
        content = make()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.parent.iterdir():
            if old != folder:
                shutil.rmtree(old, ignore_errors=True)
        write_whole(file, content)
    except OSError:
        pass  # a full disk, or a newer stamp swept the folder meanwhile: it is rendered again next time
    return content


def invalidate(group: str) -> None:
    """Throw away all that was rendered of an office."""
    shutil.rmtree(_folder(group), ignore_errors=True)


def _folder(group: str) -> Path:
    return Path(settings.DATA) / "work" / "public" / sha(group)[:24]
