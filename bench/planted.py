"""How many known faults an audit finds, and how often it cries wolf.

``bench/planted.py [FAULTS [CLEAN [PATHS [SEED]]]]``; ``KEEP=FOLDER`` keeps the files that were missed or accused.

Draws so many reports with one planted fault each, and so many that are right, in every format in turn; prints the
shares by fault and by format and every miss. ``browser`` is the HTML printed by Chromium; ``word`` and ``book``
are the DOCX and XLSX saved again by LibreOffice, ``word.pdf`` and ``book.pdf`` the same printed; ``own`` is what
``capaian report`` makes of drawn plans. ``PATHS`` are some of these, with commas; ``SEED`` is the first
seed, so that others than those of the last run can be drawn. Results belong in ``bench/RESULTS.md``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.audit.planting.faults import FAULTS  # noqa: E402
from tests.audit.planting.figures import Figures  # noqa: E402
from tests.audit.planting.formats import FORMATS  # noqa: E402
from tests.audit.planting.judging import Verdict, judged_clean, judged_planted, write  # noqa: E402
from tests.audit.planting.own import drawn, misprint, write_own  # noqa: E402
from tests.audit.planting.printed import CHROMIUM, browser_page, printed  # noqa: E402
from tests.audit.planting.sowing import clean, planted  # noqa: E402

BROWSER, OWN, CLEAN = "browser", "own", "clean"
SAVED = {
    "word": ("docx", "docx"),
    "book": ("xlsx", "xlsx"),
    "word.pdf": ("docx", "pdf"),
    "book.pdf": ("xlsx", "pdf"),
}
"""What LibreOffice makes: by path, from what and to what."""
PATHS = (*FORMATS, BROWSER, *SAVED)
START = 1_000
"""The first seed where none is asked for: other reports than those of the tests."""


class Case(NamedTuple):
    fault: str
    seed: int
    path: str


class Told(NamedTuple):
    case: Case
    verdict: Verdict
    said: str


def cases(faults: int, clean_ones: int, paths: tuple[str, ...], first: int) -> Iterator[Case]:
    """Yield each fault and the clean ones, the formats taking turns in each."""
    for name in FAULTS:
        for turn in range(-(-faults // len(FAULTS))):
            yield Case(name, first + turn, paths[(turn + len(name)) % len(paths)])
    for turn in range(clean_ones):
        yield Case(CLEAN, first + turn, paths[turn % len(paths)])


def source(case: Case) -> str:
    """Return the format that a path starts from."""
    return SAVED[case.path][0] if case.path in SAVED else {BROWSER: "html"}.get(case.path, case.path)


def figures(case: Case) -> Figures:
    """Return what is printed. LibreOffice without its Math drops equations: then workings go as text."""
    found = clean(case.seed) if case.fault == CLEAN else planted(case.seed, case.fault).figures
    if case.path in ("word", "word.pdf") and found.style.working == "word" and not _knows_equations():
        return replace(found, style=replace(found.style, working="plain"))
    return found


def _knows_equations() -> bool:
    office = shutil.which("soffice")
    return office is not None and (Path(office).resolve().parent / "libsmlo.so").exists()


def judged(case: Case, file: Path) -> Told:
    """Audit one file. An exception is the worst verdict of all."""
    try:
        if case.fault == CLEAN:
            verdict, said = judged_clean(file), ""
        else:
            fault = planted(case.seed, case.fault)
            verdict, said = judged_planted(file, fault), f"{fault.said} at {', '.join(sorted(fault.where))}"
    except Exception as error:  # a bench goes on, and tells
        verdict, said = Verdict(False, (f"{type(error).__name__}: {error}",), 0), "raised"
    return Told(case, verdict, said)


def written(those: list[Case], folder: Path) -> dict[Case, Path]:
    """Write every case in its format, print and convert what must be."""
    files = {}
    for place, case in enumerate(those):
        home = folder / str(place)
        home.mkdir()
        files[case] = write(figures(case), source(case), case.seed, home)
    _print(files)
    _convert(files, folder)
    return files


def _print(files: dict[Case, Path]) -> None:
    wanted = [case for case in files if case.path == BROWSER]
    if not wanted:
        return
    with browser_page() as page:
        for case in wanted:
            files[case] = files[case].with_suffix(".pdf")
            files[case].write_bytes(printed(page, files[case].with_suffix(".html").read_bytes()))


def _convert(files: dict[Case, Path], folder: Path) -> None:
    """Let LibreOffice save files again, all of a path in one go since its start is slow."""
    office = shutil.which("soffice")
    for path, (start, end) in SAVED.items():
        inside, out = folder / f"in-{path}", folder / f"out-{path}"
        inside.mkdir()
        mine = {case: inside / f"{place}.{start}" for place, case in enumerate(files) if case.path == path}
        for case, copy in mine.items():
            shutil.copy(files[case], copy)
        if mine:
            assert office is not None
            command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
            command += ["--convert-to", end, "--outdir", str(out), *map(str, mine.values())]
            subprocess.run(command, check=True, capture_output=True, timeout=1800)
        files.update({case: out / f"{copy.stem}.{end}" for case, copy in mine.items()})


def _keep(those: list[tuple[Told, Path]]) -> None:
    """Copy these files where ``KEEP`` says, to look at them."""
    home = os.environ.get("KEEP")
    if home:
        Path(home).mkdir(parents=True, exist_ok=True)
        for (case, _, _), file in those:
            shutil.copy(file, Path(home) / f"{case.fault.replace(' ', '-')}-{case.seed}-{case.path}{file.suffix}")


def own(count: int, first: int, folder: Path) -> list[Told]:
    """Audit what Capaian makes, and the same with one achievement overwritten."""
    told = []
    for seed in range(first, first + count):
        home = folder / f"own{seed}"
        home.mkdir()
        report = drawn(seed)
        files = write_own(report, home)
        for ending, file in files.items():
            told.append(judged(Case(CLEAN, seed, f"{OWN} {ending}"), file))
        for ending in ("html", "docx"):
            found = misprint(report, files[ending], seed)
            if found:
                hit = any(
                    f"achievement-arithmetic @{found[0]} " in one for one in judged_clean(files[ending]).others
                )
                case = Case("achievement", seed, f"{OWN} {ending}")
                told.append(Told(case, Verdict(hit, (), 1), f"{found[0]} = {found[1]}"))
    return told


def table(told: list[Told], by: str) -> None:
    """Print found of planted and quiet of clean, by ``fault`` or by ``path``."""
    rows: dict[str, Counter[str]] = {}
    for one in told:
        counts = rows.setdefault(getattr(one.case, by), Counter())
        kind = "clean" if one.case.fault == CLEAN else "planted"
        counts[kind] += 1
        counts["found"] += kind == "planted" and one.verdict.found
        counts["aside"] += kind == "planted" and not one.verdict.is_quiet
        counts["quiet"] += kind == "clean" and one.verdict.is_quiet and one.verdict.claims > 0
    print(f"\n| {by} | planted | found | false beside it | clean | quiet |\n|---|---|---|---|---|---|")
    for name, counts in rows.items():
        print(f"| {name} | {counts['planted']} | {_share(counts, 'found', 'planted')} |", end="")
        print(f" {counts['aside']} | {counts['clean']} | {_share(counts, 'quiet', 'clean')} |")


def _share(counts: Counter[str], part: str, whole: str) -> str:
    return f"{counts[part]} ({100 * counts[part] / counts[whole]:.1f} %)" if counts[whole] else ""


def main() -> None:
    sizes = [int(one) for one in sys.argv[1:3]]
    faults, clean_ones = sizes[0] if sizes else 1200, sizes[1] if len(sizes) > 1 else 600
    paths = tuple(sys.argv[3].split(",")) if len(sys.argv) > 3 else PATHS
    first = int(sys.argv[4]) if len(sys.argv) > 4 else START
    programs = {BROWSER: Path(CHROMIUM).exists(), **dict.fromkeys(SAVED, shutil.which("soffice") is not None)}
    for path, present in programs.items():
        if not present:
            print(f"NOT MEASURED: {path}; its program is not installed")
            paths = tuple(one for one in paths if one != path)
    if "word" in paths and not _knows_equations():
        print("NOT MEASURED: equations on the paths word; this LibreOffice has no Math and drops them")
    with tempfile.TemporaryDirectory() as name, ProcessPoolExecutor(2) as pool:
        folder = Path(name)
        files = written(list(cases(faults, clean_ones, paths, first)), folder)
        told = list(pool.map(judged, files, files.values(), chunksize=8))
        _keep([(one, files[one.case]) for one in told if not (one.verdict.found and one.verdict.is_quiet)])
        told += own(clean_ones // 20, first, folder)
    for one in told:
        if not one.verdict.found:
            print(f"missed: {one.case.fault} {one.case.seed} {one.case.path}: {one.said}")
        for other in one.verdict.others:
            print(f"false: {one.case.fault} {one.case.seed} {one.case.path}: {other}")
        if not one.verdict.claims:
            print(f"unread: {one.case.fault} {one.case.seed} {one.case.path}")
    table(told, "fault")
    table(told, "path")
    table([one._replace(case=one.case._replace(path="all")) for one in told], "path")


if __name__ == "__main__":
    main()
