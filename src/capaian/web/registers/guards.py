"""What a pseudonym stands for is erased or stays, and what was erased does not come back."""

from capaian.web.trail.triggers import Guard

_NOT_ERASING = (
    "OLD.erased IS NOT NULL OR NEW.erased IS NULL OR NEW.pseudonym <> OLD.pseudonym "
    "OR NEW.office_id <> OLD.office_id OR COALESCE(NEW.row_id, 0) <> COALESCE(OLD.row_id, 0)"
)

PERSONAL = (
    Guard("personal_is_erased_only", "registers_personal", "UPDATE", "personal data is erased only", _NOT_ERASING),
    Guard("personal_is_kept", "registers_personal", "DELETE", "a pseudonym is kept"),
    Guard("erased_file_stays", "registers_erasedfile", "UPDATE", "what was erased stays so"),
    Guard("erased_file_is_kept", "registers_erasedfile", "DELETE", "what was erased stays so"),
)
