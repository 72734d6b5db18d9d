"""What somebody sees who opens an old data folder with this release, as JSON; run with the application set up."""

from __future__ import annotations

import hashlib
import html
import json
import re
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from capaian.pipeline.auditing import Audited
from capaian.web.accounts.models import User
from capaian.web.auditing.models import Examination
from capaian.web.auditing.stored_audit import deserialise, serialise
from capaian.web.jobs.queue import drain

AT = "/o/15.71.03/"
PAGES = (
    "",
    "ukur/2017/",
    "ukur/2017/i/1.1/",
    "laporan/",
    "register/letters/",
    "pemeriksaan/",
    "pemeriksaan/1/",
    "pemeriksaan/1/temuan/2/",
    "temuan/1/",
    "uji-petik/1/",
    "jejak/",
)
FILES = tuple(f"laporan/1.{ending}" for ending in ("pdf", "docx", "xlsx", "html"))


def look() -> None:
    """Print what there is to migrate, what pages say, which files come, and what becomes of work that waited."""
    targets = MigrationExecutor(connection).loader.graph.leaf_nodes()
    plan = MigrationExecutor(connection).migration_plan(targets)
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username="citra"))
    seen: dict[str, Any] = {"migrations": [f"{one.app_label}.{one.name}" for one, _ in plan]}
    seen["pages"] = {page: _said(client, page) for page in PAGES}
    seen["files"] = {file: _sha256(client, file) for file in FILES}
    seen["audit"] = _audit()
    drain()
    seen["waited"] = _said(client, "pemeriksaan/2/")
    print(json.dumps(seen))


def _said(client: Client, page: str) -> list[object]:
    """Return the status of a page and what it says, without its marks."""
    answer = client.get(AT + page)
    bare = re.sub(r"<[^>]*>", " ", answer.content.decode())
    return [answer.status_code, " ".join(html.unescape(bare).split())]


def _sha256(client: Client, file: str) -> str:
    answer = client.get(AT + file)
    content = b"".join(answer) if answer.streaming else answer.content
    return hashlib.sha256(content).hexdigest()


def _audit() -> str:
    """Return the stored audit as it is written again."""
    kept = Examination.objects.get(state="read").audit
    return json.dumps(serialise(deserialise(Audited, kept)))
