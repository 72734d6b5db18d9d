"""The formula language: one grammar, one tree, one style of error.

    expression = term (("+" | "-") term)*
    term       = factor (("*" | "×" | "/") factor)*
    factor     = "-" factor | atom
    atom       = number | name | function | "(" expression ")"
    function   = ("mean" | "sum" | "min" | "max") "(" expression ("," expression)* ")"
               | "weighted" "(" name ":" weight ("," name ":" weight)* ")"
    weight     = number ("/" number)?

Numbers use the point (``0.5``). A name is a variable of the plan or a part of the indicator. The grammar has
no power, no attribute, no call of anything else: nothing in a formula can run code, and the limits of
:mod:`capaian.core.formula.parse` bound its time and memory.
"""

from capaian.core.formula.evaluate import Evaluated, evaluate
from capaian.core.formula.parse import FormulaError, parse
from capaian.core.formula.tree import Binary, Call, Name, Negative, Node, Number, Span, Weighted, names
from capaian.core.formula.write import write

__all__ = [
    "Binary",
    "Call",
    "Evaluated",
    "FormulaError",
    "Name",
    "Negative",
    "Node",
    "Number",
    "Span",
    "Weighted",
    "evaluate",
    "names",
    "parse",
    "write",
]
