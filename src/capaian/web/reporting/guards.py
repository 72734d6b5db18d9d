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


# What an approved period is measured by stays too: no plan begins in it, and a year's targets are its own.
_PLAN = (
    "NEW.state = 'adopted' AND EXISTS (SELECT 1 FROM reporting_submission s WHERE s.state = 'approved' "
    "AND s.office_id = NEW.office_id AND s.last_day >= NEW.since)"
)
_TARGET = (
    "EXISTS (SELECT 1 FROM reporting_submission s WHERE s.state = 'approved' "
    "AND s.office_id = NEW.office_id AND s.period = CAST(NEW.year AS text))"
)
_OTHER_PERIOD = " OR ".join(
    f"NEW.{name} <> OLD.{name}" for name in ("office_id", "period", "first_day", "last_day")
)
_OTHER_APPROVAL = " OR ".join(
    f"NEW.{name} <> OLD.{name}" for name in ("figures", "submitted_by_id", "verified_by_id", "approved_by_id")
)

REPORTING = (
    Guard("plan_begins_later", "planning_planversion", "UPDATE", _SAYS, f"OLD.state = 'draft' AND {_PLAN}"),
    Guard("plan_is_begun_later", "planning_planversion", "INSERT", _SAYS, _PLAN),
    Guard("target_of_approved_stays", "planning_targetrevision", "INSERT", _SAYS, _TARGET),
    Guard("evidence_stays", "registers_evidence", "UPDATE", "evidence is not changed"),
    Guard("evidence_is_kept", "registers_evidence", "DELETE", "evidence is kept"),
    Guard("submission_of_its_period", "reporting_submission", "UPDATE", "a period stays the same", _OTHER_PERIOD),
    Guard(
        "approved_stays",
        "reporting_submission",
        "UPDATE",
        "an approved period is only reopened, with a reason",
        f"OLD.state = 'approved' AND ({_OTHER_APPROVAL} OR NEW.state NOT IN ('approved', 'draft') "
        "OR (NEW.state = 'draft' AND (NEW.reason = '' OR NEW.reason_by_id IS NULL)))",
    ),
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
