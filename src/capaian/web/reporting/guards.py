"""An approved period is locked in the database: its rows, values and narratives cannot be written or removed."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.web.trail.triggers import Guard

_SAYS = "the period is approved and locked"


def _approved(row: str, first: str, last: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM reporting_submission s WHERE s.state = 'approved' "
        f"AND s.office_id = {row}.office_id AND s.first_day <= {row}.{first} AND s.last_day >= {row}.{last})"
    )


def _locks(table: str, first: str, last: str) -> Iterator[Guard]:
    new, old = _approved("NEW", first, last), _approved("OLD", first, last)
    yield Guard(f"{table}_insert_locked", table, "INSERT", _SAYS, new)
    yield Guard(f"{table}_update_locked", table, "UPDATE", _SAYS, f"({new} OR {old})")
    yield Guard(f"{table}_delete_locked", table, "DELETE", _SAYS, old)


REPORTING = (
    *_locks("registers_row", "day", "day"),
    *_locks("reporting_value", "first_day", "last_day"),
    *_locks("reporting_narrative", "first_day", "last_day"),
    Guard("snapshot_stays", "reporting_snapshot", "UPDATE", "a snapshot is not changed"),
    Guard("snapshot_is_kept", "reporting_snapshot", "DELETE", "a snapshot is kept"),
    Guard("document_stays", "reporting_document", "UPDATE", "a document is not changed"),
    Guard("document_is_kept", "reporting_document", "DELETE", "a document is kept"),
    Guard(
        "approved_is_kept",
        "reporting_submission",
        "DELETE",
        "an approved period is kept",
        "OLD.state = 'approved'",
    ),
)
