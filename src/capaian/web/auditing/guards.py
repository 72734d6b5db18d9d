"""What was found in a report stays as it was found, and so does what the office answered."""

from capaian.web.trail.triggers import Guard

_HANDED_IN = " OR ".join(
    f"OLD.{name} <> NEW.{name}"
    for name in ("office_id", "name", "sha256", "size", "year", "compare", "by_id", "at")
)
_NO_SUCH_FINDING = (
    "NOT EXISTS (SELECT 1 FROM auditing_examination e WHERE e.id = NEW.examination_id AND e.state = 'read' "
    "AND NEW.number BETWEEN 1 AND e.errors + e.warnings + e.notes)"
)

AUDITING = (
    Guard("examination_stays", "auditing_examination", "UPDATE", "an audit stays", "OLD.state <> 'reading'"),
    Guard("examination_of_its_file", "auditing_examination", "UPDATE", "an audit is of its file", _HANDED_IN),
    Guard("examination_is_kept", "auditing_examination", "DELETE", "an audit is kept"),
    Guard("answer_to_a_finding", "auditing_answer", "INSERT", "there is no such finding", _NO_SUCH_FINDING),
    Guard("answer_stays", "auditing_answer", "UPDATE", "an answer stays"),
    Guard("answer_is_kept", "auditing_answer", "DELETE", "an answer is kept"),
)
