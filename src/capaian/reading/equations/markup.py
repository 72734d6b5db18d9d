"""Equations of Word (OMML and EQ fields) and of web pages (MathML) as one line of text each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from capaian.reading.equations import linear
from capaian.reading.equations.linear import Piece

_DEEPEST = 60
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EQ = re.compile(r"\s*EQ\s", re.IGNORECASE)

Parts = Sequence[str]
Setting = Callable[[Parts, etree._Element], Piece]


def from_omml(element: etree._Element) -> str:
    """Return an ``m:oMath`` (or ``m:oMathPara``) as a line, several where it breaks: ``15/18 × 100% = 83,33%``."""
    return linear.line(_omml(element, 0).text)


def from_mathml(element: etree._Element) -> str:
    """Return a ``math`` element as a line. A formula's other writings (annotations) are left out."""
    return linear.line(_mathml(element, 0).text)


def from_eq_field(instruction: str) -> str:
    """Return what Word shows for a field ``EQ \\f(15;18)``: ``15/18``; empty where it is another field."""
    if not _EQ.match(instruction):
        return ""
    return linear.line(_eq(_EQ.sub("", instruction, count=1)))


# ---- Word's equations --------------------------------------------------------------------------------


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_M}rPr", f"{_M}ctrlPr", f"{_M}phant", f"{_W}delText"}


def _omml(element: etree._Element, depth: int) -> Piece:
    """Return ``element`` as a piece; beyond the deepest nesting only its characters."""
    name = _local(element)
    if not name or element.tag in _LEFT_OUT or name.endswith("Pr"):
        return Piece("")
    if depth > _DEEPEST:
        return Piece("".join(element.itertext()))
    if name == "t":
        return Piece(element.text or "")
    if name in ("br", "cr"):
        return Piece("\n")
    parts = {_local(child): child for child in element}
    setting = _OMML.get(name)
    if setting is None:
        made = linear.joined(_omml(child, depth + 1) for child in element)
        return Piece(f"{made}\n" if name == "oMath" and depth else made)

    def part(key: str) -> str:
        return _omml(parts[key], depth + 1).text if key in parts else ""

    return setting(part, element, depth)


def _property(element: etree._Element, name: str, otherwise: str) -> str:
    found = element.find(f"{_M}{_local(element)}Pr/{_M}{name}")
    return otherwise if found is None else found.get(f"{_M}val", "")


_Part = Callable[[str], str]


def _omml_delimited(part: _Part, element: etree._Element, depth: int) -> Piece:
    separator = _property(element, "sepChr", "|")
    inside = separator.join(_omml(child, depth + 1).text for child in element.findall(f"{_M}e"))
    return Piece(_property(element, "begChr", "(") + inside.strip() + _property(element, "endChr", ")"))


def _omml_nary(part: _Part, element: etree._Element, depth: int) -> Piece:
    sign = _property(element, "chr", "∫").replace("∑", "Σ")
    return Piece(f"{linear.power(linear.index(sign, part('sub')), part('sup'))} {part('e')}")


def _omml_lines(part: _Part, element: etree._Element, depth: int) -> Piece:
    return Piece("\n".join(_omml(child, depth + 1).text for child in element.findall(f"{_M}e")))


def _omml_matrix(part: _Part, element: etree._Element, depth: int) -> Piece:
    rows = (" ".join(_omml(child, depth + 1).text for child in row) for row in element.findall(f"{_M}mr"))
    return Piece("\n".join(rows))


_OMML: Mapping[str, Callable[[_Part, etree._Element, int], Piece]] = {
    "f": lambda part, element, depth: linear.fraction(part("num"), part("den")),
    "sSup": lambda part, element, depth: Piece(linear.power(part("e"), part("sup"))),
    "sSub": lambda part, element, depth: Piece(linear.index(part("e"), part("sub"))),
    "sSubSup": lambda part, element, depth: Piece(linear.power(linear.index(part("e"), part("sub")), part("sup"))),
    "sPre": lambda part, element, depth: Piece(linear.power(linear.index(part("e"), part("sub")), part("sup"))),
    "rad": lambda part, element, depth: Piece(linear.root(part("e"), part("deg"))),
    "nary": _omml_nary,
    "d": _omml_delimited,
    "func": lambda part, element, depth: Piece(f"{part('fName')}{linear.bracketed(part('e'))}"),
    "limLow": lambda part, element, depth: Piece(linear.index(part("e"), part("lim"))),
    "limUpp": lambda part, element, depth: Piece(linear.power(part("e"), part("lim"))),
    "eqArr": _omml_lines,
    "m": _omml_matrix,
}


# ---- MathML ------------------------------------------------------------------------------------------


def _mathml(element: etree._Element, depth: int) -> Piece:
    name = _local(element)
    if not name or name in ("annotation", "annotation-xml", "mphantom", "none", "mprescripts"):
        return Piece("")
    if depth > _DEEPEST:
        return Piece("".join(element.itertext()))
    if name in ("mi", "mn", "mo", "mtext", "ms"):
        return Piece(" ".join("".join(element.itertext()).split()) if name != "mtext" else _with_blanks(element))
    if name in ("mspace", "br"):
        return Piece("\n" if name == "br" or element.get("linebreak") == "newline" else " ")
    setting = _MATHML.get(name)
    children = [child for child in element if _local(child)]
    if name == "semantics":
        children = children[:1]
    if setting is None:
        made = linear.joined(_mathml(child, depth + 1) for child in children)
        return Piece(f"{made}\n" if name == "mtr" else f"{made} " if name == "mtd" else made)
    return setting([_mathml(child, depth + 1).text for child in children] + ["", "", ""], element)


def _with_blanks(element: etree._Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext()))


def _fenced(parts: Parts, element: etree._Element) -> Piece:
    separators = element.get("separators", ",")
    inside = f"{separators[:1]} ".join(part for part in parts if part)
    return Piece(element.get("open", "(") + inside + element.get("close", ")"))


_ACCENTS = {"¯", "‾", "_", "^", "ˆ", "~", "→", "⃗", "̅", "⏞", ""}
_MATHML: Mapping[str, Setting] = {
    "mfrac": lambda parts, element: linear.fraction(parts[0], parts[1]),
    "msup": lambda parts, element: Piece(linear.power(parts[0], parts[1])),
    "msub": lambda parts, element: Piece(linear.index(parts[0], parts[1])),
    "msubsup": lambda parts, element: Piece(linear.power(linear.index(parts[0], parts[1]), parts[2])),
    "munderover": lambda parts, element: Piece(linear.power(linear.index(parts[0], parts[1]), parts[2])),
    "munder": lambda parts, element: Piece(linear.index(parts[0], parts[1])),
    "mover": lambda parts, element: Piece(parts[0] if parts[1].strip() in _ACCENTS else "^".join(parts[:2])),
    "msqrt": lambda parts, element: Piece(linear.root("".join(parts))),
    "mroot": lambda parts, element: Piece(linear.root(parts[0], parts[1])),
    "mfenced": _fenced,
}


# ---- fields ------------------------------------------------------------------------------------------


def _eq(text: str) -> str:
    """Turn the switches of an EQ field into text, the innermost first."""
    for _ in range(_DEEPEST):
        text, changed = _SWITCH.subn(_switched, text)
        if not changed:
            break
    return text.replace("\\,", ",").replace("\\;", ";").replace("\x01", "(").replace("\x02", ")")


_SWITCH = re.compile(r"\\([a-z]{1,2})((?:\\[a-z]{2}(?:\d{1,4}|\\.)?| ){0,8})\(([^()\\]{0,400})\)", re.IGNORECASE)


def _switched(found: re.Match[str]) -> str:
    name, inside = found[1].lower(), found[3]
    separator = ";" if ";" in inside else ","
    parts = [part.strip() for part in inside.split(separator)]
    hidden = str.maketrans("()", "\x01\x02")
    if name == "f" and len(parts) == 2:
        over, under = (part.replace("\x01", "(").replace("\x02", ")") for part in parts)
        return linear.fraction(over, under).text.translate(hidden)
    if name == "r":
        return linear.root(parts[-1], parts[0] if len(parts) > 1 else "").translate(hidden)
    if name == "b":
        return f"\x01{inside}\x02"
    return inside
