"""The two languages: one place that knows which is which, and English plurals that fit their number."""

import ast
import re
from pathlib import Path

import pytest

import capaian.cli.words
import capaian.documents.findings.words
import capaian.documents.words
import capaian.pipeline.words
from capaian.core.claims.rule_sentences import RULES
from capaian.core.findings.catalogue import CATALOGUE
from capaian.core.findings.finding import finding
from capaian.core.numbers.missing import REASONS
from capaian.core.wording import LANGUAGES, Both, chosen, filled, inside, joined, of_language, other, text, twins
from capaian.web.ui.translation import table, translate

SOURCE = Path(__file__).parents[2] / "src" / "capaian"
WORDING = SOURCE / "core" / "wording.py"
PYTHON = sorted(path for path in SOURCE.rglob("*.py") if path != WORDING)
PAGES = sorted(path for ending in ("html", "j2", "xml") for path in SOURCE.rglob(f"*.{ending}"))


def test_only_wording_asks_which_language_it_is() -> None:
    found = []
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                sides = [one.value for one in (node.left, *node.comparators) if isinstance(one, ast.Constant)]
                found += [f"{path.name}:{node.lineno}" for side in sides if side in LANGUAGES]
            elif isinstance(node, ast.Tuple | ast.List | ast.Dict):
                held = node.keys if isinstance(node, ast.Dict) else node.elts
                if {"id", "en"} == {one.value for one in held if isinstance(one, ast.Constant)}:
                    found.append(f"{path.name}:{node.lineno}")
    # The answers of the API have both languages as keys.
    assert [one for one in found if not one.startswith("problems.py")] == []


def test_no_template_asks_which_language_it_is() -> None:
    assert PAGES
    for path in PAGES:
        assert not re.search(r"lang\s*[!=]=|[!=]=\s*.(?:id|en)\b.", path.read_text(encoding="utf-8")), path


def test_a_pair_is_read_by_its_language() -> None:
    pair = Both("kosong", "empty")
    assert (
        [pair.in_(lang) for lang in LANGUAGES] == ["kosong", "empty"] == [chosen(pair, lang) for lang in LANGUAGES]
    )
    assert [other(lang) for lang in LANGUAGES] == ["en", "id"]


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 row was added"), (2, "2 rows were added"), (0, "0 rows were added"), ("1", "1 row was added")],
)
def test_english_has_a_form_for_one(count: object, said: str) -> None:
    pair = ("{count} baris ditambahkan", "{count} {count:row was|rows were} added")
    assert text(pair, "en", count=count) == said
    assert text(pair, "id", count=count) == f"{count} baris ditambahkan"


def test_a_text_may_hold_several_plurals_and_braces_and_bars() -> None:
    pair = ("{a}{{x}}", "{a} {a:error|errors}, {b} {b:note|notes} {{x}} a|b")
    assert filled(pair, "en", {"a": 1, "b": 3}) == "1 error, 3 notes {x} a|b"


def test_a_plural_whose_number_is_not_given_is_a_bug() -> None:
    with pytest.raises(KeyError):
        text(("", "{count:row|rows}"), "en")


def test_parts_in_two_languages_make_a_text_in_two_languages() -> None:
    empty = Both("kosong", "empty")
    assert inside("{} = {}", "a", empty) == Both("a = kosong", "a = empty")
    assert joined(", ", ["{a}", empty]) == Both("{a}, kosong", "{a}, empty")
    assert joined(", ", ["a", "b"]) == "a, b" == inside("{}, {}", "a", "b")
    assert joined("{}", ["a", empty]) == Both("a{}kosong", "a{}empty")
    assert joined(", ", []) == ""


def test_a_finding_keeps_both_languages_of_a_value_that_is_words() -> None:
    assert twins({"a": Both("kosong", "empty"), "b": 3, "c": Both("x", "x")}) == {
        "a": "kosong",
        "a_en": "empty",
        "b": "3",
        "c": "x",
    }
    assert of_language({"a": "kosong", "a_en": "empty", "b": "3"}, "en")["a"] == "empty"
    assert of_language({"a": "kosong", "a_en": "empty", "b": "3"}, "id")["a"] == "kosong"


def test_a_finding_kept_before_it_had_english_says_what_it_has() -> None:
    old = finding("wrong-kind", path="p", found="kosong", expected="daftar")
    assert "kosong" in old.message("en")
    new = finding("wrong-kind", path="p", found=Both("kosong", "empty"), expected=Both("daftar", "a list"))
    assert "kosong" in new.message() and "empty" in new.message("en") and "kosong" not in new.message("en")


TABLES = {
    "cli": capaian.cli.words.WORDS,
    "documents": capaian.documents.words.WORDS,
    "findings": capaian.documents.findings.words.WORDS,
    "pipeline": capaian.pipeline.words.WORDS,
    "reasons": REASONS,
    "rules": RULES,
    "messages": {code: (entry.message, entry.message_en) for code, entry in CATALOGUE.items()},
    "mends": {code: (entry.mend, entry.mend_en) for code, entry in CATALOGUE.items()},
    "web": table(),
}
ENGLISH = [(name, key, english) for name, words in TABLES.items() for key, (_, english) in words.items()]
_NOUNS = re.compile(r"\{(\w+)\}(?: [\w'-]+){0,2}? (\w+s|people)\b")
_PLURAL = re.compile(r"\{(\w+):([^|{}]*)\|([^|{}]*)\}")

NO_NOUNS = {
    *("is", "was", "has", "as", "its", "this", "does", "less", "fits", "asks", "becomes", "counts", "falls"),
    *("gives", "holds", "keeps", "leaves", "logs", "makes", "means", "names", "needs", "says", "seems", "serves"),
    *("stands", "waits", "writes"),
}
"""Words on -s behind a hole that are no plurals: what somebody or something does."""

BOUNDS = {"most", "least", "limit", "depth", "nodes"}
"""Holes for limits of ours, which are never one."""

FALSE_HITS = {
    ("cli", "backup-swells"): "a file that swells has millions of bytes",
    ("reasons", "targets-differ"): "an area's code",
    ("messages", "correct-empties"): "of the rows: there may be many of which one is meant",
    ("web", "conflict.what"): "a person's name",
}


def test_no_english_text_has_a_number_before_a_plural_only() -> None:
    found = []
    for name, key, english in ENGLISH:
        for match in _NOUNS.finditer(english):
            if match[2] not in NO_NOUNS and match[1] not in BOUNDS:
                found.append((name, key))
    assert sorted(found) == sorted(FALSE_HITS)


def test_a_plural_stands_in_english_only_and_beside_its_number() -> None:
    seen = 0
    for name, words in TABLES.items():
        for key, (indonesian, english) in words.items():
            assert not _PLURAL.search(indonesian), key
            for hole, one, many in _PLURAL.findall(english):
                assert one and many and one != many and f"{{{hole}}}" in english, (name, key)
                seen += 1
    assert seen > 100


@pytest.mark.parametrize(
    ("key", "values", "one", "two"),
    [
        ("paste.added", {"count": 0}, "1 row was added.", "2 rows were added."),
        ("personal.kept", {"count": 0}, "1 file was not erased", "2 files were not erased"),
        ("city.late-by", {"days": 0}, "1 day late", "2 days late"),
        ("inspect.overdue-count", {"count": 0}, "1 inspection finding is past its", "2 inspection findings are"),
    ],
)
def test_pages_say_one_and_two(key: str, values: dict[str, object], one: str, two: str) -> None:
    assert translate(key, "en", **dict.fromkeys(values, 1)).startswith(one)
    assert translate(key, "en", **dict.fromkeys(values, 2)).startswith(two)
