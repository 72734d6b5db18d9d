"""The API put together: its operations, what its errors become, and its OpenAPI document."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from capaian.web.accounts import permissions
from capaian.web.api import events, measurements, offices, rows, values
from capaian.web.api.auth import bearer
from capaian.web.api.parsing import RowFaults
from capaian.web.api.problems import KIND, ApiError, both_languages, fault, problem
from capaian.web.reporting.publishing import TYPES
from capaian.web.ui.translation import translate

FORBIDDEN = frozenset({"no-right", "not-his-indicator", "not-head-today"})
"""Refusals of who asks; the others are of what stands in the way."""

RAW = {
    "rows_csv": ["text/csv"],
    "measurement": ["application/json"],
    "document": list(TYPES.values()),
}
"""Operations that answer with a file, and what it may be."""


MAX_FAULTS = 100
"""Faults that one answer names."""


class Service(NinjaAPI):
    """The API. Its OpenAPI document tells of errors and files what they are."""

    def get_openapi_schema(self, **arguments: Any) -> Any:
        schema = super().get_openapi_schema(**arguments)
        for operations in schema["paths"].values():
            for operation in operations.values():
                self._told(operation)
        return schema

    @staticmethod
    def _told(operation: dict[str, Any]) -> None:
        for parameter in operation["parameters"]:
            some = [one for one in parameter["schema"].get("anyOf", ()) if one.get("type") != "null"]
            if len(some) == 1:  # an address cannot say null: it leaves the parameter out
                parameter["schema"] = some[0]
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                answer["description"] = "Problem"
                answer["content"] = {KIND: answer["content"]["application/json"]}
            elif kinds := RAW.get(operation["operationId"]):
                binary = {"schema": {"type": "string", "format": "binary"}}
                answer["content"] = {kind: {} if kind == "application/json" else binary for kind in kinds}
            if int(status) == 429:
                answer["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "required": True}}


service = Service(
    title="Capaian",
    version="1",
    description=translate("api.what", "en"),
    docs_url=None,
    auth=bearer,
    urls_namespace="api",
)
for one in (offices, rows, values, measurements, events):
    service.add_router("", one.router)


@service.exception_handler(ApiError)
def trouble(request: HttpRequest, error: ApiError) -> HttpResponse:
    response = problem(error.status, error.code, error.place, error.values)
    if error.status == 401:
        response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    if "wait" in error.values:
        response["Retry-After"] = str(error.values["wait"])
    return response


@service.exception_handler(AuthenticationError)
def unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = problem(401, "token-missing")
    response["WWW-Authenticate"] = "Bearer"
    return response


@service.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The body is no JSON, or what it says is no text."""
    return problem(
        422 if error.status_code == 400 else error.status_code, "invalid", values={"status": error.status_code}
    )


@service.exception_handler(permissions.Refused)
def refused(request: HttpRequest, error: permissions.Refused) -> HttpResponse:
    return problem(403 if error.code in FORBIDDEN else 409, error.code, "", error.values, group="refused")


@service.exception_handler(permissions.Faulty)
def faulty(request: HttpRequest, error: permissions.Faulty) -> HttpResponse:
    return problem(422, error.code, "", error.values, group="faulty")


@service.exception_handler(RowFaults)
def row_faulty(request: HttpRequest, error: RowFaults) -> HttpResponse:
    return problem(422, "row-faulty", "cells", faults=error.faults)


@service.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [
        fault(
            str(one["type"]).replace("_", "-"),
            ".".join(map(str, one["loc"])),
            both_languages("bad", {"found": one["msg"]}),
        )
        for one in error.errors[:MAX_FAULTS]
    ]
    return problem(422, "invalid", faults[0]["place"] if faults else "", {"status": 422}, faults=faults)
