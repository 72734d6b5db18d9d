"""How a form answers that its action was not done: the page again, with a status and a sentence."""

from __future__ import annotations

from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.ui.translation import refusal_text

NOT_DONE = (Faulty, Refused)
"""What an action raises instead of doing what it was asked."""


def not_done(error: Faulty | Refused, lang: str) -> tuple[int, str]:
    """Return the status of the answer and the sentence that says why.

    422 where something else has to be typed, 403 where a rule of the workflow stands in the way.
    """
    if isinstance(error, Faulty):
        return 422, refusal_text(error.code, lang, error.values, "faulty")
    return 403, refusal_text(error.code, lang, error.values)
