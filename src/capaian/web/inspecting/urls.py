from django.urls import path

from capaian.web.inspecting import pages_finding, pages_pack, pages_sample

_SAMPLE = "o/<str:code>/uji-petik/<int:pk>/"

urlpatterns = [
    path("o/<str:code>/temuan/", pages_finding.inspections, name="inspections"),
    path("o/<str:code>/temuan/tulis/", pages_finding.write, name="inspection-write"),
    path("o/<str:code>/temuan/<int:number>/", pages_finding.inspection, name="inspection"),
    path("o/<str:code>/uji-petik/", pages_sample.samples, name="samples"),
    path("o/<str:code>/uji-petik/ambil/", pages_sample.take, name="sample-draw"),
    path(_SAMPLE, pages_sample.sample, name="sample"),
    path(f"{_SAMPLE}baris/<int:number>/", pages_sample.drawn_row, name="sample-row"),
    path(f"{_SAMPLE}kunci.txt", pages_sample.sample_keys, name="sample-keys"),
    path(f"{_SAMPLE}selesai/", pages_sample.finish, name="sample-finish"),
    path("o/<str:code>/paket-bukti/", pages_pack.packs, name="packs"),
    path("o/<str:code>/paket-bukti/<int:snapshot>/buat/", pages_pack.ask, name="pack-ask"),
    path("o/<str:code>/paket-bukti/<int:pk>.zip", pages_pack.pack_file, name="pack-file"),
]
