"""``capaian backup``: everything of the web application in one file, taken while it runs."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from capaian.cli.status import DONE, FINDINGS, WRONG_USE
from capaian.cli.words import say
from capaian.web.backup.archive import BackupManifest, InvalidBackup, open_archive
from capaian.web.backup.verify import prove_backup


def run(options: argparse.Namespace) -> int:
    lang, goal = options.lang, options.output
    if "DATABASE_URL" not in os.environ and not (options.data / "db.sqlite3").is_file():
        print(say("no-trail", lang, found=options.data), file=sys.stderr)
        return WRONG_USE
    os.environ["CAPAIAN_DATA"] = str(options.data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "capaian.web.settings")
    import django

    django.setup()
    from capaian.web.backup.create import create_backup

    try:
        made = create_backup(goal)
    except FileExistsError:
        print(say("backup-there", lang, found=goal), file=sys.stderr)
        return WRONG_USE
    except InvalidBackup as unsound:
        return tell(unsound, lang)
    rows = sum(table.rows for table in made.manifest.tables.values())
    files, events = len(made.manifest.files), made.manifest.trail[0]
    print(say("backed-up", lang, found=goal, rows=rows, files=files, events=events, sha256=made.sha256))
    return lost(made.manifest, lang)


def verify_backup(file: Path, lang: str) -> int:
    """Prove a backup from its file alone."""
    try:
        with open_archive(file) as archive:
            proved = prove_backup(archive)
    except InvalidBackup as unsound:
        return tell(unsound, lang)
    manifest = archive.manifest
    print(say("backup-proved", lang, found=file, **proved._asdict(), at=manifest.made_at, release=manifest.release))
    return lost(manifest, lang)


def lost(manifest: BackupManifest, lang: str) -> int:
    """Name the files that were gone before the backup was taken."""
    for name in manifest.missing:
        print(say("backup-missing", lang, name=name), file=sys.stderr)
    return FINDINGS if manifest.missing else DONE


def tell(unsound: InvalidBackup, lang: str) -> int:
    print(say(f"backup-{unsound.code}", lang, **unsound.values), file=sys.stderr)
    return FINDINGS
