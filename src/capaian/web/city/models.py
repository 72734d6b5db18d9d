"""What a city tells its offices: reminders, plans it offers, who took the place of whom, and wrong days."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from capaian.web.accounts.models import Office

PEOPLE = settings.AUTH_USER_MODEL


class Reminder(models.Model):
    """What the city wrote to an office about a period that is not approved yet. It is never changed."""

    city = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reminders")
    period = models.CharField(max_length=7)
    day = models.DateField()
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("office", "-id")
        constraints = (
            models.UniqueConstraint(fields=("office", "period", "day"), name="reminder_once_a_day"),
            models.CheckConstraint(condition=~Q(text=""), name="reminder_says_something"),
        )


class Proposal(models.Model):
    """A plan that the city proposes to several offices; each gets a text of its own in an :class:`Offer`."""

    city = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="proposals")
    text = models.TextField()
    targets = models.TextField(blank=True)
    """The file of targets as it was handed in."""
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)


class Offer(models.Model):
    """The proposed plan with an office's own name and targets. The office takes it as its draft, or declines."""

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"
        DECLINED = "declined"

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="offers")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="offers")
    text = models.TextField()
    own = models.PositiveIntegerField()
    """How many of its targets are the office's own; the others are those of the proposal."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    draft = models.PositiveIntegerField(null=True)
    """Number of the plan's version that it became."""
    reason = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-proposal", "office")
        constraints = (
            models.UniqueConstraint(fields=("proposal", "office"), name="offer_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_by=None, draft=None)
                | Q(state="taken", answered_by__isnull=False, draft__isnull=False)
                | (Q(state="declined", answered_by__isnull=False, draft=None) & ~Q(reason="")),
                name="offer_answered",
            ),
        )


class Correction(models.Model):
    """A first or last day of an office that was wrong, and what it is from now on. It is never changed.

    No ``new_day`` means that the office goes on: the last day is taken back. The database lets an office's day be
    changed only where the newest of these says so.
    """

    class Which(models.TextChoices):
        OPENED = "opened"
        CLOSED = "closed"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="corrections")
    which = models.CharField(max_length=6, choices=Which.choices)
    old_day = models.DateField()
    new_day = models.DateField(null=True)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_its_reason"),
            models.CheckConstraint(
                condition=Q(which="opened", new_day__isnull=False) | Q(which="closed"), name="correction_of_a_day"
            ),
        )


class Succession(models.Model):
    """Which office goes on where another was closed: several successors are a split, several that end a merger."""

    predecessor = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="inheritances")
    day = models.DateField()
    """The first day of the successor's duty: the day after the predecessor's last."""
    basis = models.CharField(max_length=200)
    by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn = models.ForeignKey(Correction, null=True, on_delete=models.PROTECT, related_name="+")
    """The correction that made it void; where a day was moved and not taken back, another one stands for it."""

    class Meta:
        ordering = ("day", "predecessor", "successor")
        constraints = (
            models.UniqueConstraint(
                fields=("predecessor", "successor"), condition=Q(withdrawn=None), name="succession_once"
            ),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_of_another"),
            models.CheckConstraint(condition=~Q(basis=""), name="succession_has_its_basis"),
        )
