"""Rows of registers as JSON that ``core`` has checked; one table for all registers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian.web.accounts.models import Office


class Import(models.Model):
    """An uploaded book: kept by its hash, looked at, and added whole or not at all."""

    class State(models.TextChoices):
        READING = "reading"
        READ = "read"
        FAULTY = "faulty"
        ADDING = "adding"
        ADDED = "added"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="imports")
    register = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    correct = models.BooleanField(default=False)
    """Whether rows that are there with other contents are corrections."""
    report = models.JSONField(default=dict)
    """What was understood, counted and found at fault: see ``registers.import_job``."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)


class Row(models.Model):
    """One row. ``data`` holds its cells as text in the plain notation; removed rows stay, marked so.

    Cells that name people hold pseudonyms.

    ``day`` and ``place`` are the cells that decide period and office, ``key`` those that tell rows apart (empty
    where the register has none or a cell of it is empty).
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="rows")
    register = models.CharField(max_length=60)
    day = models.DateField()
    place = models.CharField(max_length=13)
    key = models.CharField(max_length=300, blank=True)
    data = models.JSONField()
    removed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    source = models.ForeignKey(Import, null=True, on_delete=models.PROTECT, related_name="rows")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-day", "-id")
        indexes = (
            models.Index(fields=("office", "register", "removed", "-day", "-id"), name="row_page"),
            models.Index(fields=("office", "register", "at", "id"), name="row_changed"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("office", "register", "key"), condition=Q(removed=False) & ~Q(key=""), name="row_key_once"
            ),
        )


class Personal(models.Model):
    """What a pseudonym in a row stands for: see ``registers.personal``. Erased, it keeps the pseudonym alone.

    ``sought`` is the SHA-256 of a value that rows share, by which its pseudonym is found; empty for a row's own.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="personal")
    pseudonym = models.CharField(max_length=33, unique=True)
    value = models.TextField(null=True)
    salt = models.CharField(max_length=64, blank=True)
    """Bytes in hexadecimal, without which nobody can tell the value from the pseudonym."""
    sought = models.CharField(max_length=64, null=True)
    row = models.ForeignKey(Row, null=True, on_delete=models.PROTECT, related_name="personal")
    """The row that it is of; none where rows share it."""
    at = models.DateTimeField(auto_now_add=True)
    erased = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("office", "sought"), name="personal_once"),
            models.CheckConstraint(
                condition=Q(erased__isnull=True, value__isnull=False)
                | Q(erased__isnull=False, value__isnull=True, salt="", sought__isnull=True),
                name="personal_whole_or_erased",
            ),
        )


class ErasedFile(models.Model):
    """A file that was erased with the data of a person: its hash stays, so that what rests on it is still told."""

    sha256 = models.CharField(max_length=64, unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """Nobody where a restore erased it again."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)


class Month(models.Model):
    """How far a register's month has changed, and how many rows it has: what decides which part is written anew."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="months")
    register = models.CharField(max_length=60)
    month = models.CharField(max_length=7)
    rows = models.PositiveIntegerField(default=0)
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ("office", "register", "month")
        constraints = (models.UniqueConstraint(fields=("office", "register", "month"), name="month_once"),)


class Evidence(models.Model):
    """A file that something rests on, kept by its hash; ``subject`` is ``row:12`` or ``value:2026-Q1:name``."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="evidence")
    subject = models.CharField(max_length=120, db_index=True)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    pages = models.CharField(max_length=60, blank=True)
    """Where in the file to look."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
