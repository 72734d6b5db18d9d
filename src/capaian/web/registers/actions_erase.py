"""Erasing personal data on request (UU 27/2022, article 8): found by what a citizen gives, erased for good.

What rows, the trail and approved editions say stays as it is, pseudonyms included, and so does every count and
hash.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from capaian.core.registers.pseudonym import is_pseudonym
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, action
from capaian.web.accounts.roles import Permission
from capaian.web.registers.models import ErasedFile, Evidence, Import, Personal, Row
from capaian.web.registers.queries import people_of, target_of
from capaian.web.registers.uploads import remove_erased
from capaian.web.trail.models import Event
from capaian.web.trail.record import record

MIN_SEARCH_LENGTH = 3
"""Letters that a search has at least."""
MAX_FOUND = 100
MAX_REASON_LENGTH = 500
_BETWEEN = re.compile(r"[ .\-]")
"""What people put between the digits of a NIK."""
COPY_HASHES: list[Callable[[Office], Iterable[str]]] = []
"""What apps above keep copies of evidence in: the hashes of such files of an office, that can be made anew."""


# ---- searching -------------------------------------------------------------------------------------------


class RowsFound(NamedTuple):
    """Rows that a text is in, or was; ``more`` where there are others beyond these."""

    rows: Sequence[Row]
    more: bool


def search(office: Office, text: str) -> RowsFound:
    """Return the rows in which a NIK or a name stands, or stood before somebody changed it; removed ones too."""
    wanted = " ".join(text.split())
    if len(wanted) < MIN_SEARCH_LENGTH:
        raise Faulty("erase-search", least=MIN_SEARCH_LENGTH)
    entries = Personal.objects.filter(_holding(wanted), office=office)
    marks = list(entries.filter(row__isnull=True).values_list("pseudonym", flat=True)[: MAX_FOUND + 1])
    own = set(entries.filter(row__isnull=False).values_list("row", flat=True)[: MAX_FOUND + 1])
    found = own | set(_sharing(office, marks)) | _changed(office, marks)
    rows = Row.objects.filter(office=office, pk__in=sorted(found)[-MAX_FOUND:]).order_by("register", "-day", "-id")
    return RowsFound(list(rows), len(found) > MAX_FOUND)


def _holding(wanted: str) -> Q:
    """Return what finds a text in whatever letters, a NIK however it is grouped, an é however it was typed."""
    digits = _BETWEEN.sub("", wanted)
    if digits.isdecimal() and len(digits) >= MIN_SEARCH_LENGTH:
        return Q(value__icontains=wanted) | Q(value__contains=digits)
    if wanted.isascii():
        return Q(value__icontains=wanted)
    # SQLite knows capitals of ASCII only, where it is not asked by a pattern.
    found = Q()
    for form in ("NFC", "NFD"):
        found |= Q(value__iregex=re.escape(unicodedata.normalize(form, wanted)))
    return found


def _sharing(office: Office, marks: Sequence[str]) -> Iterator[int]:
    """Yield the rows that hold a pseudonym now: one pass over those registers, since this is rare."""
    for register, columns in people_of(office).items():
        here = Q()
        for name in columns:
            here |= Q(**{f"data__{name}__in": marks})
        if marks:
            yield from Row.objects.filter(here, office=office, register=register).values_list("pk", flat=True)


def _changed(office: Office, marks: Sequence[str]) -> set[int]:
    """Return the rows that held a pseudonym until somebody changed them."""
    names = {name for columns in people_of(office).values() for name in columns}
    before = Q()
    for name in names:
        before |= Q(**{f"before__{name}__in": marks})
    if not marks or not names:
        return set()
    events = Event.objects.filter(before, office=office.pk, kind="row-changed")
    return {int(target.rpartition("#")[2]) for target in events.values_list("target", flat=True)}


# ---- erasing ---------------------------------------------------------------------------------------------


class ErasureResult(NamedTuple):
    """What an erasure came to."""

    values: int
    files: int
    others: int
    """Rows that were not chosen and shared a NIK or a key with those that were."""
    clear: int
    """Cells that were kept before their column named people: these stay, in the rows and in the trail."""
    kept: int
    """Files that somebody else needs: these stay."""


@action(Permission.ERASE)
def erase(*, office: Office, by: User, rows: Sequence[int], reason: str, files: bool) -> ErasureResult:
    """Erase for good who rows are about, as they are and as they were; with ``files`` also what they came from.

    Those are their evidence, the books they were read from, books of the same registers that were never added, and
    copies of such. Raises :class:`Faulty` without rows, without a reason, and where nothing is left to be erased.
    """
    said = reason.strip()
    if not said or len(said) > MAX_REASON_LENGTH:
        raise Faulty("erase-reason", most=MAX_REASON_LENGTH)
    chosen = list(Row.objects.filter(office=office, pk__in=rows).order_by("pk"))
    if not chosen:
        raise Faulty("erase-rows")
    entries = Personal.objects.select_for_update().filter(office=office, erased__isnull=True)
    entries = entries.filter(Q(row__in=chosen) | Q(pseudonym__in=_marks(office, chosen)))
    marks = sorted(entries.values_list("pseudonym", flat=True))
    shared = set(entries.filter(row__isnull=True).values_list("pseudonym", flat=True))
    others = set(_sharing(office, sorted(shared))) - {row.pk for row in chosen}
    erasable, kept = _files(office, chosen) if files else (set(), 0)
    if not marks and not erasable:
        raise Faulty("erase-nothing")
    Personal.objects.filter(pseudonym__in=marks).update(value=None, salt="", sought=None, erased=timezone.now())
    ErasedFile.objects.bulk_create([ErasedFile(sha256=one, office=office, by=by) for one in sorted(erasable)])
    after = {
        "reason": said,
        "rows": [target_of(row.register, row.pk) for row in chosen],
        "pseudonyms": marks,
        "files": sorted(erasable),
    }
    record("personal-erased", by=by.username, office=office.code, after=after)
    transaction.on_commit(_settled)
    return ErasureResult(len(marks), len(erasable), len(others), _clear(office, chosen), kept)


def _settled() -> None:
    """Remove the files, and on SQLite what its log of writes still has of the values."""
    remove_erased()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _marks(office: Office, rows: Sequence[Row]) -> set[str]:
    """Return every pseudonym that rows hold or held."""
    targets = [target_of(row.register, row.pk) for row in rows]
    told = Event.objects.filter(office=office.pk, target__in=targets).values_list("before", "after")
    details: list[Mapping[str, object]] = [row.data for row in rows]
    details += [detail for both in told for detail in both if detail]
    return {str(cell) for detail in details for cell in detail.values() if is_pseudonym(cell)}


def _clear(office: Office, rows: Sequence[Row]) -> int:
    people = people_of(office)
    cells = (row.data.get(name) for row in rows for name in people.get(row.register, ()))
    return sum(1 for cell in cells if cell is not None and not is_pseudonym(cell))


def _files(office: Office, rows: Sequence[Row]) -> tuple[set[str], int]:
    """Return the files to be erased with rows, and how many of theirs stay because others rest on them."""
    proofs = Evidence.objects.filter(office=office, subject__in=[f"row:{row.pk}" for row in rows])
    sources = {row.source_id for row in rows}
    waiting = ~Q(state=Import.State.ADDED) & Q(register__in={row.register for row in rows})
    books = Import.objects.filter(Q(pk__in=sources) | waiting, office=office)
    # Copies hold evidence; without it they hold pseudonyms only.
    copies = {one for copied in COPY_HASHES for one in copied(office) if proofs}
    own = {*proofs.values_list("sha256", flat=True), *books.values_list("sha256", flat=True), *copies}
    own -= set(ErasedFile.objects.filter(sha256__in=own).values_list("sha256", flat=True))
    spared = {Evidence: set(proofs.values_list("pk", flat=True)), Import: set(books.values_list("pk", flat=True))}
    others = own & set(_named_by(own, spared))
    return own - others, len(others)


def _named_by(hashes: Set[str], spared: Mapping[Any, Set[int]]) -> Iterator[str]:
    """Yield which of ``hashes`` other rows of any table rest on."""
    for model in apps.get_models():
        if {"name", "sha256", "size"} <= {one.name for one in model._meta.concrete_fields}:
            named = model._base_manager.filter(sha256__in=hashes).exclude(pk__in=spared.get(model, ()))
            yield from named.values_list("sha256", flat=True)
