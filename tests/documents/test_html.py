"""The HTML page: the same figures, readable on a phone and by ear, with nothing from outside."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from capaian.documents import html
from capaian.documents.model import Report

Make = Callable[..., Report]


class Page(HTMLParser):
    """Rows of cells of every table, and every tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.open_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.open_cell = False

    def handle_data(self, data: str) -> None:
        if self.open_cell:
            self.rows[-1][-1] = " ".join((self.rows[-1][-1] + data).split())


def page_of(report: Report) -> Page:
    return Page(html.render(report).decode())


def test_the_table_says_what_the_model_says(example: Make) -> None:
    report = example()
    rows = page_of(report).rows
    wanted = []
    for group in report.missions[0].groups:
        for n, r in enumerate(group.targets):
            figures = [r.target, r.actual, r.achievement, r.next_target, r.next_achievement]
            wanted.append([*([] if n else [group.title]), f"{r.number} {r.name}", *figures])
    assert rows[2 : 2 + len(wanted)] == wanted
    assert rows[2 + len(wanted)][:2] == ["RATA-RATA CAPAIAN IKU", "129,15"]


def test_fractions_are_stacked_and_can_be_heard(example: Make) -> None:
    tags = page_of(example()).tags
    spoken = [attributes["alttext"] for tag, attributes in tags if tag == "math"]
    assert spoken[0] == "2555/2584 × 100% = 98,88%"
    assert sum(tag == "mfrac" for tag, _ in tags) == 16


def test_nothing_comes_from_outside_and_nothing_runs(example: Make) -> None:
    page = html.render(example()).decode()
    tags = {tag for tag, _ in Page(page).tags}
    assert not tags & {"script", "link", "iframe", "img", "object", "embed", "form"}
    assert not re.search(r"https?://|@import|url\((?!#)|\bon\w+=", page)


def test_a_phone_scrolls_the_table_and_not_the_page(example: Make) -> None:
    tags = page_of(example()).tags
    assert ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}) in tags
    wide = [attributes for tag, attributes in tags if attributes.get("class") == "wide"]
    assert len(wide) == 2
    assert all(attributes["tabindex"] == "0" and attributes["aria-label"] for attributes in wide)


def test_what_a_plan_says_is_never_markup(altered: Make) -> None:
    report = altered(
        ("name: Persentase lembaga kemasyarakatan yang aktif", 'name: "<script>alert(1)</script>"'),
        ("rank: PEMBINA", "rank: '<b>\"&'"),
        ("label: Non Perizinan", "label: '<i>x</i>'"),
    )
    page = html.render(report).decode()
    assert "<script" not in page
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_what_cannot_be_computed_prints_its_reason_and_no_zero(altered: Make) -> None:
    report = altered(("formula: groups_active / groups * 100", "formula: groups_active / (groups - 52) * 100"))
    row = page_of(report).rows[3]
    assert row[0].endswith("tidak dapat dihitung: penyebut groups - 52 bernilai nol")
    assert row[2:4] == ["–", "–"]


def test_the_picture_is_described_and_hatches_what_falls_short(contract: Make) -> None:
    report = contract()
    tags = page_of(report).tags
    assert [a["aria-label"] for tag, a in tags if tag == "svg"] == [report.chart.caption]
    assert [a["class"] for tag, a in tags if tag == "rect" and "class" in a] == ["met", "short", "met", "met"]


@pytest.mark.parametrize(("lang", "words"), [("id", "RATA-RATA CAPAIAN IKU"), ("en", "MEAN ACHIEVEMENT")])
def test_it_speaks_the_readers_language(example: Make, lang: str, words: str) -> None:
    page = html.render(example(lang=lang)).decode()
    assert f'<html lang="{lang}">' in page
    assert words in page


def test_the_same_report_gives_the_same_bytes(example: Make) -> None:
    assert html.render(example()) == html.render(example())


def test_all_formats_print_one_fingerprint(example: Make) -> None:
    report = example()
    assert f'content="{report.fingerprint}"' in html.render(report).decode()
    assert report.fingerprint[:16] in report.footer
    assert replace(report, lang="en").fingerprint == report.fingerprint
