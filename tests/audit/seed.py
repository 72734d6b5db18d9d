"""The report of Kecamatan Jambi Timur for 2017 as claims: both tables, as printed."""

from __future__ import annotations

from capaian.core.claims.claim import Board, Claims, Explanation, Joining, Line, Summary
from capaian.core.claims.transcript import Spot
from tests.audit.paper import board, compared, explained, figure, line, objectives, paper, ratio

ROWS = (
    ("1.1", "Persentase waktu pelayanan administrasi umum tepat waktu", "90", "91,11", "101,23", "90"),
    ("1.2", "Persentase lembaga kemasyarakatan yang aktif", "90", "91,80", "102,00", "90"),
    (
        "1.3",
        "Persentase tingkat keterwakilan lembaga masyarakat yang hadir pada musrenbang kecamatan",
        "0,20",
        "0,21",
        "104,21",
        "0,20",
    ),
    ("1.4", "Persentase sarana dan prasarana publik yang dibangun", "10", "25,00", "250,00", "10"),
    ("2.1", "Tingkat Survey Kepuasan Masyarakat", "80", "84,55", "105,69", "80"),
    ("2.2", "Persentase Keluhan masyarakat yang ditindaklanjuti", "100", "100", "100,00", "100"),
    ("2.3", "Persentase Masyarakat yang Penerima Rastra (Beras Sejahtera)", "2", "3,54", "176,84", "2"),
    ("2.4", "Persentase RT Juara Kampung Bantar", "4", "5,21", "130,21", "4"),
    ("3.1", "Nilai AKIP Kecamatan", "B (61,70)", "B (61,70)", "100,00", "B"),
    ("3.2", "Persentase Temuan inspektorat yang ditindaklanjuti", "65", "78,49", "120,76", "68"),
)
FIRST_NUMBERS = ("1", "1", "")
SECOND_NUMBERS = ("1", "1", "1")


def workings() -> dict[str, Explanation]:
    """Return the explanation of each indicator."""
    degrees = {"Tidak mudah/sesuai": "0", "Kurang mudah/sesuai": "200", "Mudah/sesuai": "1.200"}
    return {
        "1.1": explained(
            "Jumlah surat terlayani tepat waktu / surat masuk yang terlayani",
            ratio("2555/2584 = 98,87%", "Non Perizinan"),
            ratio("15/18 = 83,33%", "Perizinan"),
        ),
        "1.2": explained("Jumlah Lembaga yang aktif / lembaga yang ada", "48/52 = 91,80%"),
        "1.3": explained(
            "Jumlah lembaga masyarakat yang hadir pada musrenbang kecamatan / Jumlah Penduduk", "197/94519 = 0,21%"
        ),
        "1.4": explained(
            "Jumlah Lokasi yang terlayani kegiatan bangkit Berdaya/RT / Jumlah RT",
            ratio("61/192 = 31,77%", "Jumlah Lokasi penerima bangkit berdaya"),
            ratio("35/192 = 18,23%", "Jumlah RT penerima bangkit berdaya"),
        ),
        "2.1": explained(
            "Jumlah survey kepuasan masyarakat / jumlah surat tepat waktu",
            *(ratio(f"{count}/2.200 = 0%", label) for label, count in degrees.items()),
            ratio("800/2.200 = 30,75%", "Sangat mudah/sesuai"),
        ),
        "2.2": explained(
            "Jumlah keluhan masyarakat yang ditindaklanjuti / Jumlah Keluhan masyarakat", "47/47 = 100%"
        ),
        "2.3": explained("Jumlah masyarakat penerima rastra / jumlah penduduk", "3.343/94.519 = 3,54%"),
        "2.4": explained(
            "Jumlah juara Kampung bantar / Jumlah RT",
            ratio("13/192 = 6,77%", "Yang mengikuti penilaian"),
            ratio("7/192 = 3,65%", "Yang menjadi juara"),
        ),
        "3.1": Explanation("B (61,70)", Spot(2, 2, 12, 4), bare=figure("B (61,70)")),
        "3.2": explained(
            "Jumlah Temuan Inspektorat / Jumlah temuan yang ditindak lanjuti",
            "Rp 20.198.106/Rp 27.006.382 = 74,79%",
            "60/73 = 82,19%",
        ),
    }


def first() -> Board:
    lines = []
    for row, (code, name, target, actual, achieved, following) in enumerate(ROWS, 3):
        own = compared(target, actual, achieved, spot=Spot(1, 1, row, 3))
        after = compared(following, None, "-", period="RENSTRA 2018", spot=Spot(1, 1, row, 6))
        lines.append(_line(code, name, own, after, row=row, table=1))
    mean = Summary(Joining.MEAN, "RATA – RATA CAPAIAN IKU", "achievement", "", figure("129,09", Spot(1, 1, 13, 5)))
    return board(*lines, table=1, objectives=objectives(*FIRST_NUMBERS), summaries=(mean,))


def second() -> Board:
    lines, worked = [], workings()
    for row, (code, name, target, *_) in enumerate(ROWS, 2):
        name = name.replace("Persentase Masyarakat", "Persentase masyarakat")
        own = compared("B" if code == "3.1" else target, spot=Spot(2, 2, row, 3))
        lines.append(_line(code, name, own, row=row, table=2, explanation=worked[code]))
    return board(*lines, table=2, objectives=objectives(*SECOND_NUMBERS, table=2))


def _line(code: str, name: str, *comparisons: object, **more: object) -> Line:
    objective, _, number = code.partition(".")
    return line(name, *comparisons, code=code, number=number, objective=int(objective), **more)  # type: ignore[arg-type]


def seed() -> Claims:
    return paper(first(), second(), office="KECAMATAN JAMBI TIMUR")
