"""Reads for programs: pages of rows, values, reports, events and audits, each after a mark."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from capaian.core.numbers.csv_injection import escape_formula
from capaian.core.period import Period
from capaian.core.registers.register import Register, Sort
from capaian.files.yaml.tree import Mapping as MappingNode
from capaian.files.yaml.tree import Scalar, Tree, read_tree
from capaian.web.accounts.models import Office
from capaian.web.api.personal import masked
from capaian.web.api.problems import ApiError
from capaian.web.api.shapes import RowPaging, RowsAsked
from capaian.web.registers.models import Row
from capaian.web.registers.personal import reveal
from capaian.web.registers.rows import Data
from capaian.web.ui.batching import batched

Some = TypeVar("Some", bound=Model)
_AT_ONCE = 1000
HEADINGS = ("id", "version", "changed_at", "removed")


def rows_asked(office: Office, register: str, wanted: RowsAsked) -> QuerySet[Row]:
    """Return the rows that are asked for in the order of the index that finds them.

    Newest day first; those that changed since a moment in the order in which they changed, so that one that changes
    while its pages are read comes again at their end.
    """
    rows = Row.objects.filter(office=office, register=register)
    rows = rows.filter(removed__in=(False, True) if wanted.removed else (False,))
    period = Period.parse(wanted.period) if wanted.period else None
    if period is not None:
        rows = rows.filter(day__gte=period.first_day, day__lte=period.last_day)
    if wanted.first is not None:
        rows = rows.filter(day__gte=wanted.first)
    if wanted.last is not None:
        rows = rows.filter(day__lte=wanted.last)
    if wanted.changed_since is not None:
        return rows.filter(at__gte=wanted.changed_since).order_by("at", "id")
    return rows.order_by("-day", "-id")


def page_of_rows(rows: QuerySet[Row], wanted: RowPaging) -> tuple[list[Row], str | None]:
    """Return a page of the rows that are asked for, and the mark of the next one: a day and a row, or a moment."""
    if wanted.changed_since is not None:
        return page_of_changed(rows, wanted.after, wanted.limit)
    if wanted.after:
        ordinal, _, number = _not_of_changed(wanted.after).partition(".")
        day = datetime.date.fromordinal(int(ordinal))
        rows = rows.filter(Q(day__lt=day) | Q(day=day, id__lt=int(number)), day__lte=day)
    found = list(rows[: wanted.limit + 1])
    last = found[wanted.limit - 1] if len(found) > wanted.limit else None
    return found[: wanted.limit], f"{last.day.toordinal()}.{last.pk}" if last else None


_EPOCH, _MICROSECOND = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC), datetime.timedelta(microseconds=1)


def page_of_changed(found: QuerySet[Some], after: str | None, limit: int) -> tuple[list[Some], str | None]:
    """Return a page of what has changed, in the order in which it did, and the mark of the next one: a moment."""
    if after:
        moment, _, number = after.partition(".")
        if not moment.startswith(_MOMENT):
            raise ApiError(422, "no-mark", "after")
        at = _EPOCH + int(moment.removeprefix(_MOMENT)) * _MICROSECOND
        found = found.filter(Q(at__gt=at) | Q(at=at, id__gt=int(number)), at__gte=at)
    some = list(found.order_by("at", "id")[: limit + 1])
    last: Any = some[limit - 1] if len(some) > limit else None
    return some[:limit], f"{_MOMENT}{(last.at - _EPOCH) // _MICROSECOND}.{last.pk}" if last else None


_MOMENT = "t"
"""Begins a mark that is a moment."""


def _not_of_changed(mark: str) -> str:
    if mark.startswith(_MOMENT):
        raise ApiError(422, "no-mark", "after")
    return mark


def page_below(
    found: QuerySet[Some], after: str | None, limit: int, field: str = "id"
) -> tuple[list[Some], str | None]:
    """Return a page of what is counted by ``field``, newest first, and the mark of the next one."""
    if after:
        found = found.filter(**{f"{field}__lt": int(_not_of_changed(after))})
    some = list(found.order_by(f"-{field}")[: limit + 1])
    return some[:limit], str(getattr(some[limit - 1], field)) if len(some) > limit else None


def row_shapes(register: Register, rows: Sequence[Row], hidden: frozenset[str]) -> list[dict[str, Any]]:
    """Return rows as programs get them: every column of the register, in the plain notation."""
    return [_row_shape(register, *one, hidden) for one in zip(rows, _opened(register, rows, hidden), strict=True)]


def _opened(register: Register, rows: Sequence[Row], hidden: frozenset[str]) -> list[Data]:
    """Return the cells of rows of one office; who is to see who they are about gets the values."""
    if not rows or hidden.issuperset(register.people):
        return [row.data for row in rows]
    return reveal(rows[0].office, register, [row.data for row in rows])


def _row_shape(register: Register, row: Row, data: Data, hidden: frozenset[str]) -> dict[str, Any]:
    cells = {name: data.get(name) for name in register.columns}
    return {
        "id": row.pk,
        "version": row.version,
        "day": row.day,
        "place": row.place,
        "removed": row.removed,
        "changed_at": row.at,
        "cells": masked(cells, hidden),
    }


def rows_csv(register: Register, rows: Sequence[Row] | QuerySet[Row], hidden: frozenset[str]) -> bytes:
    """Return rows as a table with commas, in the plain notation, that no spreadsheet takes for formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*HEADINGS, *register.columns])
    columns = register.columns.items()
    source = rows.select_related("office").iterator() if isinstance(rows, QuerySet) else rows
    parts = batched(source, _AT_ONCE)
    found = ((row, data) for part in parts for row, data in zip(part, _opened(register, part, hidden), strict=True))
    for row, data in found:
        cells = masked(data, hidden)
        own = [row.pk, row.version, row.at.isoformat(), "true" if row.removed else "false"]
        writer.writerow([*own, *(_cell(cells.get(name), column.sort) for name, column in columns)])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object, sort: Sort) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else "true" if value else "false"
    text = str(value)
    return text if sort is Sort.NUMBER and text.removeprefix("-")[:1].isdigit() else escape_formula(text)


def parsed(text: str) -> dict[str, Any]:
    """Return an adopted plan as JSON. Every scalar stays the text that was written: ``1.10`` is no 1.1."""
    tree, _ = read_tree(text.encode(), "")
    plain = _plain(tree)
    return plain if isinstance(plain, dict) else {}


def _plain(tree: Tree | None) -> Any:
    if tree is None:
        return None
    if isinstance(tree, Scalar):
        return None if tree.plain and tree.text in ("", "~", "null") else tree.text
    if isinstance(tree, MappingNode):
        return {key: _plain(value) for key, (_, value) in tree.items.items()}
    return [_plain(item) for item in tree.items]
