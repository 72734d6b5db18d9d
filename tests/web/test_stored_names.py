"""Names that are stored stay, whatever the code calls things later; one that nobody knows is never guessed at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

import pytest

from capaian.pipeline.auditing import Audited
from capaian.web.auditing.stored_audit import StoredError, deserialise, serialise
from capaian.web.auditing.stored_names import AUDITS, FIELDS, KINDS, StoredNames
from tests.compatibility.every_field import full, kinds_in

SNAPSHOT = Path(__file__).parents[1] / "compatibility/stored-names.json"


def as_it_stands() -> dict[str, Any]:
    """Return every stored name with its fields: what each is where it is left out, and which words it may hold."""
    return {AUDITS.of_kind(kind): _fields(kind) for kind in kinds_in(Audited) if is_dataclass(kind)}


def _fields(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {AUDITS.of_field(kind, one.name): _field(hints[one.name], one.default) for one in fields(kind)}


def _field(hint: Any, default: Any) -> dict[str, Any]:
    said: dict[str, Any] = {} if default is MISSING else {"left out": serialise(default)}
    kinds = [kind for kind in kinds_in(hint) if issubclass(kind, StrEnum)] if not _holds_classes(hint) else []
    return said | ({"words": [str(word) for word in kinds[0]]} if kinds else {})


def _holds_classes(hint: Any) -> bool:
    return any(is_dataclass(kind) for kind in kinds_in(hint))


def test_every_class_that_an_audit_can_hold_has_a_stored_name_and_no_other() -> None:
    assert set(KINDS) == {kind for kind in kinds_in(Audited) if is_dataclass(kind)}


def test_no_two_classes_or_fields_share_a_stored_name() -> None:
    assert len(set(KINDS.values())) == len(KINDS)
    for kind in KINDS:
        stored = [AUDITS.of_field(kind, one.name) for one in fields(kind)]
        assert len({*stored, "is"}) == len(stored) + 1, kind


def test_renamed_fields_are_fields() -> None:
    for kind, renamed in FIELDS.items():
        assert set(renamed) <= {one.name for one in fields(kind)}, kind


def test_what_is_stored_is_what_was_stored() -> None:
    """Fails where a rename forgot the table, and where a default changed, which is what left-out fields mean."""
    assert as_it_stands() == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_every_field_comes_back() -> None:
    one = full(Audited)
    assert deserialise(Audited, json.loads(json.dumps(serialise(one)))) == one


# ---- classes that were made up ------------------------------------------------------------------------


class Shade(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Dot:
    size: int


@dataclass(frozen=True)
class Dash:
    size: int
    share: Fraction = Fraction(1, 2)


@dataclass(frozen=True)
class Drawing:
    """It was a ``Sketch`` with a ``name`` when it was stored."""

    title: str
    marks: tuple[Dot | Dash, ...] = ()
    first: Dash | None = None
    shade: Shade = Shade.LIGHT
    pair: tuple[int, Shade] = (0, Shade.LIGHT)
    notes: Mapping[str, str] = field(default_factory=dict)


NAMES = StoredNames({Drawing: "Sketch", Dot: "Dot", Dash: "Line/Dash"}, {Drawing: {"title": "name"}})
STORED = {
    "is": "Sketch",
    "name": "Candi",
    "marks": [{"is": "Dot", "size": 1}, {"is": "Line/Dash", "size": 2, "share": "1/3"}],
    "shade": "dark",
    "pair": [3, "dark"],
    "notes": {"kertas": "A4"},
}
DRAWING = Drawing(
    "Candi",
    (Dot(1), Dash(2, Fraction(1, 3))),
    None,
    Shade.DARK,
    (3, Shade.DARK),
    MappingProxyType({"kertas": "A4"}),
)


def test_what_was_renamed_is_read_and_written_under_its_stored_name() -> None:
    assert deserialise(Drawing, STORED, NAMES) == DRAWING
    assert json.dumps(serialise(DRAWING, NAMES)) == json.dumps(STORED)


def test_a_mark_is_needed_only_where_several_can_stand() -> None:
    assert deserialise(Drawing, {"name": "a", "first": {"size": 3}}, NAMES) == Drawing("a", first=Dash(3))


@pytest.mark.parametrize(
    ("wrong", "place", "found", "expected"),
    [
        ({"is": "Drawing"}, "", "Drawing", "Sketch"),
        ({"title": "Candi"}, "/title", "title", "name, marks, first, shade, pair, notes"),
        ({"marks": [{"is": "Dot", "size": 1}, {"is": "Dash", "size": 2}]}, "/marks/1", "Dash", "Dot, Line/Dash"),
        ({"marks": [{"size": 1}]}, "/marks/0", "{…}", "Dot, Line/Dash"),
        ({"marks": [{"is": ["Dot"], "size": 1}]}, "/marks/0", "[…]", "Dot, Line/Dash"),
        ({"marks": ["Dot"]}, "/marks/0", "Dot", "Dot, Line/Dash"),
        ({"marks": "Dot"}, "/marks", "Dot", "[]"),
        ({"marks": [{"is": "Dot", "size": 1, "a/b~": 2}]}, "/marks/0/a~1b~0", "a/b~", "size"),
        ({"marks": [{"is": "Dot"}]}, "/marks/0", "{…}", "size"),
        ({"first": {"is": "Dot", "size": 1}}, "/first", "Dot", "Line/Dash"),
        ({"first": [1]}, "/first", "[…]", "Line/Dash"),
        ({"first": {"size": 1, "share": "1/0"}}, "/first/share", "1/0", "a/b"),
        ({"first": {"size": 1, "share": None}}, "/first/share", "null", "a/b"),
        ({"shade": "grey"}, "/shade", "grey", "light, dark"),
        ({"pair": [3]}, "/pair", "[1]", "[2]"),
        ({"pair": [3, "grey"]}, "/pair/1", "grey", "light, dark"),
        ({"notes": "A4"}, "/notes", "A4", "{}"),
    ],
)
def test_what_nobody_knows_is_named_with_its_place(
    wrong: dict[str, Any], place: str, found: str, expected: str
) -> None:
    with pytest.raises(StoredError) as caught:
        deserialise(Drawing, STORED | wrong, NAMES)
    error = caught.value
    assert (error.place, error.found, error.expected) == (place, found, expected)
    assert str(error) == f"{place or 'the whole'}: found {found}, expected {expected}"


def test_a_class_without_a_stored_name_is_neither_written_nor_read() -> None:
    for attempt in (lambda: serialise(Dot(1)), lambda: deserialise(Dot, {"size": 1})):
        with pytest.raises(LookupError, match=r"test_stored_names\.Dot has no stored name"):
            attempt()


def test_what_a_class_refuses_is_named_with_its_place() -> None:
    stored = serialise(full(Audited))
    stored["findings"][0]["code"] = "no-such-code"
    with pytest.raises(StoredError, match="/findings/0: found no such finding: no-such-code, expected Finding"):
        deserialise(Audited, stored)
