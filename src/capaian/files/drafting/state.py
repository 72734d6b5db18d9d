"""A draft while it is made: what it is made from, and what somebody must look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from capaian.core.claims.claim import Claims
from capaian.core.claims.objection import Examined
from capaian.core.plan.performance_plan import LowerIsBetter
from capaian.files.drafting.naming import DraftVariables
from capaian.files.plan.comments import Path

CHECK = "PERIKSA:"
"""How every comment on what the report leaves open begins."""


@dataclass(slots=True)
class DraftState:
    """The state of one draft; ``lower`` counts which rules its lower-is-better rows fit."""

    claims: Claims
    examined: Examined
    year: int
    quantities: DraftVariables = field(default_factory=DraftVariables)
    comments: dict[Path, list[str]] = field(default_factory=dict)
    lower: Counter[LowerIsBetter] = field(default_factory=Counter)

    def ask(self, path: Path, said: str) -> None:
        """Note what somebody must look at."""
        self.comments.setdefault(path, []).append(f"{CHECK} {said}")
