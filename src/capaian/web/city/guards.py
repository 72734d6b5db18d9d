"""No office is forgotten: its code is never free again, its last day stays, and so does who came after it."""

from capaian.web.trail.triggers import Guard

_CLOSED = (
    "(OLD.closed IS NOT NULL AND (NEW.closed IS NULL OR NEW.closed <> OLD.closed)) "
    "OR (OLD.opened IS NOT NULL AND (NEW.opened IS NULL OR NEW.opened <> OLD.opened))"
)
_OFFERED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in ("proposal_id", "office_id", "text", "own"))

# A day of a row or a value outside the life of its office is a mistake that no page may let through.
_OUTSIDE = (
    "EXISTS (SELECT 1 FROM accounts_office o WHERE o.code = NEW.office_id "
    "AND ((o.closed IS NOT NULL AND NEW.{first} > o.closed) OR (o.opened IS NOT NULL AND NEW.{last} < o.opened)))"
)
OUTSIDE = "the office was not there on that day"


def _outside(table: str, first: str, last: str, also: str = "") -> tuple[Guard, ...]:
    when = _OUTSIDE.format(first=first, last=last) + also
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


# ---- since a wrong day of an office can be corrected -----------------------------------------------------


def _uncorrected(which: str) -> str:
    """A day of an office that was set changes only to what the newest correction says."""
    return (
        f"(OLD.{which} IS NOT NULL AND (NEW.{which} IS NULL OR NEW.{which} <> OLD.{which}) AND NOT EXISTS ("
        f"SELECT 1 FROM consolidating_correction c WHERE c.office_id = OLD.code AND c.which = '{which}' "
        f"AND c.old_day = OLD.{which} "
        f"AND (c.new_day = NEW.{which} OR (c.new_day IS NULL AND NEW.{which} IS NULL)) "
        "AND c.id = (SELECT MAX(newest.id) FROM consolidating_correction newest "
        f"WHERE newest.office_id = OLD.code AND newest.which = '{which}')))"
    )


_DAYS = f"{_uncorrected('closed')} OR {_uncorrected('opened')}"
_OTHER_SUCCESSION = " OR ".join(
    f"OLD.{name} <> NEW.{name}" for name in ("predecessor_id", "successor_id", "day", "basis", "by_id", "at")
)
_WITHDRAWN = f"OLD.withdrawn_id IS NOT NULL OR NEW.withdrawn_id IS NULL OR {_OTHER_SUCCESSION}"
_CORRECTED = (
    Guard("office_keeps_its_days", "accounts_office", "UPDATE", "an office keeps its first and last day", _DAYS),
    Guard("succession_stays", "consolidating_succession", "UPDATE", "a succession stays", _WITHDRAWN),
    Guard("correction_stays", "consolidating_correction", "UPDATE", "a correction stays"),
    Guard("correction_is_kept", "consolidating_correction", "DELETE", "a correction is kept"),
    # A row that was removed counts for nothing and stands in nobody's way.
    *_outside("registers_row", "day", "day", " AND NOT NEW.removed"),
)
CORRECTABLE = tuple({guard.name: guard for guard in (*CONSOLIDATING, *_CORRECTED)}.values())
"""All guards, the newest of each name."""
