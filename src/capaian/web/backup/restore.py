"""Putting a backup into an empty folder and an empty database, wholly or not at all.

The folder's new content is made in ``.restoring`` inside it (``workspace``) and moved up at the end. On SQLite the
database is moved last, on PostgreSQL all is one transaction that ends last.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction

from capaian.web.backup.archive import Archive, InvalidBackup, line_of
from capaian.web.backup.dump import (
    Model,
    check_known_migrations,
    load,
    migrate_to,
    models_at,
    own_tables,
    restore_states,
    rows_of,
)
from capaian.web.backup.replay_erasures import ReplayedErasures, replay_erasures
from capaian.web.backup.upgrade import upgrade_database
from capaian.web.trail.record import broken_events, end_of_chain, record

_DATABASE = "db.sqlite3"


def restore(archive: Archive, work: Path, later: Archive | None = None) -> ReplayedErasures:
    """Put a proved backup into ``work`` and the database, and what is in ``work`` into the folder above it.

    What a ``later`` backup, proved too, names as erased is erased here again. Every hash is computed again from
    what then stands there. Raises :class:`InvalidBackup` and ``OSError``.
    """
    if shutil.disk_usage(work).free < sum(one.bytes for one in archive.manifest.files.values()):
        raise InvalidBackup("no-room")
    _unpack(archive, work)
    check_known_migrations(archive.manifest.migrations)
    on_sqlite = connection.vendor == "sqlite"
    try:
        # SQLite cannot change tables within a transaction of ours; there the file itself is what comes last.
        with contextlib.nullcontext() if on_sqlite else transaction.atomic():
            again = _refill(archive, later)
            if not on_sqlite:
                _move_up(work)
    except (DatabaseError, ValidationError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise InvalidBackup("load", problem=f"{type(error).__name__}: {error}"[:300]) from error
    finally:
        connection.close()
    if on_sqlite:
        _move_up(work)
    return again


def _unpack(archive: Archive, work: Path) -> None:
    for name, content in archive.manifest.files.items():
        goal = work / name
        goal.parent.mkdir(parents=True, exist_ok=True)
        with goal.open("xb") as out:
            archive.read(name, out.write)
            out.flush()
            os.fsync(out.fileno())
        with goal.open("rb") as back:
            if hashlib.file_digest(back, "sha256").hexdigest() != content.sha256:
                raise InvalidBackup("changed", name=name)


def _refill(archive: Archive, later: Archive | None) -> ReplayedErasures:
    """Bring the database to where the backup's was, fill it, prove it, and bring it up to this release."""
    if set(connection.introspection.table_names()) & own_tables():
        raise InvalidBackup("database-full")
    migrations = archive.manifest.migrations
    migrate_to(migrations)
    models = models_at(migrations)
    labels = {model._meta.label_lower for model in models}
    if strange := archive.manifest.tables.keys() - labels:
        raise InvalidBackup("stranger", name=min(strange))
    if gone := labels - archive.manifest.tables.keys():
        raise InvalidBackup("gone", name=min(gone))
    with transaction.atomic():
        for model in models:
            load(model, archive.rows(model._meta.label_lower))
        for model in models:
            restore_states(model, archive.rows(model._meta.label_lower))
        connection.check_constraints()
    _count_on(models)
    for model in models:
        _same_rows(archive, model)
    upgrade_database()
    if broken := next(broken_events(), None):
        raise InvalidBackup("trail", number=broken[0])
    if end_of_chain() != archive.manifest.trail:
        raise InvalidBackup("trail", number=archive.manifest.trail[0])
    with transaction.atomic():
        again = replay_erasures(later) if later else ReplayedErasures(0, 0)
        after = {"sha256": archive.sha256, "at": archive.manifest.made_at, "version": archive.manifest.release}
        if later:
            after |= {"erased_by": later.sha256, **again._asdict()}
        record("restored", by="capaian", target="backup", after=after)
    return again


def _count_on(models: list[Model]) -> None:
    """Let new rows be numbered after those that were put in."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _same_rows(archive: Archive, model: Model) -> None:
    digest = hashlib.sha256()
    for row in rows_of(model):
        digest.update(line_of(row))
    if digest.hexdigest() != archive.manifest.tables[model._meta.label_lower].sha256:
        raise InvalidBackup("changed", name=model._meta.label_lower)


def _move_up(work: Path) -> None:
    for name in ("files", "snapshots", _DATABASE):
        if (work / name).exists():
            (work / name).rename(work.parent / name)
    handle = os.open(work.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
