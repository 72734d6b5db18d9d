"""Taking a backup of a server that runs: all tables as of one moment, and every file that they name."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
from collections.abc import Iterator, Set
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction

from capaian import __version__
from capaian.web.backup.archive import BackupManifest, InvalidBackup, Writer, write_archive
from capaian.web.backup.dump import Model, applied, models_at, rows_of

_HASH = re.compile("[0-9a-f]{64}")


class WrittenBackup(NamedTuple):
    """A backup that was written: what is in it, and the hash of the whole."""

    manifest: BackupManifest
    sha256: str


def create_backup(goal: Path) -> WrittenBackup:
    """Write a backup to ``goal``, whole or not at all. Not to be called within a transaction.

    What commits while it is written is not in it. Files are written before the row that names them commits and
    never changed, so each that a row of that moment names is there. Raises ``OSError`` and :class:`InvalidBackup`.
    """
    with write_archive(goal) as writer, _one_moment():
        migrations = applied()
        if not migrations:
            raise InvalidBackup("no-data", found=settings.DATA)
        models = models_at(migrations)
        for model in models:
            writer.table(model._meta.label_lower, rows_of(model))
        named = {model._meta.label_lower: model for model in models}
        head = named["trail.head"]._base_manager.filter(pk=1).values_list("number", "hash").first()
        erased = _erased(named)
        _handed_in(writer, erased)
        missing = [*_approved(writer, named), *_lost(writer, models, erased)]
        manifest = BackupManifest(
            __version__,
            datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            migrations,
            writer.tables,
            writer.files,
            head or (0, ""),
            tuple(sorted(set(missing))),
        )
        return WrittenBackup(manifest, writer.end(manifest))


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    """Let everything within see the database as it is now, without holding anybody up."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Django's own transactions take the lock of writers at once (see settings); this one never asks for it.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _handed_in(writer: Writer, erased: Set[str]) -> None:
    """Take everything that is kept by its hash, also what no row names (yet), but nothing that was erased."""
    folder = Path(settings.DATA) / "files"
    if folder.is_dir():
        for inner in sorted(folder.iterdir()):
            if len(inner.name) == 2 and inner.is_dir():
                for file in sorted(inner.iterdir()):
                    if _HASH.fullmatch(file.name) and file.name not in erased:
                        writer.file(f"files/{inner.name}/{file.name}", file)


def _approved(writer: Writer, named: dict[str, Model]) -> Iterator[str]:
    """Take the snapshots and documents that rows name; yield those that are not there."""
    data = Path(settings.DATA)
    for folder in named["reporting.snapshot"]._base_manager.order_by("pk").values_list("folder", flat=True):
        files = sorted(_files_below(data / folder))
        if not files:
            yield folder
        for file in files:
            writer.file(file.relative_to(data).as_posix(), file)
    for name in named["reporting.document"]._base_manager.order_by("pk").values_list("file", flat=True):
        if not (data / name).is_file():
            yield name
        elif name not in writer.files:
            writer.file(name, data / name)


def _files_below(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place) / name for name in names)


def _erased(named: dict[str, Model]) -> set[str]:
    """Return the hashes of files that were erased on request."""
    model = named.get("registers.erasedfile")
    return set(model._base_manager.values_list("sha256", flat=True)) if model else set()


def _lost(writer: Writer, models: list[Model], erased: Set[str]) -> Iterator[str]:
    """Yield the files that people handed in, that rows name, that were not erased, and are not there."""
    for model in models:
        columns = {one.attname for one in model._meta.concrete_fields}
        if columns >= {"name", "sha256", "size"}:
            for sha256 in model._base_manager.order_by("sha256").values_list("sha256", flat=True).distinct():
                name = f"files/{sha256[:2]}/{sha256}"
                if name not in writer.files and sha256 not in erased:
                    yield name
