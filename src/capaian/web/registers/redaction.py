"""What the report of a book may quote of its cells: a report is kept, is seen by many, and stays when people go.

A cell of a column that names people shows how it ends, by which it is found in the book. So does any other that may
hold a person who slipped into it, as where a column is missing, and so do headings that are a row.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from capaian.core.findings.finding import Finding
from capaian.core.registers.pseudonym import MASK
from capaian.core.registers.register import Column, FieldType, Register
from capaian.files.registers.cells import read_cell

Redactor = Callable[[Finding], Finding]
_END = 3
"""Letters of a veiled cell that are shown."""
_HEADINGS = {"unknown-column": "column", "missing-column": "found"}
"""Codes of findings that quote headings, and the value that does."""
_PLAIN = frozenset({"error-cell", "row-elsewhere"})
"""Codes of findings that quote what is nobody's name: ``#REF!``, a code of an area."""
_LONG = re.compile(r"(?:\d[ .-]?){12}", re.ASCII)
_NIK = re.compile(r"(?<!\d)\d{6}[ .-]?\d{6}[ .-]?\d{4}(?!\d)", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 30
_LIKE = 0.7
_IN_ROWS = [Column("", kind) for kind in (FieldType.DATE, FieldType.NIK, FieldType.AREA, FieldType.RUPIAH)]


def redactor_of(register: Register, findings: Sequence[Finding]) -> Redactor:
    """Return what veils the findings of one book."""
    if not register.people:
        return lambda found: found
    headless = any(_is_cell(found.values["column"]) for found in findings if found.code == "unknown-column")

    def veil(found: Finding) -> Finding:
        quoted = _HEADINGS.get(found.code)
        if quoted is not None:
            return replace(found, values={**found.values, quoted: MASK}) if headless else found
        text = found.values.get("found")
        if text is None or found.code in _PLAIN:
            return found
        name = found.values.get("name", "")
        choices = register.columns[name].choices if name in register.columns else {}
        if name in register.people or may_name(text, [*choices, *choices.values()]):
            return replace(found, values={**found.values, "found": MASK + text[-_END:]})
        return found

    return veil


def _is_cell(heading: str) -> bool:
    """Tell whether a heading is what cells hold and headings do not: a date, a number, a code."""
    return any(read_cell(heading, column, indonesian=True) is not None for column in _IN_ROWS)


def may_name(text: str, known: Sequence[str] = ()) -> bool:
    """Tell whether a faulty cell may hold a person: no number, no date, and none of the ``known`` choices mistyped.

    >>> may_name("31 Februari 2017"), may_name("12,5x"), may_name("Non-perizinan", ["permit", "Non perizinan"])
    (False, False, False)
    >>> may_name("Siti Aminah"), may_name("1571 0301 0180 0001"), may_name("Jl. Melati 5")
    (True, True, True)
    """
    if len(text) <= _SHORT and difflib.get_close_matches(text.lower(), [one.lower() for one in known], 1, _LIKE):
        return False
    words = _WORD.findall(text)
    return len(text) > _SHORT or len(words) > 1 or bool(_LONG.search(text)) or not any(map(str.isdigit, text))


def redact(text: str, people: Iterable[str]) -> str:
    """Return a text with every word of ``people`` veiled, and whatever looks like a NIK.

    >>> without("KTP_Siti-AMINAH 1571030101800001.pdf", ["Siti Aminah"])
    'KTP_•••-••• •••.pdf'
    """
    words = {word.casefold() for one in people for word in _WORD.findall(one) if len(word) >= _END}
    text = _WORD.sub(lambda found: MASK if found[0].casefold() in words else found[0], text)
    return _NIK.sub(MASK, text)
