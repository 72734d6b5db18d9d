"""Samples with a verdict on each row, findings with the office's answers, packs of evidence: all of it stays."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian.web.accounts.models import Office
from capaian.web.reporting.models import Snapshot

PEOPLE = settings.AUTH_USER_MODEL


class Sample(models.Model):
    """Rows of one indicator in one period, drawn by a seed from all that count: see ``core.registers.sampling``."""

    class State(models.TextChoices):
        OPEN = "open"
        FINISHED = "finished"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="samples")
    indicator = models.CharField(max_length=20)
    period = models.CharField(max_length=7)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="samples")
    """The edition that it was drawn from; none: the figures of the day."""
    figures = models.CharField(max_length=64)
    """SHA-256 of the measurement that the rows were counted for."""
    seed = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    population = models.PositiveIntegerField()
    keys = models.CharField(max_length=64)
    """SHA-256 of the keys of all rows, in order, one a line."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    result = models.JSONField(default=dict)
    """What it came to, once it is finished: see ``inspecting.outcome``."""
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(size__gte=1) & Q(size__lte=models.F("population")), name="sample_of_its_rows"
            ),
        )


class Drawn(models.Model):
    """One row of a sample as it was counted. ``counts`` names the variables that it counts in."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="drawn")
    number = models.PositiveIntegerField()
    register = models.CharField(max_length=60)
    key = models.CharField(max_length=400)
    data = models.JSONField()
    counts = models.JSONField()

    class Meta:
        ordering = ("sample", "number")
        constraints = (models.UniqueConstraint(fields=("sample", "number"), name="drawn_once"),)


class Verdict(models.Model):
    """What the inspector says of one row. A later one is another row, and the last holds."""

    class Says(models.TextChoices):
        RIGHT = "right"
        WRONG = "wrong"
        UNPROVEN = "unproven"

    drawn = models.ForeignKey(Drawn, on_delete=models.PROTECT, related_name="verdicts")
    says = models.CharField(max_length=10, choices=Says.choices)
    struck = models.BooleanField(default=False)
    """Whether the row should not be there at all."""
    should = models.JSONField(default=dict)
    """The cells as they should be, of a wrong row; ``null`` for one that should be empty."""
    note = models.TextField(blank=True)
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(says="right") | ~Q(note=""), name="verdict_gives_its_reason"),
            models.CheckConstraint(condition=Q(says="wrong") | Q(struck=False), name="only_wrong_rows_are_struck"),
        )


class Finding(models.Model):
    """A finding in the form of the field: condition, criteria, cause, effect, recommendation; with its deadline."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="inspection_findings")
    number = models.PositiveIntegerField()
    indicator = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=7)
    sample = models.ForeignKey(Sample, null=True, on_delete=models.PROTECT, related_name="findings")
    title = models.CharField(max_length=200)
    condition = models.TextField()
    criteria = models.TextField()
    cause = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    recommendation = models.TextField()
    deadline = models.DateField()
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("office", "-number")
        constraints = (models.UniqueConstraint(fields=("office", "number"), name="inspection_finding_once"),)


class Step(models.Model):
    """What happened to a finding since: the office answers, the inspector returns or closes. The last one holds."""

    class Kind(models.TextChoices):
        ANSWERED = "answered"
        INSUFFICIENT = "insufficient"
        DONE = "done"
        DROPPED = "dropped"

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField()
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="step_has_its_words"),)


class Pack(models.Model):
    """A pack of evidence: one ZIP, kept by its hash; of the same edition and samples it has the same bytes."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="packs")
    period = models.CharField(max_length=7)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="packs")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    files = models.PositiveIntegerField()
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
