"""Whether an office shows its approved figures to everybody; no row, it does not."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from capaian.web.accounts.models import Office


class Publicity(models.Model):
    """What the head decided last; each decision before it is in the trail."""

    class Licence(models.TextChoices):
        CC_BY = "CC-BY-4.0"
        CC0 = "CC0-1.0"

    office = models.OneToOneField(Office, on_delete=models.PROTECT, primary_key=True, related_name="publicity")
    is_open = models.BooleanField(default=False)
    documents = models.BooleanField(default=False)
    """Whether the approved reports may be downloaded too: they name who signed, and evidence of typed values."""
    licence = models.CharField(max_length=20, choices=Licence.choices, default=Licence.CC_BY)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("office",)
