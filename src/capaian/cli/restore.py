"""``capaian restore``: a backup into an empty folder, and an empty database where one is named."""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack
from pathlib import Path

from capaian.cli.backup import lost, tell
from capaian.cli.words import say
from capaian.web.backup.archive import Archive, InvalidBackup, open_archive
from capaian.web.backup.verify import VerifiedBackup, prove_backup
from capaian.web.backup.workspace import restore_workspace


def run(options: argparse.Namespace) -> int:
    lang, data = options.lang, options.data.resolve()
    try:
        with ExitStack() as files:
            archive = files.enter_context(open_archive(options.file))
            later = files.enter_context(open_archive(options.erased)) if options.erased else None
            proved, again = _restore(archive, data, later)
    except InvalidBackup as unsound:
        return tell(unsound, lang)
    said = {"rows": proved.rows, "files": proved.files, "events": proved.events}
    print(say("restored", lang, found=options.data, **said))
    if options.erased:
        print(say("erased-again", lang, found=options.erased, values=again[0], files=again[1]))
    return lost(archive.manifest, lang)


def _restore(archive: Archive, data: Path, later: Archive | None) -> tuple[VerifiedBackup, tuple[int, int]]:
    proved = prove_backup(archive)
    if later is not None:
        prove_backup(later)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "capaian.web.settings")
    with restore_workspace(data) as work:
        os.environ["CAPAIAN_DATA"] = str(work)
        import django

        django.setup()
        from capaian.web.backup.restore import restore

        again = restore(archive, work, later)
    return proved, again
