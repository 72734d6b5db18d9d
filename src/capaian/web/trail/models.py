"""The trail: one event for each write and each refusal, chained by hashes. It has no foreign keys, so that it can
neither hold back a deletion nor vanish with one."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """What happened. ``number`` counts without holes; ``hash`` covers every field and the hash before it."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=150)
    office = models.CharField(max_length=13, blank=True, db_index=True)
    kind = models.CharField(max_length=60)
    target = models.CharField(max_length=200, blank=True, db_index=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    refused = models.BooleanField(default=False)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.target}"


class Head(models.Model):
    """The end of the chain: one row, locked by whoever adds an event."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")
