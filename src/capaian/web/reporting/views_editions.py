"""What was published: every edition, its documents, and making them again."""

from __future__ import annotations

import io
from pathlib import Path

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from capaian.web.accounts.roles import Permission
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.reporting import actions
from capaian.web.reporting.models import Document
from capaian.web.reporting.publishing import TYPES, document_bytes


@office_page()
def reports(visit: Visit) -> HttpResponse:
    """Every snapshot with its documents, as published."""
    listed = list(visit.office.snapshots.select_related("by").prefetch_related("documents"))
    waiting = any(not one.documents.all() for one in listed)
    failed = actions.without_documents(visit.office) if waiting else ()
    return show(visit, "reporting/reports.html", "reports", snapshots=listed, failed=failed)


@require_POST
@office_page(Permission.REPORT)
def remake(visit: Visit, snapshot: int) -> HttpResponse:
    """Make the documents of a snapshot after all, where the work on them failed."""
    job = actions.remake_documents(office=visit.office, by=visit.user, snapshot=snapshot)
    return redirect("job", visit.office.code, job.pk)


@office_page()
def document(visit: Visit, snapshot: int, ending: str) -> HttpResponse:
    """Download a document, byte for byte as it was made."""
    one: Document = found_or_404(
        Document.objects.filter(snapshot__office=visit.office, snapshot=snapshot, format=ending).first()
    )
    content = found_or_404(document_bytes(one))
    name = Path(one.file).name
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=TYPES[ending])
