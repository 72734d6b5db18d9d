"""Clipping: what a PDF writes outside the area that may show it, and nobody sees.

A spreadsheet that prints a merged cell over two pages writes its text on both, and lets the edge of the cell cut it
away on one. pdfminer passes over the instructions that set such areas.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter

Matrix = tuple[float, float, float, float, float, float]
Area = tuple[float, float, float, float]

_EDGE = 0.5
"""Points by which a letter may stand over an edge."""


class Clip:
    """The area that shows what is written, as the box ``(x0, y0, x1, y1)`` around it; ``None`` shows all."""

    __slots__ = ("area", "kept")

    def __init__(self) -> None:
        self.area: Area | None = None
        self.kept: list[Area | None] = []

    def save(self) -> None:
        """Keep the area for :meth:`restore`."""
        self.kept.append(self.area)

    def restore(self) -> None:
        """Return to the area that was kept last, where one was."""
        if self.kept:
            self.area = self.kept.pop()

    def narrow(self, path: Iterable[Sequence[object]], matrix: Matrix) -> None:
        """Show no more than what is within ``path`` (steps of pdfminer, in the frame of ``matrix``)."""
        a, b, c, d, e, f = matrix
        points = [
            (a * x + c * y + e, b * x + d * y + f)
            for step in path
            for x, y in zip(step[1::2], step[2::2], strict=False)
            if isinstance(x, int | float) and isinstance(y, int | float)
        ]
        if not points:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        if self.area is not None:
            x0, y0 = max(x0, self.area[0]), max(y0, self.area[1])
            x1, y1 = min(x1, self.area[2]), min(y1, self.area[3])
        self.area = (x0, y0, x1, y1)

    def shows(self, x: float, y: float) -> bool:
        """Tell whether the point is within the area."""
        if self.area is None:
            return True
        x0, y0, x1, y1 = self.area
        return x0 - _EDGE <= x <= x1 + _EDGE and y0 - _EDGE <= y <= y1 + _EDGE


class Interpreter(PDFPageInterpreter):  # type: ignore[misc, unused-ignore]
    """pdfminer's interpreter, that also tells its device's ``clip`` what may be seen."""

    device: Any

    def do_q(self) -> None:
        super().do_q()
        self.device.clip.save()

    def do_Q(self) -> None:
        super().do_Q()
        self.device.clip.restore()

    def do_W(self) -> None:
        self.device.clip.narrow(self.curpath, self.ctm)

    def do_W_a(self) -> None:
        self.device.clip.narrow(self.curpath, self.ctm)
