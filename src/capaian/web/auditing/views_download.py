"""What is taken along of an audit: the file as it came, and the working paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import FileResponse, Http404, HttpResponse
from django.utils.timezone import localtime

from capaian.core.period import written_day
from capaian.documents.findings.render import FORMATS, render
from capaian.pipeline.audit_json import to_json
from capaian.pipeline.audit_paper import paper_of
from capaian.pipeline.auditing import Audited
from capaian.web.auditing import queries
from capaian.web.auditing.models import Answer, Examination
from capaian.web.auditing.unopened import tells_unopened
from capaian.web.portal.visit import Visit, found_or_404, office_page
from capaian.web.registers.uploads import path_of
from capaian.web.reporting.publishing import TYPES as KINDS
from capaian.web.ui.translation import translate

_BYTES = "application/octet-stream"
JSON = "json"
ENDINGS = (*(ending.removeprefix(".") for ending in FORMATS), JSON)
"""What a working paper can be taken along as."""


@office_page()
def report_file(visit: Visit, pk: int) -> HttpResponse:
    """Answer with the report as it came, to be kept and not to be shown by the browser."""
    one: Examination = found_or_404(queries.examination_of(visit.office, pk))
    file = path_of(one.sha256)
    found_or_404(file if file.is_file() else None)
    kind = one.kind or _BYTES
    response = FileResponse(file.open("rb"), as_attachment=True, filename=one.name, content_type=kind)
    return _to_keep(response)


@office_page()
@tells_unopened
def working_paper(visit: Visit, pk: int, ending: str) -> HttpResponse:
    """Answer with the findings as a paper to file, or as JSON, the office's answers in it."""
    one: Examination = found_or_404(queries.examination_of(visit.office, pk))
    audited: Audited = found_or_404(queries.audited_of(one))
    if ending not in ENDINGS or not (audited.is_read or ending == JSON):
        raise Http404  # a paper without findings on a file that nobody could read would say that all is well
    answers = queries.answers_of(one)
    if ending == JSON:
        given = {number: [_plain(answer) for answer in some] for number, some in answers.items()}
        content, kind = to_json([audited], visit.lang, given).encode(), "application/json"
    else:
        paper = paper_of(audited, localtime(one.at).date(), lang=visit.lang)
        content = render(paper.answered(responses(answers, visit.lang)), f".{ending}")
        kind = KINDS[ending]
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="temuan-{one.year}-{pk}.{ending}"'
    return _to_keep(response)


def responses(answers: Mapping[int, Sequence[Answer]], lang: str) -> dict[int, str]:
    """Return what the office answered to each finding, a line for each answer in the order in which they came."""
    return {number: "\n".join(_line(one, lang) for one in given) for number, given in answers.items()}


def _plain(one: Answer) -> dict[str, object]:
    return {"status": one.status, "text": one.text, "by": one.by.name, "at": localtime(one.at).isoformat()}


def _line(one: Answer, lang: str) -> str:
    day = written_day(localtime(one.at).date(), lang)
    status = translate(f"status.{one.status}", lang)
    said = f": {one.text}" if one.text else "."
    return f"{status[:1].upper()}{status[1:]} ({one.by.name}, {day}){said}"


def _to_keep(response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
