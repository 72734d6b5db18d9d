"""LaTeX in a text as plain characters: ``$\\frac{15}{18} \\times 100\\%$`` as ``15/18 × 100%``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaian.reading.equations import linear
from capaian.reading.equations.linear import Piece

_DEEPEST = 40
_TOKENS = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_&~\[\]]|[^\\{}^_&~\[\]]+|\\", re.DOTALL)
# A dollar opens an equation where no word, dollar or backslash stands before it and no blank after it (US$ 5 does
# not); it closes one where no blank stands before it and no digit after it.
_DOLLARS = re.compile(
    r"(?<![\w\\$])\$\$([^$]{1,4000})\$\$|(?<![\w\\$])\$(?![\s$])((?:\\.|[^$\\\n]|\n(?!\n)){1,2000})(?<![\s\\])\$(?![\d$])"
    r"|\\\(((?:[^\\]|\\(?![()])){1,2000})\\\)|\\\[((?:[^\\]|\\(?![\[\]])){1,4000})\\\]"
)
_IS_MATHEMATICS = re.compile(r"[\\=×^_{}]|\d\s*[/:*+]\s*\d|^[\d.,]+ ?%?$")
_NAKED = re.compile(r"\\(?:(?:[dtc]?frac|times|cdot|div|text)(?![A-Za-z])|%)")
_BRACE_COMMA = re.compile(r"(?<=\d)\{([.,])\}(?=\d)")

_SIGNS = {
    "times": "×", "cdot": "×", "ast": "×", "div": "÷", "approx": "≈", "simeq": "≈", "neq": "≠", "ne": "≠",
    "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥", "lt": "<", "gt": ">",
    "pm": "±", "sum": "Σ", "prod": "Π", "ldots": "…", "dots": "…", "cdots": "…", "circ": "°", "degree": "°",
    "rightarrow": "→", "to": "→", "Rightarrow": "⇒", "infty": "∞", "percent": "%", "colon": ":", "slash": "/",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ", "mu": "μ", "sigma": "σ", "Sigma": "Σ",
    "lbrack": "[", "rbrack": "]", "lbrace": "{", "rbrace": "}", "vert": "|", "mid": "|", "backslash": "\\",
}  # fmt: skip
_BLANKS = {"quad", "qquad", "enspace", "thinspace", "space", "hspace", "hfill", ",", ";", ":", " ", ">", "\n", "\t"}
_BETWEEN = {"&": " ", "~": " ", "}": "", "^": "", "_": ""}
_FRACTIONS = {"frac", "dfrac", "tfrac", "cfrac", "sfrac", "nicefrac"}
_SILENT = {
    "text", "textbf", "textit", "textrm", "textsf", "texttt", "textnormal", "mathrm", "mathbf", "mathit", "mathsf",
    "mathtt", "mathnormal", "operatorname", "mbox", "hbox", "boxed", "fbox", "underline", "overline", "bar", "hat",
    "vec", "widehat", "boldsymbol", "bm", "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "rm",
    "bf", "it", "small", "large", "Large", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "cancel",
    "phantom", "hline", "centering", "noindent", "nonumber", "notag", "!", "/", "-",
}  # fmt: skip


def without_latex(text: str) -> str:
    """Return ``text`` with the equations in it as plain text; what only looks like one (US$ 5) stays.

    Equations are those between ``$``, ``$$``, ``\\( \\)`` and ``\\[ \\]``, and lines with naked commands of
    fractions and signs.
    """
    if "\\" not in text and "$" not in text:
        return text
    text = _DOLLARS.sub(_replaced, text)
    if not _NAKED.search(text):
        return text
    return "\n".join(_latex(part, naked=True) if _NAKED.search(part) else part for part in text.split("\n"))


def equation_at(text: str, start: int) -> tuple[str, int] | None:
    """Return the equation that begins at ``start`` as plain text, and where it ends; ``None`` where none does."""
    found = _DOLLARS.match(text, start)
    if found is None or (said := _replaced(found)) == found[0]:
        return None
    return said, found.end()


def _replaced(found: re.Match[str]) -> str:
    source = next(group for group in found.groups() if group is not None)
    return latex(source) if _IS_MATHEMATICS.search(source) else found[0]


def latex(source: str) -> str:
    """Return one equation in LaTeX as plain text; ``source`` itself where it is nested absurdly.

    >>> latex(r"\\frac{2555}{2584} \\times 100\\% = 98{,}87\\%")
    '2555/2584 × 100% = 98,87%'
    """
    return _latex(source)


def _latex(source: str, *, naked: bool = False) -> str:
    try:
        return linear.line(_EquationReader(source, naked=naked).group(""))
    except _TooDeep:
        return source


class _TooDeep(Exception):
    pass


class _EquationReader:
    """One pass over the tokens of an equation. ``naked`` is text around commands: its & ^ _ ~ are just that."""

    def __init__(self, source: str, *, naked: bool) -> None:
        self._tokens: list[str] = _TOKENS.findall(_BRACE_COMMA.sub(r"\1", source))
        self._at = 0
        self._depth = 0
        self._plain = "&^_~" if naked else ""

    def group(self, closing: str) -> str:
        """Read up to ``closing``, or to the end, and return its text."""
        return linear.joined(self._pieces(closing))

    def _pieces(self, closing: str) -> Iterator[Piece]:
        read: list[Piece] = []
        while (token := self._next()) and token != closing:
            if token == r"\over":
                self._go_down()
                yield linear.fraction(linear.joined(read), self.group(closing))
                return
            if token in ("^", "_") and token not in self._plain:
                last = read.pop().text if read else ""
                read.append(Piece(self._script(token, last)))
            else:
                read.append(self._piece(token))
        yield from read

    def _next(self) -> str:
        if self._at >= len(self._tokens):
            return ""
        self._at += 1
        return self._tokens[self._at - 1]

    def _script(self, token: str, base: str) -> str:
        script = self._argument()
        if token == "_":
            return linear.index(base, script)
        return base + script if script.strip() == "°" else linear.power(base, script)

    def _piece(self, token: str) -> Piece:
        if token not in "{\\" and token[0] != "\\":
            return Piece(token if token in self._plain else _BETWEEN.get(token, token))
        self._go_down()
        piece = Piece(self.group("}")) if token == "{" else self._command(token[1:].rstrip("*"))
        self._depth -= 1
        return piece

    def _go_down(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeep

    def _command(self, name: str) -> Piece:
        if name in _FRACTIONS:
            over = self._argument()
            return linear.fraction(over, self._argument())
        if name == "sqrt":
            return Piece(linear.root(*reversed((self._option(), self._argument()))))
        if name in ("left", "right"):
            return Piece(self._delimiter())
        if name in ("begin", "end"):
            if self._argument().startswith(("array", "tabular")) and name == "begin":
                self._argument()
            return Piece("")
        if name == "\\":
            return Piece("\n")
        if name in _BLANKS:
            return Piece(" ")
        return Piece("" if name in _SILENT else _SIGNS.get(name, name))

    def _argument(self) -> str:
        """Read ``{...}``, a command, or one character."""
        token = self._next()
        if token.isspace():
            token = self._next()
        if not token or token in "}&]^_":
            return ""
        if token[0] in "\\{~[":
            return self._piece(token).text
        stripped = token.lstrip()
        self._at -= 1
        self._tokens[self._at] = stripped[1:] or " "
        return stripped[0]

    def _option(self) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at] == "[":
            self._at += 1
            return self.group("]")
        return ""

    def _delimiter(self) -> str:
        delimiter = self._argument()
        return {".": "", "{": "(", "}": ")"}.get(delimiter, delimiter)
