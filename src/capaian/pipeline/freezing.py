"""A measurement with everything that it was made from, kept so that it can be made again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from capaian.core.measurement.result import Measurement
from capaian.core.period import Period
from capaian.files.plan import rulebook
from capaian.files.registers.lake import parquet_bytes
from capaian.files.snapshot import (
    MEASUREMENT,
    PLAN,
    REGISTERS,
    RULEBOOK,
    SIGNATURE,
    TARGETS,
    VALUES,
    write_snapshot,
)
from capaian.pipeline.inputs import Inputs
from capaian.pipeline.measurement_json import to_json
from capaian.pipeline.printed_measurement import read


def freeze(
    inputs: Inputs,
    measurement: Measurement,
    goal: Path,
    *,
    rules: Path | None = None,
    targets: Path | None = None,
    signature: Path | None = None,
) -> None:
    """Write the snapshot of ``measurement`` to the folder ``goal``, all of it or nothing.

    ``rules`` is the office's own rule table, ``targets`` the file of targets, ``signature`` that of who
    signs. Raises ``FileExistsError`` where
    ``goal`` is there already, ``OSError`` where it cannot be written.
    """
    plan, *values = inputs.files
    contents = {
        PLAN: plan.read_bytes(),
        RULEBOOK: (rules or rulebook.SHIPPED).read_bytes(),
        **({} if targets is None else {TARGETS: targets.read_bytes()}),
        **({} if signature is None else {SIGNATURE: signature.read_bytes()}),
        MEASUREMENT: to_json(measurement).encode(),
        **_values(values),
        **_registers(inputs, measurement.office, measurement.period),
    }
    write_snapshot(goal, contents, office=measurement.office, period=str(measurement.period))


def _values(files: Sequence[Path]) -> dict[str, bytes]:
    # The number keeps the order, and files of one name from two folders apart.
    return {f"{VALUES}/{number:02}-{file.name}": file.read_bytes() for number, file in enumerate(files, 1)}


def _registers(inputs: Inputs, office: str, period: Period) -> dict[str, bytes]:
    # Up to the end of the year: other periods of it can be measured too, and that an office had reported in earlier
    # years is why its nothing of this year is a zero.
    last = Period(period.year).last_day
    return {
        f"{REGISTERS}/{name}.parquet": parquet_bytes(table.history(office, last))
        for name, table in inputs.registers.items()
    }


def differences(frozen: str, again: str) -> list[str]:
    """Return the codes of the indicators whose figures differ between two measurements in JSON.

    Raises :class:`capaian.pipeline.printed_measurement.UnreadableMeasurement` where one of them is none.
    """
    old, new = read(frozen), read(again)
    codes = [code for code, result in old.indicators.items() if new.indicators.get(code) != result]
    return codes or (["mean"] if old.mean != new.mean else [])
