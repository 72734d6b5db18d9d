"""The rule book of achievement: the one shipped with Capaian, or an office's own."""

from __future__ import annotations

import datetime
from pathlib import Path

from capaian.core.findings.finding import Finding, Place, has_errors
from capaian.core.formula import FormulaError, Node, names, parse
from capaian.core.measurement.achievement import RULE_NAMES, AchievementRule, RuleBook, RuleKey
from capaian.files.yaml.nodes import NodeReader, items_of, text_of, value_of
from capaian.files.yaml.shape import Checker, ChoiceShape, Key, ListShape, RecordShape, TextShape
from capaian.files.yaml.tree import Scalar, Tree, read_tree

SCHEMA = "capaian/rulebook@1"
# Beside this module, not through importlib.resources: that costs a tenth of a cold measurement.
SHIPPED = Path(__file__).with_name("rulebook.yaml")
STANDINGS = ("known", "seen", "practice")

RULEBOOK = RecordShape(
    {
        "schema": Key(ChoiceShape((SCHEMA,)), required=True),
        "rules": Key(
            ListShape(
                RecordShape(
                    {
                        "key": Key(ChoiceShape(tuple(RuleKey)), required=True),
                        "since": Key(TextShape("Tanggal mulai berlaku: 2024-01-31"), required=True),
                        "formula": Key(TextShape("Rumus capaian dalam persen"), required=True),
                        "statement": Key(TextShape("Bunyi aturan"), required=True),
                        "statement_en": Key(TextShape("The rule in English")),
                        "basis": Key(TextShape("Dasar hukum"), required=True),
                        "standing": Key(ChoiceShape(STANDINGS), required=True),
                    }
                ),
                least=1,
            ),
            required=True,
        ),
    }
)


def shipped() -> RuleBook:
    """Return the rule book that comes with Capaian."""
    rules, findings = _rules(SHIPPED.read_bytes(), SHIPPED.name)
    assert not findings, findings
    return RuleBook(tuple(rules))


def read_rulebook(path: Path) -> tuple[RuleBook | None, list[Finding]]:
    """Read an office's own rules from ``path``; cases that it does not name keep the shipped rules."""
    rules, findings = _rules(path.read_bytes(), str(path))
    if has_errors(findings):
        return None, findings
    own = {rule.key for rule in rules}
    return RuleBook((*(r for r in shipped().rules if r.key not in own), *rules)), findings


def _rules(data: bytes, file: str) -> tuple[list[AchievementRule], list[Finding]]:
    tree, findings = read_tree(data, file)
    if tree is None:
        return [], findings
    checker, reader = Checker(), NodeReader()
    if not checker.check(tree, RULEBOOK, ""):
        return [], [*findings, *checker.findings]
    rules = [_rule(item, reader) for item in items_of(value_of(tree, "rules"))]
    return [rule for rule in rules if rule], [*findings, *checker.findings, *reader.findings]


def _rule(tree: Tree, reader: NodeReader) -> AchievementRule | None:
    key = RuleKey(text_of(value_of(tree, "key")))
    since = value_of(tree, "since")
    formula = _formula(value_of(tree, "formula"), key, reader)
    try:
        day = datetime.date.fromisoformat(text_of(since))
    except ValueError:
        place = since.place if since else Place()
        reader.report("not-a-date", place, key, found=text_of(since))
        return None
    if formula is None:
        return None
    return AchievementRule(
        key=key,
        formula=formula,
        statement=text_of(value_of(tree, "statement")),
        statement_en=text_of(value_of(tree, "statement_en")) or text_of(value_of(tree, "statement")),
        basis=text_of(value_of(tree, "basis")),
        standing=text_of(value_of(tree, "standing")),
        since=day,
    )


def _formula(tree: Tree | None, key: RuleKey, reader: NodeReader) -> Node | None:
    assert isinstance(tree, Scalar), "checked by the shape"
    try:
        node = parse(tree.text)
    except FormulaError as error:
        reader.report(error.code, tree.place, key, **{**error.values, "formula": tree.text})
        return None
    for name in names(node):
        if name.name not in RULE_NAMES[key]:
            known = ", ".join(sorted(RULE_NAMES[key]))
            reader.report("unknown-name", tree.place, key, name=name.name, nearest=known)
            return None
    return node
