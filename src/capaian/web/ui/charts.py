"""A line over time as SVG: no script, no network, readable by a screen reader through its label.

Amounts come as they were computed; here they only become places on a picture.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, EDGE = 160, 44, 5


def line_chart(
    amounts: Sequence[float | None], label: str, *, goal: float | None = None, breaks: Collection[int] = ()
) -> SafeString:
    """Return a line through ``amounts``; where one is missing, and before each of ``breaks``, the line is broken.

    ``goal`` is drawn as a dashed level. ``label`` says in words what is shown.
    """
    known = [amount for amount in amounts if amount is not None] + ([] if goal is None else [goal])
    if not known:
        return format_html('<svg viewBox="0 0 {} {}" role="img" aria-label="{}"></svg>', WIDTH, HEIGHT, label)
    low, high = min(known), max(known)
    span, step = (high - low) or 1.0, (WIDTH - 2 * EDGE) / max(len(amounts) - 1, 1)

    def place(number: int, amount: float) -> tuple[str, str]:
        return f"{EDGE + number * step:.1f}", f"{HEIGHT - EDGE - (amount - low) / span * (HEIGHT - 2 * EDGE):.1f}"

    pieces: list[list[tuple[str, str]]] = [[]]
    for number, amount in enumerate(amounts):
        if amount is None or number in breaks:
            pieces.append([])
        if amount is not None:
            pieces[-1].append(place(number, amount))
    lines = format_html_join(
        "",
        '<polyline points="{}" fill="none" stroke="#0b4f6c" stroke-width="2"/>',
        ((" ".join(f"{x},{y}" for x, y in piece),) for piece in pieces if len(piece) > 1),
    )
    dots = format_html_join(
        "", '<circle cx="{}" cy="{}" r="2.5" fill="#0b4f6c"/>', (point for piece in pieces for point in piece)
    )
    level = SafeString("")
    if goal is not None:
        _, y = place(0, goal)
        level = format_html(
            '<line x1="0" x2="{}" y1="{}" y2="{}" stroke="#8a5a00" stroke-dasharray="4 3"/>', WIDTH, y, y
        )
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        label,
        level,
        lines,
        dots,
    )
