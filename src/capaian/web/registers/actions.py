"""Writes to rows and evidence. Books that are uploaded are in ``actions_import``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from django.db import IntegrityError, connection
from django.utils import timezone

from capaian.core.findings.finding import Finding, Place, finding, has_errors
from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused, action, bump_version
from capaian.web.accounts.roles import Permission
from capaian.web.registers.models import Evidence, Import, Month, Row
from capaian.web.registers.personal import (
    Pseudonymised,
    pseudonymise,
    pseudonymised_keys,
    reveal,
    save_pseudonyms,
    values_of,
)
from capaian.web.registers.queries import row_of_key, target_of
from capaian.web.registers.redaction import redact
from capaian.web.registers.rows import CheckedRow, Data, InvalidRows, display_row, labelled, read_form, read_pasted
from capaian.web.registers.uploads import EVIDENCE, MAX_EVIDENCE, StoredFile
from capaian.web.trail.record import record
from capaian.web.ui.max_length_guard import check_lengths

Result = TypeVar("Result")
BATCH = 1000
_KEYS_AT_ONCE = 500


class RowConflict(Exception):
    """Somebody changed the row since it was opened; ``row`` is what it is now."""

    def __init__(self, row: Row) -> None:
        super().__init__(row.pk)
        self.row = row


class _Taken(Exception):
    """The key of a row is that of another; which one can be asked only after the transaction."""


@contextmanager
def translate_integrity_errors(*, many: bool = False) -> Iterator[None]:
    """Turn what the database refuses into what a person can read.

    Of ``many`` rows that were looked at before, a taken key means that somebody else was faster just now.
    """
    try:
        yield
    except IntegrityError as error:
        said = str(error)
        if "approved and locked" in said:
            raise Refused("period-locked") from error
        if "office was not there" in said:
            raise Refused("office-not-there") from error
        if "row_key_once" in said or "registers_row.key" in said:
            raise (Refused("key-taken") if many else _Taken()) from error
        raise


def _naming_the_other(action: Callable[..., Result]) -> Callable[..., Result]:
    """Let a taken key be a finding at the key's field that names the row which has it."""

    @wraps(action)
    def around(*, office: Office, register: Register, cells: Mapping[str, str], **others: Any) -> Result:
        try:
            return action(office=office, register=register, cells=cells, **others)
        except _Taken as taken:
            (key,) = pseudonymised_keys(office, register, [read_form(register, cells, office.code)])
            other = row_of_key(office, register.name, key) if key else None
            place = Place("", 1, list(register.columns).index(register.key[0]) + 1)
            raise InvalidRows([duplicate_key(register, place, key, other)]) from taken

    return around


def duplicate_key(register: Register, place: Place, key: str, other: Row | None) -> Finding:
    """Return the finding of a row whose key another row has."""
    number, day = (other.pk, f"{other.day:%d-%m-%Y}") if other else ("?", "?")
    if other:
        cells = display_row(register, reveal(other.office, register, [other.data])[0])
        key = ", ".join(cells[name] for name in register.key)
    names = ", ".join(register.key)
    found = finding("row-taken", place, register.name, key=names, found=key, other=number, day=day)
    return labelled(found, register)


@_naming_the_other
@action(Permission.ROW_WRITE)
def add_row(*, office: Office, by: User, register: Register, cells: Mapping[str, str]) -> Row:
    """Add a row from the fields of a form. Raises :class:`InvalidRows` with what is wrong, field by field."""
    (new,) = pseudonymise(office, register, [read_form(register, cells, office.code)])
    row = row_from(office, by, register.name, new.row)
    with translate_integrity_errors():
        _add(row)
    save_pseudonyms([(new, row)])
    touch_months(office, register.name, {month_of(new.row): 1})
    record("row-added", by=by.username, office=office.code, target=target_of(register.name, row.pk), after=row.data)
    return row


# A clerk waits for each row. In plain SQL it costs half of what the ORM needs to say it.
_ADD = f"""
    INSERT INTO {Row._meta.db_table}
    (office_id, register, day, place, "key", data, removed, version, source_id, by_id, "at")
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id
"""


def _add(row: Row) -> None:
    """Insert a new row, with all that :meth:`Row.save` would look at. Raises :class:`TooLong` as that does."""
    check_lengths(Row, row)
    row.at = timezone.now()
    values = [
        row.office_id,
        row.register,
        connection.ops.adapt_datefield_value(row.day),
        row.place,
        row.key,
        json.dumps(row.data),
        row.removed,
        row.version,
        row.source_id,
        row.by_id,
        connection.ops.adapt_datetimefield_value(row.at),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, values)
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias


@_naming_the_other
@action(Permission.ROW_WRITE)
def change_row(
    *, office: Office, by: User, register: Register, pk: int, version: int, cells: Mapping[str, str]
) -> Row:
    """Change a row that was opened at ``version``. Raises :class:`RowConflict` where it is no longer that one."""
    row = _row(office, register, pk)
    if row.version != version:
        raise RowConflict(row)
    (new,) = pseudonymise(office, register, [read_form(register, cells, office.code)], [row.data])
    change = apply_change(row, new, by)
    record_changes(office, by, [change] if change else [])
    return row


@action(Permission.ROW_WRITE)
def remove_row(*, office: Office, by: User, register: Register, pk: int, version: int, reason: str) -> Row:
    """Take a row out of what counts, with the reason; it stays readable."""
    row = _row(office, register, pk)
    if row.version != version:
        raise RowConflict(row)
    if not reason.strip():
        raise Refused("row-reason-missing")
    row.removed, row.version, row.by = True, row.version + 1, by
    with translate_integrity_errors():
        row.save(update_fields=["removed", "version", "by", "at"])
    touch_months(office, register.name, {f"{row.day:%Y-%m}": -1})
    target = target_of(register.name, row.pk)
    after = {"reason": redact(reason, values_of(office, row.data.values()).values())}
    record("row-removed", by=by.username, office=office.code, target=target, before=row.data, after=after)
    return row


@action(Permission.ROW_WRITE)
def add_rows(*, office: Office, by: User, register: Register, text: str) -> int:
    """Add a pasted table, all of it or nothing. Raises :class:`InvalidRows` with every fault by line and column."""
    pasted = read_pasted(register, text, office.code)
    findings = [*pasted.findings, *duplicate_keys(office, register, pasted.rows, pasted.lines)]
    if has_errors(findings):
        raise InvalidRows(findings)
    if not pasted.rows:
        raise InvalidRows([finding("file-empty", Place("", 1), register.name)])
    count = insert_rows(office, by, register, pasted.rows)
    record("rows-pasted", by=by.username, office=office.code, target=register.name, after={"rows": count})
    return count


@action(Permission.ROW_WRITE)
def attach_evidence(*, office: Office, by: User, subject: str, kept: StoredFile, pages: str = "") -> Evidence:
    """Attach a kept file to ``row:12`` or ``value:2026-Q1:name``."""
    if kept.kind not in EVIDENCE:
        raise Refused("file-kind", found=kept.name)
    if kept.size > MAX_EVIDENCE:
        raise Refused("file-size", found=kept.name, most=MAX_EVIDENCE // 1_000_000)
    if subject.startswith("row:") and not Row.objects.filter(office=office, pk=int(subject[4:])).exists():
        raise Refused("row-gone")
    name, pages = (_unnamed(office, subject, text) for text in (kept.name, pages[:60]))
    made = Evidence.objects.create(
        office=office,
        subject=subject,
        name=name,
        sha256=kept.sha256,
        size=kept.size,
        kind=kept.kind,
        pages=pages,
        by=by,
    )
    after = {"subject": subject, "name": name, "sha256": kept.sha256, "pages": pages}
    record("evidence-attached", by=by.username, office=office.code, target=_evidence_target(subject), after=after)
    return made


def _unnamed(office: Office, subject: str, text: str) -> str:
    """Return what is said of a row's file without whom the row is about: it stays, and is seen by many."""
    row = Row.objects.filter(office=office, pk=int(subject[4:])).first() if subject.startswith("row:") else None
    return text if row is None else redact(text, values_of(office, row.data.values()).values())


def _evidence_target(subject: str) -> str:
    if not subject.startswith("row:"):
        return subject
    row = Row.objects.only("register").get(pk=int(subject[4:]))
    return target_of(row.register, row.pk)


# ---- what the actions share ------------------------------------------------------------------------------


def month_of(row: CheckedRow) -> str:
    return f"{row.day:%Y-%m}"


def row_from(office: Office, by: User, register: str, new: CheckedRow, source: Import | None = None) -> Row:
    """Return a row that is not saved yet."""
    return Row(
        office=office,
        register=register,
        day=new.day,
        place=new.place,
        key=new.key,
        data=new.data,
        source=source,
        by=by,
    )


def insert_rows(
    office: Office, by: User, register: Register, rows: Iterable[CheckedRow], source: Import | None = None
) -> int:
    """Insert rows within the action's transaction; with their months, and telling that figures changed."""
    months: Counter[str] = Counter()
    batch: list[CheckedRow] = []
    now = timezone.now()

    def write() -> None:
        sealed = pseudonymise(office, register, batch)
        made = [row_from(office, by, register.name, one.row, source) for one in sealed]
        for row in made:
            row.at = now
        with translate_integrity_errors(many=True):
            Row.objects.bulk_create(made)
        save_pseudonyms(zip(sealed, made, strict=True))
        batch.clear()

    for new in rows:
        batch.append(new)
        months[month_of(new)] += 1
        if len(batch) == BATCH:
            write()
    write()
    touch_months(office, register.name, months)
    return months.total()


class RowChange(NamedTuple):
    """What was changed in a row, to be told in the trail; and the months that it counted and counts in."""

    row: Row
    before: Data
    after: Data
    old: str
    new: str


def apply_change(row: Row, sealed: Pseudonymised, by: User) -> RowChange | None:
    """Give a locked row new contents, within the action's transaction; ``None`` where nothing is different."""
    new = sealed.row
    changed = [name for name in {**row.data, **new.data} if row.data.get(name) != new.data.get(name)]
    if not changed:
        return None
    before: Data = {name: row.data.get(name) for name in changed}
    old = f"{row.day:%Y-%m}"
    row.day, row.place, row.key, row.data = new.day, new.place, new.key, new.data
    row.version, row.by = row.version + 1, by
    with translate_integrity_errors():
        row.save(update_fields=["day", "place", "key", "data", "version", "by", "at"])
    save_pseudonyms([(sealed, row)])
    after: Data = {name: new.data.get(name) for name in changed} | {"version": row.version}
    return RowChange(row, before, after, old, month_of(new))


def record_changes(office: Office, by: User, changes: Sequence[RowChange]) -> None:
    """Count changed rows in their months, and record each."""
    months: Counter[str] = Counter()
    for one in changes:
        months[one.old] -= 1
        months[one.new] += 1
    if changes:
        touch_months(office, changes[0].row.register, months)
    for one in changes:
        target = target_of(one.row.register, one.row.pk)
        record("row-changed", by=by.username, office=office.code, target=target, before=one.before, after=one.after)


_BUMP = f"""
    INSERT INTO {Month._meta.db_table} AS m (office_id, register, month, rows, version) VALUES (%s, %s, %s, %s, 1)
    ON CONFLICT (office_id, register, month) DO UPDATE SET rows = m.rows + %s, version = m.version + 1
"""
"""One statement, where an update that may find nothing and an insert that may come too late would be four."""


def touch_months(office: Office, register: str, months: Mapping[str, int]) -> None:
    """Tell the office and each month that they changed, and by how many rows.

    The office comes first and its months after it in their order: who waits holds nothing that another waits for.
    """
    bump_version(office)
    with connection.cursor() as cursor:
        for month, rows in sorted(months.items()):
            cursor.execute(_BUMP, [office.pk, register, month, max(rows, 0), rows])


def duplicate_keys(
    office: Office, register: Register, rows: Sequence[CheckedRow], lines: Sequence[int]
) -> list[Finding]:
    """Return a finding for each row whose key is in the register already."""
    line_of = {
        key: line for key, line in zip(pseudonymised_keys(office, register, rows), lines, strict=True) if key
    }
    keys, found = sorted(line_of), []
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        some = keys[start : start + _KEYS_AT_ONCE]
        for other in Row.objects.filter(office=office, register=register.name, removed=False, key__in=some):
            place = Place("", line_of[other.key], 1)
            found.append(duplicate_key(register, place, other.key, other))
    return sorted(found, key=lambda one: one.place)


def _row(office: Office, register: Register, pk: int) -> Row:
    row = (
        Row.objects.select_for_update().filter(office=office, register=register.name, pk=pk, removed=False).first()
    )
    if row is None:
        raise Refused("row-gone")
    return row
