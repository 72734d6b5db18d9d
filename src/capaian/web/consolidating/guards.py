"""No office is forgotten: its code is never free again, its last day stays, and so does who came after it."""

from capaian.web.trail.triggers import Guard

_CLOSED = (
    "(OLD.closed IS NOT NULL AND (NEW.closed IS NULL OR NEW.closed <> OLD.closed)) "
    "OR (OLD.opened IS NOT NULL AND (NEW.opened IS NULL OR NEW.opened <> OLD.opened))"
)
_OFFERED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in ("proposal_id", "office_id", "text", "own"))

# A day of a row, a value or a submission outside the life of its office is a mistake that no page may let through.
_OUTSIDE = (
    "EXISTS (SELECT 1 FROM accounts_office o WHERE o.code = NEW.office_id "
    "AND ((o.closed IS NOT NULL AND NEW.{first} > o.closed) OR (o.opened IS NOT NULL AND NEW.{last} < o.opened)))"
)
OUTSIDE = "the office was not there on that day"


def _outside(table: str, first: str, last: str) -> tuple[Guard, ...]:
    when = _OUTSIDE.format(first=first, last=last)
    return tuple(
        Guard(f"{table}_{event.lower()}_in_life", table, event, OUTSIDE, when) for event in ("INSERT", "UPDATE")
    )


CONSOLIDATING = (
    Guard("office_is_kept", "accounts_office", "DELETE", "an office is closed and never deleted"),
    Guard("office_keeps_its_code", "accounts_office", "UPDATE", "an office keeps its code", "OLD.code <> NEW.code"),
    Guard("office_keeps_its_days", "accounts_office", "UPDATE", "an office keeps its first and last day", _CLOSED),
    Guard("succession_stays", "consolidating_succession", "UPDATE", "a succession stays"),
    Guard("succession_is_kept", "consolidating_succession", "DELETE", "a succession is kept"),
    Guard("reminder_stays", "consolidating_reminder", "UPDATE", "a reminder stays"),
    Guard("reminder_is_kept", "consolidating_reminder", "DELETE", "a reminder is kept"),
    Guard("proposal_stays", "consolidating_proposal", "UPDATE", "a proposal stays"),
    Guard("proposal_is_kept", "consolidating_proposal", "DELETE", "a proposal is kept"),
    Guard(
        "offer_stays", "consolidating_offer", "UPDATE", "an offer stays", f"OLD.state <> 'waiting' OR {_OFFERED}"
    ),
    Guard("offer_is_kept", "consolidating_offer", "DELETE", "an offer is kept"),
    *_outside("registers_row", "day", "day"),
    *_outside("reporting_value", "first_day", "last_day"),
)
