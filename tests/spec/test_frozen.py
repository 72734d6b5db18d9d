"""``@frozen`` gives what the standard decorator gives, and who measures does not load that."""

import copy
import dataclasses
import pickle
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from capaian.core.findings.finding import Finding, Place
from capaian.core.formula.tree import Name, Number, Span
from capaian.core.frozen import frozen, replaced
from capaian.core.period import Period

PLAN = Path(__file__).parents[2] / "examples/jambi-timur/plan.yaml"


@frozen(order=True, beside=("note",))
class Ours:
    """A class of ours."""

    first: int
    second: str = "b"
    note: str = ""

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Theirs:
    """The same by the standard decorator."""

    first: int
    second: str = "b"
    note: str = dataclasses.field(default="", compare=False)

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


ARGUMENTS = [(1,), (1, "a"), (2, "b", "x"), (2, "b", "y")]


@pytest.mark.parametrize("one", ARGUMENTS)
@pytest.mark.parametrize("other", ARGUMENTS)
def test_values_compare_as_those_of_the_standard_decorator(one: tuple[int], other: tuple[int]) -> None:
    ours, theirs = (Ours(*one), Ours(*other)), (Theirs(*one), Theirs(*other))
    for compare in ("__eq__", "__ne__", "__lt__", "__le__"):
        assert getattr(ours[0], compare)(ours[1]) == getattr(theirs[0], compare)(theirs[1])
    assert (ours[0] > ours[1], ours[0] >= ours[1]) == (theirs[0] > theirs[1], theirs[0] >= theirs[1])
    assert (hash(ours[0]) == hash(ours[1])) == (hash(theirs[0]) == hash(theirs[1]))
    assert sorted(ours) == [Ours(*dataclasses.astuple(value)) for value in sorted(theirs)]


def test_a_value_shows_itself_matches_and_has_its_properties() -> None:
    assert repr(Ours(1, "x")) == repr(Theirs(1, "x")).replace("Theirs", "Ours")
    assert Ours.__match_args__ == Theirs.__match_args__
    assert Ours(1).both == "1b"
    assert Ours(1).__eq__(Theirs(1)) is NotImplemented and Ours(1).__eq__(1) is NotImplemented
    with pytest.raises(TypeError, match=r"Ours.__init__\(\) missing 1 required positional argument: 'first'"):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        assert Ours(1) < Theirs(1)  # type: ignore[operator]


def test_a_value_does_not_change() -> None:
    value = Ours(1)
    with pytest.raises(AttributeError):
        value.first = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del value.first
    with pytest.raises(AttributeError):
        value.other = 2  # type: ignore[attr-defined]
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("value", [Ours(1, "x", "y"), Number(Fraction(1), Span(2, 3)), Place("f", 3)])
def test_a_value_is_copied_and_sent_to_another_process(value: object) -> None:
    for same in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert type(same) is type(value) and repr(same) == repr(value)


def test_everybody_else_takes_it_for_a_dataclass() -> None:
    ours: Any = Ours
    assert all(map(dataclasses.is_dataclass, (ours, ours(1))))
    said, wanted = (
        [(field.name, field.type, field.default, field.compare) for field in dataclasses.fields(kind)]
        for kind in (ours, Theirs)
    )
    assert [one[:1] + one[2:] for one in said] == [one[:1] + one[2:] for one in wanted]
    assert dataclasses.asdict(ours(1)) == dataclasses.asdict(Theirs(1))
    assert dataclasses.replace(ours(1), first=3) == replaced(ours(1), first=3) == ours(3)
    # A mapping shared by all values is, as the standard has it, a default that a function makes.
    kind: Any = Finding
    values: Any = next(field for field in dataclasses.fields(kind) if field.name == "values")
    assert values.default is dataclasses.MISSING and values.default_factory() == {}


def test_what_must_be_true_of_a_value_is_looked_at() -> None:
    with pytest.raises(ValueError, match="year out of range"):
        Period(99)
    with pytest.raises(ValueError, match="year out of range"):
        replaced(Period(2017), year=99)
    assert Name("a", Span(0, 1)) == Name("a", Span(5, 6))


def test_a_measurement_loads_no_libraries_that_only_others_need() -> None:
    unwanted = ["dataclasses", "inspect", "hashlib", "shutil", "locale", "pyarrow", "ibis", "pandas"]
    script = (
        "import sys; from capaian.cli.main import main; main(sys.argv[1:]); "
        f"print([name for name in {unwanted} if name in sys.modules])"
    )
    words = [sys.executable, "-c", script, "measure", str(PLAN), "--period", "2017"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
