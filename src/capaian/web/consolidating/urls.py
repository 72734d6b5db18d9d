from django.urls import path

from capaian.web.consolidating import pages_change, pages_offer, pages_places, pages_read, pages_write

_CITY = "o/<str:code>/kota/"
_OFFER = "o/<str:code>/rencana/usulan/<int:pk>/"

urlpatterns = [
    path(_CITY, pages_read.city, name="city"),
    path(f"{_CITY}unduh/", pages_read.download, name="city-download"),
    path(f"{_CITY}batas/", pages_write.deadline, name="city-deadline"),
    path(f"{_CITY}ingatkan/", pages_write.remind, name="city-remind"),
    path(f"{_CITY}daftar/", pages_change.offices, name="city-offices"),
    path(f"{_CITY}daftar/buka/", pages_change.open_one, name="city-open"),
    path(f"{_CITY}daftar/tutup/", pages_change.close_some, name="city-close"),
    path(f"{_CITY}daftar/<str:whose>/koreksi/", pages_change.correct, name="city-correct"),
    path(f"{_CITY}kelurahan/", pages_places.of_city, name="city-places"),
    path(f"{_CITY}kelurahan/<str:whose>/", pages_places.of_office, name="city-place"),
    path(f"{_CITY}usulan/", pages_offer.proposals, name="city-proposals"),
    path(f"{_CITY}usulan/baru/", pages_offer.propose, name="city-propose"),
    path(f"{_CITY}<str:period>/i/<str:indicator>/", pages_read.indicator, name="city-indicator"),
    path(_OFFER, pages_offer.offer, name="offer"),
    path(f"{_OFFER}terima/", pages_offer.take, name="offer-take"),
    path(f"{_OFFER}tolak/", pages_offer.decline, name="offer-decline"),
]
