"""A folder of an office's own: a commented plan, the form for its counts, and what to do with them."""

from __future__ import annotations

from pathlib import Path

from capaian.documents.render import write_whole
from capaian.files.plan.json_schema import plan_schema
from capaian.files.plan.reader import parse_plan
from capaian.files.values.form_xlsx import write_form

PLAN, SCHEMA, GUIDE = "plan.yaml", "plan.schema.json", "BACA-SAYA.md"
_TEMPLATE = Path(__file__).parents[1] / "files" / "plan" / "plan_template.yaml"

_GUIDE = """# Laporan kinerja {year}

1. Buka `plan.yaml` dengan penyunting teks. Ganti yang bertanda GANTI, lalu sesuaikan indikator, target dan rumus.
2. Periksa: `capaian check plan.yaml`. Setiap kesalahan disebut barisnya, sebabnya dan perbaikannya.
3. Isi kolom kuning di `{values}` dengan Excel atau LibreOffice. Kosong berarti belum ada, bukan nol.
4. Hitung: `capaian measure plan.yaml --period {year}-Q1` untuk satu triwulan, `--period {year}` untuk setahun.
5. Cetak: `capaian report plan.yaml --period {year} -o laporan-{year}.pdf -o laporan-{year}.docx`
6. Ditanya asal satu angka? `capaian explain plan.yaml --period {year} 1.1`

Variabel baru ditulis di `plan.yaml`, lalu ditambahkan sebagai baris di formulir: nama variabelnya harus sama.
`plan.schema.json` membantu penyunting seperti VS Code melengkapi dan memeriksa `plan.yaml` saat diketik.
"""


def values_name(year: int) -> str:
    """Return the name of the form for ``year``; measure finds it beside the plan by this name."""
    return f"values-{year}.xlsx"


def scaffold_files(year: int) -> tuple[str, ...]:
    """Return the files that :func:`write_scaffold` writes."""
    return PLAN, SCHEMA, values_name(year), GUIDE


def write_scaffold(folder: Path, year: int) -> None:
    """Write the files of :func:`scaffold_files` into ``folder``, all or none; the caller has looked that none is.

    Raises ``OSError`` where they cannot be written.
    """
    text = plan_text(year)
    plan, findings = parse_plan(text.encode(), PLAN)
    assert plan is not None, findings
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        PLAN: text.encode(),
        SCHEMA: plan_schema().encode(),
        values_name(year): write_form(plan, year),
        GUIDE: _GUIDE.format(year=year, values=values_name(year)).encode(),
    }
    write_whole({folder / name: content for name, content in contents.items()})


def plan_text(year: int) -> str:
    """Return the commented plan with its targets in ``year`` and the year after."""
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, value in (("year", year), ("next_year", year + 1), ("last_year", year + 4)):
        text = text.replace(f"{{{name}}}", str(value))
    return text
