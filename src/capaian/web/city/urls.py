from django.urls import path

from capaian.web.city.lifecycle import views as lifecycle_views
from capaian.web.city.overview import views as overview_views
from capaian.web.city.overview import views_coverage, views_write
from capaian.web.city.proposals import views as proposals_views

_CITY = "o/<str:code>/kota/"
_OFFER = "o/<str:code>/rencana/usulan/<int:pk>/"

urlpatterns = [
    path(_CITY, overview_views.city, name="city"),
    path(f"{_CITY}unduh/", overview_views.download, name="city-download"),
    path(f"{_CITY}batas/", views_write.deadline, name="city-deadline"),
    path(f"{_CITY}ingatkan/", views_write.remind, name="city-remind"),
    path(f"{_CITY}daftar/", lifecycle_views.offices, name="city-offices"),
    path(f"{_CITY}daftar/buka/", lifecycle_views.open_one, name="city-open"),
    path(f"{_CITY}daftar/tutup/", lifecycle_views.close_some, name="city-close"),
    path(f"{_CITY}daftar/<str:whose>/koreksi/", lifecycle_views.correct, name="city-correct"),
    path(f"{_CITY}kelurahan/", views_coverage.of_city, name="city-places"),
    path(f"{_CITY}kelurahan/<str:whose>/", views_coverage.of_office, name="city-place"),
    path(f"{_CITY}usulan/", proposals_views.proposals, name="city-proposals"),
    path(f"{_CITY}usulan/baru/", proposals_views.propose, name="city-propose"),
    path(f"{_CITY}<str:period>/i/<str:indicator>/", overview_views.indicator, name="city-indicator"),
    path(_OFFER, proposals_views.offer, name="offer"),
    path(f"{_OFFER}terima/", proposals_views.take, name="offer-take"),
    path(f"{_OFFER}tolak/", proposals_views.decline, name="offer-decline"),
]
