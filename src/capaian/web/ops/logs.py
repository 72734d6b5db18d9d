"""One line of JSON for each request and each event of the program, without anything of a person.

A request is told by the name of its page, never by its address: addresses hold codes, searches and file names,
and a search may hold a citizen's name. A user is a number. Faults keep their trace, whose frames hold no values,
and lose their message, which often quotes one: the row that a database refused, the text that is no number.
"""

from __future__ import annotations

import contextvars
import logging
import traceback
from collections.abc import Iterator
from types import TracebackType

from django.http import HttpRequest
from pythonjsonlogger.json import JsonFormatter

REQUEST_ID: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")
"""Names one request in every line that it causes; sent back as ``X-Request-ID``."""


Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def trace_of(error: BaseException | None) -> str:
    """Return where an error came from and what kind it is, and those that it came of, without what they say."""
    return "\n".join(reversed([_where(one) for one in _chain(error)]))


def _where(error: BaseException) -> str:
    kind = type(error)
    # The code that a database gives its refusal, which is no value of a row.
    state = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{frames}{kind.__module__}.{kind.__qualname__}{f' {state}' if state else ''}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen = set[int]()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


class TextLogFormatter(logging.Formatter):
    """Log records as lines for people: a fault without its message."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(message)s")

    def formatException(self, ei: Raised) -> str:
        return trace_of(ei[1])


class JsonLogFormatter(JsonFormatter):
    """Log records as JSON: time, level, logger, message, the request's name, and what was given beside."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            json_ensure_ascii=False,
        )

    def formatException(self, ei: Raised) -> str:
        return trace_of(ei[1])

    def add_fields(
        self, log_data: dict[str, object], record: logging.LogRecord, message_dict: dict[str, object]
    ) -> None:
        super().add_fields(log_data, record, message_dict)
        if REQUEST_ID.get():
            log_data["request"] = REQUEST_ID.get()
        # Django hands the whole request to its loggers; its address and its form are nobody's business here.
        for private in ("status_code", "server_time"):
            log_data.pop(private, None)


class RequestAddressFilter(logging.Filter):
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
