"""Tokens of programs, how much each asked this minute, and which writes were answered already."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from capaian.web.accounts.models import Office


class Token(models.Model):
    """What a program shows in place of a person's log-in: for one office, some scopes, until a day.

    Only the hash of the secret is kept. It gives no right that its person does not have at that moment.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    """What it is for, in the words of its person."""
    scopes = models.CharField(max_length=60)
    """Names of :class:`~capaian.web.api.scopes.Scope` with spaces between, in order."""
    hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(expires__gt=F("at")), name="token_expires_late"),
            models.CheckConstraint(condition=~Q(scopes=""), name="token_has_a_scope"),
        )


class Use(models.Model):
    """How often a token was shown in the last minute that it was shown in, and when that was."""

    token = models.OneToOneField(Token, on_delete=models.CASCADE, primary_key=True, related_name="use")
    minute = models.PositiveBigIntegerField()
    calls = models.PositiveIntegerField()
    at = models.DateTimeField()


class Answered(models.Model):
    """A write that was done under a key: sent again with it, it is answered and not done again.

    Of what was sent only a keyed hash is kept, and of the answer the number of the row.
    """

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="answered")
    key = models.CharField(max_length=100)
    sent = models.CharField(max_length=64)
    row = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("token", "key"), name="answered_once"),)
