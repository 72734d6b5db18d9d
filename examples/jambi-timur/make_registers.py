"""Makes the registers of the example: rows that add up to the counts of the 2017 report. Run: make_registers.py

The rows are synthetic: drawn with a fixed seed, with names that say so and identity numbers of a province that does
not exist. Only their sums are those of the report.
"""

from __future__ import annotations

import csv
import datetime
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).parent / "registers"
YEAR = 2017
VILLAGES = [f"15.71.03.{number}" for number in (1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1010)]

Row = Sequence[object]


def day(chance: random.Random, first: str = "2017-01-01", last: str = "2017-12-31") -> datetime.date:
    start, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return start + datetime.timedelta(days=chance.randint(0, (end - start).days))


def working_days_after(start: datetime.date, days: int) -> datetime.date:
    """Return the day that is ``days`` working days later; Saturdays and Sundays do not count."""
    while days:
        start += datetime.timedelta(days=1)
        days -= start.weekday() < 5
    return start


def parts(chance: random.Random, total: int, count: int) -> list[int]:
    """Return ``count`` whole numbers above zero that add up to ``total``."""
    cuts = sorted(chance.sample(range(1, total), count - 1))
    return [after - before for before, after in zip([0, *cuts], [*cuts, total], strict=True)]


def letters(chance: random.Random) -> tuple[Row, Iterable[Row]]:
    heading = [
        "number",
        "place",
        "received_on",
        "kind",
        "service",
        "applicant",
        "standard_days",
        "due_on",
        "served_on",
    ]
    wanted = (
        [("letter", True)] * 2555 + [("letter", False)] * 29 + [("permit", True)] * 15 + [("permit", False)] * 3
    )
    wanted += [("letter", None)] * 6  # received, never answered: in the book, not in the report
    chance.shuffle(wanted)
    received = sorted(day(chance, last="2017-12-15") for _ in wanted)
    services = {
        "letter": ["Surat pengantar", "Legalisasi", "Rekomendasi"],
        "permit": ["IMB ringan", "Izin keramaian"],
    }
    rows = []
    for number, ((kind, on_time), start) in enumerate(zip(wanted, received, strict=True), 1):
        standard = 3 if kind == "letter" else 7
        due = working_days_after(start, standard)
        served: datetime.date | None = None
        if on_time is not None:
            days = chance.randint(0, standard) if on_time else standard + chance.randint(1, 4)
            served = working_days_after(start, days)
        service = chance.choice(services[kind])
        applicant = f"Pemohon sintetis {number}"
        place = chance.choice(VILLAGES)
        rows.append((f"{YEAR}/{number:04}", place, start, kind, service, applicant, standard, due, served))
    return heading, rows


def institutions(chance: random.Random) -> tuple[Row, Iterable[Row]]:
    heading = ["number", "place", "recorded_on", "kind", "name", "activities"]
    kinds = ["lpm"] * 9 + ["pkk"] * 9 + ["karang_taruna"] * 9 + ["posyandu"] * 20 + ["other"] * 5
    quiet = set(chance.sample(range(52), 4))
    date = datetime.date(YEAR, 12, 4)
    return heading, [
        (
            f"L{n + 1:02}",
            VILLAGES[n % 9],
            date,
            kind,
            f"Lembaga sintetis {n + 1}",
            0 if n in quiet else chance.randint(1, 30),
        )
        for n, kind in enumerate(kinds)
    ]


def musrenbang(chance: random.Random) -> tuple[Row, Iterable[Row]]:
    heading = ["number", "place", "held_on", "institution", "attended"]
    came = ["ya"] * 197 + ["tidak"] * 43
    chance.shuffle(came)
    date = datetime.date(YEAR, 2, 16)
    return heading, [
        (f"U{n:03}", chance.choice(VILLAGES), date, f"Lembaga sintetis {n}", attended)
        for n, attended in enumerate(came, 1)
    ]


def bangkit_berdaya(chance: random.Random) -> tuple[Row, Iterable[Row]]:
    heading = ["number", "place", "rt", "work", "cost", "finished_on"]
    places = [(chance.choice(VILLAGES), f"RT {number:02}") for number in range(1, 36)]
    chosen = places + [chance.choice(places) for _ in range(61 - 35)]
    works = ["Jalan lingkungan", "Drainase", "Pos ronda", "Lampu jalan"]
    return heading, [
        (f"B{n:02}", place, rt, chance.choice(works), chance.randint(5, 50) * 1_000_000, day(chance, "2017-03-01"))
        for n, (place, rt) in enumerate(chosen, 1)
    ]


def survey(chance: random.Random) -> tuple[Row, Iterable[Row]]:
    heading = ["number", "place", "answered_on", "answer", *(f"u{n}" for n in range(1, 10))]
    answers = [("less_easy", 2)] * 200 + [("easy", 3)] * 1200 + [("very_easy", 4)] * 800
    chance.shuffle(answers)

    def score(near: int) -> int:
        return min(4, max(1, near + chance.choice((-1, 0, 0, 0, 0, 1))))

    return heading, [
        (f"R{n:04}", chance.choice(VILLAGES), day(chance), answer, *(score(near) for _ in range(9)))
        for n, (answer, near) in enumerate(answers, 1)
    ]


def complaints(chance: random.Random) -> tuple[Row, Iterable[Row]]:
    heading = ["number", "place", "received_on", "channel", "kind", "due_on", "followed_up_on"]
    limits = {"request": 5, "complaint": 14, "supervision": 60}
    rows = []
    for n in range(1, 48):
        start, kind = day(chance, last="2017-09-30"), chance.choice(list(limits))
        due = working_days_after(start, limits[kind])
        done = working_days_after(start, chance.randint(1, limits[kind]))
        channel = chance.choice(["desk", "lapor", "letter"])
        rows.append((f"P{n:02}", chance.choice(VILLAGES), start, channel, kind, due, done))
    return heading, rows


def rastra(chance: random.Random) -> tuple[Row, Iterable[Row]]:
    heading = ["number", "place", "recorded_on", "name", "nik", "members"]
    rows = []
    for n in range(1, 3344):
        born = day(chance, "1945-01-01", "1995-12-31")
        nik = f"990000{born.day + 40 * chance.randint(0, 1):02}{born:%m%y}{n:04}"
        place, date = chance.choice(VILLAGES), datetime.date(YEAR, 1, 9)
        rows.append((f"K{n:04}", place, date, f"Penerima sintetis {n}", nik, chance.randint(1, 8)))
    return heading, rows


def kampung_bantar(chance: random.Random) -> tuple[Row, Iterable[Row]]:
    heading = ["rt", "place", "judged_on", "rank"]
    ranks = [*range(1, 8), *[""] * 6]
    chance.shuffle(ranks)
    return heading, [
        (f"RT {n:02}", chance.choice(VILLAGES), datetime.date(YEAR, 10, 19), rank)
        for n, rank in enumerate(ranks, 1)
    ]


def akip(chance: random.Random) -> tuple[Row, Iterable[Row]]:
    heading = ["component", "place", "evaluated_on", "weight", "score"]
    scores = {
        "planning": (30, "19.05"),
        "measurement": (25, "15.10"),
        "reporting": (15, "9.75"),
        "evaluation": (10, "5.30"),
        "achievement": (20, "12.50"),
    }
    date = datetime.date(YEAR, 11, 27)
    return heading, [(name, "15.71.03", date, weight, score) for name, (weight, score) in scores.items()]


def findings(chance: random.Random) -> tuple[Row, Iterable[Row]]:
    heading = ["number", "place", "reported_on", "amount", "status", "settled_on"]
    amounts = [(amount, "settled") for amount in parts(chance, 20_198_106, 60)]
    open_ones = parts(chance, 27_006_382 - 20_198_106, 13)
    amounts += [(amount, chance.choice(["partly", "open"])) for amount in open_ones]
    chance.shuffle(amounts)
    rows = []
    for n, (amount, status) in enumerate(amounts, 1):
        reported = day(chance, "2017-02-01", "2017-10-31")
        settled = reported + datetime.timedelta(days=chance.randint(5, 60)) if status == "settled" else ""
        rows.append((f"T{n:02}", "15.71.03", reported, amount, status, settled))
    return heading, rows


REGISTERS: dict[str, Callable[[random.Random], tuple[Row, Iterable[Row]]]] = {
    made.__name__: made
    for made in (
        letters,
        institutions,
        musrenbang,
        bangkit_berdaya,
        survey,
        complaints,
        rastra,
        kampung_bantar,
        akip,
        findings,
    )
}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, made in REGISTERS.items():
        heading, rows = made(random.Random(f"{name} {YEAR}"))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(heading)
            writer.writerows(["" if value is None else value for value in row] for row in rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
