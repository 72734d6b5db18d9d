"""Whether nothing in the trail was changed; ``capaian verify --trail`` asks the same."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from capaian.web.trail.record import broken_events, end_of_chain
from capaian.web.ui.translation import translate


class Command(BaseCommand):
    help = "Verify the chain of the trail; exit status 1 where it is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = False
        for number, what in broken_events():
            broken = True
            self.stdout.write(translate("trail.broken", "id", number=number, what=translate(f"trail.{what}", "id")))
        if broken:
            sys.exit(1)
        count, last = end_of_chain()
        self.stdout.write(translate("trail.whole", "id", count=count, hash=last[:16]))
