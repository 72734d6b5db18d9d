"""Plans as their approved text, version by version, and targets that were revised."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian.web.accounts.models import Office


class PlanVersion(models.Model):
    """One version of an office's plan: the YAML text, as on disk. An adopted text never changes (a trigger)."""

    class State(models.TextChoices):
        DRAFT = "draft"
        ADOPTED = "adopted"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    note = models.CharField(max_length=500, blank=True)
    """What is new in it, in a sentence."""
    choices = models.JSONField(default=dict, blank=True)
    """Code of an indicator that averages parts of unlike bases to what was chosen, why and by whom."""
    decree = models.CharField(max_length=200, blank=True)
    decree_date = models.DateField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    """The first day that it holds; a period is measured by the youngest version that had begun by its last day."""
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)
    """Goes up with each change of the draft: two who edit it see each other."""
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("office", "-number")
        constraints = (
            models.UniqueConstraint(fields=("office", "number"), name="plan_number_once"),
            models.UniqueConstraint(fields=("office",), condition=Q(state="draft"), name="plan_one_draft"),
            models.CheckConstraint(
                condition=Q(state="draft", adopted_by=None, adopted_at=None)
                | (
                    Q(state="adopted", adopted_by__isnull=False, adopted_at__isnull=False)
                    & Q(decree_date__isnull=False, since__isnull=False)
                    & ~Q(decree="")
                ),
                name="plan_adopted_with_decree",
            ),
        )


class TargetRevision(models.Model):
    """A target that was changed within the term, with its reason; the one before stays in the plan and is shown."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="target_revisions")
    indicator = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    before = models.CharField(max_length=60)
    target = models.CharField(max_length=60)
    """As the file of targets has it, with a decimal point: ``90``, ``76.61-88.30``, ``B (61.70)``."""
    reason = models.CharField(max_length=500)
    basis = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="target_revised_with_reason"),)
