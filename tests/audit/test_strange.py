"""Tables as offices really set them, that no reader was written for: what is read, and what is found.

The offices do not exist. ``expected.json`` was written with a calculator before any reader was run.
"""

import json
from pathlib import Path

import pytest

from capaian.core.findings.finding import Level
from capaian.pipeline.auditing import audit_file

FOLDER = Path(__file__).parent / "strange"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_wrong_is_found_and_nothing_else(name: str) -> None:
    audited = audit_file(FOLDER / name)
    wanted = EXPECTED[name]
    named = {code for code, _ in wanted["findings"]}
    those = [one for one in audited.examined.objections if one.level is not Level.NOTE or one.code in named]
    told = {(one.code, one.indicator) for one in those} | {(one.code, "") for one in audited.findings}
    if "or" in wanted and wanted["or"] in {code for code, _ in told}:
        return  # it says that it cannot read the table, which is allowed; silence is not
    follows = {tuple(one) for one in wanted.get("may", ())}  # true as well, of the same slip
    assert told - follows == {tuple(one) for one in wanted["findings"]}
    least, most = wanted["claims"]
    assert least <= audited.claims.count <= most
