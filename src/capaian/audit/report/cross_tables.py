"""One table against another: the same indicator's figures, twice printed, must be the same."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.audit.names import ComparedLine, is_revised, repeated_figures
from capaian.audit.objections import object_to
from capaian.core.claims.claim import Claims
from capaian.core.claims.figure import Figure
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import finding
from capaian.core.numbers.arithmetic import scaled_half_up

ROLES = ("target", "actual", "achievement")


def tables_against_tables(claims: Claims) -> Iterator[Objection]:
    """Yield each target, actual and achievement that an earlier table prints otherwise."""
    for role in ROLES:
        for earlier, later in repeated_figures(claims, role):
            one, other = getattr(earlier.comparison, role), getattr(later.comparison, role)
            if one is None or other is None or agree(one, other) or _may_differ(role, earlier, later):
                continue
            said = finding(
                "quantity-mismatch",
                subject=role,
                printed=other.text.strip(),
                other=one.text.strip(),
                table=earlier.board.table,
            )
            yield object_to(said, other, later.line, recomputed=one.text.strip())


def _may_differ(role: str, earlier: ComparedLine, later: ComparedLine) -> bool:
    return role == "target" and (
        is_revised(earlier.board.title) is not is_revised(later.board.title)
        or is_revised(earlier.comparison.period) is not is_revised(later.comparison.period)
    )


def agree(one: Figure, other: Figure) -> bool:
    """Tell whether two prints can be of one quantity: equal, or one the other with fewer decimals or parts.

    What only one of them says (a score beside a letter, a figure where the other has a dash) is no contradiction.
    """
    if one.grade is not None and other.grade is not None and one.grade.casefold() != other.grade.casefold():
        return False
    if one.amount is None or other.amount is None or one.bound != other.bound:
        return True
    decimals = min(one.decimals, other.decimals)
    near = abs(scaled_half_up(one.amount, decimals) - scaled_half_up(other.amount, decimals))
    # Cutting instead of rounding is a fault of its own, said where the figure is made.
    lows = near == 0 or (near == 1 and one.decimals != other.decimals)
    return lows and (one.high is None or other.high is None or one.high == other.high)
