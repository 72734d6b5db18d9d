"""Registers of the plan file to core, and how variables are counted from them; every fault with its place."""

from __future__ import annotations

import datetime
import re
from types import MappingProxyType

from capaian.core.findings.finding import has_errors
from capaian.core.formula.parse import FormulaError
from capaian.core.numbers.numerals import read_plain
from capaian.core.registers.aggregation import AggregateFunction, Aggregation
from capaian.core.registers.condition import Condition, Value, parse_condition
from capaian.core.registers.register import Column, FieldType, Register, RowRule, Sort, condition_faults
from capaian.core.wording import NOTHING, Both
from capaian.files.yaml.nodes import NodeReader, entries_of, items_of, short, text_of, texts_of, value_of, within
from capaian.files.yaml.shape import nearest
from capaian.files.yaml.tree import Scalar, Tree

_WAYS = tuple(how for how in AggregateFunction if how not in (AggregateFunction.ROWS, AggregateFunction.DISTINCT))


class RegisterReader:
    """Reads registers, then the variables that count their rows."""

    __slots__ = ("broken", "found", "reader")

    def __init__(self, reader: NodeReader) -> None:
        self.reader = reader
        self.found: dict[str, Register] = {}
        self.broken: set[str] = set()

    def registers(self, tree: Tree | None) -> dict[str, Register]:
        """Return the sound registers by name."""
        for key, value in entries_of(tree):
            before = len(self.reader.findings)
            register = self.register(key.text, value)
            if register is None or has_errors(self.reader.findings[before:]):
                self.broken.add(key.text)
            if register is not None:
                self.found[key.text] = register
        return self.found

    def register(self, name: str, tree: Tree) -> Register | None:
        columns = {}
        for key, value in entries_of(value_of(tree, "fields")):
            column = self.column(key.text, value)
            if column is not None:
                columns[key.text] = column
        office = self.place(name, tree, columns, "office", FieldType.AREA)
        date = self.place(name, tree, columns, "date", FieldType.DATE)
        for item in items_of(value_of(tree, "key")):
            if text_of(item) not in columns:
                known = ", ".join(columns)
                self.reader.report(
                    "register-key", item.place, name, register=name, found=text_of(item), known=known
                )
        if office is None or date is None:
            return None
        key_columns = tuple(text for text in texts_of(value_of(tree, "key")) if text in columns)
        for key, value in entries_of(value_of(tree, "fields")):
            column = columns.get(key.text)
            if column is not None and key.text not in key_columns and _may_name_people(column):
                self.reader.report("field-people", value.place, name, name=key.text, label=column.label or key.text)
        register = Register(
            name, text_of(value_of(tree, "label")), office, date, MappingProxyType(columns), key_columns
        )
        rules = []
        for item in items_of(value_of(tree, "rules")):
            condition = self.condition(value_of(item, "rule"), register)
            if condition is not None:
                rules.append(RowRule(condition, text_of(value_of(item, "message"))))
        return Register(name, register.label, office, date, register.columns, key_columns, tuple(rules))

    def place(self, name: str, tree: Tree, columns: dict[str, Column], key: str, wanted: FieldType) -> str | None:
        named = value_of(tree, key)
        text = text_of(named)
        if named is None or (text in columns and columns[text].type is wanted):
            return text or None
        self.reader.report(
            "register-column", named.place, name, register=name, found=text, expected=wanted, key=key
        )
        return None

    def column(self, name: str, tree: Tree) -> Column | None:
        type_text = text_of(value_of(tree, "type"))
        if type_text not in tuple(FieldType):
            return None  # the shape has named it
        kind = FieldType(type_text)
        choices = {key.text: text_of(value) for key, value in entries_of(value_of(tree, "choices"))}
        if kind is FieldType.CHOICE and not choices:
            self.reader.report("field-choices", tree.place, name, name=name)
        column = Column(
            name=name,
            type=kind,
            label=text_of(value_of(tree, "label")),
            required=text_of(value_of(tree, "required")) == "true",
            choices=MappingProxyType(choices),
        )
        low, high = (self.bound(value_of(tree, key), column) for key in ("min", "max"))
        personal = self.personal(value_of(tree, "personal"), column)
        return column._replace(low=low, high=high, personal=personal)

    def personal(self, tree: Tree | None, column: Column) -> bool | None:
        said = {"true": True, "false": False}.get(text_of(tree))
        fits = said is None or column.type is FieldType.TEXT or (said and column.type is FieldType.NIK)
        if tree is not None and not fits:
            self.reader.report("field-personal", tree.place, column.name, found=text_of(tree), type=column.type)
        return said if fits else None

    def bound(self, tree: Tree | None, column: Column) -> Value | None:
        if not isinstance(tree, Scalar):
            return None
        value: Value | None = None
        expected: str | Both = Both("tanpa batas", "no bound")
        if column.sort is Sort.NUMBER:
            value, expected = read_plain(tree.text), Both("angka", "a number")
        elif column.sort is Sort.DATE:
            value, expected = _date(tree.text), '"2017-12-31"'
        if value is None:
            self.reader.report(
                "field-bound", tree.place, column.name, found=tree.text, type=column.type, expected=expected
            )
        return value

    def condition(self, tree: Tree | None, register: Register) -> Condition | None:
        """Return a sound condition of ``register``, or ``None`` after reporting its faults."""
        if not isinstance(tree, Scalar):
            return None
        try:
            node = parse_condition(tree.text)
        except FormulaError as error:
            values: dict[str, object] = {**error.values, "formula": short(tree.text)}
            self.reader.report(error.code, within(tree, error.span.start), register.name, **values)
            return None
        faults = list(condition_faults(node, register))
        for fault in faults:
            self.reader.report(fault.code, within(tree, fault.span.start), register.name, **fault.values)
        return None if faults else node

    # ---- variables -----------------------------------------------------------------------------------

    def countings(self, tree: Tree | None) -> dict[str, Aggregation]:
        """Return how each variable that names a register is counted."""
        found = {}
        for key, value in entries_of(tree):
            counting = self.counting(key.text, value)
            if counting is not None:
                found[key.text] = counting
        return found

    def counting(self, name: str, tree: Tree) -> Aggregation | None:
        source = value_of(tree, "from")
        given = {how: value_of(tree, how) for how in ("count", *_WAYS)}
        named = {how: node for how, node in given.items() if node is not None}
        if source is None:
            for how, node in (*named.items(), ("where", value_of(tree, "where"))):
                if node is not None:
                    self.reader.report("counting-alone", node.place, name, name=name, key=how)
            return None
        register = self.found.get(text_of(source))
        if register is None:
            if text_of(source) not in self.broken:
                near = (
                    nearest(text_of(source), list(self.found))
                    if self.found
                    else Both("(belum ada register)", "(there is no register yet)")
                )
                self.reader.report("register-unknown", source.place, name, found=text_of(source), nearest=near)
            return None
        if len(named) != 1:
            found = ", ".join(named) or NOTHING
            self.reader.report("counting-how", tree.place, name, name=name, found=found)
            return None
        where = value_of(tree, "where")
        condition = self.condition(where, register)
        ((how, node),) = named.items()
        way, column = self.way(name, how, node, register)
        if way is None or (where is not None and condition is None):
            return None
        return Aggregation(register.name, way, column, condition)

    def way(self, name: str, how: str, node: Tree, register: Register) -> tuple[AggregateFunction | None, str]:
        text = text_of(node)
        if how == "count":
            word, _, column = text.partition(" ")
            if text == "rows":
                return AggregateFunction.ROWS, ""
            if word != "distinct":
                self.reader.report("counting-how", node.place, name, name=name, found=f"count: {text}")
                return None, ""
            known = list(register.columns)
            # "distinct office" means the column that names the office, whatever its name is.
            column = register.office if column == "office" and column not in register.columns else column
            way = AggregateFunction.DISTINCT
            if column in known and register.columns[column].names_people and not register.tells_apart(column):
                self.reader.report("counting-personal", node.place, name, name=name, column=column)
                return None, ""
        else:
            known = [c.name for c in register.columns.values() if c.sort is Sort.NUMBER]
            column, way = text, AggregateFunction(how)
        if column not in known:
            self.reader.report(
                "counting-column",
                node.place,
                name,
                name=name,
                found=column,
                register=register.name,
                known=", ".join(known),
            )
            return None, ""
        return way, column


_PEOPLE = re.compile(
    r"\b(?:nama|pemohon|pelapor|pengadu|penerima|warga|responden|alamat|telepon|telp|hp|wa|whatsapp|e-?mail|ktp|kk"
    r"|ayah|ibu|suami|istri|wali|ahli waris|applicant|person|name|address|phone)\b",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"\b(?:lembaga|instansi|kegiatan|program|usaha|perusahaan|barang|jalan|kelompok|organisasi|sekolah|kelurahan|desa"
    r"|kecamatan|posyandu|produk|layanan|jenis|status|jumlah|banyak\w*)\b",
    re.IGNORECASE,
)


def _may_name_people(column: Column) -> bool:
    """Tell whether free text is called as what tells of a person, and its author does not say whether it does."""
    called = f"{column.name.replace('_', ' ')} {column.label}"
    unsaid = column.type is FieldType.TEXT and column.personal is None
    return unsaid and _PEOPLE.search(called) is not None and _THINGS.search(called) is None


def _date(text: str) -> Value | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
