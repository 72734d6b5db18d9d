"""Every page there is, from the list of addresses itself: a new address without numbers for it fails the tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.urls import URLPattern

from tests.web.test_house import pages

OFFICE = "15.71.03"
ROLES = ("ani", "budi", "sari", "citra", "adi", "ira")


class Look(NamedTuple):
    """One page to look at: its address by name, and the role of who looks."""

    name: str
    who: str
    query: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        return "-".join([self.who, self.name, *(value for _, value in self.values)]) + self.query

    def address(self, things: Mapping[str, int]) -> str:
        pattern = next(one for one in pages() if one.name == self.name)
        values = dict(self.values)
        for place in pattern.pattern.converters:
            if place not in values:
                values[place] = PLACES[f"{self.name}.{place}" if f"{self.name}.{place}" in PLACES else place]
        filled = "/" + str(pattern.pattern)
        for place in pattern.pattern.converters:
            kind = next(key for key in ("str", "int", "slug") if f"<{key}:{place}>" in filled)
            filled = filled.replace(f"<{kind}:{place}>", values[place].format(**things))
        return filled + self.query.format(**things)


PLACES = {
    "code": OFFICE,
    "name": "letters",
    "period": "2025-Q2",
    "indicator": "1.1",
    "variable": "population",
    "figure-rows.variable": "letters_in",
    "number": "{version}",
    "place": "0-0-0",
    "snapshot": "{snapshot}",
    "ending": "pdf",
    "appointment": "{appointment}",
    "person": "{person}",
    "row.pk": "{row}",
    "row-remove.pk": "{row}",
    "evidence-add.pk": "{row}",
    "evidence.pk": "{evidence}",
    "book.pk": "{faulty}",
    "book-apply.pk": "{read}",
    "book-faults.pk": "{faulty}",
    "job.pk": "{job}",
    "examination.pk": "{examination}",
    "audit-again.pk": "{unaudited}",
    "finding.pk": "{examination}",
    "finding.number": "1",
    "report-file.pk": "{examination}",
    "working-paper.pk": "{examination}",
    "working-paper.ending": "docx",
    "offer.pk": "{offer}",
    "whose": "15.71.04",
    "offer-take.pk": "{offer}",
    "offer-decline.pk": "{offer}",
    "token-revoke.pk": "1",
    "inspection.number": "1",
    "sample.pk": "{sample}",
    "sample-row.pk": "{sample}",
    "sample-row.number": "1",
    "sample-finish.pk": "{open_sample}",
    "sample-keys.pk": "{sample}",
    "pack-file.pk": "{pack}",
    "plan-difference.number": "{draft}",
    "plan-difference.other": "{version}",
    "plan-statement.place": "0-0",
    "edition": "terbaru",
    "public-edition.period": "2024",
    "public-figure.period": "2024",
    "public-csv.period": "2024",
    "public-json.period": "2024",
    "public-dictionary.period": "2024",
    "public-dictionary-json.period": "2024",
    "public-document.period": "2024",
}

QUERIES = {"plan-target": "?indikator=1.1&tahun=2025", "register-download": "?bulan=2025-11"}
"""What addresses ask for that are nothing without it."""

CITY = (("code", "15.71"),)

OF_CITY = {"city-download"}
"""Files that nobody in an office gets."""

MORE = (
    Look("public-edition", "nobody", values=(("period", "2025-Q1"),)),
    Look("public-figure", "nobody", values=(("indicator", "1.3"),)),
    Look("publicity", "candra", values=(("code", "15.71.04"),)),
    Look("login", "nobody"),
    Look("office", "citra", "?tahun=2023"),
    Look("register", "ani", "?bulan=2025-11&cari=tidakada"),
    Look("row", "ani", values=(("pk", "{removed}"),)),
    Look("book", "ani", values=(("pk", "{read}"),)),
    Look("period", "budi", values=(("period", "2025-Q1"),)),
    Look("period", "budi", values=(("period", "2025-Q3"),)),
    Look("period", "citra", values=(("period", "2023"),)),
    Look("period", "citra", values=(("period", "2025-Q1"),)),
    Look("period", "budi", values=(("period", "2025-Q4"),)),
    Look("figure", "budi", values=(("period", "2025"), ("indicator", "1.3"))),
    Look("figure", "citra", values=(("period", "2024"), ("indicator", "1.3"))),
    Look("examination", "budi", "?tingkat=error"),
    Look("examination", "ira", values=(("pk", "{unreadable}"),)),
    Look("examination", "ira", values=(("pk", "{unaudited}"),)),
    Look("examinations", "susi", values=(("code", "15.71.12"),)),
    Look("figure", "ira", "?terbitan=1", values=(("period", "2024"),)),
    Look(
        "figure-rows", "ira", "?sisi=tidak&terbitan=1", values=(("period", "2024"), ("variable", "letters_on_time"))
    ),
    Look("inspection", "budi", values=(("number", "{told}"),)),
    Look("inspections", "susi", "?keadaan=buka", values=(("code", "15.71.12"),)),
    Look("inspection-write", "ira", "?sample={sample}&indicator=1.1&period=2024"),
    Look("sample", "ira", values=(("pk", "{open_sample}"),)),
    Look("sample-row", "ira", values=(("pk", "{open_sample}"),)),
    Look("samples", "susi", values=(("code", "15.71.12"),)),
    Look("sample-draw", "ira", "?periode=2024&indikator=1.1"),
    Look("sample-draw", "ira", "?periode=2024&indikator=3.1"),
    Look("plan-variable", "sari", "?nama=letters_in"),
    Look("plan-statement", "sari", values=(("place", "0"),)),
    Look("plan", "susi", values=(("code", "15.71.12"),)),
    Look("office", "candra", values=(("code", "15.71.12"),)),
    Look("periods", "candra", values=(("code", "15.71.12"),)),
    Look("period", "bima", values=(("code", "15.71.12"),)),
    Look("registers", "nani", values=(("code", "15.71.12"),)),
    Look("city", "dewi", values=CITY),
    Look("city", "dewi", "?periode=2025-Q3&urut=terlambat&angka=disetujui", CITY),
    Look("city", "ira", "?periode=2025", CITY),
    Look("city-indicator", "dewi", values=(*CITY, ("period", "2025-Q3"), ("indicator", "1.1"))),
    Look("city-indicator", "dewi", values=(*CITY, ("period", "2025-Q3"), ("indicator", "2.2"))),
    Look("city-offices", "dewi", values=CITY),
    Look("city-open", "dewi", values=CITY),
    Look("city-close", "dewi", values=CITY),
    Look("city-correct", "dewi", values=CITY),
    Look("city-places", "dewi", "?periode=2025-Q3", CITY),
    Look("city-place", "dewi", "?periode=2025-Q3", CITY),
    Look("city-proposals", "dewi", values=CITY),
    Look("city-propose", "dewi", values=CITY),
    Look("office", "sari10", values=(("code", "15.71.10"),)),
    Look("offer", "sari05", values=(("code", "15.71.05"), ("pk", "{offered}"))),
    Look("reports", "candra", values=(("code", "15.71.12"),)),
)


def names() -> list[str]:
    """Return the name of each address."""
    return [str(pattern.name) for pattern in _all()]


def _all() -> list[URLPattern]:
    return pages()


def looks(name: str) -> list[Look]:
    """Return one page for every role, and more of its states."""
    if name in OF_CITY:
        return [Look(name, "dewi", values=CITY)]
    return [*(Look(name, who, QUERIES.get(name, "")) for who in ROLES), *(one for one in MORE if one.name == name)]
