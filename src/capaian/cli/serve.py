"""``capaian serve``: the web application, on SQLite in a folder where nothing else was set up."""

from __future__ import annotations

import argparse
import os
import sys
from tempfile import mkdtemp

from capaian.cli.status import DONE, FINDINGS
from capaian.cli.words import say
from capaian.web.ops.production import is_own_computer, unsafe_settings

ASKED = ("name", "parent", "place", "username", "person")


def run(options: argparse.Namespace) -> int:
    if _refused(options):
        return FINDINGS
    os.environ["CAPAIAN_DATA"] = str(options.data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "capaian.web.settings")
    os.environ.setdefault("CAPAIAN_WORKER", "1")
    # Password hashes, sessions and people's data lie in it: it is for the account that runs the server.
    options.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    import django

    django.setup()
    from capaian.web.backup.upgrade import upgrade_database

    upgrade_database()
    from capaian.web.reporting.models import Figures

    Figures.objects.all().delete()  # a release before this one may have measured otherwise
    from capaian.web.registers.uploads import remove_erased

    remove_erased()  # where an erasure was cut off between the database and the disk
    if _for_others(options):
        from capaian.web.demo_accounts import are_open

        if are_open():
            print(say("production-demo", options.lang), file=sys.stderr)
            return FINDINGS
    if options.demo:
        from capaian.web.demo import Loaded, load_demo

        print(say("demo-loading", options.lang), file=sys.stderr)
        try:
            print("\n".join([say("demo-people", options.lang), *load_demo()]), file=sys.stderr)
        except Loaded:
            print(say("demo-there", options.lang, folder=options.data), file=sys.stderr)
    if options.begin:
        return _begin(options.begin, options.lang)
    if options.no_start:
        return DONE
    if options.workers > 1:
        # Where its figures are gathered, each process writes its own and any of them tells all.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = mkdtemp(prefix="capaian-metrics-")
    from granian import Granian
    from granian.constants import Interfaces

    print(say("serving", options.lang, address=f"http://{options.host}:{options.port}/"), file=sys.stderr)
    # On SQLite one process: it has one writer. The worker of long work is a thread of each.
    server = Granian(
        "capaian.web.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=options.threads,
    )
    server.serve()
    return DONE


def _refused(options: argparse.Namespace) -> bool:
    """Say why the server is not started for others, or for itself, with these settings."""
    reasons: list[str] = []
    if _for_others(options):
        reasons += unsafe_settings(os.environ)
        if options.demo:
            reasons.append("production-demo")
    if options.workers < 1 or (options.workers > 1 and "DATABASE_URL" not in os.environ):
        reasons.append("production-workers")
    for reason in reasons:
        print(say(reason, options.lang), file=sys.stderr)
    return bool(reasons)


def _for_others(options: argparse.Namespace) -> bool:
    """Tell whether others are to reach the server."""
    return options.production or not (options.no_start or is_own_computer(options.host))


def _begin(code: str, lang: str) -> int:
    """Ask for an office and its first administrator at the terminal, and write both."""
    from getpass import getpass

    from django.core.exceptions import ValidationError

    from capaian.web.accounts.bootstrap import bootstrap_office, check_office_code
    from capaian.web.accounts.permissions import Faulty
    from capaian.web.ui.translation import refusal_text
    from capaian.web.ui.translation import translate as web_says

    try:
        check_office_code(code)
        said = {name: input(f"{say(f'begin-{name}', lang)}: ").strip() for name in ASKED}
        password = getpass(f"{say('begin-password', lang)}: ")
        office = bootstrap_office(code=code, password=password, **said)
    except Faulty as faulty:
        print(refusal_text(faulty.code, lang, faulty.values, "faulty"), file=sys.stderr)
        return FINDINGS
    except ValidationError as error:
        for one in error.error_list:
            print(web_says(f"people.password.{one.code}", lang), file=sys.stderr)
        return FINDINGS
    print(say("begun", lang, office=office.name, username=said["username"]), file=sys.stderr)
    return DONE
