"""``capaian restore``: a backup into an empty folder, and an empty database where one is named."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from capaian.cli.backup import lost, tell
from capaian.cli.words import say
from capaian.web.keeping.archive import Archive, Unsound, opened
from capaian.web.keeping.proving import Proved, prove
from capaian.web.keeping.room import work_in


def run(options: argparse.Namespace) -> int:
    lang, data = options.lang, options.data.resolve()
    try:
        with opened(options.file) as archive:
            proved = _restore(archive, data)
    except Unsound as unsound:
        return tell(unsound, lang)
    said = {"rows": proved.rows, "files": proved.files, "events": proved.events}
    print(say("restored", lang, found=options.data, **said))
    return lost(archive.manifest, lang)


def _restore(archive: Archive, data: Path) -> Proved:
    proved = prove(archive)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "capaian.web.settings")
    with work_in(data) as work:
        os.environ["CAPAIAN_DATA"] = str(work)
        import django

        django.setup()
        from capaian.web.keeping.restoring import restore

        restore(archive, work)
    return proved
