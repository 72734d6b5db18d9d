"""The figures of a period, as approved or as they stand now; and the documents that were made of approved ones."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router

from capaian.core.period import Period
from capaian.web.api.auth import authorise
from capaian.web.api.problems import ApiError
from capaian.web.api.queries import page_below
from capaian.web.api.routing import about
from capaian.web.api.shapes import Number, Paging, Reports, SubmittedText, Working
from capaian.web.reporting.models import Document, Snapshot, Submission
from capaian.web.reporting.provisional import NoPlan, current_figures, findings_of
from capaian.web.reporting.publishing import TYPES, document_bytes, measurement_bytes

router = Router()


@router.get("/offices/{code}/measurements/{period}", **about("measurement", "measurements", None, 404, 409))
def measurement(request: HttpRequest, code: str, period: Path[SubmittedText]) -> HttpResponse:
    """Answer with the bytes that were frozen: those of ``capaian measure --format json`` over the snapshot."""
    office = authorise(request, code).office
    state = Submission.objects.filter(office=office, period=period).values_list("state", flat=True).first()
    snapshot = office.snapshots.filter(period=period).order_by("-number").first()
    if snapshot is None or state != Submission.State.APPROVED:
        raise ApiError(404, "not-approved", "period")
    content = measurement_bytes(snapshot)
    response = HttpResponse(content, content_type="application/json")
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()}"'
    response["X-Capaian-Manifest"] = snapshot.manifest
    return response


@router.get("/offices/{code}/measurements/{period}/working", **about("working", "measurements", Working, 404))
def working(request: HttpRequest, code: str, period: Path[SubmittedText]) -> dict[str, Any]:
    office = authorise(request, code).office
    wanted = Period.parse(period)
    assert wanted is not None, "its pattern lets nothing else through"
    try:
        now = current_figures(office, wanted)
    except NoPlan as error:
        raise ApiError(404, "no-plan-on", "period") from error
    findings = now.findings if now else findings_of(office, wanted)
    return {"provisional": True, "period": period, "figures": now and json.loads(now.text), "findings": findings}


@router.get("/offices/{code}/reports", **about("reports", "reports", Reports))
def reports(request: HttpRequest, code: str, wanted: Query[Paging]) -> dict[str, Any]:
    here = authorise(request, code, wanted=wanted)
    found = Snapshot.objects.filter(office=here.office).prefetch_related("documents")
    some, following = page_below(found, wanted.after, wanted.limit)
    return {"items": [_report(code, one) for one in some], "next": following}


@router.get("/offices/{code}/reports/{report}/{format}", **about("document", "reports", None, 404, 409))
def document(
    request: HttpRequest, code: str, report: Path[Number], format: Literal["pdf", "docx", "xlsx", "html"]
) -> HttpResponse:
    """Answer with a document, byte for byte as it was made."""
    here = authorise(request, code)
    same = {"snapshot__office": here.office, "snapshot": report, "format": format}
    one = Document.objects.filter(**same).first()
    content = document_bytes(one) if one else None
    if one is None or content is None:
        raise ApiError(404, "not-found", "report")
    response = HttpResponse(content, content_type=TYPES[format])
    response["Content-Disposition"] = f'attachment; filename="laporan-iku-{code}-{one.snapshot.period}.{format}"'
    response["Content-Security-Policy"] = "sandbox"
    return response


def _report(code: str, one: Snapshot) -> dict[str, Any]:
    documents = [
        {
            "format": made.format,
            "sha256": made.sha256,
            "size": made.size,
            "href": reverse("api:api-document", args=[code, one.pk, made.format]),
        }
        for made in one.documents.all()
    ]
    return {
        "id": one.pk,
        "period": one.period,
        "number": one.number,
        "mean": one.mean,
        "manifest": one.manifest,
        "at": one.at,
        "documents": documents,
    }
