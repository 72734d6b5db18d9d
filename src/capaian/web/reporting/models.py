"""Typed values, causes, the way of a period to its approval, and what was frozen and printed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from capaian.web.accounts.models import Office

PEOPLE = settings.AUTH_USER_MODEL


class Value(models.Model):
    """A value that somebody typed, since no register holds it: marked *diketik* wherever it shows."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="values")
    period = models.CharField(max_length=7)
    first_day = models.DateField()
    last_day = models.DateField()
    variable = models.CharField(max_length=60)
    amount = models.CharField(max_length=60, blank=True)
    """Plain notation, ``1234.56``; or a letter where a grade is given in place of its score."""
    evidence = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("office", "period", "variable")
        indexes = (models.Index(fields=("office", "at"), name="value_changed"),)
        constraints = (
            models.UniqueConstraint(fields=("office", "period", "variable"), name="value_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="value_days_in_order"),
        )


class Figures(models.Model):
    """What was last measured, kept until the office's version goes up. It may be thrown away at any time."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="figures")
    period = models.CharField(max_length=20)
    version = models.PositiveBigIntegerField()
    text = models.TextField()
    findings = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("office", "period"), name="figures_once"),)


class Narrative(models.Model):
    """Why a figure came out as it did, and what will be done."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="narratives")
    period = models.CharField(max_length=7)
    first_day = models.DateField()
    last_day = models.DateField()
    indicator = models.CharField(max_length=20)
    cause = models.TextField(blank=True)
    obstacle = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("office", "period", "indicator")
        constraints = (models.UniqueConstraint(fields=("office", "period", "indicator"), name="narrative_once"),)


class Submission(models.Model):
    """The way of one office's period: draft, submitted, verified, approved; returned or reopened with a reason.

    Who submits, who verifies and who approves are different people. While it is approved, its rows, values and
    narratives are locked by triggers of the database.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        VERIFIED = "verified"
        APPROVED = "approved"
        RETURNED = "returned"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="submissions")
    period = models.CharField(max_length=7)
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    figures = models.CharField(max_length=64, blank=True)
    """SHA-256 of the measurement that was submitted: it must still be the one that is verified and approved."""
    submitted_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    """Why it was returned or reopened."""
    reason_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("office", "-first_day", "last_day")
        constraints = (
            models.UniqueConstraint(fields=("office", "period"), name="submission_once"),
            models.CheckConstraint(
                condition=Q(submitted_by=None, submitted_at=None)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="submitted_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None, verified_at=None)
                | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="verified_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "returned"))
                | Q(state="submitted", submitted_by__isnull=False)
                | Q(state="verified", verified_by__isnull=False)
                | Q(state="approved", verified_by__isnull=False, approved_by__isnull=False),
                name="state_has_its_people",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("submitted_by")), name="maker_is_not_verifier"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (~Q(approved_by=F("submitted_by")) & ~Q(approved_by=F("verified_by"))),
                name="maker_is_not_approver",
            ),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(reason=""), name="returned_with_reason"),
        )


class Snapshot(models.Model):
    """A frozen measurement: a folder with its manifest. What was approved stays readable as published."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="snapshots")
    period = models.CharField(max_length=7)
    number = models.PositiveIntegerField()
    folder = models.CharField(max_length=300)
    """Below ``CAPAIAN_DATA``."""
    manifest = models.CharField(max_length=64)
    """SHA-256 of ``manifest.json``."""
    mean = models.CharField(max_length=30)
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("office", "-at")
        constraints = (models.UniqueConstraint(fields=("office", "period", "number"), name="snapshot_once"),)


class Document(models.Model):
    """A report made from a snapshot, in one format."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="documents")
    format = models.CharField(max_length=5)
    file = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("snapshot", "format")
        constraints = (models.UniqueConstraint(fields=("snapshot", "format"), name="document_once"),)


class Deadline(models.Model):
    """The last day on which an area's offices hand in a period; where none is set, :data:`queries.GRACE` holds."""

    area = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="deadlines")
    period = models.CharField(max_length=7)
    day = models.DateField()
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("area", "period")
        constraints = (models.UniqueConstraint(fields=("area", "period"), name="deadline_once"),)
