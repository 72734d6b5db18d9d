"""What the application's pages are measured against: pages that do nothing, and one that only inserts a row.

They are views of the same server with the same middleware. ``kosong/`` answers ``HttpResponse("")`` and looks at
nothing; ``kosong-masuk/`` first reads the session and the user; ``satu-baris/`` reads both and inserts a row.
"""

import itertools
import time

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from web_client import LETTER

from capaian.web.registers.models import Row
from capaian.web.urls import handler403, handler404, handler500, urlpatterns  # noqa: F401

_number = itertools.count(time.time_ns())


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def empty_with_user(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated
    return HttpResponse("")


def bare_insert(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        insert_bare(request.POST["office"], request.user.pk)
    return HttpResponse("")


def insert_bare(office: str, by: int) -> None:
    """Insert a row as Django does it by itself."""
    Row.objects.create(
        office_id=office,
        register="bench",
        day=LETTER["received_on"],
        place=office,
        key=f"{next(_number)}",
        data=LETTER,
        by_id=by,
    )


urlpatterns = [
    path("kosong/", empty),
    path("kosong-masuk/", empty_with_user),
    path("satu-baris/", bare_insert),
    *urlpatterns,
]
