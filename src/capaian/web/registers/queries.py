"""Reads of registers for pages: a page of rows costs the same whether there are a thousand or a million."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import latest, plan_of, version_on
from capaian.web.portal.extension_points import register_people
from capaian.web.registers.models import Evidence, Import, Month, Row
from capaian.web.registers.rows import display_row
from capaian.web.trail.models import Event
from capaian.web.ui.batching import batched

PER_PAGE = 50
MAX_SEARCHED = 20_000
"""Rows that one request looks through; the next page goes on from there."""
_RECENT = 200
_LOOKED_AT_ONCE = 500


def registers_of(office: Office) -> Mapping[str, Register]:
    """Return the registers of the plan that holds today, else of the newest; none without an adopted plan."""
    version = version_on(office, timezone.localdate()) or latest(office)
    return plan_of(version).registers if version else {}


@register_people
def people_of(office: Office) -> dict[str, set[str]]:
    """Return the columns of each register that named people under any plan of the office."""
    # What was adopted does not change, so it is read once; every page with rows asks which plans there were.
    adopted = PlanVersion.objects.filter(office=office, state=PlanVersion.State.ADOPTED).order_by("pk")
    return _people_under(tuple(adopted.values_list("pk", "adopted_at")))


@lru_cache(maxsize=1024)
def _people_under(adopted: tuple[tuple[int, datetime.datetime], ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for version in PlanVersion.objects.filter(pk__in=[pk for pk, _ in adopted]):
        for name, register in plan_of(version).registers.items():
            found.setdefault(name, set()).update(register.people)
    return {name: columns for name, columns in found.items() if columns}


class RegisterSummary(NamedTuple):
    """A register in the list of them."""

    register: Register
    rows: int
    this_month: int
    newest: str
    """Its newest month with rows, ``2017-12``; empty where it has none."""
    waiting: Sequence[Import]
    """Books that were uploaded and are not added yet."""


def listing(office: Office, registers: Mapping[str, Register]) -> list[RegisterSummary]:
    """Return each register with what it holds and what waits."""
    this = f"{timezone.localdate():%Y-%m}"
    months: dict[str, list[Month]] = {}
    for month in Month.objects.filter(office=office, rows__gt=0).order_by("month"):
        months.setdefault(month.register, []).append(month)
    waiting = _waiting(office)
    lines = []
    for name, register in registers.items():
        own = months.get(name, [])
        now = sum(month.rows for month in own if month.month == this)
        newest = own[-1].month if own else ""
        lines.append(RegisterSummary(register, sum(m.rows for m in own), now, newest, waiting.get(name, [])))
    return lines


def _waiting(office: Office) -> dict[str, list[Import]]:
    """Return the books of each register that came after the last one that was added.

    A faulty one counts until another is uploaded: that is the mended one.
    """
    found: dict[str, list[Import]] = {}
    done: set[str] = set()
    for book in Import.objects.filter(office=office).defer("report").order_by("-id")[:_RECENT]:
        if book.state == Import.State.ADDED:
            done.add(book.register)
        if book.register in done or (book.state == Import.State.FAULTY and book.register in found):
            continue
        found.setdefault(book.register, []).append(book)
    return found


def months_of(office: Office, register: str) -> list[Month]:
    """Return the months that have rows, newest first."""
    return list(Month.objects.filter(office=office, register=register, rows__gt=0).order_by("-month"))


class RowPage(NamedTuple):
    """Rows of a page, and the mark that the next one starts after (empty: there is none)."""

    rows: Sequence[Row]
    after: str
    cut: bool = False
    """Whether the search stopped before the end of the month; the next page goes on."""


def days_of(month: str) -> tuple[datetime.date, datetime.date]:
    """Return the first day of a month ``2017-05`` and that of the next. Raises ``ValueError``."""
    first = datetime.date.fromisoformat(f"{month}-01")
    return first, (first + datetime.timedelta(days=31)).replace(day=1)


def rows_of(office: Office, register: str, month: str = "") -> QuerySet[Row]:
    """Return the rows that are not removed, newest day first, as the index has them."""
    # SQLite finds its way through the index by "removed IN (0)", not by "NOT removed", which Django makes of False.
    rows = Row.objects.filter(office=office, register=register, removed__in=(False,))
    if month:
        first, following = days_of(month)
        rows = rows.filter(day__gte=first, day__lt=following)
    return rows.order_by("-day", "-id")


Look = Callable[[Iterable[Mapping[str, Any]]], Iterable[Mapping[str, Any]]]
"""From rows as they are kept to what the reader may see of them."""


def page_of(
    office: Office, register: Register, month: str, text: str = "", after: str = "", look: Look = list
) -> RowPage:
    """Return one page of a month, of its rows that have ``text`` in a cell as the reader sees it by ``look``."""
    rows = rows_of(office, register.name, month)
    mark = _mark(after)
    if mark:
        rows = rows.filter(Q(day__lt=mark[0]) | Q(day=mark[0], id__lt=mark[1]), day__lte=mark[0])
    if not text:
        found = list(rows[: PER_PAGE + 1])
        return RowPage(found[:PER_PAGE], _after(found[PER_PAGE - 1]) if len(found) > PER_PAGE else "")
    return _search(register, rows, text.casefold(), look)


def _search(register: Register, rows: QuerySet[Row], text: str, look: Look) -> RowPage:
    found: list[Row] = []
    number, row = 0, None
    for number, (row, data) in enumerate(_looked_at(rows[:MAX_SEARCHED], look), 1):  # noqa: B007
        if any(text in cell.casefold() for cell in display_row(register, data).values()):
            found.append(row)
            if len(found) > PER_PAGE:
                return RowPage(found[:PER_PAGE], _after(found[PER_PAGE - 1]))
    cut = number == MAX_SEARCHED
    return RowPage(found, _after(row) if cut and row is not None else "", cut)


def _looked_at(rows: QuerySet[Row], look: Look) -> Iterator[tuple[Row, Mapping[str, Any]]]:
    for some in batched(rows.iterator(), _LOOKED_AT_ONCE):
        yield from zip(some, look([row.data for row in some]), strict=True)


def _after(row: Row) -> str:
    return f"{row.day:%Y-%m-%d}.{row.pk}"


def _mark(after: str) -> tuple[datetime.date, int] | None:
    day, _, number = after.partition(".")
    try:
        return datetime.date.fromisoformat(day), int(number)
    except ValueError:
        return None


def places_of(office: Office, register: str) -> list[str]:
    """Return the places that the register's last rows name: what the form offers."""
    last = rows_of(office, register).values_list("place", flat=True)[:_RECENT]
    return sorted({office.code, *last})


def row_of_key(office: Office, register: str, key: str) -> Row | None:
    """Return the row that has a key now."""
    return Row.objects.filter(office=office, register=register, key=key, removed=False).first()


def history_of(row: Row) -> list[Event]:
    """Return what happened to a row, newest first."""
    events = Event.objects.filter(office=row.office_id, target=target_of(row.register, row.pk), refused=False)
    return list(events.order_by("-number"))


def target_of(register: str, pk: int) -> str:
    """Return what the trail calls a row: ``letters#12``."""
    return f"{register}#{pk}"


def evidence_of(office: Office, subject: str) -> list[Evidence]:
    """Return the evidence of ``row:12`` or of ``value:2026-Q1:name``."""
    return list(Evidence.objects.filter(office=office, subject=subject).select_related("by"))


def before_of(row: Row, version: int) -> dict[str, object]:
    """Return what a row held at an earlier version, from the trail: what the other editor saw."""
    data = dict(row.data)
    for event in history_of(row):
        if row.version <= version:
            break
        if event.kind != "row-changed" or (event.after or {}).get("version", 0) <= version:
            continue
        for name, old in (event.before or {}).items():
            if name == "version":
                continue
            if old is None:
                data.pop(name, None)
            else:
                data[name] = old
    return data
