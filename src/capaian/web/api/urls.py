from django.urls import path

from capaian.web.api import pages
from capaian.web.api.service import service

urlpatterns = [
    path("o/<str:code>/token/", pages.tokens, name="tokens"),
    path("o/<str:code>/token/<int:pk>/cabut/", pages.revoke, name="token-revoke"),
    path("o/<str:code>/api/", pages.reference, name="program-reference"),
    path("api/v1/", service.urls),
]
