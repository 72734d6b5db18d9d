"""The data dictionary (kamus data): what each field of the open data is, its type and its unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from capaian.core.wording import LANGUAGES
from capaian.web.public.data import COLUMNS, LICENCES, SCHEMA, type_of
from capaian.web.public.models import Publicity
from capaian.web.public.queries import Edition
from capaian.web.ui.translation import translate

OF_UNIT = {
    "target": "of-unit",
    "target_low": "of-unit",
    "target_high": "of-unit",
    "actual": "of-unit",
    "actual_exact": "of-unit",
    "achievement": "percent",
    "achievement_exact": "percent",
}
"""Columns that carry a quantity, and in what."""

CODED = {
    "unit": ("percent", "index", "count", "days", "rupiah", "grade"),
    "better": ("higher", "lower", "range", "grade"),
    "status": ("measured", "missing"),
}
"""Columns whose text is one of a few codes."""

JSON_FIELDS = ("mean_achievement", "measured", "not_measured", "inputs", "parts", "working")
"""What ``data.json`` has beside the columns of the CSV."""


class DictionaryField(NamedTuple):
    """A field: its name, its type and its unit in codes."""

    name: str
    type: str
    unit: str
    values: Sequence[str]


def csv_dictionary() -> list[DictionaryField]:
    """Return every column of ``data.csv`` in its order."""
    return [DictionaryField(name, type_of(name), OF_UNIT.get(name, ""), CODED.get(name, ())) for name in COLUMNS]


def data_dictionary(edition: Edition, publicity: Publicity) -> Mapping[str, Any]:
    """Return the dictionary as data: the edition it goes with, its licence, and every field in both languages."""
    return {
        "schema": f"{SCHEMA}#dictionary",
        "office": publicity.office_id,
        "period": edition.snapshot.period,
        "edition": edition.number,
        "fingerprint": edition.snapshot.manifest,
        "licence": publicity.licence,
        "licence_address": LICENCES[Publicity.Licence(publicity.licence)],
        "encoding": "UTF-8",
        "csv": {"delimiter": ",", "decimal": ".", "missing": "", "quote": '"', "escaped_formula": "'"},
        "fields": [
            {
                "name": field.name,
                "type": field.type,
                "unit": field.unit or None,
                "values": list(field.values) or None,
                **{f"meaning_{lang}": translate(f"kamus.{field.name}", lang) for lang in LANGUAGES},
            }
            for field in csv_dictionary()
        ],
        "fields_of_json": [
            {"name": name, **{f"meaning_{lang}": translate(f"kamus.{name}", lang) for lang in LANGUAGES}}
            for name in JSON_FIELDS
        ],
    }
