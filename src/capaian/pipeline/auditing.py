"""Somebody else's report, from its file to what an audit objects to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from capaian.audit.examine import examine
from capaian.audit.notations import examine_both
from capaian.claims.extract import claims_of
from capaian.core.claims.claim import Claims
from capaian.core.claims.figure import Notation
from capaian.core.claims.objection import Examined
from capaian.core.claims.transcript import Transcript
from capaian.core.findings.finding import Finding, Level, has_errors
from capaian.core.measurement.result import Measurement
from capaian.files.digest import file_sha256
from capaian.reading.open import transcribe


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report as read, before it is audited. Where ``transcript`` is ``None``, ``findings`` say why.

    ``plain`` holds the claims in the other notation where a table's own numbers fit both; then ``claims`` are
    those in the Indonesian one.
    """

    file: str
    sha256: str
    transcript: Transcript | None
    claims: Claims
    findings: tuple[Finding, ...] = ()
    plain: Claims | None = None
    open_tables: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Audited:
    """A report with what was objected to. ``file`` is its name and ``sha256`` that of its bytes.

    ``findings`` are those of reading the file; where they hold an error nothing was audited, ``transcript`` is
    ``None`` and ``examined`` is empty.
    """

    file: str
    sha256: str
    transcript: Transcript | None
    claims: Claims
    examined: Examined
    findings: tuple[Finding, ...] = ()
    compared: bool = False
    """Whether its figures were also compared with what the office counted."""

    @property
    def is_read(self) -> bool:
        """Whether the file could be read at all."""
        return self.transcript is not None

    @property
    def has_errors(self) -> bool:
        """Whether anything found is of level error."""
        found = (objection.level is Level.ERROR for objection in self.examined.objections)
        return has_errors(self.findings) or any(found)


def audit_file(path: Path, *, measurement: Measurement | None = None) -> Audited:
    """Audit the report in ``path``; with a ``measurement`` also against what the office counted.

    Raises ``OSError`` where the file cannot be opened. A file that opens and cannot be read is no exception: then
    ``findings`` say why.
    """
    return audit_report(read_report(path), measurement)


def read_report(path: Path) -> ReadReport:
    """Read the report in ``path``, in both notations where its tables leave that open."""
    sha256 = file_sha256(path)
    transcript, findings = transcribe(path)
    if transcript is None:
        return ReadReport(path.name, sha256, None, Claims(path.name, ()), tuple(findings))
    claims = claims_of(transcript)
    tables = frozenset(board.table for board in claims.boards if board.notation is Notation.OPEN)
    plain = claims_of(transcript, assume=Notation.PLAIN) if tables else None
    if tables:
        claims = claims_of(transcript, assume=Notation.INDONESIAN)
    return ReadReport(path.name, sha256, transcript, claims, tuple(findings), plain, tables)


def audit_report(heard: ReadReport, measurement: Measurement | None = None) -> Audited:
    """Audit what was read."""
    claims = heard.claims
    if heard.transcript is None:
        examined = Examined(())
    elif heard.plain is None:
        examined = examine(claims, measurement)
    else:
        claims, examined = examine_both(claims, heard.plain, heard.open_tables, measurement)
        claims = _open(claims, heard.open_tables)
    return Audited(
        heard.file,
        heard.sha256,
        heard.transcript,
        claims,
        examined,
        heard.findings,
        compared=measurement is not None and heard.transcript is not None,
    )


def _open(claims: Claims, tables: frozenset[int]) -> Claims:
    """Return ``claims`` with what a reading assumed named as open again."""
    boards = tuple(
        replace(board, notation=Notation.OPEN) if board.table in tables else board for board in claims.boards
    )
    return replace(claims, boards=boards)
