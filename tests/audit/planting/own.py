"""Reports that Capaian itself makes from drawn plans and values, and the same with one figure overwritten."""

from __future__ import annotations

import io
import random
import re
import zipfile
from fractions import Fraction
from pathlib import Path

import yaml

from capaian.core.measurement.result import Measurement
from capaian.core.period import Period
from capaian.pipeline.inputs import load
from capaian.pipeline.measuring import measure_office
from capaian.pipeline.reporting import report_of, write_report
from tests.audit.planting.truth import LETTERS, Indicator, Report, cut, draw, letter_of, rounded

UNITS = {"count": "count", "money": "rupiah", "grade": "grade", "index": "index", "band": "index"}
SCALE = dict(LETTERS)


def drawn(seed: int) -> Report:
    """Return a report whose achievements are made by Capaian's own habits: exact, rounded once."""
    report = draw(random.Random(f"own {seed}"))
    report.from_printed = report.cap_rows = False
    return report


def write_own(report: Report, folder: Path, stem: str = "laporan") -> dict[str, Path]:
    """Write the plan and values of ``report`` and let Capaian make its four documents."""
    plan, values = _plan(report)
    (folder / "plan.yaml").write_text(yaml.safe_dump(plan, sort_keys=False, allow_unicode=True), encoding="utf-8")
    (folder / "values.csv").write_text(values, encoding="utf-8")
    measurement = _measured(folder, report.year)
    goals = {ending: folder / f"{stem}.{ending}" for ending in ("html", "docx", "xlsx", "pdf")}
    write_report(report_of(measurement), list(goals.values()))
    return goals


def _measured(folder: Path, year: int) -> Measurement:
    inputs, findings = load(folder / "plan.yaml")
    assert inputs is not None, [one.message() for one in findings]
    period = Period.parse(str(year))
    assert period is not None
    return measure_office(inputs, period)[0]


def _plan(report: Report) -> tuple[dict[str, object], str]:
    variables: dict[str, object] = {}
    rows = ["office,period,variable,value,evidence"]

    def variable(label: str, amount: Fraction | int, kind: str, unit: str = "count") -> str:
        name = f"v{len(variables) + 1}"
        variables[name] = {"label": label, "kind": kind, "unit": unit}
        rows.append(f"99.01.01,{report.year},{name},{_decimal(Fraction(amount))},rekap.pdf")
        return name

    objectives = []
    for number, (text, those) in enumerate(report.objectives, 1):
        made = [_indicator(f"{number}.{place}", one, report.year, variable) for place, one in enumerate(those, 1)]
        objectives.append({"statement": text, "indicators": made})
    plan = {
        "schema": "capaian/plan@1",
        "office": {
            "code": "99.01.01",
            "name": report.office,
            "parent": report.home,
            "place": "Contoh",
            "head": {"title": "CAMAT", "name": "NAMA CAMAT, S.STP"},
        },
        "rules": {"lower_is_better": report.lower, "cap": report.cap or "none", "mean": report.mean_by},
        "missions": [{"statement": "Meningkatnya kualitas pelayanan publik", "objectives": objectives}],
        "variables": variables,
    }
    return plan, "\n".join(rows) + "\n"


def _decimal(amount: Fraction) -> str:
    return str(int(amount)) if amount.denominator == 1 else f"{float(amount):.4f}".rstrip("0")


def _indicator(code: str, one: Indicator, year: int, variable: object) -> dict[str, object]:
    assert callable(variable)
    made: dict[str, object] = {
        "code": code,
        "name": one.words.name,
        "unit": UNITS.get(one.kind) or {"%": "percent", "Hari": "days"}.get(one.words.unit, "count"),
        "better": {"lower": "lower", "band": "range", "grade": "grade"}.get(one.kind, "higher"),
        "owner": one.owner,
        "source": f"Rekap data {one.owner}",
        "decimals": 0 if one.exact_decimals else 2,
    }
    made["targets"] = {year: _target(one, one.target), year + 1: _target(one, one.next_target)}
    if one.kind == "grade":
        made["scale"] = SCALE
    if not one.shares:
        kind = "mean" if one.kind in ("index", "band") else "stock"
        made["formula"] = variable(one.words.name, one.actual, kind, "rupiah" if one.kind == "money" else "count")
        return made
    formulas = []
    for share in one.shares:
        top = variable(f"{one.words.top} {share.label}".strip(), share.numerator, "flow")
        bottom = variable(f"{one.words.bottom} {share.label}".strip(), share.denominator, "flow")
        formulas.append(f"{top} / {bottom} * 100")
    made["explanation"] = f"{one.words.top} / {one.words.bottom} x 100%"
    if len(formulas) == 1:
        return made | {"formula": formulas[0]}
    made["parts"] = {
        f"p{place}": {"label": share.label, "formula": formula}
        for place, (share, formula) in enumerate(zip(one.shares, formulas, strict=True), 1)
    }
    names = [f"p{place}" for place in range(1, len(formulas) + 1)]
    made["formula"] = f"mean({', '.join(names)})" if one.joining == "mean" else " + ".join(names)
    return made


def _target(one: Indicator, amount: Fraction) -> object:
    number = float(amount) if amount.denominator > 1 else int(amount)
    if one.kind == "band":
        assert one.high is not None
        return [number, float(one.high)]
    if one.kind == "grade":
        return {"grade": letter_of(amount), "score": number}
    return number


def misprint(report: Report, path: Path, seed: int) -> tuple[str, Fraction] | None:
    """Overwrite one achievement in a document of Capaian; return the indicator's code and what stands there now."""
    rng = random.Random(f"misprint {seed}")
    lines = report.lines
    rng.shuffle(lines)
    for code, one in lines:
        usual = report.percent_of(one, one.actual)
        wrong = rounded(usual, 2) + Fraction(rng.choice((-1, 1)) * rng.randint(60, 990), 100)
        alike = [
            rounded(report.percent_of(one, one.actual, rule), 2) for rule in ("higher", "inverse", "reflected")
        ]
        if wrong <= 0 or wrong in alike or wrong == cut(usual, 2):
            continue
        if _overwritten(path, one.words.name, rounded(usual, 2), wrong):
            return code, wrong
    return None


def _overwritten(path: Path, name: str, right: Fraction, wrong: Fraction) -> bool:
    """Put ``wrong`` in the row of ``name``, in the first table that prints ``right`` there."""
    if path.suffix == ".html":
        done = _in_row(path.read_text(encoding="utf-8"), "</tr>", name, _shown(right), _shown(wrong))
        path.write_text(done or "", encoding="utf-8")
        return done is not None
    part = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}[path.suffix]
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    source = parts[part].decode()
    done = _in_row(source, "</w:tr>", name, _shown(right), _shown(wrong)) if path.suffix == ".docx" else None
    if done is None:
        return False
    parts[part] = done.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for filename, content in parts.items():
            archive.writestr(filename, content)
    path.write_bytes(out.getvalue())
    return True


def _shown(amount: Fraction) -> str:
    whole, part = divmod(int(amount * 100), 100)
    return f"{whole:,}".replace(",", ".") + f",{part:02}"


def _in_row(source: str, end: str, name: str, right: str, wrong: str) -> str | None:
    found = re.search(re.escape(name), source)
    if not found:
        return None
    stop = source.index(end, found.end())
    row = source[found.end() : stop]
    # The achievement is the last of the row that reads so: the actual may read the same.
    places = [one.start() for one in re.finditer(rf"(?<=>){re.escape(right)}(?=<)", row)]
    if not places:
        return None
    at = found.end() + places[-1]
    return source[:at] + wrong + source[at + len(right) :]
