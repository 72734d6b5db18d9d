from django.urls import path

from capaian.web.public import views, views_publication

AT = "publik/<str:code>/<str:period>/<str:edition>/"

urlpatterns = [
    path("publik/", views.every_office, name="public"),
    path("publik/<str:code>/", views.office, name="public-office"),
    path(AT, views.edition, name="public-edition"),
    path(f"{AT}i/<str:indicator>/", views.figure, name="public-figure"),
    path(f"{AT}data.csv", views.data_csv, name="public-csv"),
    path(f"{AT}data.json", views.data_json, name="public-json"),
    path(f"{AT}kamus-data/", views.dictionary_page, name="public-dictionary"),
    path(f"{AT}kamus-data.json", views.dictionary_json, name="public-dictionary-json"),
    path(f"{AT}laporan.<str:ending>", views.document, name="public-document"),
    path("o/<str:code>/publik/", views_publication.publicity, name="publicity"),
    path("o/<str:code>/publik/buka/", views_publication.open_, name="publicity-open"),
    path("o/<str:code>/publik/tutup/", views_publication.close, name="publicity-close"),
]
