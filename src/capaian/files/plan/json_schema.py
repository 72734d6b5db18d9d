"""The shape of the plan as JSON Schema (draft 2020-12), for editors that complete and check while one types."""

from __future__ import annotations

import json
from typing import Any

from capaian.files.plan.plan_shape import PLAN, SCHEMA
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

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_YEARS = "^(19|20|21)[0-9]{2}$"
_UNQUOTED = ["string", "number", "boolean", "null"]


def plan_schema() -> str:
    """Return the JSON Schema of ``capaian/plan@1`` as text, one byte form for one version of the code."""
    schema = {"$schema": DRAFT, "title": SCHEMA, **schema_of(PLAN)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def schema_of(shape: Shape) -> dict[str, Any]:
    """Return the JSON Schema of one shape.

    It is as strict as the reader about keys, kinds and choices; what values mean is for ``capaian check``. YAML
    without quotes gives numbers where the reader keeps the text, so a plain text may be either.
    """
    said = {"description": shape.doc} if shape.doc else {}
    match shape:
        case TextShape(_, pattern):
            return {"type": "string", "pattern": pattern, **said} if pattern else {"type": _UNQUOTED, **said}
        case NumberShape(_, whole):
            return {"type": "integer" if whole else "number", **said}
        case ChoiceShape(("true", "false")):
            return {"type": "boolean", **said}
        case ChoiceShape(options):
            return {"enum": list(options), **said}
        case ListShape(item, _, least):
            return {"type": "array", "items": schema_of(item), "minItems": least, **said}
        case MappingShape(item, _, years):
            keys = {"propertyNames": {"pattern": _YEARS}} if years else {}
            return {"type": "object", **keys, "additionalProperties": schema_of(item), **said}
        case UnionShape(shapes):
            return {"anyOf": [schema_of(option) for option in shapes], **said}
        case RecordShape(keys):
            return {
                "type": "object",
                "properties": {name: schema_of(key.shape) for name, key in keys.items()},
                "required": [name for name, key in keys.items() if key.required],
                "additionalProperties": False,
                **said,
            }
