"""A fault, doubt or remark as a value with a place. Exceptions are for bugs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from capaian.core.findings.catalogue import CATALOGUE
from capaian.core.frozen import frozen
from capaian.core.wording import filled, of_language, twins


class Level(StrEnum):
    """How much a finding matters: an error stops the work (exit status 1), a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen(order=True)
class Place:
    """Where a finding stands: a file, then a line and column (from 1) or a sheet and cell."""

    file: str = ""
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}!{self.cell}"
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


NOWHERE = Place()


@frozen()
class Finding:
    """One finding: ``code`` of the catalogue, its ``place``, what it is about and the values of its message."""

    code: str
    place: Place = NOWHERE
    subject: str = ""
    values: Mapping[str, str] = MappingProxyType({})

    def __post_init__(self) -> None:
        if self.code not in CATALOGUE:
            raise ValueError(f"no such finding: {self.code}")

    @property
    def level(self) -> Level:
        return Level(CATALOGUE[self.code].level)

    def message(self, lang: str = "id") -> str:
        """Return what was found and what was expected."""
        entry = CATALOGUE[self.code]
        return filled((entry.message, entry.message_en), lang, self._values(lang))

    def mend(self, lang: str = "id") -> str:
        """Return what to write instead."""
        entry = CATALOGUE[self.code]
        return filled((entry.mend, entry.mend_en), lang, self._values(lang))

    def _values(self, lang: str) -> _Values:
        return _Values(of_language(self.values, lang))


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"<{key}>"


def finding(code: str, place: Place = NOWHERE, subject: str = "", **values: object) -> Finding:
    """Return a :class:`Finding` whose message values are ``values`` as text.

    A value that is words is given as :class:`~capaian.core.wording.Both`, so that an English message holds no
    Indonesian.
    """
    return Finding(code, place, subject, MappingProxyType(twins(values)))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding is of level error."""
    return any(found.level is Level.ERROR for found in findings)
