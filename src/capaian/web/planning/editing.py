"""What forms change in the structure of a plan: functions from fields to structure and back, nothing stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from capaian.files.plan.writer import Structure
from capaian.files.yaml.tree import MAX_NODES
from capaian.web.planning.targets import plain_number, shown_number, shown_target, written_target

Path = tuple[int, ...]
"""Where a mission (``(0,)``), an objective (``(0, 1)``) or an indicator (``(0, 1, 2)``) stands."""

LEVELS = ("missions", "objectives", "indicators")
INDICATOR_TEXTS = ("code", "name", "unit", "better", "formula")
INDICATOR_OPTIONAL = ("explanation", "owner", "source", "decimals")
WAYS = ("rows", "distinct", "sum", "mean", "min", "max", "last")
OFFICE_TEXTS = ("name", "parent", "place", "duty")
OFFICE_LISTS = ("duty_basis", "functions", "functions_basis")
HEAD_TEXTS = ("title", "name", "rank", "nip")
RULES = ("lower_is_better", "cap", "floor", "mean")
NO_BOUND = "tanpa"
"""What people write for ``none`` where a cap or a floor has no bound."""
SPARE_PARTS = 2
_MOST_PARTS = 60

Fields = Mapping[str, str]


class PartFields(NamedTuple):
    """A part as the form has it; ``was`` is its name before."""

    number: int
    was: str
    name: str
    label: str
    formula: str


# ---- the outline ------------------------------------------


def path_of(text: str) -> Path | None:
    """Read ``0-1-2``."""
    return tuple(map(int, text.split("-"))) if re.fullmatch(r"\d{1,4}(-\d{1,4}){0,2}", text) else None


def listed(structure: Structure, path: Path) -> list[dict[str, Any]] | None:
    """Return the list that ``path`` is a place of."""
    items: Any = structure.get("missions", [])
    for level, index in enumerate(path[:-1], 1):
        if index >= len(items):
            return None
        items = items[index].setdefault(LEVELS[level], [])
    return items if isinstance(items, list) else None


def at(structure: Structure, path: Path) -> dict[str, Any] | None:
    """Return what stands at ``path``."""
    items = listed(structure, path)
    return items[path[-1]] if items is not None and path[-1] < len(items) else None


def place_of(structure: Structure, code: str) -> Path | None:
    """Return where the indicator with a code stands."""
    for m, mission in enumerate(structure.get("missions", [])):
        for o, objective in enumerate(mission.get("objectives", [])):
            for i, indicator in enumerate(objective.get("indicators", [])):
                if indicator.get("code") == code:
                    return m, o, i
    return None


def change(structure: Structure, what: str, path: Path) -> bool:
    """Add, remove or move (``up``, ``down``) at ``path``; tell whether that could be done."""
    items = listed(structure, path)
    index = path[-1]
    if items is None or (what != "add" and index >= len(items)):
        return False
    if what == "add":
        items.append(_new(structure, len(path)))
    elif what == "remove":
        del items[index]
    elif what == "up" and index > 0:
        items[index - 1 : index + 1] = [items[index], items[index - 1]]
    elif what == "down" and index + 1 < len(items):
        items[index : index + 2] = [items[index + 1], items[index]]
    else:
        return False
    return True


def _new(structure: Structure, depth: int) -> dict[str, Any]:
    if depth < len(LEVELS):
        return {"statement": "", LEVELS[depth]: []}
    used = {str(one.get("code", "")) for one in indicators(structure)}
    code = next(text for number in range(1, MAX_NODES) if (text := f"baru-{number}") not in used)
    return {"code": code, "name": "", "unit": "percent", "better": "higher", "targets": {}, "formula": ""}


def indicators(structure: Structure) -> Iterable[dict[str, Any]]:
    """Yield every indicator of the structure."""
    for mission in structure.get("missions", []):
        for objective in mission.get("objectives", []):
            yield from objective.get("indicators", [])


# ---- an indicator ------------------------------------------


def years(structure: Structure, now: int) -> list[int]:
    """Return the years that the form asks targets for: those of the strategy, and any that have one already."""
    strategy = structure.get("strategy") or {}
    bounds = [strategy.get(key, "") for key in ("first_year", "last_year")]
    found = {int(year) for one in indicators(structure) for year in one.get("targets", {}) if _is_year(year)}
    if all(map(_is_year, bounds)) and 0 <= int(bounds[1]) - int(bounds[0]) <= 10:
        found |= set(range(int(bounds[0]), int(bounds[1]) + 1))
    return sorted(found or {now, now + 1})


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(19|20|21)\d\d", text))


def indicator_fields(indicator: dict[str, Any]) -> dict[str, str]:
    """Return what the form of an indicator shows, field by field."""
    fields = {key: str(indicator.get(key, "")) for key in (*INDICATOR_TEXTS, *INDICATOR_OPTIONAL)}
    scale = indicator.get("scale") or {}
    fields["scale"] = "; ".join(f"{letter}: {shown_number(low)}" for letter, low in scale.items())
    for year, target in (indicator.get("targets") or {}).items():
        fields[f"target-{year}"] = shown_target(target)
    for number, (name, part) in enumerate((indicator.get("parts") or {}).items()):
        for key, value in (("was", name), ("name", name), ("label", part.get("label", ""))):
            fields[f"part-{number}-{key}"] = value
        fields[f"part-{number}-formula"] = part.get("formula", "")
    return fields


def part_fields(fields: Fields, spare: int = SPARE_PARTS) -> list[PartFields]:
    """Return the parts of a form in their order, with a few empty ones to fill in."""
    numbers = sorted({int(match[1]) for name in fields if (match := re.fullmatch(r"part-(\d{1,3})-\w+", name))})
    rows = [
        PartFields(n, *(fields.get(f"part-{n}-{key}", "").strip() for key in PartFields._fields[1:]))
        for n in numbers
    ]
    kept = [row._replace(number=n) for n, row in enumerate(row for row in rows if any(row[1:]))][:_MOST_PARTS]
    return [*kept, *(PartFields(len(kept) + n, "", "", "", "") for n in range(spare))]


def with_indicator(indicator: dict[str, Any], fields: Fields) -> dict[str, Any]:
    """Return an indicator as its form says; what the form does not ask for stays."""
    made = {**indicator, **{key: fields.get(key, "").strip() for key in INDICATOR_TEXTS}}
    for key in INDICATOR_OPTIONAL:
        _keep(made, key, fields.get(key, "").strip())
    _keep(made, "scale", _scale(fields.get("scale", "")))
    made["targets"] = {
        match[1]: written_target(text, made["better"])
        for name, text in sorted(fields.items())
        if (match := re.fullmatch(r"target-(\d{4})", name)) and text.strip()
    }
    parts: dict[str, Any] = {}
    for row in part_fields(fields, 0):
        if not row.label and not row.formula:
            continue  # emptied: it goes
        name = row.name if row.name and row.name not in parts else fresh_name(row.name or row.label, parts)
        parts[name] = {"label": row.label, "formula": row.formula}
        made["formula"] = renamed(made["formula"], row.was, name)
    _keep(made, "parts", parts)
    return made


def _keep(record: dict[str, Any], key: str, value: Any) -> None:
    """Put an optional value down, or take its key away where it is empty."""
    if value:
        record[key] = value
    else:
        record.pop(key, None)


def _scale(text: str) -> dict[str, str]:
    pieces = re.split(r"\s*(?:;|\n|,\s+(?=\w+\s*:))\s*", text.strip())
    pairs = [piece.partition(":") for piece in pieces if piece]
    return {letter.strip(): plain_number(low) for letter, _, low in pairs}


def fresh_name(label: str, taken: Iterable[str]) -> str:
    """Return a name for formulas made from a label, as nobody should have to think of one."""
    stem = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")[:30].strip("_") or "nilai"
    stem = f"v_{stem}" if stem[0].isdigit() or stem in ("mean", "sum", "min", "max", "weighted") else stem
    used = set(taken)
    return next(name for n in range(1, MAX_NODES) if (name := stem if n == 1 else f"{stem}_{n}") not in used)


def renamed(formula: str, old: str, new: str) -> str:
    """Return a formula with a name put in place of another."""
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, formula) if old and old != new else formula


# ---- variables ------------------------------------------


def variable_fields(name: str, variable: dict[str, Any]) -> dict[str, str]:
    """Return what the form of a variable shows."""
    fields = {key: str(variable.get(key, "")) for key in ("label", "kind", "unit", "from", "where")}
    way = next((way for way in WAYS[2:] if way in variable), "")
    column = str(variable.get(way, ""))
    if "count" in variable:
        way, _, column = str(variable["count"]).partition(" ")
    return {**fields, "name": name, "way": way, "column": column}


def with_variable(structure: Structure, old: str, fields: Fields) -> str:
    """Put a variable down as its form says and return its name. A new name goes into the formulas too."""
    variables = structure.setdefault("variables", {})
    said = {
        key: fields.get(key, "").strip()
        for key in ("name", "label", "kind", "unit", "from", "where", "way", "column")
    }
    name = said["name"] or fresh_name(said["label"], variables)
    made = {
        key: value for key, value in variables.get(old, {}).items() if key not in (*WAYS, "count", "from", "where")
    }
    made["label"] = said["label"]
    for key in ("kind", "unit"):
        _keep(made, key, said[key])
    if said["from"]:
        made["from"] = said["from"]
        way, column = said["way"], said["column"]
        counted = way in ("rows", "distinct")
        if way in WAYS:
            made["count" if counted else way] = way if way == "rows" else f"{way} {column}" if counted else column
        _keep(made, "where", said["where"])
    if name == old or old not in variables:
        variables[name] = made
        return name
    structure["variables"] = {
        name if key == old else key: made if key == old else one for key, one in variables.items()
    }
    for indicator in indicators(structure):
        for holder in (indicator, *(indicator.get("parts") or {}).values()):
            holder["formula"] = renamed(str(holder.get("formula", "")), old, name)
    return name


def uses(structure: Structure, name: str) -> list[str]:
    """Return the codes of the indicators whose formulas name a variable."""
    found = []
    for indicator in indicators(structure):
        holders = (indicator, *(indicator.get("parts") or {}).values())
        if any(renamed(str(one.get("formula", "")), name, "") != str(one.get("formula", "")) for one in holders):
            found.append(str(indicator.get("code", "")))
    return found


# ---- the office ------------------------------------------


def office_fields(structure: Structure) -> dict[str, str]:
    """Return what the form of the office, its strategy and its rules shows."""
    office, strategy = structure.get("office") or {}, structure.get("strategy") or {}
    rules, head = structure.get("rules") or {}, (structure.get("office") or {}).get("head") or {}
    fields = {key: str(office.get(key, "")) for key in OFFICE_TEXTS}
    fields |= {key: "\n".join(office.get(key) or []) for key in OFFICE_LISTS}
    fields |= {f"head-{key}": str(head.get(key, "")) for key in HEAD_TEXTS}
    fields |= {key: str(strategy.get(key, "")) for key in ("first_year", "last_year")}
    fields |= {f"rule-{key}": str(rules.get(key, "")) for key in RULES}
    for key in ("rule-cap", "rule-floor"):
        fields[key] = NO_BOUND if fields[key] == "none" else shown_number(fields[key])
    fields["rule-basis"] = "\n".join(rules.get("basis") or [])
    fields["signed"] = "\n".join(
        f"{year}: {one.get('signed', '')}" for year, one in (structure.get("reports") or {}).items()
    )
    return fields


def with_office(structure: Structure, fields: Fields) -> None:
    """Put the office, its strategy and its rules down as their form says."""
    office = structure.setdefault("office", {})
    for key in OFFICE_TEXTS:
        office[key] = " ".join(fields.get(key, "").split())
    for key in OFFICE_LISTS:
        _keep(office, key, _lines(fields.get(key, "")))
    head = office.setdefault("head", {})
    for key in HEAD_TEXTS:
        text = fields.get(f"head-{key}", "").strip()
        if key in ("title", "name"):
            head[key] = text
        else:
            _keep(head, key, text)
    span = {key: fields.get(key, "").strip() for key in ("first_year", "last_year")}
    _keep(structure, "strategy", span if any(span.values()) else {})
    rules = structure.setdefault("rules", {})
    for key in RULES:
        text = fields.get(f"rule-{key}", "").strip()
        _keep(rules, key, "none" if text.lower() == NO_BOUND else plain_number(text))
    _keep(rules, "basis", _lines(fields.get("rule-basis", "")))
    _keep(structure, "rules", rules)
    reports = [line.partition(":") for line in _lines(fields.get("signed", ""))]
    _keep(structure, "reports", {year.strip(): {"signed": day.strip()} for year, _, day in reports})


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
