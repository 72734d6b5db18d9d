"""Tables as rows of JSON that both databases give alike, and back; as migrations had brought them about."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any

from django.apps import apps as installed
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from capaian.web.backup.archive import InvalidBackup

Migrations = Mapping[str, tuple[str, ...]]
Model = Any  # a class that Django makes of a state of migrations

LEFT_OUT = {"reporting.figures", "api.token", "api.use", "api.answered"}
"""What is only remembered and can be measured again; and tokens, since a backup must not revive a revoked
one. Sessions and counted log-ins are no tables of ours."""
LET_IN = {"inspecting.sample": "open"}
"""The state in which a table's rows let in what they lock afterwards; their own is given back once all is in."""
_LARGE = {"auditing.examination": 1, "planning.planversion": 20, "reporting.narrative": 200}
"""Rows read at once, where one may be large."""
_AT_ONCE = 2000


def own_apps() -> list[str]:
    return [config.label for config in installed.get_app_configs() if config.name.startswith("capaian.web.")]


def own_tables() -> set[str]:
    own = set(own_apps())
    return {model._meta.db_table for model in installed.get_models() if model._meta.app_label in own}


def applied() -> Migrations:
    """Return the migrations of our own apps that the database has been through. Raises :class:`InvalidBackup`."""
    there = MigrationRecorder(connection).applied_migrations()
    found = {app: tuple(sorted(name for its, name in there if its == app)) for app in own_apps()}
    check_known_migrations(found)
    return {app: names for app, names in found.items() if names}


def check_known_migrations(migrations: Migrations) -> None:
    """Raise :class:`InvalidBackup` where tables are of a release after this one."""
    nodes = MigrationLoader(connection, ignore_no_migrations=True).disk_migrations
    for app, names in migrations.items():
        for name in names:
            if (app, name) not in nodes:
                raise InvalidBackup("newer", name=f"{app}.{name}")


def models_at(migrations: Migrations) -> list[Model]:
    """Return the models of our tables as they were at ``migrations``, each after those that its rows refer to.

    Submissions come after all that an approved one locks: its guards let nothing in any more.
    """
    loader = MigrationLoader(connection)
    nodes = [(app, name) for app, names in migrations.items() for name in names]
    state = loader.project_state(nodes, at_end=True)
    own = set(migrations)
    models = {
        model._meta.label_lower: model
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.app_label in own and model._meta.label_lower not in LEFT_OUT
    }
    asks = {label: _asked(model) - {label} for label, model in models.items()}
    # Tables between people and Django's own groups: nobody is in one, rights come from appointments.
    between = {label for label in models if models[label]._meta.auto_created and asks[label] - models.keys()}
    for label in between:
        del models[label], asks[label]
    if (last := "reporting.submission") in models:
        asks[last] |= {label for label in models if label != last and not _reaches(label, last, asks)}
    return [models[label] for label in TopologicalSorter(asks).static_order() if label in models]


def _asked(model: Model) -> set[str]:
    return {one.related_model._meta.label_lower for one in model._meta.concrete_fields if one.remote_field}


def _reaches(label: str, goal: str, asks: Mapping[str, set[str]]) -> bool:
    seen, ahead = set(), [label]
    while ahead:
        one = ahead.pop()
        if one == goal:
            return True
        if one not in seen:
            seen.add(one)
            ahead += asks.get(one, ())
    return False


def rows_of(model: Model) -> Iterator[dict[str, Any]]:
    """Yield a table's rows in the order of its key; moments in UTC."""
    names = [one.attname for one in model._meta.concrete_fields]
    label = model._meta.label_lower
    order = "number" if label == "trail.event" else "pk"
    found = model._base_manager.order_by(order).values_list(*names)
    for values in found.iterator(chunk_size=_LARGE.get(label, _AT_ONCE)):
        yield {name: _plain(value) for name, value in zip(names, values, strict=True)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool | dict | list):
        return value
    return str(value)


def load(model: Model, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows as they are, in SQL of our own: what saves them otherwise would date them today."""
    fields = model._meta.concrete_fields
    quoted = [connection.ops.quote_name(one.column) for one in fields]
    holes = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({holes})"
    names = {one.attname for one in fields}
    source = iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(source, _LARGE.get(model._meta.label_lower, _AT_ONCE))):
            for row in some:
                if row.keys() != names:
                    raise InvalidBackup("columns", name=model._meta.label_lower)
            state = LET_IN.get(model._meta.label_lower)
            put = some if state is None else [{**row, "state": state} for row in some]
            cursor.executemany(statement, [[_prepared(one, row[one.attname]) for one in fields] for row in put])


def restore_states(model: Model, rows: Iterable[Mapping[str, Any]]) -> None:
    """Close again what :func:`load` put in open."""
    state = LET_IN.get(model._meta.label_lower)
    if state is None:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        for row in rows:
            if row["state"] != state:
                cursor.execute(f"UPDATE {table} SET state = %s WHERE id = %s", [row["state"], row["id"]])


def _prepared(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(None if value is None else field.to_python(value), connection)


def migrate_to(migrations: Migrations) -> None:
    """Bring an empty database to where a backup's was."""
    executor = MigrationExecutor(connection)
    nodes = {(app, name) for app, names in migrations.items() for name in names}
    # Only the last of each app: any before it that another app had brought along would be taken for a way back.
    parents = {
        one.key for node in nodes for one in executor.loader.graph.node_map[node].parents if one.key[0] == node[0]
    }
    executor.migrate(sorted(nodes - parents))
