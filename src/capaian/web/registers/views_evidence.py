"""Files that a row rests on: handed in, and given out again as they came."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.roles import Permission
from capaian.web.portal.visit import Visit, found_or_404, office_page
from capaian.web.registers import actions
from capaian.web.registers.models import Evidence, Row
from capaian.web.registers.uploads import MAX_EVIDENCE, path_of, store_upload
from capaian.web.registers.views import refusal
from capaian.web.ui.translation import translate


@require_POST
@office_page(Permission.ROW_WRITE)
def evidence_add(visit: Visit, name: str, pk: int) -> HttpResponse:
    """Attach a file to a row."""
    found_or_404(Row.objects.filter(office=visit.office, register=name, pk=pk).first())
    handed, pages = visit.request.FILES.get("file"), visit.request.POST.get("pages", "")
    try:
        if handed is None:
            raise Refused("file-missing")
        if (handed.size or 0) > MAX_EVIDENCE:
            raise Refused("file-size", found=handed.name, most=MAX_EVIDENCE // 1_000_000)
        made = actions.attach_evidence(
            office=visit.office, by=visit.user, subject=f"row:{pk}", kept=store_upload(handed), pages=pages
        )
        messages.success(visit.request, translate("evidence.added", visit.lang, name=made.name))
    except Refused as refused:
        messages.error(visit.request, refusal(visit, refused), extra_tags="danger")
    return redirect("row", visit.office.code, name, pk)


@office_page()
def evidence(visit: Visit, pk: int) -> FileResponse:
    """Answer with a file as it came, to be kept and not to be shown by the browser.

    That of a row is of whom the row is about, as a copy of an identity card: who does not see those gets no file.
    """
    one = found_or_404(Evidence.objects.filter(office=visit.office, pk=pk).first())
    if one.subject.startswith("row:") and Permission.PERSONAL not in visit.rights:
        raise Refused("no-right", right=Permission.PERSONAL.value)
    file = path_of(one.sha256)
    found_or_404(file if file.is_file() else None)
    response = FileResponse(file.open("rb"), as_attachment=True, filename=one.name, content_type=one.kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
