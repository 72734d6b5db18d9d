"""An adopted plan is what was decreed: its text stays, and it cannot be thrown away."""

from capaian.web.trail.triggers import Guard

PLANNING = (
    Guard(
        "adopted_plan_stays",
        "planning_planversion",
        "UPDATE",
        "an adopted plan is not changed",
        "OLD.state <> 'draft' AND (OLD.text <> NEW.text OR OLD.state <> NEW.state OR OLD.decree <> NEW.decree)",
    ),
    Guard(
        "adopted_plan_is_kept", "planning_planversion", "DELETE", "an adopted plan is kept", "OLD.state <> 'draft'"
    ),
    Guard("target_revision_stays", "planning_targetrevision", "UPDATE", "a revision is not changed"),
    Guard("target_revision_is_kept", "planning_targetrevision", "DELETE", "a revision is kept"),
)
