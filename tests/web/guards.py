"""What the database itself refuses, by its triggers and constraints, whatever the application would do."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction


def the_database_refuses(sql: str, match: str | None = None) -> None:
    """Fail unless a guard of the database refuses the statement, on SQLite and on PostgreSQL alike."""
    with pytest.raises(IntegrityError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
