from django.urls import path

from capaian.web.auditing import views, views_download

_ONE = "o/<str:code>/pemeriksaan/<int:pk>/"

urlpatterns = [
    path("o/<str:code>/pemeriksaan/", views.examinations, name="examinations"),
    path("o/<str:code>/pemeriksaan/unggah/", views.hand_in, name="report-hand-in"),
    path(_ONE, views.examination, name="examination"),
    path(f"{_ONE}ulang/", views.again, name="audit-again"),
    path(f"{_ONE}temuan/<int:number>/", views.finding, name="finding"),
    path(f"{_ONE}berkas/", views_download.report_file, name="report-file"),
    path(f"{_ONE}kertas-kerja.<str:ending>", views_download.working_paper, name="working-paper"),
]
