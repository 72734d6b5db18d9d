from django.http import HttpResponse
from django.urls import path

from capaian.web.accounts.pages import Visit, office_page, show


@office_page()
def TemporaryPage(visit: Visit) -> HttpResponse:
    return show(visit, "ui/error.html", "", what="not-found")


urlpatterns = [
    path("o/<str:code>/rencana/", TemporaryPage, name="plan"),
]
