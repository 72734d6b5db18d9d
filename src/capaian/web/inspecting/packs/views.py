"""Packs of evidence: asked for, and taken along."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from capaian.web.accounts.roles import Permission
from capaian.web.inspecting.models import Pack
from capaian.web.inspecting.packs import actions
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.registers.uploads import path_of


@office_page(Permission.INSPECT)
def packs(visit: Visit) -> HttpResponse:
    """The editions of an office, and the packs that were made of them."""
    listed = list(visit.office.snapshots.select_related("by").prefetch_related("packs"))
    return show(visit, "inspecting/packs.html", "inspections", snapshots=listed)


@require_POST
@office_page(Permission.INSPECT)
def ask(visit: Visit, snapshot: int) -> HttpResponse:
    """Have a pack made."""
    job = actions.ask_pack(office=visit.office, by=visit.user, snapshot=snapshot)
    return redirect("job", visit.office.code, job.pk)


@office_page(Permission.INSPECT)
def pack_file(visit: Visit, pk: int) -> FileResponse:
    """Answer with a pack, to be kept."""
    one: Pack = found_or_404(Pack.objects.filter(office=visit.office, pk=pk).first())
    file = path_of(one.sha256)
    found_or_404(file if file.is_file() else None)
    name = f"paket-bukti-{one.office_id}-{one.period}-{one.sha256[:8]}.zip"
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
