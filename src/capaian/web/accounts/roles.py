"""What each role may do: code that a human can read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from capaian.web.accounts.models import Office, User


class Permission(StrEnum):
    """One thing that may be done in an office."""

    READ = "read"
    ROW_WRITE = "row-write"
    VALUE_WRITE = "value-write"
    NARRATE = "narrate"
    SUBMIT = "submit"
    PLAN_WRITE = "plan-write"
    PLAN_ADOPT = "plan-adopt"
    VERIFY = "verify"
    APPROVE = "approve"
    REOPEN = "reopen"
    REPORT = "report"
    AUDIT = "audit"
    ANSWER = "answer"
    ADMIN = "admin"
    INSPECT = "inspect"
    CITY = "city"
    PUBLISH = "publish"
    COMPARE = "compare"
    PERSONAL = "personal"
    """See whom rows are about: NIK and names of citizens."""
    ERASE = "erase"


P = Permission


class Role(NamedTuple):
    """A role by the name of the code, and what it may do in the office of its appointment."""

    name: str
    may: frozenset[Permission]
    below: bool = False
    """Whether it holds in the offices below that of the appointment too: a city's in its kecamatan."""


CLERK = Role("clerk", frozenset({P.READ, P.ROW_WRITE, P.PERSONAL}))
"""Staf seksi: mencatat baris register dan buktinya."""

SECTION_HEAD = Role(
    "section-head",
    frozenset({P.READ, P.ROW_WRITE, P.VALUE_WRITE, P.NARRATE, P.SUBMIT, P.ANSWER, P.PERSONAL}),
)
"""Kepala seksi: menjawab untuk indikatornya, mengisi nilai yang tidak ada registernya, mengajukan periode."""

SECRETARY = Role(
    "secretary",
    frozenset({P.READ, P.ROW_WRITE, P.VALUE_WRITE, P.NARRATE, P.PLAN_WRITE, P.PLAN_ADOPT, P.VERIFY, P.REPORT})
    | {P.AUDIT, P.ANSWER, P.PERSONAL, P.ERASE},
)
"""Sekretaris atau perencana: menyusun rencana, memeriksa atau mengembalikan, menyusun laporan; menghapus
data pribadi atas permintaan."""

HEAD = Role(
    "head",
    frozenset({P.READ, P.APPROVE, P.REOPEN, P.REPORT, P.AUDIT, P.ANSWER, P.PUBLISH, P.PERSONAL}),
)
"""Camat atau kepala perangkat daerah: menyetujui, membuka kembali dengan alasan, dan mengumumkan."""

ADMINISTRATOR = Role("administrator", frozenset({P.READ, P.ADMIN}))
"""Administrator: kantor, pengguna dan penugasan; tidak mengisi dan tidak menyetujui angka."""

INSPECTOR = Role("inspector", frozenset({P.READ, P.AUDIT, P.INSPECT, P.COMPARE, P.PERSONAL}), below=True)
"""Pemeriksa APIP (inspektorat): membaca dan memeriksa laporan; temuannya dijawab oleh perangkat daerah."""

CITY_PLANNER = Role("city-planner", frozenset({P.READ, P.COMPARE, P.CITY}), below=True)
"""Perencana kota: membaca semua perangkat daerah di bawahnya, menggabungkan, membuka dan menutup; tidak mengubah
angka siapa pun."""

ROLES = {role.name: role for role in (CLERK, SECTION_HEAD, SECRETARY, HEAD, ADMINISTRATOR, INSPECTOR, CITY_PLANNER)}


class RoleHeld(NamedTuple):
    """A role that a person holds in an office."""

    office: Office
    role: str


def roles_held_by(user: User, on: datetime.date | None = None) -> list[RoleHeld]:
    """Return what a person is on a day, today where none is given."""
    if not user.is_authenticated or not user.is_active:
        return []
    day = connection.ops.adapt_datefield_value(on or timezone.localdate())
    who = [user.pk, day, day]
    with connection.cursor() as cursor:
        cursor.execute(_OFFICES, [*who, *who])
        return [
            RoleHeld(Office.from_db(connection.alias, _FIELDS, values), role) for *values, role in cursor.fetchall()
        ]


# Every page and every write begin with these: written out, they cost a third of what the ORM needs to say the same.

# The codes of areas are nested, so what is below an office begins with its code and a point.

_BELOW = ", ".join(f"'{role.name}'" for role in ROLES.values() if role.below)
_FIELDS = [field.attname for field in Office._meta.concrete_fields]
_OFFICES = f"""
    SELECT {", ".join(_FIELDS)}, role FROM (
        SELECT o.*, a.role, a.id AS held FROM accounts_appointment a JOIN accounts_office o ON o.code = a.office_id
        WHERE a.user_id = %s AND a.first_day <= %s AND (a.last_day IS NULL OR a.last_day >= %s)
        UNION ALL
        SELECT o.*, a.role, a.id AS held FROM accounts_appointment a
        JOIN accounts_office o ON o.code LIKE a.office_id || '.%%'
        WHERE a.role IN ({_BELOW}) AND a.user_id = %s AND a.first_day <= %s
        AND (a.last_day IS NULL OR a.last_day >= %s)
    ) held_offices ORDER BY code, held
"""
_ROLES = f"""
    SELECT a.role FROM accounts_appointment a
    JOIN accounts_office o ON o.code = %s AND
    (a.office_id = o.code OR (a.role IN ({_BELOW}) AND o.code LIKE a.office_id || '.%%'))
    JOIN accounts_user u ON u.id = a.user_id AND u.is_active
    WHERE a.user_id = %s AND a.first_day <= %s AND (a.last_day IS NULL OR a.last_day >= %s)
"""


def rights_of(names: Iterable[str]) -> frozenset[Permission]:
    """Return what the roles of these names may do together."""
    return frozenset().union(*(ROLES[name].may for name in names if name in ROLES))


def may(user: User, office: Office, permission: Permission, on: datetime.date | None = None) -> bool:
    """Tell whether a person may do something in an office today."""
    return permission in rights_of(one.role for one in roles_held_by(user, on) if one.office == office)


def may_with_lock(user: User, office: Office, permission: Permission) -> bool:
    """Tell whether a person may do something in an office today, and lock the office until the transaction ends."""
    if not user.is_authenticated or not user.is_active:
        return False
    day = connection.ops.adapt_datefield_value(timezone.localdate())
    # Not the stronger FOR UPDATE: a row elsewhere that only refers to the office is checked when its transaction
    # commits, with the end of the trail in its hand, and must not wait for whoever waits for that end.
    lock = "FOR NO KEY UPDATE OF o" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"{_ROLES} {lock}", [office.pk, user.pk, day, day])
        return permission in rights_of(name for (name,) in cursor.fetchall())


def offices_of(held: Iterable[RoleHeld]) -> list[Office]:
    """Return the offices that a person who holds these roles may read."""
    return list({one.office.code: one.office for one in held}.values())
