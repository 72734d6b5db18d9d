"""Our own files with random damage to their parts: each is read or refused by a finding, and nothing else."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from capaian.documents import docx, html, xlsx
from capaian.documents.model import Report
from capaian.reading.open import transcribe

Make = Callable[..., Report]
ODD = ["", "-1", "99999999999", "abc", "٣", "1.5", "0", "true", "none", "1e5", "A1:XFD1", "²", "#REF!", "8", "NaN"]
PIECES = [
    b"<table>",
    b"</td>",
    b"<td colspan=0 rowspan=99>",
    b"<li value='-3'>",
    b"<math><mfrac>",
    b"\x00",
    b"\xff",
]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return an XML part with some attributes, texts and elements changed, moved or gone."""
    root = etree.fromstring(data)
    elements = list(root.iter())
    for _ in range(chance.randint(1, 6)):
        element, other = chance.choice(elements), chance.choice(elements)
        what = chance.randrange(5)
        if what < 2 and element.attrib:
            element.set(chance.choice(list(element.attrib)), chance.choice(ODD))
        elif what == 2:
            element.text = chance.choice(ODD)
        elif what == 3 and element.getparent() is not None:
            element.getparent().remove(element)
        elif what == 4 and element is not other and other not in element.iter():
            other.append(element)
    return etree.tostring(root)


def judged(path: Path) -> None:
    transcript, findings = transcribe(path)
    assert transcript is not None or findings
    for found in findings:
        assert "<" not in found.message()


@pytest.mark.parametrize("render", [docx.render, xlsx.render])
def test_office_files(tmp_path: Path, example: Make, render: Callable[[Report], bytes]) -> None:
    chance = random.Random(5)
    with zipfile.ZipFile(io.BytesIO(render(example()))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    path = tmp_path / "a.docx"
    for _ in range(25):
        with zipfile.ZipFile(path, "w") as goal:
            for name, data in parts.items():
                is_hit = name.endswith((".xml", ".rels")) and chance.random() < 0.5
                goal.writestr(name, damaged(data, chance) if is_hit else data)
        judged(path)


def test_pages(tmp_path: Path, example: Make) -> None:
    chance = random.Random(6)
    whole = html.render(example())
    path = tmp_path / "a.html"
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            at = chance.randrange(len(data))
            if chance.random() < 0.5:
                del data[at : at + chance.randint(1, 40)]
            else:
                data[at:at] = chance.choice(PIECES)
        path.write_bytes(data)
        judged(path)
