"""One line of JSON for each request and each event of the program, without anything of a person.

A request is told by the name of its page, never by its address: addresses hold codes, searches and file names,
and a search may hold a citizen's name. A user is a number. Faults keep their trace, whose frames hold no values.
"""

from __future__ import annotations

import contextvars
import logging

from django.http import HttpRequest
from pythonjsonlogger.json import JsonFormatter

REQUEST_ID: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")
"""Names one request in every line that it causes; sent back as ``X-Request-ID``."""


class Lines(JsonFormatter):
    """Log records as JSON: time, level, logger, message, the request's name, and what was given beside."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            json_ensure_ascii=False,
        )

    def add_fields(
        self, log_data: dict[str, object], record: logging.LogRecord, message_dict: dict[str, object]
    ) -> None:
        super().add_fields(log_data, record, message_dict)
        if REQUEST_ID.get():
            log_data["request"] = REQUEST_ID.get()
        # Django hands the whole request to its loggers; its address and its form are nobody's business here.
        for private in ("status_code", "server_time"):
            log_data.pop(private, None)


class WithoutRequests(logging.Filter):
    """Takes out what Django says of a request's address: ``Not Found: /o/15.71.03/...?cari=Siti``."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        if request is not None:
            record.msg, record.args = f"{record.levelname.lower()} at {page_of(request)}", ()
        return True


def page_of(request: HttpRequest) -> str:
    """Return the name of the page that a request asked for, or ``-`` where there is none."""
    match = getattr(request, "resolver_match", None)
    return match.view_name or "-" if match else "-"
