"""An adopted plan is what was decreed: its text stays, and it cannot be thrown away."""

from capaian.web.trail.triggers import Guard

_DECREED = (
    *("office_id", "number", "text", "state", "note", "choices", "decree", "decree_date", "since"),
    *("made_by_id", "adopted_by_id", "adopted_at"),
)
"""None of them can be emptied either: a constraint of the table asks for each of an adopted plan."""

PLANNING = (
    Guard(
        "adopted_plan_stays",
        "planning_planversion",
        "UPDATE",
        "an adopted plan is not changed",
        "OLD.state <> 'draft' AND (" + " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _DECREED) + ")",
    ),
    Guard(
        "adopted_plan_is_kept", "planning_planversion", "DELETE", "an adopted plan is kept", "OLD.state <> 'draft'"
    ),
    Guard("target_revision_stays", "planning_targetrevision", "UPDATE", "a revision is not changed"),
    Guard("target_revision_is_kept", "planning_targetrevision", "DELETE", "a revision is kept"),
)
