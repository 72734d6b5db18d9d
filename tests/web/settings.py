"""The application's own settings, in a folder that goes away, on SQLite or the PostgreSQL of the tests."""

import os
import tempfile

os.environ["CAPAIAN_DATA"] = tempfile.mkdtemp(prefix="capaian-test-")
os.environ["CAPAIAN_SECRET"] = "only for tests"
os.environ.pop("CAPAIAN_WORKER", None)
if os.environ.get("CAPAIAN_TEST_DATABASE"):
    os.environ["DATABASE_URL"] = os.environ["CAPAIAN_TEST_DATABASE"]
else:
    os.environ.pop("DATABASE_URL", None)

from capaian.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
