from django.urls import path

from capaian.web.planning import views_decide, views_draft, views_form, views_read

_PLAN = "o/<str:code>/rencana/"
_DRAFT = f"{_PLAN}konsep/"

urlpatterns = [
    path(_PLAN, views_read.plan, name="plan"),
    path(f"{_PLAN}versi/", views_read.versions, name="plan-versions"),
    path(f"{_PLAN}versi/<int:number>/", views_read.version, name="plan-version"),
    path(f"{_PLAN}versi/<int:number>/naskah/", views_read.text, name="plan-text"),
    path(f"{_PLAN}versi/<int:number>/beda/<int:other>/", views_read.difference, name="plan-difference"),
    path(f"{_PLAN}target/", views_decide.target, name="plan-target"),
    path(_DRAFT, views_draft.draft, name="plan-draft"),
    path(f"{_DRAFT}mulai/", views_draft.start, name="plan-start"),
    path(f"{_DRAFT}catatan/", views_draft.note, name="plan-note"),
    path(f"{_DRAFT}ubah/", views_draft.change, name="plan-change"),
    path(f"{_DRAFT}hapus/<str:place>/", views_draft.remove, name="plan-remove"),
    path(f"{_DRAFT}naskah/", views_draft.text, name="plan-draft-text"),
    path(f"{_DRAFT}naskah/periksa/", views_draft.text_check, name="plan-text-check"),
    path(f"{_DRAFT}buang/", views_draft.discard, name="plan-discard"),
    path(f"{_DRAFT}butir/<str:place>/", views_form.statement, name="plan-statement"),
    path(f"{_DRAFT}indikator/<str:place>/", views_form.indicator, name="plan-indicator"),
    path(f"{_DRAFT}indikator/<str:place>/periksa/", views_form.indicator_check, name="plan-indicator-check"),
    path(f"{_DRAFT}variabel/", views_form.variable, name="plan-variable"),
    path(f"{_DRAFT}variabel/periksa/", views_form.variable_check, name="plan-variable-check"),
    path(f"{_DRAFT}variabel/hapus/", views_form.variable_remove, name="plan-variable-remove"),
    path(f"{_DRAFT}kantor/", views_form.office, name="plan-office"),
    path(f"{_DRAFT}pratinjau/", views_decide.previewed, name="plan-preview"),
    path(f"{_DRAFT}pratinjau/pilih/", views_decide.choose, name="plan-choose"),
    path(f"{_DRAFT}penetapan/", views_decide.adopt, name="plan-adopt"),
]
