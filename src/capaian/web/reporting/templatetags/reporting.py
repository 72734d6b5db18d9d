"""The lines over time on the screen of the head."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from capaian.web.ui.charts import line_chart
from capaian.web.ui.templatetags.ui import lang_of
from capaian.web.ui.translation import translate

register = template.Library()
_FULL = 100.0


@register.simple_tag(takes_context=True)
def months_chart(context: template.Context, row: Mapping[str, Any]) -> str:
    """Return the line over the months of the year; a dash where no month has a figure."""
    known = sum(one is not None for one in row["months"])
    label = translate("board.months-chart", lang_of(context), name=row["name"], count=known)
    return line_chart([_amount(one) for one in row["months"]], label, goal=_FULL) if known else "–"


@register.simple_tag(takes_context=True)
def years_chart(context: template.Context, row: Mapping[str, Any]) -> str:
    """Return the line over the years, broken where the definition changed; a dash where there is one year."""
    shown = [f"{one['year']}: {one['achieved'] or '–'}" for one in row["years"]]
    label = translate("board.years-chart", lang_of(context), name=row["name"], years="; ".join(shown))
    breaks = {number + 1 for number, one in enumerate(row["years"]) if one["broken"]}
    amounts = [_amount(one["value"]) for one in row["years"]]
    return line_chart(amounts, label, goal=_FULL, breaks=breaks) if len(amounts) > 1 else "–"


def _amount(text: str | None) -> float | None:
    return None if text is None else float(text)
