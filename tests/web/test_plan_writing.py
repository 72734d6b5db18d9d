"""From a plan's text to a structure and back: the same plan, to the last digit."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.files.plan.reader import parse_plan
from capaian.files.plan.writer import alike, has_comments, structure_of, write
from capaian.pipeline.scaffold import plan_text
from capaian.web.planning import editing
from tests.web.conftest import ROOT

TEXTS = {
    "example": (ROOT / "examples/jambi-timur/plan.yaml").read_text(encoding="utf-8"),
    "survey": (ROOT / "examples/jambi-timur/skm/plan.yaml").read_text(encoding="utf-8"),
    "contract": (ROOT / "tests/contracts/plan.yaml").read_text(encoding="utf-8"),
    "template": plan_text(2026),
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_written_says_the_same_plan(name: str) -> None:
    structure = structure_of(TEXTS[name])
    assert structure is not None
    text = write(structure)
    assert parse_plan(text.encode(), "")[0] == parse_plan(TEXTS[name].encode(), "")[0] is not None
    assert structure_of(text) == structure
    assert write(structure) == text


def test_it_looks_as_people_write_it() -> None:
    structure = structure_of(TEXTS["contract"])
    assert structure is not None
    lines = [line.strip() for line in write(structure).split("\n")]
    assert 'code: "99.01.01"' in lines
    assert "targets: {2024: [76.61, 88.30], 2025: [76.61, 88.30]}" in lines
    assert "formula: 'weighted(q1: 0.5, q2: 0.5) * 25'" in lines
    assert "permit: {label: Perizinan, formula: permits_on_time / permits * 100}" in lines


words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85\ufeff"), max_size=130
)


@given(words, words, words)
def test_any_text_survives(name: str, formula: str, where: str) -> None:
    structure = structure_of(TEXTS["contract"])
    assert structure is not None
    one = structure["missions"][0]["objectives"][0]["indicators"][0]
    one["name"], one["formula"] = " ".join(name.split()), formula
    structure["missions"][0]["statement"] = " ".join(where.split())
    structure["variables"]["letters"]["where"] = where
    assert structure_of(write(structure)) == structure


@pytest.mark.parametrize(
    "text", ["null", "~", "yes", "1.10", "0x1F", "2018-01-15", "- a", "#x", "a: b", "'", '"', "="]
)
def test_text_that_yaml_could_misread_survives(text: str) -> None:
    structure = structure_of(TEXTS["contract"])
    assert structure is not None
    structure["office"]["place"] = structure["variables"]["letters"]["label"] = text
    again = structure_of(write(structure))
    assert again is not None
    assert again["office"]["place"] == again["variables"]["letters"]["label"] == text


@pytest.mark.parametrize("text", ["", "a: [", "missions: 5", "a: 1\na: 2", "- a", "&a {x: *a}"])
def test_a_text_that_forms_cannot_open(text: str) -> None:
    assert structure_of(text) is None


def test_layout_and_comments_do_not_count_in_a_comparison() -> None:
    structure = structure_of(TEXTS["example"])
    assert structure is not None
    before, after = alike(TEXTS["example"], write(structure))
    assert before == after
    assert alike("a: [", "b: 1") == ("a: [", "b: 1")


def test_a_bound_that_is_none_has_a_word_of_its_own() -> None:
    structure = structure_of(TEXTS["example"])
    assert structure is not None
    fields = editing.office_fields(structure)
    assert fields["rule-cap"] == "tanpa"
    editing.with_office(structure, fields | {"rule-floor": "Tanpa", "rule-cap": "120"})
    assert (structure["rules"]["floor"], structure["rules"]["cap"]) == ("none", "120")


def test_a_key_that_is_not_known_stays() -> None:
    structure = structure_of("schema: capaian/plan@1\nwarna: biru\noffice: {code: '1', tambahan: [a, {b: c}]}\n")
    assert structure is not None
    assert structure_of(write(structure)) == structure


def test_comments_are_seen() -> None:
    assert has_comments(TEXTS["example"]) and has_comments("a: 1 # x") and has_comments("a: [  # x\n")
    assert not has_comments("a: '# no'\nb: c#d\n")


def fields_of(text: str, path: tuple[int, ...]) -> tuple[dict[str, Any], dict[str, str]]:
    structure = structure_of(text)
    assert structure is not None
    item = editing.at(structure, path)
    assert item is not None
    return item, editing.indicator_fields(item)


@pytest.mark.parametrize("name", TEXTS)
def test_a_form_that_is_sent_as_it_was_changes_nothing(name: str) -> None:
    structure = structure_of(TEXTS[name])
    assert structure is not None
    for one in editing.indicators(structure):
        assert editing.with_indicator(one, editing.indicator_fields(one)) == one
    for variable, said in list(structure["variables"].items()):
        before = dict(said)
        editing.with_variable(structure, variable, editing.variable_fields(variable, said))
        assert structure["variables"][variable] == before
    before = write(structure)
    editing.with_office(structure, editing.office_fields(structure))
    assert parse_plan(before.encode(), "")[0] == parse_plan(write(structure).encode(), "")[0]


def test_targets_are_written_with_a_comma_and_kept_with_a_point() -> None:
    item, fields = fields_of(TEXTS["contract"], (0, 0, 2))
    assert fields["target-2024"] == "76,61 - 88,30"
    made = editing.with_indicator(item, fields | {"target-2024": "70,5-80", "target-2026": "1.234,50 s/d 2.000"})
    assert made["targets"] == {"2024": ["70.5", "80"], "2025": ["76.61", "88.30"], "2026": ["1234.50", "2000"]}


def test_a_grade_is_one_field() -> None:
    item, fields = fields_of(TEXTS["contract"], (0, 1, 0))
    assert (fields["target-2024"], fields["scale"][:13]) == ("B (61,70)", "AA: 90; A: 80")
    made = editing.with_indicator(item, fields | {"target-2025": "A", "scale": "A: 80, B: 60,5"})
    assert (made["targets"]["2025"], made["scale"]) == ({"grade": "A"}, {"A": "80", "B": "60.5"})


def test_a_part_gets_a_name_of_its_own_and_a_new_name_goes_into_the_formula() -> None:
    item, fields = fields_of(TEXTS["contract"], (0, 0, 0))
    fields |= {"part-0-name": "izin", "part-2-label": "Surat 1/2", "part-2-formula": "letters", "part-3-label": ""}
    made = editing.with_indicator(item, fields)
    assert made["formula"] == "mean(izin, letter)"
    assert list(made["parts"]) == ["izin", "letter", "surat_1_2"]


def test_a_new_name_of_a_variable_goes_into_every_formula() -> None:
    structure = structure_of(TEXTS["contract"])
    assert structure is not None
    fields = editing.variable_fields("letters", structure["variables"]["letters"])
    editing.with_variable(structure, "letters", fields | {"name": "surat"})
    text = write(structure)
    assert "letters_on_time / surat * 100" in text
    assert parse_plan(text.encode(), "")[0] is not None


def test_moving_adding_and_removing() -> None:
    structure = structure_of(TEXTS["contract"])
    assert structure is not None
    codes = [one["code"] for one in editing.indicators(structure)]
    assert editing.change(structure, "down", (0, 0, 0)) and not editing.change(structure, "up", (0, 0, 0))
    assert editing.change(structure, "remove", (0, 0, 2)) and not editing.change(structure, "remove", (0, 0, 9))
    assert editing.change(structure, "add", (0, 1, 1)) and not editing.change(structure, "add", (7, 0, 0))
    assert [one["code"] for one in editing.indicators(structure)] == [codes[1], codes[0], codes[3], "baru-1"]
