"""Writes the pages of docs/reference that come from the code; ``make test`` fails where they are stale."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from capaian.cli import usage
from capaian.cli.parser import COMMANDS, build
from capaian.core.findings.catalogue import CATALOGUE
from capaian.core.formula import write
from capaian.core.numbers.missing import REASONS
from capaian.core.wording import of_many
from capaian.files.plan.json_schema import plan_schema
from capaian.files.plan.plan_shape import PLAN
from capaian.files.plan.rulebook import shipped
from capaian.files.yaml.shape import (
    ChoiceShape,
    ListShape,
    MappingShape,
    NumberShape,
    RecordShape,
    Shape,
    TextShape,
    UnionShape,
)

HERE = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py; do not edit. -->\n\n"


def pages() -> dict[str, str]:
    """Return file name to content of every generated page."""
    usage.speak("id")
    return {
        "commands.md": NOTE + commands(),
        "findings.md": NOTE + findings(),
        "plan.md": NOTE + plan(),
        "rules.md": NOTE + rules(),
        "plan.schema.json": plan_schema(),
    }


def commands() -> str:
    parser = build({name: lambda options: 0 for name in COMMANDS})
    parts = [f"# Commands\n\n{parser.description}\n\n```text\n{parser.epilog}\n```\n"]
    for action in parser._actions:
        for name, command in (action.choices or {}).items() if isinstance(action.choices, dict) else ():
            parts.append(f"## {name}\n\n{command.description}\n\n```text\n{command.epilog}\n```\n")
            lines = ["| | |", "|---|---|", *map(_option, command._actions)]
            parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _option(action: argparse.Action) -> str:
    """One line of a command's options; not argparse's own text, which differs between Pythons."""
    names = ", ".join(f"`{name}`" for name in action.option_strings) or f"`{action.metavar}`"
    taken = f" {action.metavar}" if action.metavar and action.option_strings else ""
    choices = f" ({', '.join(map(str, action.choices))})" if action.choices else ""
    return f"| {names}{taken} | {_cell(action.help or '')}{choices} |"


def findings() -> str:
    lines = ["# Findings\n", "| code | level | message | mend |", "|---|---|---|---|"]
    for code, entry in CATALOGUE.items():
        lines.append(
            f"| `{code}` | {entry.level} | {_cell(of_many(entry.message_en))} | {_cell(of_many(entry.mend_en))} |"
        )
    lines += ["\n# Reasons why there is no figure\n", "| code | Indonesian | English |", "|---|---|---|"]
    lines += [f"| `{code}` | {_cell(words)} | {_cell(english)} |" for code, (words, english) in REASONS.items()]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    shown = text.replace("{{", "\0").replace("}}", "\1")
    shown = re.sub(r"{(\w+)}", r"‹\1›", shown).replace("\0", "{").replace("\1", "}")
    return shown.replace("|", "\\|")


def plan() -> str:
    lines = ["# The plan\n", "JSON Schema: [plan.schema.json](plan.schema.json).\n"]
    lines += ["| key | required | kind | meaning |", "|---|---|---|---|", *_keys(PLAN, "")]
    return "\n".join(lines) + "\n"


def _keys(record: RecordShape, path: str) -> Iterator[str]:
    for name, key in record.keys.items():
        where = f"{path}{name}"
        required = "yes" if key.required else ""
        yield f"| `{where}` | {required} | {_kind(key.shape)} | {_cell(key.shape.doc)} |"
        inner = _inner(key.shape)
        if inner:
            yield from _keys(inner[0], f"{where}{inner[1]}")


def _inner(shape: Shape) -> tuple[RecordShape, str] | None:
    match shape:
        case RecordShape():
            return shape, "."
        case ListShape(RecordShape() as item):
            return item, "[]."
        case MappingShape(RecordShape() as item):
            return item, ".*."
        case _:
            return None


def _kind(shape: Shape) -> str:
    match shape:
        case TextShape():
            return "text"
        case NumberShape():
            return "number"
        case ChoiceShape(options):
            return " / ".join(f"`{option}`" for option in options)
        case ListShape(item):
            return f"list of {_kind(item)}"
        case MappingShape(item, _, years):
            return f"{'year' if years else 'name'} to {_kind(item)}"
        case UnionShape(shapes):
            return " or ".join(_kind(option) for option in shapes)
        case RecordShape():
            return "keys"


def rules() -> str:
    lines = ["# Rules of achievement\n"]
    lines.append(
        "Standing: *known* is the field's settled practice, its text not compared here; *seen* was read in a copy;"
    )
    lines.append("*practice* was seen in published reports.\n")
    lines += ["| rule | since | formula | statement | basis | standing |", "|---|---|---|---|---|---|"]
    for rule in shipped().rules:
        written = write(rule.formula)
        cells = (f"`{rule.key}`", rule.since, f"`{written}`", rule.statement_en, rule.basis, rule.standing)
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for name, content in pages().items():
        (HERE / name).write_text(content, encoding="utf-8")
