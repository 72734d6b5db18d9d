"""Comments put into a plan's text above the lines that they speak of; what the text says does not change."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

import yaml

Path = tuple[str | int, ...]
"""Keys and places of list items from the top: ``("missions", 0, "objectives")``."""

_WIDTH = 112
_UNPRINTABLE = "\x85\u2028\u2029\ufeff"


def commented(text: str, comments: Mapping[Path, Sequence[str]]) -> str:
    """Return ``text`` with ``comments`` above what stands at their paths; a path that leads nowhere is left out."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    lines = text.splitlines()
    above: dict[int, list[str]] = {}
    for path, said in comments.items():
        number = 0 if not path else _line_of(root, path)
        if number is not None:
            above.setdefault(number, []).extend(said)
    written = []
    for number, line in enumerate(lines):
        indent = line[: len(line) - len(line.lstrip())]
        for comment in above.get(number, ()):
            written += _wrapped(comment, indent)
        written.append(line)
    return "\n".join(written) + "\n"


def _line_of(node: yaml.Node | None, path: Path) -> int | None:
    line = None
    for step in path:
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            pair = next(((key, value) for key, value in node.value if key.value == step), None)
            if pair is None:
                return None
            line, node = pair[0].start_mark.line, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
        else:
            return None
    return line


def _wrapped(comment: str, indent: str) -> list[str]:
    bare = "".join(sign if sign.isprintable() and sign not in _UNPRINTABLE else " " for sign in comment)
    return textwrap.wrap(
        " ".join(bare.split()),
        max(_WIDTH, len(indent) + 40),
        initial_indent=f"{indent}# ",
        subsequent_indent=f"{indent}#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )
