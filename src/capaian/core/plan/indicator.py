"""An indicator (IKU): what is measured, by which formula, against which promise, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from capaian.core.formula import Node
from capaian.core.frozen import frozen
from capaian.core.plan.target import BandTarget, GradeScale, GradeTarget, NumberTarget, Target


class Unit(StrEnum):
    """The unit of measure."""

    PERCENT = "percent"
    INDEX = "index"
    COUNT = "count"
    DAYS = "days"
    RUPIAH = "rupiah"
    GRADE = "grade"


class Direction(StrEnum):
    """Which way is better (sifat indikator)."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    GRADE = "grade"


TARGET_KIND: Mapping[Direction, type[Target]] = MappingProxyType(
    {
        Direction.HIGHER: NumberTarget,
        Direction.LOWER: NumberTarget,
        Direction.RANGE: BandTarget,
        Direction.GRADE: GradeTarget,
    }
)
"""The kind of target that each direction takes."""


@frozen()
class Part:
    """A named sub-formula (for example *Perizinan*), printed as its own line of working."""

    name: str
    label: str
    formula: Node


@frozen()
class Indicator:
    """One indicator; ``targets`` by year, ``decimals`` printed, ``scale`` for grades only."""

    code: str
    name: str
    unit: Unit
    better: Direction
    formula: Node
    targets: Mapping[int, Target]
    parts: tuple[Part, ...] = ()
    explanation: str = ""
    owner: str = ""
    source: str = ""
    decimals: int = 2
    scale: GradeScale | None = None

    def __post_init__(self) -> None:
        wanted = TARGET_KIND[self.better]
        if not all(isinstance(target, wanted) for target in self.targets.values()):
            raise ValueError(f"{self.code}: targets of direction {self.better} are {wanted.__name__}")
        if (self.better is Direction.GRADE) != (self.scale is not None):
            raise ValueError(f"{self.code}: a scale goes with grades, and grades with a scale")
        if not 0 <= self.decimals <= 6:
            raise ValueError(f"{self.code}: 0 to 6 decimals")

    def part(self, name: str) -> Part | None:
        return next((part for part in self.parts if part.name == name), None)
