"""What a command was given: the plan, the values and the rule book, read with every finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from capaian.core.findings.finding import Finding, finding, has_errors
from capaian.core.frozen import frozen
from capaian.core.measurement.achievement import RuleBook
from capaian.core.period import Period
from capaian.core.plan.office import Office
from capaian.core.plan.performance_plan import Plan, Targets
from capaian.core.plan.variable import Observation
from capaian.core.registers.aggregation import belongs
from capaian.files.plan import rulebook
from capaian.files.plan.reader import read_plan
from capaian.files.values.load import read_values

if TYPE_CHECKING:
    from capaian.files.snapshot import Manifest
    from capaian.pipeline.register_tables import RegisterTable


@frozen()
class Inputs:
    """All that a measurement is a function of."""

    plan: Plan
    observations: tuple[Observation, ...]
    rulebook: RuleBook
    files: tuple[Path, ...]
    registers: Mapping[str, RegisterTable] = MappingProxyType({})
    """The registers that were found, by name."""
    targets: Mapping[str, Targets] = MappingProxyType({})
    """Office to what it promised itself."""
    snapshot: Manifest | None = None
    """What the snapshot says of itself, where all comes from one."""

    def beyond(self, period: Period, offices: Iterable[str]) -> list[Finding]:
        """Return a finding where rows are asked for that the snapshot does not hold: nothing is no zero."""
        own = self.snapshot
        if own is None or not self.registers:
            return []
        year = own.period[:4]
        asked = [office for office in offices if not belongs(office, own.office)]
        asked += [str(period)] if period.year > int(year) else []
        return [finding("snapshot-beyond", office=own.office, year=year, asked=shown) for shown in asked[:1]]

    def plan_of(self, office: Office) -> Plan:
        """Return the plan as the one of ``office``, with its own targets."""
        return self.plan.promising(office, self.targets.get(office.code, {}))


def values_beside(plan: Path) -> list[Path]:
    """Return the values files that stand beside a plan: ``values*.csv`` and ``values*.xlsx``, by name."""
    found = [p for p in plan.parent.glob("values*") if p.suffix.lower() in (".csv", ".xlsx")]
    return sorted(found)


def load(
    plan_file: Path,
    values: Sequence[Path] | None = None,
    rules: Path | None = None,
    registers: Path | None = None,
    engine: str | None = None,
    targets: Path | None = None,
) -> tuple[Inputs | None, list[Finding]]:
    """Read everything; no inputs where a finding is an error.

    ``values`` of ``None`` means the files beside the plan; ``registers`` is the folder of the rows, ``engine`` the
    address of a cluster that counts them in place of this process, ``targets`` the file of what each office
    promised. Raises ``OSError`` where a named file cannot be opened. A folder in place of the plan is a snapshot:
    all is taken from it, and a changed byte in it is an error.
    """
    manifest: Manifest | None = None
    signed: Path | None = None
    year = 0
    if (plan_file / "manifest.json").is_file():
        # Hashing and its libraries are for those who come with a snapshot.
        from capaian.files.snapshot import PLAN, REGISTERS, RULEBOOK, SIGNATURE, TARGETS, VALUES, check_snapshot

        manifest, findings = check_snapshot(plan_file)
        if manifest is None or has_errors(findings):
            return None, findings
        values = sorted((plan_file / VALUES).glob("*"))
        registers = plan_file / REGISTERS if (plan_file / REGISTERS).is_dir() else None
        period = Period.parse(manifest.period)
        signed, year = plan_file / SIGNATURE, period.year if period else 0
        targets = plan_file / TARGETS if (plan_file / TARGETS).is_file() else None
        plan_file, rules = plan_file / PLAN, plan_file / RULEBOOK
    plan, findings = read_plan(plan_file)
    if plan is not None and signed is not None and signed.is_file():
        # Only an approved period brings its own signature.
        from capaian.files.plan.signature import read_signature

        signature, found = read_signature(signed)
        findings += found
        plan = plan.signed_by(signature, year) if signature else plan
    rules_held: RuleBook | None
    if rules is None:
        rules_held = rulebook.shipped()
    else:
        rules_held, found = rulebook.read_rulebook(rules)
        findings += found
    files = list(values) if values is not None else values_beside(plan_file)
    observations: list[Observation] = []
    for file in files if plan else ():
        assert plan is not None
        read, found = read_values(file, plan)
        observations += read
        findings += found
    promised: Mapping[str, Targets] = {}
    if plan is not None and targets is not None:
        # Only who measures many offices reads their targets.
        from capaian.files.plan.targets_reader import read_targets

        promised, found = read_targets(targets, plan)
        findings += found
    opened: Mapping[str, RegisterTable] = {}
    if plan is not None and registers is not None:
        # Only who counts rows waits for the engine.
        from capaian.pipeline.register_tables import open_registers

        opened, found = open_registers(plan, registers, engine)
        findings += found
    if plan is None or rules_held is None or has_errors(findings):
        return None, findings
    return Inputs(plan, tuple(observations), rules_held, (plan_file, *files), opened, promised, manifest), findings
