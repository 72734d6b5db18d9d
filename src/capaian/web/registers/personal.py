"""Personal data: who a row is about lies in a table of its own, and a pseudonym stands for it everywhere else.

Rows, their keys, the trail, samples, what figures are counted from and approved snapshots hold pseudonyms. So a
value can be erased (``actions_erase``) while every count, every hash and every approved figure stays what it is
and can be proved.

Equal NIK, and equal values of a key, have one pseudonym in an office, so that they are counted and compared as
before. Every other cell has its own: two people may have one name.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from capaian.core.registers.pseudonym import MASK, is_pseudonym, is_pseudonym_of, pseudonym
from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office
from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.roles import Permission
from capaian.web.registers.models import Personal, Row
from capaian.web.registers.queries import people_of
from capaian.web.registers.rows import CheckedRow, Data, key_of
from capaian.web.ui.batching import batched
from capaian.web.ui.translation import translate

_SALT = 16
_AT_ONCE = 1000


# ---- writing ---------------------------------------------------------------------------------------------


class Pseudonymised(NamedTuple):
    """A row with pseudonyms in place of its people; ``own`` are those that no other row has, not kept yet."""

    row: CheckedRow
    own: Sequence[Personal] = ()


def pseudonymise(
    office: Office,
    register: Register,
    rows: Sequence[CheckedRow],
    before: Sequence[Mapping[str, Any]] = (),
    *,
    apart: bool = False,
) -> list[Pseudonymised]:
    """Return rows as they are kept; ``before`` is what each held until now, whose pseudonyms stay where they fit.

    Within the action's transaction: what people share is kept at once, what is a row's own by
    :func:`save_pseudonyms`.
    ``apart`` shares nothing new: what only a report will hold is of the row that it speaks of, and goes with it.
    Raises :class:`Refused` for a pseudonym that is none of the office's.
    """
    people = register.people
    if not people:
        return [Pseudonymised(row) for row in rows]
    _known(office, [row.data[name] for row in rows for name in people if is_pseudonym(row.data.get(name))])
    values = [value for row in rows for value in _shared_values(register, row.data)]
    shared = _there(office, {_sought(value): value for value in values}) if apart else _shared(office, values)
    old = values_of(office, (data.get(name) for data in before for name in people))
    found = []
    for number, row in enumerate(rows):
        was = before[number] if before else {}
        data, own = dict(row.data), list[Personal]()
        for name in people:
            value = data.get(name)
            if value is None or is_pseudonym(value):
                continue
            if register.tells_apart(name) and (value in shared or not apart):
                data[name] = shared[value]
            elif old.get(was.get(name, "")) == value:
                data[name] = was[name]
            else:
                own.append(_made(office, value))
                data[name] = own[-1].pseudonym
        found.append(Pseudonymised(row._replace(data=data, key=key_of(register, data)), own))
    return found


def save_pseudonyms(sealed: Iterable[tuple[Pseudonymised, Row]]) -> None:
    """Keep what is a row's own, once the rows are saved."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    made = [
        [own.office_id, own.pseudonym, own.value, own.salt, row.pk, now] for one, row in sealed for own in one.own
    ]
    if made:
        with connection.cursor() as cursor:
            cursor.executemany(_OWN, made)


# Every row with people in it pays for this: to say it, the ORM needs as long as for the row itself.
_OWN = f"""
    INSERT INTO {Personal._meta.db_table} (office_id, pseudonym, value, salt, row_id, "at")
    VALUES (%s, %s, %s, %s, %s, %s)
"""


def _shared_values(register: Register, data: Mapping[str, Any]) -> Iterator[str]:
    for name in register.people:
        value = data.get(name)
        if value is not None and register.tells_apart(name) and not is_pseudonym(value):
            yield value


def _made(office: Office, value: str, sought: str | None = None) -> Personal:
    salt = secrets.token_bytes(_SALT)
    return Personal(office=office, pseudonym=pseudonym(value, salt), value=value, salt=salt.hex(), sought=sought)


def _known(office: Office, given: Sequence[str]) -> None:
    for some in batched(dict.fromkeys(given), _AT_ONCE):
        there = Personal.objects.filter(pseudonym__in=some).values_list("pseudonym", "office")
        own = {mark for mark, of in there if of == office.pk}
        for text in some:
            if text not in own:
                raise Refused("pseudonym-unknown", found=text)


def _shared(office: Office, values: Iterable[str]) -> dict[str, str]:
    """Return the pseudonym that each value has in an office; a new one where it has none."""
    wanted = {_sought(value): value for value in values}
    found = _there(office, wanted)
    missing = [one for one in wanted if wanted[one] not in found]
    if missing:
        made = [_made(office, wanted[one], one) for one in missing]
        # Where somebody else makes the same at this moment, his is the one that holds.
        Personal.objects.bulk_create(made, batch_size=_AT_ONCE, ignore_conflicts=True)
        found |= _there(office, {one: wanted[one] for one in missing})
    return found


def _there(office: Office, wanted: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for some in batched(wanted, _AT_ONCE):
        there = Personal.objects.filter(office=office, sought__in=some).values_list("sought", "pseudonym")
        found |= {wanted[sought]: own for sought, own in there}
    return found


def _sought(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def pseudonymised_keys(office: Office, register: Register, rows: Sequence[CheckedRow]) -> list[str]:
    """Return the key of each row as it is kept, without keeping anything: empty where nobody has it yet."""
    in_key = [name for name in register.people if name in register.key]
    if not in_key:
        return [row.key for row in rows]
    found = _there(office, {_sought(value): value for row in rows for value in _shared_values(register, row.data)})
    keys = []
    for row in rows:
        names = {name: found.get(row.data[name], row.data[name]) for name in in_key if name in row.data}
        new = any(not is_pseudonym(value) for value in names.values())
        keys.append("" if new else key_of(register, {**row.data, **names}))
    return keys


# ---- reading ---------------------------------------------------------------------------------------------


def values_of(office: Office, cells: Iterable[object]) -> dict[str, str]:
    """Return the value of each pseudonym among ``cells``; one that was erased has none."""
    found: dict[str, str] = {}
    for some in batched(dict.fromkeys(cell for cell in cells if is_pseudonym(cell)), _AT_ONCE):
        # Asked for the office too, SQLite would walk through all that the office has.
        there = Personal.objects.filter(pseudonym__in=some, value__isnull=False)
        found |= {
            mark: value for mark, value, of in there.values_list("pseudonym", "value", "office") if of == office.pk
        }
    return found


def people_in(office: Office, register: Register) -> frozenset[str]:
    """Return the columns of a register that name people, or did under another plan: rows stay as they were kept."""
    ever = people_of(office).get(register.name, set())
    return frozenset(register.people) | (ever & register.columns.keys())


def reveal(office: Office, register: Register, rows: Sequence[Mapping[str, Any]]) -> list[Data]:
    """Return rows with the values of their pseudonyms; what was erased stays a pseudonym."""
    return _opened(office, people_in(office, register), rows) if rows else []


def _opened(office: Office, people: Set[str], rows: Sequence[Mapping[str, Any]]) -> list[Data]:
    if not people:
        return [dict(data) for data in rows]
    values = values_of(office, (data.get(name) for data in rows for name in people))
    return [
        {name: values.get(value, value) if name in people else value for name, value in data.items()}
        for data in rows
    ]


def reveal_for(
    office: Office,
    register: Register,
    rows: Iterable[Mapping[str, Any]],
    rights: Set[Permission],
    lang: str = "id",
    *,
    erased: bool = True,
) -> Iterator[Data]:
    """Yield rows as somebody with ``rights`` sees them: who has no need sees that a cell is filled and no more.

    What was erased is said to be so; with ``erased=False`` its pseudonym stays, to be read again.
    """
    people, may = people_in(office, register), Permission.PERSONAL in rights
    for some in batched(rows, _AT_ONCE):
        if not people:
            yield from (dict(data) for data in some)
        elif not may:
            yield from ({name: MASK if name in people else value for name, value in data.items()} for data in some)
        else:
            for data in _opened(office, people, some):
                yield erased_in_words(register, data, lang) if erased else data


def erased_in_words(register: Register, data: Data, lang: str) -> Data:
    """Return an opened row that says of what was erased that it was."""
    gone = [name for name, cell in data.items() if is_pseudonym(cell)]
    return data | dict.fromkeys(gone, translate("personal.erased", lang))


def mismatched_pseudonyms() -> Iterator[str]:
    """Yield each pseudonym that its value does not prove: somebody has put another one there."""
    kept = Personal.objects.filter(erased__isnull=True).order_by("pk").values_list("pseudonym", "value", "salt")
    for mark, value, salt in kept.iterator():
        if not is_pseudonym_of(mark, value or "", salt):
            yield mark
