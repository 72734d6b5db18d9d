"""What a draft's formulas give on the data of a year: the preview that planning shows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from capaian.core.measurement.result import Result
from capaian.core.period import Period
from capaian.files.registers.lake import write_whole
from capaian.pipeline.inputs import load
from capaian.pipeline.measuring import measure_office
from capaian.web.accounts.models import Office
from capaian.web.planning.queries import read, version_on
from capaian.web.portal.extension_points import register_preview
from capaian.web.reporting.provisional import folder_of


@register_preview
def preview(office: Office, text: str, year: int) -> Mapping[str, Result]:
    """Measure a draft on the rows and values of a year; nothing where they do not fit its registers.

    Rows lie in the shape of the plan in force: a draft that gives a register other columns has no preview yet.
    """
    version = version_on(office, Period(year).last_day)
    plan, _ = read(text)
    if version is None or plan is None:
        return {}
    folder = folder_of(office, version)
    # Two who try the same formula at once each have their own file to throw away.
    draft = folder.plan.with_name(f"draft-{uuid.uuid4().hex}.yaml")
    write_whole(draft, text.encode())
    try:
        inputs, _ = load(draft, [folder.values], None, folder.registers, None, folder.targets)
    finally:
        draft.unlink()
    return {} if inputs is None else measure_office(inputs, Period(year))[0].results
