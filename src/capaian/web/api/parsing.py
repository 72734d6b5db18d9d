"""Cells and amounts as programs send them → as a person would have typed them, which is what the actions read.

Programs write numbers in the plain notation, ``1234.56``; a comma in one is a fault, since ``1,234`` means one
thing here and another there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from capaian.core.findings.finding import Finding
from capaian.core.registers.register import Column, Register, Sort
from capaian.core.wording import LANGUAGES
from capaian.web.api.problems import ApiError, Fault, both_languages, fault
from capaian.web.registers.rows import faults_by_field

Line = Annotated[str, Field(pattern=r"^[^\x00]*$")]
"""Text that every database keeps: no NUL, and no half of a letter (a surrogate), which fits no pattern."""

Cell = Line | bool | int | float | None


class RowFaults(Exception):
    """A row that cannot be kept, cell by cell."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__([one["code"] for one in faults])
        self.faults = faults


def cells_of(register: Register, sent: Mapping[str, Cell]) -> dict[str, str]:
    """Return the fields of the form. Raises :class:`RowFaults`."""
    cells: dict[str, str] = {}
    faults: list[Fault] = []
    for name, value in sent.items():
        column = register.columns.get(name)
        text = _text(value)
        if column is None:
            faults.append(
                fault("no-column", name, both_languages("no-column", {"known": ", ".join(register.columns)}))
            )
        elif _is_number(column) and "," in text:
            faults.append(fault("not-plain", name, both_languages("not-plain", {"found": text[:60]})))
        else:
            cells[name] = text.replace(".", ",") if _is_number(column) else text
    if faults:
        raise RowFaults(faults)
    return cells


def amount_of(sent: str | int | float | None) -> str:
    """Return an amount as the form of a value has it; nothing is the empty field."""
    text = _text(sent).strip()
    if "," in text:
        raise ApiError(422, "not-plain", "amount", found=text[:60])
    return text.replace(".", ",") if text.removeprefix("-")[:1].isdigit() else text


def _is_number(column: Column) -> bool:
    return column.sort is Sort.NUMBER


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removesuffix(".0")  # never 1e+22, which no cell means
    return str(value)


def faults_of(register: Register, findings: Iterable[Finding]) -> list[Fault]:
    """Return the faults of a row in the words of the form, each at its column."""
    return [
        fault(found.code, name, _both(found.message), _both(found.mend))
        for name, some in faults_by_field(register, findings).items()
        for found in some
    ]


def _both(tell: Callable[[str], str]) -> dict[str, str]:
    return {lang: tell(lang) for lang in LANGUAGES}
