"""What requests and answers look like: the schemas of the OpenAPI document."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from capaian.web.api.parsing import Cell, Line

MOST = 500
"""Entries of one page."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})\Z", re.ASCII)
_FIRST = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)
_LAST = datetime.datetime(2200, 1, 1, tzinfo=datetime.UTC)


def _iso_day(value: object) -> object:
    """Take nothing but an ISO day: what reads dates else takes ``0`` for 1970."""
    if isinstance(value, str) and not _DAY.match(value):
        raise ValueError("not a day such as 2017-05-31")
    return value


def _iso_moment(value: object) -> object:
    if isinstance(value, str) and not _MOMENT.match(value.replace(" ", "+") if "T" in value else value):
        raise ValueError("not a moment such as 2026-11-24T08:00:00+07:00")
    return value.replace(" ", "+") if isinstance(value, str) and "T" in value else value


def _within(value: datetime.datetime) -> datetime.datetime:
    """Bring a moment into years that every database and time zone knows."""
    naive = value.replace(tzinfo=datetime.UTC)
    return _FIRST if naive < _FIRST else _LAST if naive > _LAST else value


Day = Annotated[datetime.date, BeforeValidator(_iso_day)]
Moment = Annotated[datetime.datetime, BeforeValidator(_iso_moment), AfterValidator(_within)]
PeriodText = Annotated[
    str,
    Field(pattern=r"^(19|20|21)[0-9]{2}(-Q[1-4]|-(0[1-9]|1[0-2]))?$", description="2017, 2017-Q1 or 2017-05"),
]
SubmittedText = Annotated[
    str, Field(pattern=r"^(19|20|21)[0-9]{2}(-Q[1-4])?$", description="A year or a quarter: 2017 or 2017-Q1")
]
Number = Annotated[int, Field(ge=1, le=2_147_483_647)]


class Says(Schema):
    """A sentence in both languages."""

    id: str
    en: str


class Fault(Schema):
    """One of the things that are wrong: ``place`` is the column or the field."""

    code: str
    place: str
    message: Says
    mend: Says


class Problem(Schema):
    """What every error looks like (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    message: Says
    place: str
    faults: list[Fault]


# ---- what is asked ------------------------------------------------------------------------------------


MOMENT = "t[1-9][0-9]{12,15}"
"""How a mark names a moment: the microseconds since 1970."""


class Paging(Schema):
    """``after`` is the ``next`` of the page before."""

    after: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,14}$")] | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 100


class RowsAsked(Schema):
    """Which rows: ``from`` and ``to`` are days, both included."""

    period: PeriodText | None = None
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")
    changed_since: Moment | None = None
    removed: bool = Field(False, description="Removed rows too, marked so; for a copy that is kept up to date.")


class RowPaging(RowsAsked):
    after: Annotated[str, Field(pattern=rf"^([1-9][0-9]{{5}}|{MOMENT})\.[1-9][0-9]{{0,14}}$")] | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 100


class DayAsked(Schema):
    on: Day | None = Field(None, description="Today where none is given.")


class ValuesAsked(Paging):
    after: Annotated[str, Field(pattern=rf"^({MOMENT}\.)?[1-9][0-9]{{0,14}}$")] | None = None
    period: PeriodText | None = None
    changed_since: Moment | None = None


class TrailAsked(Paging):
    kind: Annotated[str, Field(pattern=r"^[a-z._-]{1,60}$")] | None = None
    since: Moment | None = None


class RowSent(Schema):
    """The cells by the names of their columns; numbers in the plain notation, days as 2017-05-31."""

    model_config = ConfigDict(extra="forbid")
    cells: dict[Line, Cell]


class ValueSent(Schema):
    """``amount`` in the plain notation, a letter, or null to take the value away.

    ``version`` is that of the value that was read, 0 where there was none.
    """

    model_config = ConfigDict(extra="forbid")
    period: PeriodText
    variable: Annotated[str, Field(max_length=60, pattern=r"^[^\x00]+$")]
    amount: Annotated[str, Field(max_length=60, pattern=r"^[^\x00]*$")] | int | float | None
    evidence: Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")] = ""
    version: Annotated[int, Field(ge=0, le=2_147_483_647)]


# ---- what is answered ---------------------------------------------------------------------------------


class OfficeShape(Schema):
    code: str
    name: str
    parent: str
    place: str
    synthetic: bool
    scopes: list[str] = Field(description="What this token may do here today.")


class Offices(Schema):
    items: list[OfficeShape]


class PlanShape(Schema):
    number: int
    since: datetime.date | None
    decree: str
    decree_date: datetime.date | None
    text: str = Field(description="The adopted YAML, to the letter.")
    plan: dict[str, Any] = Field(description="The same, parsed; every scalar is text as it was written.")


class ColumnShape(Schema):
    name: str
    label: str
    type: str
    required: bool
    choices: dict[str, str]
    masked: bool


class RegisterShape(Schema):
    name: str
    label: str
    office: str
    date: str
    key: list[str]
    rows: int
    columns: list[ColumnShape]


class Registers(Schema):
    items: list[RegisterShape]


class RowShape(Schema):
    id: int
    version: int
    day: datetime.date
    place: str
    removed: bool
    changed_at: datetime.datetime
    cells: dict[str, str | bool | None] = Field(description="Text in the plain notation; null is an empty cell.")


class Rows(Schema):
    items: list[RowShape]
    next: str | None
    masked: list[str] = Field(description="Columns that this token may not read.")
    as_of: datetime.datetime


class ValueShape(Schema):
    period: str
    variable: str
    amount: str
    evidence: str
    version: int
    by: str
    changed_at: datetime.datetime


class Values(Schema):
    items: list[ValueShape]
    next: str | None


class ValueKept(Schema):
    value: ValueShape | None


class Working(Schema):
    """Figures as the office stands now. They may change until the period is approved."""

    provisional: Literal[True]
    period: str
    figures: dict[str, Any] | None
    findings: list[dict[str, str]]


class DocumentShape(Schema):
    format: str
    sha256: str
    size: int
    href: str


class ReportShape(Schema):
    id: int
    period: str
    number: int
    mean: str
    manifest: str
    at: datetime.datetime
    documents: list[DocumentShape]


class Reports(Schema):
    items: list[ReportShape]
    next: str | None


class EventShape(Schema):
    number: int
    at: datetime.datetime
    by: str
    kind: str
    target: str
    refused: bool
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    previous: str
    hash: str


class Events(Schema):
    items: list[EventShape]
    next: str | None


class AuditShape(Schema):
    id: int
    name: str
    year: int
    sha256: str
    state: str
    against: str
    claims: int
    errors: int
    warnings: int
    notes: int
    answered: int
    at: datetime.datetime


class Audits(Schema):
    items: list[AuditShape]
    next: str | None
