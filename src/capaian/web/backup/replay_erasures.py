"""Erasing once more, after an older backup was restored, what a later one names as erased."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from capaian.web.accounts.models import Office
from capaian.web.backup.archive import Archive
from capaian.web.backup.verify import ERASED, PEOPLE
from capaian.web.registers.models import ErasedFile, Personal
from capaian.web.registers.uploads import remove_erased
from capaian.web.ui.batching import batched

_AT_ONCE = 1000


class ReplayedErasures(NamedTuple):
    """How many values and files were erased once more."""

    values: int
    files: int


def replay_erasures(later: Archive) -> ReplayedErasures:
    """Erase what ``later`` names as erased, within the restore's transaction; what is not here is passed over."""
    values = 0
    gone = {str(row["pseudonym"]): row["erased"] for row in later.rows_if_any(PEOPLE) if row["erased"] is not None}
    for some in batched(gone, _AT_ONCE):
        for one in Personal.objects.filter(pseudonym__in=some, erased__isnull=True):
            moment = datetime.datetime.fromisoformat(gone[one.pseudonym])
            values += Personal.objects.filter(pk=one.pk).update(value=None, salt="", sought=None, erased=moment)
    offices = set(Office.objects.values_list("pk", flat=True))
    known = set(ErasedFile.objects.values_list("sha256", flat=True))
    files = [row for row in later.rows_if_any(ERASED) if row["office_id"] in offices and row["sha256"] not in known]
    ErasedFile.objects.bulk_create([ErasedFile(sha256=row["sha256"], office_id=row["office_id"]) for row in files])
    remove_erased()
    return ReplayedErasures(values, len(files))
