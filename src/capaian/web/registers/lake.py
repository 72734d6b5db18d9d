"""Placeholder until the registers app lands."""

from pathlib import Path

from django.conf import settings

from capaian.core.plan import Plan
from capaian.web.accounts.models import Office


def sync(office: Office, plan: Plan) -> Path:
    folder = Path(settings.DATA) / "work" / office.code / "registers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
