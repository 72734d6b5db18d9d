"""A token stays what it was made as, and a revoked one stays revoked."""

from capaian.web.trail.triggers import Guard

_MADE = " OR ".join(
    f"OLD.{name} <> NEW.{name}" for name in ("hash", "user_id", "office_id", "scopes", "expires", "at")
)

TOKENS = (
    Guard(
        "token_stays", "api_token", "UPDATE", "a token stays as it was made", f"{_MADE} OR OLD.revoked IS NOT NULL"
    ),
    Guard("token_is_kept", "api_token", "DELETE", "a token is kept"),
)
