"""Settings from the environment; without any, an office's own computer with SQLite.

CAPAIAN_DATA      folder of everything that is kept: database, files, snapshots (``capaian-data``)
DATABASE_URL      ``postgres://user:password@host/name``; without it SQLite in CAPAIAN_DATA
CAPAIAN_SECRET    key of sessions; without it one is made and kept in CAPAIAN_DATA
CAPAIAN_HOSTS     names under which the server is reached, with commas between
CAPAIAN_HTTPS     ``1`` where a proxy serves it over HTTPS
CAPAIAN_SECOND_FACTOR   ``1``: heads, secretaries and administrators log in with a code of their telephone
CAPAIAN_DEBUG     ``1`` for developers
CAPAIAN_LOG       ``json`` for one line of JSON for each request and fault; else faults as text
CAPAIAN_METRICS_TOKEN   the bearer token of /metrics; without it there is no such page
CAPAIAN_SQLITE    ``1``: SQLite is meant, although others reach the server
CAPAIAN_AREAS     a CSV of areas, columns ``code`` and ``name``; without it those of Kota Jambi, which come along
"""

from __future__ import annotations

import datetime
import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url

DATA = Path(os.environ.get("CAPAIAN_DATA", "capaian-data")).resolve()
SHIPPED_AREAS = Path(__file__).parent / "kota-jambi" / "areas.csv"
AREAS = Path(os.environ.get("CAPAIAN_AREAS") or SHIPPED_AREAS)


KEPT = 60
"""Seconds that a connection is kept between requests: to open one costs more than to ask it a question."""


def _secret() -> str:
    """Return the key of sessions: the one given, else one that is made once and kept beside the database."""
    given = os.environ.get("CAPAIAN_SECRET")
    if given:
        return given
    file = DATA / "secret.key"
    DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_text(encoding="utf-8")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(key := secrets.token_urlsafe(50))
    return key


def _database() -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL")
    if url:
        return {**dj_database_url.parse(url, conn_max_age=KEPT, conn_health_checks=True)}
    # A write takes its lock at the start of a transaction: two that read first and write later cannot block
    # each other, and the chain of the trail has one writer at a time. INSERT OR REPLACE passes the guards against
    # deletion too: only with recursive triggers does SQLite ask them. What is erased is to be written over as well.
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;",
    }
    file = DATA / "db.sqlite3"
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "CONN_MAX_AGE": KEPT, "OPTIONS": options}


DEBUG = os.environ.get("CAPAIAN_DEBUG") == "1"
SECRET_KEY = _secret()
NAMED = [host.strip() for host in os.environ.get("CAPAIAN_HOSTS", "").split(",") if host.strip()]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *NAMED]
HTTPS = os.environ.get("CAPAIAN_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "capaian.web.ui",
    "capaian.web.trail",
    "capaian.web.jobs",
    "capaian.web.ops",
    "capaian.web.accounts",
    "capaian.web.planning",
    "capaian.web.registers",
    "capaian.web.reporting",
    "capaian.web.auditing",
    "capaian.web.inspecting",
    "capaian.web.public",
    "capaian.web.city",
    "capaian.web.api",
]
MIDDLEWARE = [
    "capaian.web.ops.requests.request_log",
    "capaian.web.ui.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "capaian.web.api.problems.problem_details",
    "capaian.web.ui.middleware.limit_body_size",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "capaian.web.ui.middleware.reject_nul",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "capaian.web.ui.middleware.language",
    "capaian.web.accounts.duties.enforce_duties",
    "capaian.web.ui.errors.DatabaseBusy",
]
ROOT_URLCONF = "capaian.web.urls"
WSGI_APPLICATION = "capaian.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["capaian.web.ui.templatetags.ui"],
        },
    }
]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
SECOND_FACTOR = os.environ.get("CAPAIAN_SECOND_FACTOR") == "1"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = datetime.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # of one name from one address: nobody locks out a stranger
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # its middleware answers in English; our page of log-in says it
AXES_CLIENT_IP_CALLABLE = "capaian.web.ui.middleware.address_of"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "nip")},  # a NIP stands below every report
    },
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},  # telephones, NIK, birthdays
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if HTTPS:  # a cookie of this name is taken from this host over HTTPS only
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-capaian", "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
# Those of the server's names alone: what else runs on the reader's own computer sends no forms in his name.
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in NAMED if HTTPS and not host.startswith((".", "["))]
CSRF_FAILURE_VIEW = "capaian.web.ui.errors.csrf_failure"
CSRF_COOKIE_HTTPONLY = True  # forms carry the token themselves

USE_I18N = False  # our own table of words, as everywhere in the package; dates and numbers are ours too
USE_TZ = True
TIME_ZONE = os.environ.get("TZ", "Asia/Jakarta")

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # served from the package itself: nothing to collect
WHITENOISE_MAX_AGE = 3600

DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
MOST_UPLOADED = 200_000_000
"""Bytes of one uploaded file."""
MOST_OF_STRANGERS = 2_000_000
"""Bytes of a request of whoever has not logged in. The proxy waits for as many before it asks for an answer."""
API_PER_MINUTE = 120
"""Requests that one token may make in a minute."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "capaian.web.ops.logs.JsonLogFormatter"},
        "text": {"()": "capaian.web.ops.logs.TextLogFormatter"},
    },
    "filters": {"without-requests": {"()": "capaian.web.ops.logs.RequestAddressFilter"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json" if os.environ.get("CAPAIAN_LOG") == "json" else "text",
            "filters": ["without-requests"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "axes": {"level": "CRITICAL"},
        "capaian.request": {"level": "INFO" if os.environ.get("CAPAIAN_LOG") == "json" else "WARNING"},
    },
}
