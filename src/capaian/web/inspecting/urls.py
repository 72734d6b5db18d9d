from django.urls import path

from capaian.web.inspecting.findings import views as findings_views
from capaian.web.inspecting.packs import views as packs_views
from capaian.web.inspecting.samples import views as samples_views

_SAMPLE = "o/<str:code>/uji-petik/<int:pk>/"

urlpatterns = [
    path("o/<str:code>/temuan/", findings_views.inspections, name="inspections"),
    path("o/<str:code>/temuan/tulis/", findings_views.write, name="inspection-write"),
    path("o/<str:code>/temuan/<int:number>/", findings_views.inspection, name="inspection"),
    path("o/<str:code>/uji-petik/", samples_views.samples, name="samples"),
    path("o/<str:code>/uji-petik/ambil/", samples_views.take, name="sample-draw"),
    path(_SAMPLE, samples_views.sample, name="sample"),
    path(f"{_SAMPLE}baris/<int:number>/", samples_views.drawn_row, name="sample-row"),
    path(f"{_SAMPLE}kunci.txt", samples_views.sample_keys, name="sample-keys"),
    path(f"{_SAMPLE}selesai/", samples_views.finish, name="sample-finish"),
    path("o/<str:code>/paket-bukti/", packs_views.packs, name="packs"),
    path("o/<str:code>/paket-bukti/<int:snapshot>/buat/", packs_views.ask, name="pack-ask"),
    path("o/<str:code>/paket-bukti/<int:pk>.zip", packs_views.pack_file, name="pack-file"),
]
