"""The seed with the workings of its second table exactly as printed: parts, closing lines, wrong figures."""

from __future__ import annotations

from dataclasses import replace

from capaian.core.claims.claim import Claims, Closing, Explanation, Joining
from capaian.core.claims.transcript import Spot
from tests.audit.paper import figure, paper, ratio
from tests.audit.seed import first, second

HEADINGS = {
    1: ("Sasaran", "IKU", "Target (%)", "Realisasi", "Capaian (%)", "RENSTRA 2018 Target", "RENSTRA 2018 Capaian"),
    2: (
        "Sasaran",
        "IKU",
        "Target (%)",
        "Penjelasan/Alasan/ Formulasi Perhitungan",
        "Penanggung jawab",
        "Sumber Data",
    ),
}
PARTS: dict[str, tuple[tuple[str, ...], str]] = {
    "1.1": (("a. Non Perizinan|2555/2584 = 98,87%", "b. Perizinan|15/18 = 83,33%"), "Rata-rata = 91,11%"),
    "1.2": (("|48/52 = 91,80%",), ""),
    "1.3": (("|197/94519 = 0,21%",), ""),
    "1.4": (
        (
            "Jumlah Lokasi penerima bangkit berdaya|61/192 = 31,77%",
            "Jumlah RT penerima bangkit berdaya|35/192 = 18,23%",
        ),
        "Persentase rata – rata = 25%",
    ),
    "2.1": (
        (
            "Tidak mudah/sesuai|0/2.200 = 0",
            "Kurang mudah/sesuai|200/2.200 = 7,69%",
            "Mudah/sesuai|1.200/2200 = 46,12%",
            "Sangat mudah/sesuai|800/2.200 = 30,75%",
        ),
        "Persentase rata – rata = 84,55%",
    ),
    "2.2": (("|47/47 = 100%",), ""),
    "2.3": (("|3.343/94.519 = 3,54%",), ""),
    "2.4": (
        ("Yang mengikuti penilaian|13/192 = 6,77%", "Yang menjadi juara|7/192 = 3,65%"),
        "Rata –rata = 5,21%",
    ),
    "3.2": (("|Rp 20.198.106/Rp 27.006.382 = 74,79%", "|60/73 = 82,19%"), "Rata – rata = 78,49%"),
}


def counted() -> Claims:
    """Return the seed's claims with every working as printed."""
    boards = []
    for board in (first(), second()):
        lines = []
        for line in board.lines:
            if line.explanation is not None and line.code in PARTS:
                line = replace(line, explanation=worked(line.explanation, *PARTS[line.code]))
            lines.append(line)
        boards.append(replace(board, lines=tuple(lines), headings=HEADINGS[board.table]))
    return paper(*boards)


def worked(explanation: Explanation, parts: tuple[str, ...], closing: str) -> Explanation:
    """Return an explanation with the given parts (``label|a/b = c``) and closing line (``word = figure``)."""
    spot = explanation.spot
    ratios = tuple(ratio(text, label, spot) for label, _, text in (part.partition("|") for part in parts))
    return replace(explanation, ratios=ratios, closing=closed(closing, spot))


def closed(text: str, spot: Spot, joining: Joining = Joining.MEAN) -> Closing | None:
    """Return the closing line ``word = figure``."""
    word, equals, result = text.partition(" = ")
    return Closing(joining, word, figure(result, spot), text=text) if equals else None
