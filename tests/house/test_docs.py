"""The documentation keeps up with the code."""

import importlib
import importlib.util
import re
from pathlib import Path

import pytest

from capaian.cli.parser import COMMANDS, build

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")])


def generator() -> object:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_fresh() -> None:
    for name, content in generator().pages().items():  # type: ignore[attr-defined]
        written = (ROOT / "docs/reference" / name).read_text(encoding="utf-8")
        assert written == content, f"run: .venv/bin/python docs/generate.py ({name})"


def test_every_command_and_option_is_in_the_reference() -> None:
    page = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"## {command}\n" in page
    parser = build({name: lambda options: 0 for name in COMMANDS})
    for name, sub in parser._subparsers._group_actions[0].choices.items():  # type: ignore[union-attr, index]
        for action in sub._actions:
            assert all(option in page for option in action.option_strings), (name, action)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_name_of_the_glossary_exists() -> None:
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    names = re.findall(r"`((?:core|documents)\.[\w.]+)`", text)
    assert len(names) > 25
    for name in names:
        parts = name.split(".")
        for cut in range(len(parts), 0, -1):
            if importlib.util.find_spec(f"capaian.{parts[0]}") and _module(parts[:cut]):
                owner: object = importlib.import_module("capaian." + ".".join(parts[:cut]))
                for part in parts[cut:]:
                    fields = getattr(owner, "__dataclass_fields__", {})
                    assert part in fields or hasattr(owner, part), name
                    owner = fields.get(part) or getattr(owner, part)
                break
        else:
            pytest.fail(name)


def _module(parts: list[str]) -> bool:
    try:
        return importlib.util.find_spec("capaian." + ".".join(parts)) is not None
    except ModuleNotFoundError:
        return False


def test_the_readmes_two_commands_are_targets_of_make() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", readme, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_every_decision_is_dated_and_numbered_in_order() -> None:
    files = sorted((ROOT / "docs/adr").glob("*.md"))
    for number, file in enumerate(files, 1):
        text = file.read_text(encoding="utf-8")
        assert file.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number}. ")
        assert re.search(r"^Accepted, \w+ 20\d\d\.$", text, re.MULTILINE)
