"""A plan's text as a plain structure that forms can change, and back to a text in one canonical form.

The structure is dictionaries, lists and text exactly as written: nothing is a number here, so no digit is lost.
Comments are not part of it; :func:`has_comments` tells beforehand that they would go.
"""

from __future__ import annotations

import re
from typing import Any, cast

import yaml

from capaian.files.plan.plan_shape import FIELD, PART, PLAN, TARGET, VARIABLE
from capaian.files.yaml.nodes import is_empty
from capaian.files.yaml.shape import Checker, ListShape, MappingShape, RecordShape, Shape, UnionShape
from capaian.files.yaml.tree import Mapping, Scalar, Sequence, Tree, read_tree

Structure = dict[str, Any]
"""The whole plan: ``{"office": {"code": "15.71.03", ...}, "missions": [...], ...}``."""

_PROSE = frozenset({"statement", "name", "explanation", "duty", "functions", "message", "label", "source", "owner"})
"""Keys whose text the reader puts on one line anyway, so that it may be folded over lines."""
_QUOTED = frozenset({"code", "nip"})
"""Keys that the plan's own advice always has in quotes."""
_TABLES_ON_A_LINE = frozenset({"targets", "scale", "choices"})
_ON_A_LINE: tuple[Shape, ...] = (PART, VARIABLE, FIELD, *TARGET.shapes)
"""What people write as ``{label: Perizinan, formula: ...}`` where it is short."""
_WIDTH = 110
_LONG = 80
_FLOW = 96
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool"))
_STR = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"


def structure_of(text: str) -> Structure | None:
    """Return the structure of a text, or ``None`` where forms cannot open it.

    That is where it is no YAML, says a key twice, or has a list where a group of keys belongs.
    """
    tree, findings = read_tree(text.encode(), "")
    if findings or not isinstance(tree, Mapping):
        return None
    checker = Checker()
    checker.check(tree, PLAN, "")
    if any(found.code == "wrong-kind" for found in checker.findings):
        return None
    return cast(Structure, _plain(tree))


def write(structure: Structure) -> str:
    """Return the text of a structure: keys in the order of the plan's shape, unknown ones last."""
    node = _node(structure, PLAN, "")
    return yaml.serialize(node, Dumper=_Dumper, width=_WIDTH, allow_unicode=True)


def alike(before: str, after: str) -> tuple[str, str]:
    """Return two texts for comparing: in the canonical form where both can be, so that layout does not count."""
    structures = [structure_of(text) for text in (before, after)]
    if structures[0] is None or structures[1] is None:
        return before, after
    return write(structures[0]), write(structures[1])


def has_comments(text: str) -> bool:
    """Tell whether a text has comments, which only the text itself keeps."""
    end = 0
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if "#" in text[end : token.start_mark.index]:
                return True
            end = token.end_mark.index
    except yaml.YAMLError:
        return bool(re.search(r"^\s*#|\s#", text, re.MULTILINE))
    return "#" in text[end:]


class _Dumper(yaml.SafeDumper):
    """Lists stand indented below their key, as people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _plain(tree: Tree) -> Any:
    if isinstance(tree, Scalar):
        return "" if is_empty(tree) else tree.text
    if isinstance(tree, Sequence):
        return [_plain(item) for item in tree.items]
    return {key: _plain(value) for key, (_, value) in tree.items.items()}


def _node(value: Any, shape: Shape | None, key: str) -> yaml.Node:
    if isinstance(value, dict):
        return _mapping(value, _record(shape, dict), key)
    if isinstance(value, list):
        listing = _record(shape, list)
        item = listing.item if isinstance(listing, ListShape) else None
        nodes = [_node(one, item, key) for one in value]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=shape is TARGET or not nodes)
    return _scalar(str(value), key)


def _record(shape: Shape | None, kind: type) -> Shape | None:
    """Return the one of several shapes that a value of ``kind`` has."""
    wanted = (RecordShape, MappingShape) if kind is dict else (ListShape,)
    shapes = shape.shapes if isinstance(shape, UnionShape) else (shape,)
    return next((one for one in shapes if isinstance(one, wanted)), None)


def _mapping(value: dict[str, Any], shape: Shape | None, key: str) -> yaml.Node:
    order, shapes = list(value), {}
    if isinstance(shape, RecordShape):
        known = list(shape.keys)
        order.sort(key=lambda name: known.index(name) if name in known else len(known))
        shapes = {name: one.shape for name, one in shape.keys.items()}
    elif isinstance(shape, MappingShape):
        shapes = dict.fromkeys(value, shape.item)
    pairs = [(_scalar(name, ""), _node(value[name], shapes.get(name), name)) for name in order]
    flow = not pairs or ((shape in _ON_A_LINE or key in _TABLES_ON_A_LINE) and _short(value))
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)


def _short(value: dict[str, Any]) -> bool:
    """Tell whether a group fits on a line and has nothing deep in it and nothing left empty."""
    nested = [one for one in value.values() if not isinstance(one, str)]
    deep = any(isinstance(inner, (dict, list)) for one in nested for inner in _inside(one))
    return not deep and "" not in value.values() and len(str(value).replace("'", "")) <= _FLOW


def _inside(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else list(value)


def _scalar(text: str, key: str) -> yaml.ScalarNode:
    if text == "":
        return yaml.ScalarNode(_NULL, "")
    if key in _QUOTED:
        return yaml.ScalarNode(_STR, text, style='"')
    if key in _PROSE:
        text = " ".join(text.split())
        if len(text) > _LONG and text.isprintable() and "formula:" not in text:
            return yaml.ScalarNode(_STR, text, style=">")
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    if tag in _PLAIN_TAGS and "\n" not in text:
        return yaml.ScalarNode(tag, text)
    return yaml.ScalarNode(_STR, text, style='"')


_RESOLVER = yaml.resolver.Resolver()
