"""A sample is drawn again, and its limits found, by the program that the guides give: without Capaian."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from capaian.core.registers.sampling import estimate
from capaian.web.accounts.models import Office, User
from capaian.web.inspecting.models import Sample
from capaian.web.inspecting.samples import actions
from capaian.web.registers.models import Row
from capaian.web.reporting.models import Snapshot
from tests.web.conftest import ROOT, As
from tests.web.inspect_cast import YEAR, letter
from tests.web.test_evidence_pack import FIRST, made, opened

GUIDES = ("docs/howto/samples.md", "docs/panduan/inspektorat-uji-petik.md")


def program() -> str:
    """The program of both guides, which is the same."""
    texts = [(ROOT / guide).read_text(encoding="utf-8") for guide in GUIDES]
    first, second = (re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL) for text in texts)
    assert first == second and len(first) == 1
    return first[0]


def drawn(office: Office, by: User, size: int = 12) -> Sample:
    return actions.draw_sample(office=office, by=by, period=YEAR, indicator="1.1", size=size, seed="APIP 1")


def again(folder: Path, keys: bytes, sample: Sample, *more: str) -> list[str]:
    (folder / "ulang.py").write_text(program(), encoding="utf-8")
    (folder / "kunci.txt").write_bytes(keys)
    words = [sys.executable, "-I", "ulang.py", sample.seed, str(sample.size), "kunci.txt", *more]
    return subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True).stdout.splitlines()


def test_it_is_drawn_again_from_the_keys_of_its_page(
    as_: As, office: Office, people: dict[str, User], frozen: Snapshot, tmp_path: Path
) -> None:
    one = drawn(office, people["ira"])
    page = as_.ira.get(f"/o/15.71.03/uji-petik/{one.pk}/").content.decode()
    address = f"/o/15.71.03/uji-petik/{one.pk}/kunci.txt"
    assert address in page and address not in as_.budi.get(f"/o/15.71.03/uji-petik/{one.pk}/").content.decode()
    answer = as_.ira.get(address)
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    keys = b"".join(answer.streaming_content)
    assert hashlib.sha256(keys).hexdigest() == one.keys
    first, *lines, limits = again(tmp_path, keys, one, "2")
    assert first == f"{one.keys} 40"
    assert lines == [f"{row.number} {row.key}" for row in one.drawn.order_by("number")]
    said = estimate(40, 12, 2)
    assert limits == f"{said.low} .. {said.high} of 40"


@pytest.mark.once
@pytest.mark.parametrize("who", ["ani", "budi", "sari", "citra", "adi", "dedi"])
def test_the_keys_are_for_inspectors(
    as_: As, office: Office, people: dict[str, User], frozen: Snapshot, who: str
) -> None:
    one = drawn(office, people["ira"])
    assert getattr(as_, who).get(f"/o/15.71.03/uji-petik/{one.pk}/kunci.txt").status_code == 403


def test_keys_of_figures_that_have_changed_are_not_given(
    as_: As, office: Office, people: dict[str, User], rows: list[Row]
) -> None:
    one = drawn(office, people["ira"])
    sent = {**letter(1, late=True), "version": rows[0].version}
    assert as_.ani.post(f"/o/15.71.03/register/letters/baris/{rows[0].pk}/", sent).status_code == 302
    answer = as_.ira.get(f"/o/15.71.03/uji-petik/{one.pk}/kunci.txt")
    assert answer.status_code == 403 and "sudah berubah" in answer.content.decode()


def test_it_is_drawn_again_from_the_pack_of_evidence(
    office: Office, people: dict[str, User], frozen: Snapshot, tmp_path: Path
) -> None:
    one = drawn(office, people["ira"], 40)
    for number in range(1, 41):
        verdict = {"says": "right", "struck": False, "cells": None, "note": ""}
        actions.give_verdict(office=office, by=people["ira"], sample=one.pk, number=number, **verdict)
    actions.finish_sample(office=office, by=people["ira"], sample=one.pk)
    with opened(made(office, people["ira"], frozen)) as archive:
        keys = archive.read(f"{FIRST}kunci.txt")
        assert "paket/02-1.2/kunci.txt" not in archive.namelist()
    first, *lines, limits = again(tmp_path, keys, one, "0")
    assert first == f"{one.keys} 40" and limits == "0 .. 0 of 40"
    assert lines == [f"{row.number} {row.key}" for row in one.drawn.order_by("number")]
