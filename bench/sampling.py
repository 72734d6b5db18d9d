"""Drawing an inspector's sample from large registers: seconds and peak memory of whole processes.

``bench/sampling.py [ROWS …]``: for each number of rows, once with a register that has a key and once with one that
has none (where a row is known by the hash of its cells, and one in fifty is there twice). The same seed is drawn
with parts of another size too, which must give the same rows.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[1] / "examples/jambi-timur/plan.yaml"
KEY = ("    date: received_on\n    key: [number]\n", "    date: received_on\n")
INDICATOR, SEED, SIZE = "1.1", "APIP 2017", 400
ROWS = """SELECT '2017/' || {number} AS number, '15.71.03.10' || lpad((1 + i % 9)::VARCHAR, 2, '0') AS place,
    DATE '2017-01-01' + (i % 365)::INT AS received_on, if(hash(i) % 3 = 0, 'permit', 'letter') AS kind,
    'Rekomendasi' AS service, 'Pemohon sintetis ' || i % 99991 AS applicant, 3::BIGINT AS standard_days,
    DATE '2017-01-04' + (i % 365)::INT AS due_on,
    DATE '2017-01-01' + (i % 365)::INT + (hash(i + 7) % 5)::INT AS served_on FROM (
        SELECT {same} AS i, n FROM range({rows}) numbers(n))"""


def make(folder: Path, rows: int, keyed: bool) -> None:
    """Write a plan and its register of letters."""
    import duckdb

    (folder / "registers").mkdir(parents=True)
    text = EXAMPLE.read_text(encoding="utf-8")
    assert KEY[0] in text
    (folder / "plan.yaml").write_text(text if keyed else text.replace(*KEY, 1), encoding="utf-8")
    same = "n" if keyed else "if(n % 50 = 0, n // 2, n)"
    query = ROWS.format(rows=rows, same=same, number="i")
    duckdb.sql(f"COPY ({query}) TO '{folder / 'registers/letters.parquet'}' (FORMAT parquet)")


def inside(folder: Path, part: int) -> None:
    """Measure in this process, which does nothing else."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "capaian.web.settings", "CAPAIAN_DATA": str(folder / "data")}
    import django

    django.setup()
    from capaian.core.period import Period
    from capaian.pipeline.inputs import load
    from capaian.pipeline.measuring import measure_office
    from capaian.web.inspecting.samples import external_sort
    from capaian.web.inspecting.samples.population import draw_from_population, population_size
    from capaian.web.reporting.basis import FigureBasis

    external_sort.PART = part or external_sort.PART
    inputs, findings = load(folder / "plan.yaml", [], None, folder / "registers")
    assert inputs is not None, findings
    on = FigureBasis(inputs, measure_office(inputs, Period(2017), "15.71.03")[0], None)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    start = time.perf_counter()
    count = population_size(on, INDICATOR)
    counted, start, own = time.perf_counter() - start, time.perf_counter(), time.process_time()
    drawing = draw_from_population(on, INDICATOR, SEED, SIZE)
    spent, own = time.perf_counter() - start, time.process_time() - own
    assert drawing.population == count
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = f"{count:,} rows counted in {counted:.2f} s, drawn in {spent:.1f} s ({own:.1f} s of the processor)"
    print(f"{told}, peak {peak} MiB ({before} before)", drawing.keys[:16], drawing.rows[0].key, sep="\n")


def main(sizes: list[int]) -> None:
    for rows in sizes:
        for keyed in (True, False):
            with tempfile.TemporaryDirectory() as folder:
                place = Path(folder) / "office"
                make(place, rows, keyed)
                told = []
                for part in (0, 7_001):
                    words = [sys.executable, __file__, "inside", str(place), str(part)]
                    done = subprocess.run(words, check=True, capture_output=True, text=True)
                    told.append(done.stdout.splitlines())
                assert told[0][1:] == told[1][1:], told
                print(f"{rows:,} with {'a key' if keyed else 'no key'}: {told[0][0]}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        inside(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main([int(rows) for rows in sys.argv[1:]] or [100_000, 1_000_000])
