"""Adding to the trail, and proving that nothing in it was changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from capaian.web.trail.chain import digest
from capaian.web.trail.models import Event, Head

Detail = dict[str, Any] | None


def record(
    kind: str,
    *,
    by: str,
    office: str = "",
    target: str = "",
    before: Detail = None,
    after: Detail = None,
    refused: bool = False,
) -> Event:
    """Add an event. It has to be in the transaction of the write that it tells of: with that it stays or goes."""
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its write")
    number, previous = _end()
    event = Event(
        number=number + 1,
        at=timezone.now(),
        by=by,
        office=office,
        kind=kind,
        target=target,
        before=before,
        after=after,
        refused=refused,
        previous=previous,
    )
    event.hash = hash_of(event)
    _append(event)
    return event


# Every write pays for the trail. In plain SQL its three statements cost a third of what the ORM needs to say them.

_ADD = """
    INSERT INTO trail_event
    ("number", "at", "by", "office", "kind", "target", "before", "after", "refused", "previous", "hash")
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id
"""


def _end() -> tuple[int, str]:
    """Return the end of the chain, locked until the transaction ends."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, hash FROM trail_head WHERE id = 1{lock}")
        end = cursor.fetchone()
    if end is None:
        Head.objects.get_or_create(pk=1)
        return _end()
    return int(end[0]), str(end[1])


def _append(event: Event) -> None:
    """Insert an event and move the end of the chain to it."""
    values = [
        event.number,
        connection.ops.adapt_datetimefield_value(event.at),
        event.by,
        event.office,
        event.kind,
        event.target,
        *(None if detail is None else json.dumps(detail) for detail in (event.before, event.after)),
        event.refused,
        event.previous,
        event.hash,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, values)
        (event.pk,) = cursor.fetchone()
        cursor.execute("UPDATE trail_head SET number = %s, hash = %s WHERE id = 1", [event.number, event.hash])


def hash_of(event: Event) -> str:
    """Return the SHA-256 of an event's fields and of the hash before it."""
    said = [
        event.number,
        f"{event.at.timestamp():.6f}",
        event.by,
        event.office,
        event.kind,
        event.target,
        event.before,
        event.after,
        event.refused,
        event.previous,
    ]
    return digest(said)


def end_of_chain() -> tuple[int, str]:
    """Return how many events there are, and the hash of the last."""
    head = Head.objects.filter(pk=1).first() or Head()
    return head.number, head.hash


def broken_events() -> Iterator[tuple[int, str]]:
    """Yield the number of each event that does not fit, with ``hole``, ``changed``, ``link`` or ``end``."""
    number, previous = 0, ""
    for event in Event.objects.order_by("number").iterator(chunk_size=2000):
        if event.number != number + 1:
            yield number + 1, "hole"
        elif event.previous != previous:
            yield event.number, "link"
        if hash_of(event) != event.hash:
            yield event.number, "changed"
        number, previous = event.number, event.hash
    head = Head.objects.filter(pk=1).first() or Head()
    if (head.number, head.hash) != (number, previous):
        yield max(head.number, number), "end"
