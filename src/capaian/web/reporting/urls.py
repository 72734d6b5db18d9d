from django.http import HttpResponse
from django.urls import path

from capaian.web.accounts.pages import Visit, office_page, show


@office_page()
def TemporaryPage(visit: Visit) -> HttpResponse:
    return show(visit, "ui/error.html", "", what="not-found")


urlpatterns = [
    path("o/<str:code>/", TemporaryPage, name="office"),
    path("o/<str:code>/ukur/", TemporaryPage, name="periods"),
    path("o/<str:code>/laporan/", TemporaryPage, name="reports"),
]
