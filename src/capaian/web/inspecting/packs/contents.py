"""What is in a pack of evidence, and how it is written: the same edition, samples and findings give the same bytes.

paket/
  BACA.txt             what it is, and how to check it
  SHA256SUMS           for ``sha256sum -c SHA256SUMS``
  manifest.json        edition, indicators, and bytes and hash of every file
  01-1.1/
    angka.json  angka.txt        the figure, and its explanation down to the inputs
    baris/letters_in.csv         rows, counted or left out with the reason
    bukti/1f2e3d4c5b6a-surat.pdf evidence as it came, under a name made safe
    bukti.csv  jejak.csv         which row has which file; who did what when
    uji-petik-3.json  temuan-2.json
    kunci.txt                    keys of all rows that samples were drawn from, to draw them again
    manifest.json

Nothing is compressed and every entry has the same date, so that no library's version shows in the bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from capaian.core.period import Period
from capaian.pipeline.explaining import explain, heading
from capaian.pipeline.measurement_json import result_to_dict
from capaian.web.accounts.permissions import Refused
from capaian.web.inspecting.packs.records_json import finding_json, sample_json
from capaian.web.inspecting.packs.tables import Collected, event_lines, evidence_lines, row_lines
from capaian.web.inspecting.queries import findings_of
from capaian.web.inspecting.samples.population import population_keys
from capaian.web.jobs.heartbeat import Heartbeat
from capaian.web.registers.uploads import bare_name, path_of
from capaian.web.registers.views_download import table_csv, table_parts
from capaian.web.reporting.basis import FigureBasis, figure_basis
from capaian.web.reporting.models import Snapshot
from capaian.web.reporting.reasons import without_paths

SCHEMA = "capaian/evidence-pack@1"
MAX_BYTES = 4_000_000_000
"""Bytes of all evidence in one pack; what is more is listed and left out, and the manifest says so."""
_DATE = (1980, 1, 1, 0, 0, 0)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_CHUNK = 1 << 20
ROOT = "paket"


def write_pack(snapshot: Snapshot, goal: Path, beat: Heartbeat) -> int:
    """Write the pack of an edition to ``goal``; return how many files are in it. Raises :class:`Refused`."""
    period = Period.parse(snapshot.period)
    assert period is not None, "a snapshot's period was one"
    on = figure_basis(snapshot.office, period, snapshot)
    if on is None:
        raise Refused("snapshot-changed", period=snapshot.period)
    results = on.measurement.results
    beat.total = len(results)
    with zipfile.ZipFile(goal, "w", zipfile.ZIP_STORED, strict_timestamps=True) as archive:
        pack = _Pack(archive)
        folders = {}
        for number, code in enumerate(beat.counting(results), 1):
            folder = folders[code] = f"{number:02}-{safe(code)}"
            _write_indicator(pack, on, code, folder)
        pack.text("BACA.txt", _ABOUT)
        manifest = {
            "schema": SCHEMA,
            "office": snapshot.office_id,
            "period": snapshot.period,
            "edition": snapshot.number,
            "snapshot_manifest_sha256": snapshot.manifest,
            "measurement_sha256": on.sha256,
            "indicators": [{"code": code, "folder": folder} for code, folder in folders.items()],
            "evidence_left_out": pack.left_out,
            "files": pack.files_below(""),
        }
        pack.text("manifest.json", _json(manifest))
        pack.text("SHA256SUMS", "".join(f"{one['sha256']}  {name}\n" for name, one in pack.files_below("").items()))
        return len(pack.files)


class _Pack:
    """A ZIP being written, with the size and hash of each file in it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.files: dict[str, dict[str, Any]] = {}
        self.evidence = 0
        self.left_out = 0

    def text(self, name: str, text: str) -> None:
        self.content(name, text.encode())

    def content(self, name: str, content: bytes) -> None:
        self.chunks(name, [content])

    def chunks(self, name: str, chunks: Iterable[bytes]) -> None:
        """Put a file in as its parts come."""
        if name in self.files:
            return
        digest, written = hashlib.sha256(), 0
        with self._open(name) as out:
            for chunk in chunks:
                digest.update(chunk)
                written += len(chunk)
                out.write(chunk)
        self.files[name] = {"bytes": written, "sha256": digest.hexdigest()}

    def file(self, name: str, path: Path, size: int) -> bool:
        """Put a kept file in; tell whether there was room for it."""
        if name in self.files:
            return True
        if self.evidence + size > MAX_BYTES:
            self.left_out += 1
            return False
        with path.open("rb") as source:
            self.chunks(name, iter(partial(source.read, _CHUNK), b""))
        self.evidence += size
        return True

    def files_below(self, folder: str) -> dict[str, dict[str, Any]]:
        return {
            name.removeprefix(folder): one for name, one in sorted(self.files.items()) if name.startswith(folder)
        }

    def _open(self, name: str) -> IO[bytes]:
        entry = zipfile.ZipInfo(f"{ROOT}/{name}", _DATE)
        entry.external_attr = 0o644 << 16
        entry.create_system = 3
        return self.archive.open(entry, "w", force_zip64=False)


def _write_indicator(pack: _Pack, on: FigureBasis, code: str, folder: str) -> None:
    measurement = on.measurement
    result = measurement.results[code]
    snapshot = on.snapshot
    assert snapshot is not None, "a pack is of an edition"
    pack.text(f"{folder}/angka.json", _json(result_to_dict(result)))
    pack.text(f"{folder}/angka.txt", _explained(on, code))
    collected = Collected(snapshot.office)
    for name in result.inputs:
        counting = measurement.plan.variables[name].counting
        if counting is not None:
            pack.chunks(f"{folder}/baris/{safe(name)}.csv", table_parts(*row_lines(on, counting, collected)))
        collected.value(measurement.period, name)
    evidence = []
    for one in collected.evidence():
        name = f"bukti/{one.sha256[:12]}-{safe(bare_name(one.name))}"
        state = collected.state(one)
        if state == "same" and not pack.file(f"{folder}/{name}", path_of(one.sha256), one.size):
            state = "left-out"
        evidence.append((one, name if state == "same" else "", state))
    pack.content(f"{folder}/bukti.csv", table_csv(*evidence_lines(evidence, collected)))
    events = event_lines(measurement.period, code, result.inputs, collected)
    pack.chunks(f"{folder}/jejak.csv", table_parts(*events))
    samples = snapshot.samples.filter(indicator=code, state="finished").order_by("pk")
    if samples:
        with population_keys(on, code) as keys:
            pack.chunks(f"{folder}/kunci.txt", (f"{key}\n".encode() for key in keys))
    for sample in samples:
        pack.text(f"{folder}/uji-petik-{sample.pk}.json", _json(sample_json(sample)))
    found = findings_of([snapshot.office_id]).filter(indicator=code, period=snapshot.period)
    for finding in found.order_by("number"):
        pack.text(f"{folder}/temuan-{finding.number}.json", _json(finding_json(finding)))
    said = {
        "schema": SCHEMA,
        "indicator": code,
        "name": result.indicator.name,
        "files": pack.files_below(f"{folder}/"),
    }
    pack.text(f"{folder}/manifest.json", _json(said))


def _explained(on: FigureBasis, code: str) -> str:
    result = on.measurement.results[code]

    def lines() -> Iterator[str]:
        yield heading(on.measurement, result)
        for section in explain(on.measurement, result):
            yield ""
            yield section.title
            yield from (f"  {without_paths(line)}" for line in section.lines)

    return "\n".join(lines()) + "\n"


def safe(name: str) -> str:
    """Return a name of ASCII letters, digits, points and dashes that no system takes for a path or a device.

    >>> safe("../../Surat masuk (1).pdf"), safe("…")
    ('Surat_masuk_1_.pdf', 'berkas')
    """
    return _UNSAFE.sub("_", name).lstrip("._-")[-80:].lstrip("._-") or "berkas"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


_ABOUT = """PAKET BUKTI

Satu folder untuk setiap indikator: angka dan penjelasannya (angka.json, angka.txt), baris yang dihitung dan yang
tidak beserta sebabnya (baris/), berkas bukti (bukti/, bukti.csv), jejak (jejak.csv), uji petik dan temuan. Pada
indikator yang diuji petik, kunci.txt memuat kunci semua barisnya; panduan inspektorat menunjukkan cara mengulang
pengambilannya.

Memeriksa bahwa tidak ada berkas yang berubah, di dalam folder ini:

    sha256sum -c SHA256SUMS

Di dalam tabel, NIK dan nama warga diganti dengan pseudonim (~ dan 32 huruf); artinya hanya ada di aplikasi.
Berkas bukti tetap seperti aslinya dan dapat memuat data pribadi. Simpan dan teruskan hanya kepada yang berhak.


EVIDENCE PACK

One folder for each indicator: the figure with its explanation, the rows counted and left out with the reason,
evidence, trail, samples and findings; where samples were drawn, kunci.txt has the keys of all rows, and the how-to
on samples shows how to draw them again. To check that no file was changed, run the command above in this folder.
In the tables pseudonyms (~ and 32 letters) stand for NIK and names of citizens; only the application tells what
they mean. Evidence is as it was handed in and may hold personal data: keep it, and pass it on, only to those
entitled to it.
"""
