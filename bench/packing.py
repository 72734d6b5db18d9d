"""Writing a pack of evidence of a large office: ``bench/packing.py [ROWS]``, in a process that does nothing else.

An office of its own on SQLite has that many letters in a year, which is frozen; then the pack of it is written.
"""

from __future__ import annotations

import datetime
import os
import resource
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[1] / "examples/jambi-timur/plan.yaml"
DAY = datetime.date(2015, 1, 1)
AT_ONCE = 20_000


def _cells(number: int) -> dict[str, object]:
    def day(more: int) -> datetime.date:
        return datetime.date(2017, 1, 1) + datetime.timedelta(days=number % 360 + more)

    return {
        "number": f"2017/{number}",
        "place": f"15.71.03.10{1 + number % 9:02}",
        "received_on": day(0),
        "kind": "letter" if number % 3 else "permit",
        "service": "Rekomendasi",
        "applicant": f"Pemohon sintetis {number}",
        "standard_days": Fraction(3),
        "due_on": day(3),
        "served_on": day(number % 5),
    }


def make(rows: int) -> None:
    """Fill an empty folder with an office whose year is frozen."""
    from django.core.management import call_command
    from django.utils import timezone

    from capaian.core.period import Period
    from capaian.web.accounts.models import Appointment, Office, User
    from capaian.web.planning.models import PlanVersion
    from capaian.web.registers.actions import insert_rows
    from capaian.web.registers.queries import registers_of
    from capaian.web.registers.rows import to_checked_row
    from capaian.web.reporting.freezing import freeze_period
    from capaian.web.reporting.provisional import current_figures

    call_command("migrate", verbosity=0)
    office = Office.objects.create(
        code="15.71.03", name="Kecamatan Jambi Timur", parent="Kota Jambi", synthetic=True
    )
    user = User.objects.create_user("citra", name="Citra")
    head = Appointment.objects.create(user=user, office=office, role="head", title="CAMAT", first_day=DAY)
    decree = {"decree": "1", "decree_date": DAY, "since": DAY, "adopted_by": user, "adopted_at": timezone.now()}
    text = EXAMPLE.read_text(encoding="utf-8")
    PlanVersion.objects.create(office=office, number=1, text=text, state="adopted", made_by=user, **decree)
    letters = registers_of(office)["letters"]
    for first in range(0, rows, AT_ONCE):
        numbers = range(first, min(rows, first + AT_ONCE))
        insert_rows(office, user, letters, [to_checked_row(letters, _cells(number)) for number in numbers])
    figures = current_figures(office, Period(2017), anew=True)
    assert figures is not None
    freeze_period(office, Period(2017), head, datetime.date(2018, 1, 5), figures.sha256)


def pack(folder: Path) -> None:
    from capaian.web.inspecting.packs.contents import write_pack
    from capaian.web.jobs.heartbeat import Heartbeat
    from capaian.web.reporting.models import Snapshot

    start, own = time.perf_counter(), time.process_time()
    files = write_pack(Snapshot.objects.get(), folder / "paket.zip", Heartbeat())
    spent, own = time.perf_counter() - start, time.process_time() - own
    peak, size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, (folder / "paket.zip").stat().st_size
    print(f"{files} files, {size / 1e6:.0f} MB, {spent:.0f} s ({own:.0f} s of the processor), peak {peak} MiB")


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for word in ("make", "pack"):
            subprocess.run([sys.executable, __file__, word, folder, str(rows)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] in (["make"], ["pack"]):
        os.environ |= {"DJANGO_SETTINGS_MODULE": "capaian.web.settings", "CAPAIAN_DATA": sys.argv[2]}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        make(int(sys.argv[3])) if sys.argv[1] == "make" else pack(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
