"""Bringing a database up to this release: wholly or not at all."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, transaction


def upgrade_database() -> None:
    """Apply all migrations in one transaction.

    Each by itself is one already, but Django may note that it was applied only after that: who dies in between has
    tables that the next start cannot make. Within a transaction SQLite cannot be told to let foreign keys rest,
    which its changes of tables need, so it is told before.
    """
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            call_command("migrate", verbosity=0)
    finally:
        connection.enable_constraint_checking()
