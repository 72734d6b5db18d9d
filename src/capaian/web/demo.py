"""The demo office: Kecamatan Jambi Timur with three years of made-up rows and a person for each role.

The rows are those of the example, moved to this year and the two before it, thinned and delayed a little so that
years differ; this year's end today. The years before are submitted, verified and approved by the people whose work
that is, through the same actions as on the screen, and so is what can be over of this year. The report of 2017,
which the office once made by hand, is audited, and one of its findings is answered. The inspector of the city has
drawn a sample of the letters of last year, and written a finding that waits for an answer. The head has opened what
was approved to everybody. Around it stands the city, with its other kecamatan (:mod:`capaian.web.demo_city`).
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path

import yaml
from django.core.files import File
from django.db import transaction
from django.utils import timezone

import capaian
from capaian.core.period import Period
from capaian.core.registers.condition import Value as Cell
from capaian.core.registers.register import FieldType, Register
from capaian.files.registers.rows import RowsReader
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.roles import ROLES
from capaian.web.auditing import actions as auditing
from capaian.web.auditing.models import Examination
from capaian.web.auditing.queries import audited_of
from capaian.web.demo_city import CITY, load_city
from capaian.web.inspecting.findings import actions as findings_actions
from capaian.web.inspecting.queries import register_of
from capaian.web.inspecting.samples import actions as samples_actions
from capaian.web.jobs.queue import drain
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import plan_of
from capaian.web.public.actions import open_to_public
from capaian.web.registers.actions import insert_rows
from capaian.web.registers.rows import form_cells, to_checked_row
from capaian.web.registers.uploads import store_upload
from capaian.web.reporting import actions
from capaian.web.reporting.periods import periods_of
from capaian.web.reporting.provisional import current_figures
from capaian.web.trail.record import record
from capaian.web.ui.translation import translate

PASSWORD = "contoh-capaian"
PEOPLE: Sequence[tuple[str, str, str, str, str, str]] = (
    ("ani", "Ani Rahma", "clerk", "", "", ""),
    ("budi", "Budi Santoso, S.Sos", "section-head", "", "PENATA", "19820512 200604 1 003"),
    ("sari", "Sari Dewi, S.E.", "secretary", "", "PENATA TK. I", "19790923 200312 2 004"),
    ("citra", "Citra Lestari, S.STP", "head", "CAMAT JAMBI TIMUR", "PEMBINA", "19800423 199912 2 001"),
    ("adi", "Adi Putra", "administrator", "", "", ""),
    ("ira", "Ira Handayani, S.E.", "inspector", "", "", ""),
    ("dewi", "Dewi Kartika, S.T.", "city-planner", "", "", ""),
)
"""User name, name, role, post, rank, NIP: all of them made up."""

_KEPT = {0: 100, 1: 96, 2: 91}
"""Of a hundred rows, how many there are so many years ago."""

_WHOLE = ("akip", "kampung_bantar")
"""Registers whose rows are parts of one whole: none of them is left out."""

REPORT = "laporan-2017.txt"
_ANSWERED = "91,80"
"""The printed figure whose finding is answered."""

_DRAWN = 12
"""Rows of the sample."""

_POPULATION = {"population": 94519, "neighbourhoods": 192}


class Loaded(Exception):
    """There is an office already: nothing was done."""


def example() -> Path:
    """Return the folder of the example: beside the package where it was installed, else of the checkout."""
    installed = Path(capaian.__file__).parent / "example"
    return installed if installed.is_dir() else Path(capaian.__file__).parents[2] / "examples/jambi-timur"


def load_demo(today: datetime.date | None = None) -> list[str]:
    """Fill an empty database; return what to tell. Raises :class:`Loaded`."""
    if Office.objects.exists():
        raise Loaded
    day = today or timezone.localdate()
    years = [day.year - 2, day.year - 1, day.year]
    with transaction.atomic():
        office = Office.objects.create(
            code="15.71.03", name="Kecamatan Jambi Timur", parent="Kota Jambi", place="Jambi", synthetic=True
        )
        city = Office.objects.create(code=CITY, name="Kota Jambi", place="Jambi", synthetic=True)
        people = _people(office, city, datetime.date(years[0] - 1, 1, 1))
        version = _plan(office, people["sari"], years)
        for register in plan_of(version).registers.values():
            rows = list(_rows(register, years, day))
            insert_rows(office, people["ani"], register, [to_checked_row(register, row) for row in rows])
        record("demo-loaded", by="capaian", office=office.code, after={"years": [str(year) for year in years]})
    for year in years:
        _values(office, people["budi"], year)
    for year in years:
        _approve(office, people, year, day)
    _audit(office, people)
    open_to_public(office=office, by=people["citra"], licence="CC-BY-4.0", documents=True)
    _inspect(office, people["ira"], Period(years[1]), max(day, timezone.localdate()))
    load_city(city, people["dewi"], version.text, datetime.date(years[0], 1, 1), day, PASSWORD)
    listed = [
        f"  {username} / {PASSWORD}  ({name}, {translate(f'role.{role}', 'id')})"
        for username, name, role, *_ in PEOPLE
    ]
    return [*listed, f"  ani01, budi01, sari01, citra01 / {PASSWORD}  (Kecamatan Telanaipura; juga 02, 04 … 11)"]


def _people(office: Office, city: Office, first: datetime.date) -> dict[str, User]:
    made = {}
    for username, name, role, title, rank, nip in PEOPLE:
        user = User.objects.create_user(username, password=PASSWORD, name=name, rank=rank, nip=nip)
        where = city if ROLES[role].below else office
        Appointment.objects.create(user=user, office=where, role=role, title=title, first_day=first)
        made[username] = user
    return made


def _plan(office: Office, by: User, years: Sequence[int]) -> PlanVersion:
    text = yaml.safe_load((example() / "plan.yaml").read_text(encoding="utf-8"))
    text.pop("reports", None)
    text["strategy"] = {"first_year": years[0], "last_year": years[0] + 4}
    text["office"]["head"] = {"title": "CAMAT JAMBI TIMUR", "name": "CITRA LESTARI, S.STP"}
    for mission in text["missions"]:
        for objective in mission["objectives"]:
            for indicator in objective["indicators"]:
                first, second = indicator["targets"].values()
                indicator["targets"] = {year: deepcopy(first) for year in years} | {years[-1] + 1: second}
    first_day = datetime.date(years[0], 1, 1)
    return PlanVersion.objects.create(
        office=office,
        number=1,
        text=yaml.safe_dump(text, allow_unicode=True, sort_keys=False, width=100),
        state=PlanVersion.State.ADOPTED,
        note="Rencana contoh, dari laporan IKU 2017",
        decree=f"Keputusan Camat Nomor 1 Tahun {years[0]}",
        decree_date=first_day,
        since=first_day,
        made_by=by,
        adopted_by=by,
        adopted_at=timezone.now(),
    )


def _rows(register: Register, years: Sequence[int], today: datetime.date) -> Iterator[Mapping[str, Cell | None]]:
    """Yield the example's rows moved to each of ``years``, those up to ``today``."""
    reader = RowsReader(register)
    source = reader.read(example() / "registers" / f"{register.name}.csv")
    assert not reader.findings, "the example's rows are sound"
    dates = [name for name, column in register.columns.items() if column.type is FieldType.DATE]
    texts = [name for name in register.key if register.columns[name].type is FieldType.TEXT]
    for year in years:
        ago = years[-1] - year
        for number in range(len(source)):
            if register.name not in _WHOLE and (number * 37 + year) % 100 >= _KEPT[ago]:
                continue
            row = dict(source[number].values)
            for name in dates:
                day = row[name]
                if isinstance(day, datetime.date):
                    row[name] = _moved(day, year)
            # A few of earlier years were served late: the office got better.
            if ago and register.name == "letters" and number % (29 - ago) == 0 and row["due_on"]:
                row["served_on"] = row["due_on"] + datetime.timedelta(days=3)  # type: ignore[operator]
            if row[register.date] > today:  # type: ignore[operator]
                continue
            for name in dates:
                if name not in (register.date, "due_on") and row[name] is not None and row[name] > today:  # type: ignore[operator]
                    row[name] = None
            for name in texts:
                row[name] = f"{year}/{str(row[name]).rpartition('/')[2]}"
            yield row


def _moved(day: datetime.date, year: int) -> datetime.date:
    """Return the same day of another year; days that run over the year's end stay as far behind it."""
    moved = day.year + year - 2017
    last = calendar.monthrange(moved, day.month)[1]
    return datetime.date(moved, day.month, min(day.day, last))


def _values(office: Office, by: User, year: int) -> None:
    for variable, amount in _POPULATION.items():
        actions.set_value(
            office=office,
            by=by,
            period=Period(year),
            variable=variable,
            amount=str(amount + (year % 10) * (120 if variable == "population" else 0)),
            evidence=f"Profil kecamatan {year} (contoh)",
            version=0,
        )


def _approve(office: Office, people: Mapping[str, User], year: int, today: datetime.date) -> None:
    """Take every period that is over as far as it would be; of this year the last ones wait."""
    over = [period for period in periods_of(year) if period.last_day < today]
    if year < today.year:
        over = [period for period in over if period.months == 12]
    for number, period in enumerate(over):
        _explain(office, people["budi"], period)
        actions.submit(office=office, by=people["budi"], period=period)
        waits = len(over) - number if year == today.year else 3
        if waits > 1:
            actions.verify(office=office, by=people["sari"], period=period)
        if waits > 2:
            actions.approve(office=office, by=people["citra"], period=period)


def _audit(office: Office, people: Mapping[str, User]) -> None:
    """Let the inspector hand in the report of 2017, and the section head answer one finding."""
    with (example() / REPORT).open("rb") as report:
        kept = store_upload(File(report, REPORT))
    one, _ = auditing.hand_in(office=office, by=people["ira"], kept=kept, year=2017, compare=False)
    drain()
    audited = audited_of(Examination.objects.get(pk=one.pk))
    assert audited is not None, "the report was audited just now"
    objections = enumerate(audited.examined.objections, 1)
    asked = [number for number, found in objections if found.printed.startswith(_ANSWERED)]
    for number in asked[:1]:
        auditing.answer(
            office=office,
            by=people["budi"],
            examination=one.pk,
            number=number,
            status="mended",
            text="Salah ketik; menjadi 92,31. (contoh)",
        )


def _inspect(office: Office, by: User, period: Period, today: datetime.date) -> None:
    """Let the inspector look at some letters: the first in time was late, the second has no proof."""
    sample = samples_actions.draw_sample(
        office=office, by=by, period=period, indicator="1.1", size=_DRAWN, seed="contoh"
    )
    register = register_of(sample, "letters")
    late = unproven = 0
    for row in sample.drawn.all():
        cells, says, note = form_cells(register, row.data), "right", ""
        in_time = len(row.counts) > 1
        if in_time and not late:
            due = datetime.date.fromisoformat(row.data["due_on"])
            cells["served_on"] = f"{due + datetime.timedelta(days=3):%Y-%m-%d}"
            late, says, note = row.number, "wrong", "Tanda terima tertanggal tiga hari sesudah batas. (contoh)"
        elif in_time and not unproven:
            unproven, says, note = row.number, "unproven", "Berkas permohonan tidak ditemukan. (contoh)"
        verdict = {"number": row.number, "says": says, "struck": False, "cells": cells, "note": note}
        samples_actions.give_verdict(office=office, by=by, sample=sample.pk, **verdict)
    result = samples_actions.finish_sample(office=office, by=by, sample=sample.pk).result
    figure, scope = result["figure"]["printed"], result["scopes"]["wrong"]
    findings_actions.write_finding(
        office=office,
        by=by,
        title="Surat yang lewat batas dihitung tepat waktu (contoh)",
        condition=f"Uji petik {_DRAWN} baris: baris {late} lewat batas, baris {unproven} tanpa berkas. (contoh)",
        criteria="Rumus indikator 1.1 dalam rencana; UU 25/2009. (contoh)",
        cause="Tanggal selesai disalin dari buku agenda, bukan dari tanda terima. (contoh)",
        effect=f"Realisasi {figure} menjadi {scope['corrected']['printed']}. (contoh)",
        recommendation="Isi tanggal selesai menurut tanda terima, dan lampirkan berkasnya. (contoh)",
        deadline=today + datetime.timedelta(days=14),
        sample=sample.pk,
        period=period,
        indicator="1.1",
    )


def _explain(office: Office, by: User, period: Period) -> None:
    now = current_figures(office, period)
    assert now is not None, "the demo's inputs agree"
    for code, why in actions.required_narratives(office, period, now).items():
        words = {
            "missing": "Belum ada kegiatan pada periode ini.",
            "missed": "Pelaksanaan belum sesuai jadwal pada sebagian kelurahan.",
            "worse": "Kegiatan lebih sedikit daripada periode sebelumnya.",
        }[why]
        actions.narrate(
            office=office,
            by=by,
            period=period,
            indicator=code,
            cause=f"{words} (contoh)",
            obstacle="Petugas terbatas. (contoh)",
            remedy="Menyusun jadwal dan membagi tugas per kelurahan. (contoh)",
            version=0,
        )
