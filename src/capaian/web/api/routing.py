"""How an operation of the API is declared: its name, words, answers, and errors."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from capaian.web.api.shapes import Problem
from capaian.web.ui.translation import translate

__all__ = ["HttpRequest", "about"]


def about(name: str, tag: str, shape: Any, *errors: int, status: int = 200) -> dict[str, Any]:
    """Return what ninja is told of an operation: each may be refused, and say why, in the same shape."""
    problems = dict.fromkeys((400, 401, 403, 413, 422, 429, *errors), Problem)
    return {
        "response": {status: shape, **problems},
        "operation_id": name,
        "url_name": f"api-{name}",
        "summary": translate(f"api.{name}", "en"),
        "tags": [tag],
    }
