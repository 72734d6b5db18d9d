"""Capaian's own reports under its own audit: what their plan leaves to be doubted they say themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from capaian.documents.model import Report
from capaian.documents.render import FORMATS, render
from capaian.pipeline.auditing import audit_file
from tests.documents.conftest import CONTRACT, CONTRACT_VALUES, EXAMPLE, report_from

REPORTS: dict[str, Callable[[str], Report]] = {
    "the example": lambda lang: report_from(EXAMPLE, None, "2017", lang=lang),
    "the contract": lambda lang: report_from(CONTRACT, [CONTRACT_VALUES], "2024", lang=lang),
    "nothing counted": lambda lang: report_from(EXAMPLE, None, "2018", lang=lang),
}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("which", REPORTS)
def test_an_own_report_has_nothing_to_object_to(which: str, ending: str, lang: str, tmp_path: Path) -> None:
    file = tmp_path / f"laporan{ending}"
    file.write_bytes(render(REPORTS[which](lang), ending))
    audited = audit_file(file)
    assert audited.is_read
    assert len(audited.claims.boards) > 1
    assert [(o.code, o.indicator, o.printed, o.message()) for o in audited.examined.objections] == []
