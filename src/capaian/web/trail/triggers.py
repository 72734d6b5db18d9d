"""Guards inside the database, SQLite or PostgreSQL: what the application must not do, no SQL does either."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple


class Guard(NamedTuple):
    """A trigger before INSERT, UPDATE or DELETE (``event``) on ``table``: where ``when`` holds, it ``says`` so.

    ``when`` speaks of OLD and NEW in SQL that both databases read; empty means always.
    """

    name: str
    table: str
    event: str
    says: str
    when: str = ""


def install(connection: Any, guards: Sequence[Guard]) -> None:
    """Create the guards, in place of those of the same names."""
    remove(connection, guards)
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in _statements(connection.vendor, guard):
                cursor.execute(statement)
    # What may not be deleted row by row may not be emptied at a stroke either: TRUNCATE fires no trigger of rows.
    keep_whole(connection, [guard.table for guard in guards if guard.event == "DELETE"])


def keep_whole(connection: Any, tables: Iterable[str]) -> None:
    """Refuse TRUNCATE on ``tables``; SQLite has none."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in dict.fromkeys(tables):
            name = f"{table}_stays_whole"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN "
                "RAISE EXCEPTION 'a guarded table is not emptied' "
                "USING ERRCODE = 'integrity_constraint_violation'; "
                "END $$ LANGUAGE plpgsql"
            )
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
            )


def remove(connection: Any, guards: Sequence[Guard]) -> None:
    """Drop the guards."""
    with connection.cursor() as cursor:
        for guard in guards:
            on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")


def _statements(vendor: str, guard: Guard) -> list[str]:
    if vendor == "postgresql":
        condition = f"IF {guard.when} THEN" if guard.when else "IF true THEN"
        back = "OLD" if guard.event == "DELETE" else "NEW"
        return [
            f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger AS $$ BEGIN {condition} "
            f"RAISE EXCEPTION '{guard.says}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {back}; END $$ LANGUAGE plpgsql",
            f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
        ]
    when = f"WHEN {guard.when} " if guard.when else ""
    return [
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} FOR EACH ROW {when}"
        f"BEGIN SELECT RAISE(ABORT, '{guard.says}'); END"
    ]


TRAIL = (
    Guard("trail_event_stays", "trail_event", "UPDATE", "the trail is append-only"),
    Guard("trail_event_is_kept", "trail_event", "DELETE", "the trail is append-only"),
    Guard("trail_head_goes_on", "trail_head", "UPDATE", "the trail is append-only", "NEW.number <> OLD.number + 1"),
    Guard("trail_head_is_kept", "trail_head", "DELETE", "the trail is append-only"),
)
