"""An audit as the JSON that other tools rely on (``capaian/audit@1``)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from capaian.core.claims.objection import Objection, RuleSeen
from capaian.core.claims.rule_sentences import rule_in_words
from capaian.core.claims.transcript import Spot
from capaian.core.findings.catalogue import kind_in_words
from capaian.core.findings.finding import Finding
from capaian.core.numbers.numerals import shortest
from capaian.pipeline.auditing import Audited

SCHEMA = "capaian/audit@1"


Answers = Mapping[int, Sequence[Mapping[str, object]]]
"""What an office answered to each finding about the report by its number, from 1."""


def to_json(audits: Sequence[Audited], lang: str = "id", answers: Answers | None = None) -> str:
    """Return one audit as an object, several as a list of such objects; with a newline at the end.

    ``answers`` are those to the findings of a single audit.
    """
    found = [to_dict(audited, lang, answers) for audited in audits]
    return json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1) + "\n"


def to_dict(audited: Audited, lang: str = "id", answers: Answers | None = None) -> dict[str, object]:
    """Return the audit as plain data. Keys of the contract never change; further ones may be added.

    What there is none of is ``null``: a page where the file has no pages, a figure where a finding has none.
    """
    claims = audited.claims
    names = {line.code: line.name for _, line in reversed(list(claims.lines))}
    return {
        "schema": SCHEMA,
        "file": audited.file,
        "sha256": audited.sha256,
        "read": audited.is_read,
        "office": claims.office or None,
        "year": claims.year,
        "claims": claims.count,
        "compared": audited.compared,
        "findings": [
            *(_of_reading(found, lang) for found in audited.findings),
            *(
                _objection(objection, names, lang) | _answered(answers, number)
                for number, objection in enumerate(audited.examined.objections, 1)
            ),
        ],
        "tables": [
            {
                "table": board.table,
                "page": board.page or None,
                "title": board.title or None,
                "notation": board.notation.value,
                "indicators": len(board.lines),
            }
            for board in claims.boards
        ],
        "rules": [_rule(rule, lang) for rule in audited.examined.rules],
        "unread": [
            {"table": unread.table, "page": unread.page or None, "why": unread.why} for unread in claims.unread
        ],
    }


def _of_reading(found: Finding, lang: str) -> dict[str, object]:
    return {
        "code": found.code,
        "level": found.level.value,
        "kind": kind_in_words(found.code, lang),
        "place": _place(Spot()),
        "indicator": None,
        "name": None,
        "heading": None,
        "printed": None,
        "recomputed": None,
        "message": found.message(lang),
        "cause": None,
        "consequence": None,
        "quote": found.place.cell or None,
        "mend": found.mend(lang),
    }


def _objection(objection: Objection, names: dict[str, str], lang: str) -> dict[str, object]:
    return {
        "code": objection.code,
        "level": objection.level.value,
        "kind": kind_in_words(objection.code, lang),
        "place": _place(objection.spot),
        "indicator": objection.indicator or None,
        "name": names.get(objection.indicator),
        "heading": objection.heading or None,
        "printed": objection.printed or None,
        "recomputed": objection.recomputed or None,
        "message": objection.message(lang),
        "cause": _said(objection.cause, lang),
        "consequence": _said(objection.consequence, lang),
        "quote": objection.quote or None,
        "mend": objection.finding.mend(lang),
    }


def _answered(answers: Answers | None, number: int) -> dict[str, object]:
    """Return the answers of a finding; a file that is audited alone has nobody to give any."""
    return {} if answers is None else {"number": number, "answers": [dict(one) for one in answers.get(number, ())]}


def _said(found: Finding | None, lang: str) -> dict[str, str] | None:
    return {"code": found.code, "message": found.message(lang)} if found else None


def _place(spot: Spot) -> dict[str, object]:
    return {
        "table": spot.table or None,
        "row": spot.row or None,
        "column": spot.column or None,
        "page": spot.page or None,
    }


def _rule(rule: RuleSeen, lang: str) -> dict[str, object]:
    return {
        "table": rule.table,
        "rule": rule.rule,
        "rows": rule.rows,
        "cap": shortest(rule.cap) if rule.cap is not None else None,
        "from_printed": rule.from_printed,
        "text": rule_in_words(rule, lang),
    }
