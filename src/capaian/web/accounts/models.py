"""Offices, people, and their appointments with dates."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac


class Office(models.Model):
    """An office (perangkat daerah), named by its area code; closed ones stay, with the date."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=200)
    parent = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100, blank=True)
    synthetic = models.BooleanField(default=False)
    """Whether its rows are made up, which every page then says."""
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField(null=True, blank=True)
    version = models.PositiveBigIntegerField(default=0)
    """Goes up with every write to what the office's figures are made of."""

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=Q(closed=None) | Q(opened=None) | Q(closed__gte=F("opened")), name="office_closes_late"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class User(AbstractUser):
    """A person: how the name, rank and NIP stand under a report."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200)
    rank = models.CharField(max_length=100, blank=True)
    nip = models.CharField(max_length=24, blank=True)
    must_change = models.BooleanField(default=False)
    """Whether somebody else chose the password: the next log-in asks for another."""
    entry = models.PositiveIntegerField(default=0)
    """Goes up when all that was opened in the person's name is to end: see ``accounts.keys``."""
    REQUIRED_FIELDS = ("name",)

    def __str__(self) -> str:
        return self.name or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # A session holds as long as both the password and the entry are what they were.
        known = f"{self.entry}\0{self.password}"
        return str(salted_hmac("capaian.session", known, secret=secret, algorithm="sha256").hexdigest())


class SecondFactor(models.Model):
    """What a person's telephone shares with the server; no row, no second factor."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=64)
    spare = models.JSONField(default=list)
    """Hashes of the spare codes that are left."""
    last_step = models.PositiveBigIntegerField(default=0)
    """The step of the last code that was taken; none of it or before it is taken again."""
    wrong = models.PositiveSmallIntegerField(default=0)
    blocked_until = models.DateTimeField(null=True)
    since = models.DateTimeField(auto_now_add=True)


class Appointment(models.Model):
    """A person's role in an office, from a day to a day; ``acting`` is Plt. or Plh. of a head."""

    class Acting(models.TextChoices):
        NO = ""
        PLT = "Plt."
        PLH = "Plh."

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20)
    title = models.CharField(max_length=120, blank=True)
    """The post as it stands above the signature, of a head: ``CAMAT JAMBI TIMUR``."""
    indicators = models.CharField(max_length=500, blank=True)
    """Codes of the indicators that a section head answers for, with commas; empty: all."""
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    acting = models.CharField(max_length=5, choices=Acting.choices, default=Acting.NO, blank=True)

    class Meta:
        ordering = ("office", "role", "first_day")
        constraints = (
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="appointment_ends_late"
            ),
            models.UniqueConstraint(fields=("user", "office", "role", "first_day"), name="appointment_once"),
        )
