"""A report that was handed in to be audited, what was found in it, and what the office answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian.web.accounts.models import Office

PEOPLE = settings.AUTH_USER_MODEL


class Examination(models.Model):
    """One audit of one file, kept by its hash. Once it is read nothing of it changes: auditing again is another."""

    class State(models.TextChoices):
        READING = "reading"
        READ = "read"
        UNREADABLE = "unreadable"

    class Against(models.TextChoices):
        """What its figures were compared with: those that were approved, those of today, or none.

        ``CHANGED``: the approved ones are no longer what they were, so nothing was compared.
        """

        NOTHING = ""
        APPROVED = "approved"
        PROVISIONAL = "provisional"
        NONE = "none"
        CHANGED = "changed"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="examinations")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    compare = models.BooleanField(default=False)
    """Whether its figures are to be compared with those that the office counted for ``year``."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    against = models.CharField(max_length=12, choices=Against.choices, default=Against.NOTHING, blank=True)
    audit = models.JSONField(default=dict)
    """The whole audit, text of the report included: see ``auditing.stored_audit``."""
    claims = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="read") | Q(claims=0, errors=0, warnings=0, notes=0),
                name="examination_counts_when_read",
            ),
        )

    @property
    def findings(self) -> int:
        """How many findings it has; they are numbered from 1 in page order."""
        return self.errors + self.warnings + self.notes


class Answer(models.Model):
    """What the office says to one finding. A later answer is another row, and the last one holds."""

    class Status(models.TextChoices):
        ACCEPTED = "accepted"
        DISPUTED = "disputed"
        MENDED = "mended"

    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    """Which finding, from 1."""
    status = models.CharField(max_length=10, choices=Status.choices)
    text = models.TextField(blank=True)
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("examination", "number", "id"), name="answers_of_finding"),)
        constraints = (
            models.CheckConstraint(condition=Q(status="accepted") | ~Q(text=""), name="answer_gives_its_reason"),
        )
