from django.urls import path

from capaian.web.api import views
from capaian.web.api.service import service

urlpatterns = [
    path("o/<str:code>/token/", views.tokens, name="tokens"),
    path("o/<str:code>/token/<int:pk>/cabut/", views.revoke, name="token-revoke"),
    path("o/<str:code>/api/", views.reference, name="program-reference"),
    path("api/v1/", service.urls),
]
