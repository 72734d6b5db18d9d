"""The columns of a table: a role, a period and a subject for each, from the headings above it on every level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from capaian.claims.figures.parse import is_absent, is_grade
from capaian.claims.tables.bands import is_numbering
from capaian.claims.tables.expanded_grid import ExpandedGrid
from capaian.claims.tables.headings import (
    FIGURES,
    MAX_LENGTH,
    NO_PERIOD,
    ColumnRole,
    Heading,
    HeadingPeriod,
    is_column_number,
    read_heading,
)
from capaian.core.claims.claim import Subject
from capaian.core.claims.transcript import Cell


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """One column. ``heading`` joins its levels; ``share`` asks for a percentage, ``percent`` has a ``%`` in it."""

    index: int
    heading: str
    role: ColumnRole | None
    period: HeadingPeriod = NO_PERIOD
    subject: Subject | None = None
    share: bool = False
    percent: bool = False
    bare: bool = False
    """Whether a bare ``%`` stands lowest, whose meaning its neighbours decide."""

    @property
    def holds_figures(self) -> bool:
        return self.role in FIGURES or self.role in (ColumnRole.RATING, ColumnRole.QUANTITY)


@dataclass(slots=True)
class ComparisonGroup:
    """Columns that are compared with each other: at most one of each role."""

    period: HeadingPeriod
    subject: Subject
    columns: dict[ColumnRole, HeadedColumn] = field(default_factory=dict)


def columns_of(lattice: ExpandedGrid, band: range) -> tuple[HeadedColumn, ...]:
    """Return what each column means, by the heading rows ``band``."""
    if len(band) > 1 and is_numbering(lattice, band.stop - 1) and not _counts_quarters(lattice, band):
        band = band[:-1]
    return tuple(_column(index, _path(lattice, band, index)) for index in range(lattice.width))


def _path(lattice: ExpandedGrid, band: range, column: int) -> list[str]:
    """Return the heading texts above a column, top to bottom, each cell once."""
    texts: list[str] = []
    last = None
    for row in band:
        cell = lattice.rows[row][column]
        if cell is None or not cell.text:
            cell = _group_at_left(lattice, band, row, column)
        if cell is None or cell is last or not cell.text or len(cell.text) > MAX_LENGTH:
            continue
        last = cell
        if texts and _QUARTERS.search(texts[-1]) and _ORDINAL.fullmatch(cell.text.strip()):
            texts.append(f"TW {cell.text.strip()}")
        elif not is_column_number(cell.text):
            texts.append(cell.text)
    return texts


def _counts_quarters(lattice: ExpandedGrid, band: range) -> bool:
    """Tell whether 1 2 3 4 in the last row are quarters, and no numbers of columns."""
    last = band[-1]
    return len(lattice.own(last)) <= 8 and all(
        _QUARTERS.search(lattice.text(last - 1, column) or _left(lattice, last - 1, column))
        for column, _ in lattice.own(last)
    )


def _left(lattice: ExpandedGrid, row: int, column: int) -> str:
    return next((text for left in range(column, -1, -1) if (text := lattice.text(row, left))), "")


def _group_at_left(lattice: ExpandedGrid, band: range, row: int, column: int) -> Cell | None:
    """Return the group heading that covers an empty place where the medium has no spans.

    Such a group stands over its first column only; the columns at its right are empty in its row and, like the
    first, have headings below.
    """
    below = range(row + 1, band.stop)
    if not any(lattice.text(lower, column) for lower in below):
        return None
    for left in range(column - 1, -1, -1):
        cell = lattice.rows[row][left]
        if not any(lattice.text(lower, left) for lower in below):
            return None
        if cell is not None and cell.text:
            return cell if cell.columns == 1 and read_heading(cell.text).known else None
    return None


def _column(index: int, path: Sequence[str]) -> HeadedColumn:
    text = " ".join(" ".join(path).split())
    heads = [read_heading(part) for part in path]
    role, subject, period = None, None, HeadingPeriod()
    for n, head in enumerate(heads):
        period = head.period.under(period)
        subject = head.subject or subject
        role = _lower(role, head, leaf=n == len(heads) - 1)
    if role is None and len(path) > 1:
        whole = read_heading(text)
        role, subject = whole.role, whole.subject or subject
    return HeadedColumn(
        index,
        text,
        role,
        period,
        subject,
        share=any(head.share for head in heads),
        percent=any(head.percent for head in heads),
        bare=bool(heads) and heads[-1].sign == "%",
    )


def _lower(upper: ColumnRole | None, head: Heading, *, leaf: bool) -> ColumnRole | None:
    """Return the role that ``head`` gives below a heading whose role is ``upper``."""
    if head.sign == "%":
        return upper if upper in (ColumnRole.TARGET, ColumnRole.ACTUAL) else ColumnRole.ACHIEVEMENT
    if head.role is None or (head.group and not leaf):
        return upper
    if head.budget_word and upper in FIGURES:
        return upper
    if head.role is ColumnRole.NAME and upper in (ColumnRole.INDICATOR, ColumnRole.OBJECTIVE):
        return upper
    if head.role in (ColumnRole.QUANTITY, ColumnRole.PERIOD, ColumnRole.REMARK) and upper is not None:
        return upper
    return head.role


def settle_roles(columns: Sequence[HeadedColumn]) -> tuple[HeadedColumn, ...]:
    """Return the columns with the roles and subjects that their neighbours decide."""
    return tuple(_told_apart(_inherited(columns)))


def _inherited(columns: Sequence[HeadedColumn]) -> list[HeadedColumn]:
    """Give ``Realisasi`` and ``%`` after ``Pagu`` the subject of money."""
    money = {
        (column.role, str(column.period)) for column in columns if column.subject is Subject.BUDGET and column.role
    }
    result: list[HeadedColumn] = []
    subject = Subject.PERFORMANCE
    for column in columns:
        if column.role in FIGURES:
            if column.subject is not None:
                subject = column.subject
            elif column.role is ColumnRole.TARGET or (column.role, str(column.period)) in money:
                subject = Subject.PERFORMANCE
            column = replace(column, subject=subject)
        result.append(column)
    return result


def _told_apart(columns: list[HeadedColumn]) -> list[HeadedColumn]:
    """Decide what ``%`` below ``Realisasi`` is, and whether ``Capaian`` is the actual or the percentage.

    ``Capaian`` beside ``Tingkat Capaian`` or ``% Capaian`` is the actual. Beside a target alone it is the actual
    too, unless it asks for a percentage or another group of the table shows what the word means there.
    """
    result = list(columns)
    for group in _by_key(columns).values():
        actuals = [column for column in group if column.role is ColumnRole.ACTUAL]
        shares = [column for column in group if column.role is ColumnRole.ACHIEVEMENT]
        targets = [column for column in group if column.role is ColumnRole.TARGET]
        if len(actuals) == 2 and not shares:
            percent = [column for column in actuals if column.bare or column.percent]
            if len(percent) == 1:
                result[percent[0].index] = replace(percent[0], role=ColumnRole.ACHIEVEMENT)
        elif not actuals and len(shares) == 2:
            plain = [column for column in shares if not column.share and not column.bare]
            if len(plain) == 2:
                plain = [column for column in plain if not column.percent]
            if len(plain) == 1:
                result[plain[0].index] = replace(plain[0], role=ColumnRole.ACTUAL)
        elif not actuals and len(shares) == 1 and targets:
            _alone(result, shares[0], targets[0], columns)
    return result


def _alone(
    result: list[HeadedColumn], column: HeadedColumn, target: HeadedColumn, columns: Sequence[HeadedColumn]
) -> None:
    elsewhere = any(
        other.role is ColumnRole.ACTUAL and (other.subject, not other.period) == (column.subject, True)
        for other in columns
    ) or any(other.role is ColumnRole.ACTUAL and other.subject is column.subject for other in columns)
    if elsewhere or column.share or column.bare or (column.percent and not target.percent):
        return
    result[column.index] = replace(column, role=ColumnRole.ACTUAL)


def _by_key(columns: Sequence[HeadedColumn]) -> dict[tuple[Subject | None, str], list[HeadedColumn]]:
    groups: dict[tuple[Subject | None, str], list[HeadedColumn]] = {}
    for column in columns:
        if column.role in FIGURES:
            groups.setdefault((column.subject, str(column.period)), []).append(column)
    return groups


def refine_roles(columns: Sequence[HeadedColumn], lattice: ExpandedGrid, body: range) -> tuple[HeadedColumn, ...]:
    """Return the columns with the roles that their cells show: remarks that are words of a scale are ratings."""
    result = []
    for column in columns:
        if column.role is ColumnRole.REMARK:
            texts = [
                lattice.text(row, column.index) for row in body[:MAX_LOOKED_AT] if lattice.begins(row, column.index)
            ]
            texts = [text for text in texts if text and not is_absent(text)]
            if texts and all(is_grade(text) or _REACHED.fullmatch(text.strip()) for text in texts):
                column = replace(column, role=ColumnRole.RATING)
        result.append(column)
    return tuple(result)


_QUARTERS = re.compile(r"(?<![a-z])(?:tri\s?wulan|tw|quarter)(?:an)?\W*$", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:iv|i{1,3}|[1-4])", re.IGNORECASE)
MAX_LOOKED_AT = 400
_REACHED = re.compile(
    r"(?:tidak |belum |sangat |kurang |cukup )?(?:tercapai|berhasil|melampaui|sesuai|efektif)(?: target)?"
    r"|on track|off track|(?:not )?achieved",
    re.IGNORECASE,
)


def groups_of(columns: Sequence[HeadedColumn], year: int | None) -> list[ComparisonGroup]:
    """Return the comparisons that the columns make, the one of the report's own ``year`` first.

    Columns whose headings name no period join the group of the own year where they complete it (``Target 2017 |
    Realisasi 2017 | Capaian``); an actual of the own year is compared with the target of another period that has a
    percentage but no actual of its own (``Target akhir Renstra | Tingkat kemajuan``).
    """
    groups: list[ComparisonGroup] = []
    for column in columns:
        if column.role in FIGURES:
            _join(groups, column)
    for subject in Subject:
        _merge_unsaid(groups, subject, year)
        _merge_part(groups, subject, year)
    for column in columns:
        if column.role is ColumnRole.RATING:
            _rate(groups, column)
    groups.sort(key=lambda group: _rank(group, year))
    _lend_actual(groups)
    return groups


def _join(groups: list[ComparisonGroup], column: HeadedColumn) -> None:
    subject = column.subject or Subject.PERFORMANCE
    assert column.role is not None
    for group in reversed(groups):
        if (group.subject, str(group.period)) == (subject, str(column.period)):
            if column.role not in group.columns:
                group.columns[column.role] = column
                return
            break
    groups.append(ComparisonGroup(column.period, subject, {column.role: column}))


def _merge_unsaid(groups: list[ComparisonGroup], subject: Subject, year: int | None) -> None:
    mine = [group for group in groups if group.subject is subject]
    for unsaid in [group for group in mine if not group.period]:
        others = [
            group
            for group in mine
            if group.period and not set(group.columns) & set(unsaid.columns) and _whole_year(group.period)
        ]
        home = _home(others, unsaid, year)
        if home is not None:
            home.columns.update(unsaid.columns)
            groups.remove(unsaid)
            mine.remove(unsaid)


def _merge_part(groups: list[ComparisonGroup], subject: Subject, year: int | None) -> None:
    """Compare ``Realisasi s/d TW IV`` with the year's target, where no other part of the year has an actual."""
    mine = [group for group in groups if group.subject is subject and not group.period.scope]
    parts = [group for group in mine if group.period.part and ColumnRole.ACTUAL in group.columns]
    homes = [
        group
        for group in mine
        if not group.period.part and ColumnRole.TARGET in group.columns and group.period.year in ("", str(year))
    ]
    if len(parts) == 1 and len(homes) == 1 and not set(parts[0].columns) & set(homes[0].columns):
        homes[0].columns.update(parts[0].columns)
        homes[0].period = parts[0].period.under(homes[0].period)
        groups.remove(parts[0])


def _whole_year(period: HeadingPeriod) -> bool:
    return not period.part or period.cumulative


def _home(others: list[ComparisonGroup], unsaid: ComparisonGroup, year: int | None) -> ComparisonGroup | None:
    """Return the group with a period that columns without one complete."""
    own = [
        group for group in others if year is not None and group.period.year == str(year) and not group.period.scope
    ]
    promised = [group for group in others if group.period.scope and set(group.columns) == {ColumnRole.TARGET}]
    compares = set(unsaid.columns) == {ColumnRole.ACHIEVEMENT} and own and ColumnRole.TARGET not in own[-1].columns
    if compares and promised:
        return promised[-1]
    if own:
        return own[-1]
    if set(unsaid.columns) == {ColumnRole.ACHIEVEMENT} or set(unsaid.columns) <= {
        ColumnRole.ACHIEVEMENT,
        ColumnRole.ACTUAL,
    }:
        where = min(column.index for column in unsaid.columns.values())
        before = [group for group in others if max(column.index for column in group.columns.values()) < where]
        return before[-1] if before else None
    plain = [group for group in others if not group.period.scope]
    return plain[-1] if len(plain) == 1 else None


def _rate(groups: list[ComparisonGroup], column: HeadedColumn) -> None:
    mine = [
        group for group in groups if group.subject is Subject.PERFORMANCE and ColumnRole.RATING not in group.columns
    ]
    same = [group for group in mine if str(group.period) == str(column.period)]
    before = [group for group in mine if min(each.index for each in group.columns.values()) < column.index]
    chosen = (same or before or mine)[-1:] if (same or before or mine) else []
    for group in chosen:
        group.columns[ColumnRole.RATING] = column


def _rank(group: ComparisonGroup, year: int | None) -> tuple[int, int]:
    """Own year first, then what has no period, then the rest; performance before money."""
    money = int(group.subject is Subject.BUDGET)
    period = group.period
    if year is not None and period.year == str(year) and not period.scope and _whole_year(period):
        return money, 0
    if not period:
        return money, 1
    if period.cumulative:
        return money, 2
    return money, 3


def _lend_actual(groups: list[ComparisonGroup]) -> None:
    performance = [group for group in groups if group.subject is Subject.PERFORMANCE]
    if not performance or ColumnRole.ACTUAL not in performance[0].columns:
        return
    actual = performance[0].columns[ColumnRole.ACTUAL]
    for group in performance[1:]:
        mine = set(group.columns)
        if not mine >= {ColumnRole.TARGET, ColumnRole.ACHIEVEMENT} or ColumnRole.ACTUAL in mine:
            continue
        only = group.period.scope and ColumnRole.ACHIEVEMENT not in performance[0].columns
        if only or _SHARE.search(group.columns[ColumnRole.ACHIEVEMENT].heading.lower()):
            group.columns[ColumnRole.ACTUAL] = actual


_SHARE = re.compile(r"kemajuan|progress|tingkat|terhadap")
