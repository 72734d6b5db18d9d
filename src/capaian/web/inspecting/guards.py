"""What an inspector drew, judged and wrote stays as it was, and so does what the office answered."""

from capaian.web.trail.triggers import Guard

_DRAWN_AS = " OR ".join(
    f"OLD.{name} <> NEW.{name}"
    for name in ("office_id", "indicator", "period", "figures", "seed", "size", "population", "keys", "by_id", "at")
)
_OTHER_EDITION = "COALESCE(OLD.snapshot_id, 0) <> COALESCE(NEW.snapshot_id, 0)"
_OPEN_SAMPLE = (
    "EXISTS (SELECT 1 FROM inspecting_drawn d JOIN inspecting_sample s ON s.id = d.sample_id "
    "WHERE d.id = NEW.drawn_id AND s.state = 'open')"
)
_BEYOND = (
    "NEW.number < 1 OR NEW.number > (SELECT s.size FROM inspecting_sample s WHERE s.id = NEW.sample_id) "
    "OR EXISTS (SELECT 1 FROM inspecting_sample s WHERE s.id = NEW.sample_id AND s.state <> 'open')"
)
_UNJUDGED = (
    "OLD.state = 'open' AND NEW.state = 'finished' AND EXISTS (SELECT 1 FROM inspecting_drawn d "
    "WHERE d.sample_id = NEW.id AND NOT EXISTS (SELECT 1 FROM inspecting_verdict v WHERE v.drawn_id = d.id))"
)
_CLOSED = (
    "EXISTS (SELECT 1 FROM inspecting_step s WHERE s.finding_id = NEW.finding_id AND s.kind IN ('done', 'dropped'))"
)

INSPECTING = (
    Guard("sample_stays", "inspecting_sample", "UPDATE", "a finished sample stays", "OLD.state <> 'open'"),
    Guard(
        "sample_of_its_draw",
        "inspecting_sample",
        "UPDATE",
        "a sample stays as it was drawn",
        f"{_DRAWN_AS} OR {_OTHER_EDITION}",
    ),
    Guard("sample_is_judged", "inspecting_sample", "UPDATE", "every row has a verdict", _UNJUDGED),
    Guard("sample_is_kept", "inspecting_sample", "DELETE", "a sample is kept"),
    Guard("drawn_of_its_sample", "inspecting_drawn", "INSERT", "the sample has no such row", _BEYOND),
    Guard("drawn_stays", "inspecting_drawn", "UPDATE", "a drawn row stays"),
    Guard("drawn_is_kept", "inspecting_drawn", "DELETE", "a drawn row is kept"),
    Guard("verdict_while_open", "inspecting_verdict", "INSERT", "the sample is finished", f"NOT {_OPEN_SAMPLE}"),
    Guard("verdict_stays", "inspecting_verdict", "UPDATE", "a verdict stays"),
    Guard("verdict_is_kept", "inspecting_verdict", "DELETE", "a verdict is kept"),
    Guard("inspection_finding_stays", "inspecting_finding", "UPDATE", "a finding stays"),
    Guard("inspection_finding_is_kept", "inspecting_finding", "DELETE", "a finding is kept"),
    Guard("step_while_open", "inspecting_step", "INSERT", "the finding is closed", _CLOSED),
    Guard("step_stays", "inspecting_step", "UPDATE", "a step stays"),
    Guard("step_is_kept", "inspecting_step", "DELETE", "a step is kept"),
    Guard("pack_stays", "inspecting_pack", "UPDATE", "a pack stays"),
    Guard("pack_is_kept", "inspecting_pack", "DELETE", "a pack is kept"),
)
