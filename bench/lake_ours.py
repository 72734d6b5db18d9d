"""What ``lake.py`` measures of ours: the one place of the bench that calls Capaian.

Run as ``lake_ours.py counts LAKE [--registers NAME] [--engine ADDRESS] [--answers FOLDER]`` or ``lake_ours.py warm
LAKE``. Each imports what it needs when it runs: the start is part of the time.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from lake_rows import REGISTERS as MADE
from lake_rows import YEAR, parts_of, write_list

PLAN, OFFICES, PEOPLE, OWN_PEOPLE = "plan.yaml", "offices.csv", "people.csv", "people-own.csv"
REGISTERS, MORE = "registers", "registers-more"
"""The lake, and a twin of its files whose list loses the last month and gets it again."""

OFFICE_TURNS = 9


def counts(lake: Path, registers: str = REGISTERS, engine: str | None = None) -> dict[str, tuple[Any, Any]]:
    """Return the Arrow lines of each register by district and month, and what they are asked."""
    from capaian.core.area import AreaLevel
    from capaian.core.period import Period
    from capaian.pipeline.inputs import load
    from capaian.pipeline.partials import aggregate_register

    inputs, findings = load(lake / PLAN, values=[], registers=lake / registers, engine=engine)
    assert inputs is not None, findings
    months = [Period(YEAR, month, 1) for month in range(1, 13)]
    offices = [line.split(",")[0] for line in (lake / OFFICES).read_text(encoding="utf-8").splitlines()[1:]]
    found = {}
    for name, book in inputs.registers.items():
        asked = {
            variable.name: variable.counting
            for variable in inputs.plan.variables.values()
            if variable.counting is not None and variable.counting.register == name
        }
        keyed = {f"m{number}": counting for number, counting in enumerate(asked.values())}
        found[name] = (aggregate_register(book, keyed, months, AreaLevel.DISTRICT, offices).table, asked)
    return found


def answers(found: dict[str, tuple[Any, Any]]) -> dict[str, Any]:
    """Return the counts as the rivals give them: office, month and a column for each variable."""
    from capaian.core.registers.aggregation import AggregateFunction

    made = {}
    for register, (lines, asked) in found.items():
        kept = {"_office": "office", "_span": "month"}
        for number, (name, counting) in enumerate(asked.items()):
            kept[f"m{number}_{'meeting' if counting.how is AggregateFunction.ROWS else 'amount'}"] = name
        made[register] = lines.select(list(kept)).rename_columns(list(kept.values()))
    return made


def warm(lake: Path) -> float:
    """Return the median seconds of one office's month, read and measured again and again in one process."""
    from capaian.core.period import Period
    from capaian.pipeline.inputs import load
    from capaian.pipeline.measuring import measure_office

    spent = []
    for _ in range(OFFICE_TURNS):
        start = time.perf_counter()
        inputs, findings = load(lake / PLAN, values=[lake / OWN_PEOPLE], registers=lake / REGISTERS)
        assert inputs is not None, findings
        measure_office(inputs, Period(YEAR, 5, 1))
        spent.append(time.perf_counter() - start)
    later = sorted(spent[1:])
    return later[len(later) // 2]


def forget(lake: Path, registers: str = REGISTERS) -> None:
    """Take away what was kept of earlier counts: all in the folder of registers that is neither list nor part."""
    folder = lake / registers
    kept = {folder / name / part["name"] for name in MADE for part in parts_of(lake / REGISTERS / name)}
    kept |= {folder / name / "_parts.json" for name in MADE}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()


def list_months(lake: Path, count: int) -> None:
    """Let the lists of the twin name the first ``count`` months."""
    months = {f"{YEAR}-{month:02}" for month in range(1, count + 1)}
    for name in MADE:
        parts = parts_of(lake / REGISTERS / name)
        write_list(lake / MORE / name, [part for part in parts if part["name"].split("/")[0] in months])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("counts", "warm"))
    parser.add_argument("lake", type=Path)
    parser.add_argument("--registers", default=REGISTERS)
    parser.add_argument("--engine")
    parser.add_argument("--answers", type=Path)
    options = parser.parse_args()
    if options.what == "warm":
        print(warm(options.lake))
        return
    found = counts(options.lake, options.registers, options.engine)
    if options.answers is not None:
        from lake_answers import write_answers

        write_answers(answers(found), options.answers)


if __name__ == "__main__":
    main()
