from django.urls import path

from capaian.web.planning import pages_decide, pages_draft, pages_form, pages_read

_PLAN = "o/<str:code>/rencana/"
_DRAFT = f"{_PLAN}konsep/"

urlpatterns = [
    path(_PLAN, pages_read.plan, name="plan"),
    path(f"{_PLAN}versi/", pages_read.versions, name="plan-versions"),
    path(f"{_PLAN}versi/<int:number>/", pages_read.version, name="plan-version"),
    path(f"{_PLAN}versi/<int:number>/naskah/", pages_read.text, name="plan-text"),
    path(f"{_PLAN}versi/<int:number>/beda/<int:other>/", pages_read.difference, name="plan-difference"),
    path(f"{_PLAN}target/", pages_decide.target, name="plan-target"),
    path(_DRAFT, pages_draft.draft, name="plan-draft"),
    path(f"{_DRAFT}mulai/", pages_draft.start, name="plan-start"),
    path(f"{_DRAFT}catatan/", pages_draft.note, name="plan-note"),
    path(f"{_DRAFT}ubah/", pages_draft.change, name="plan-change"),
    path(f"{_DRAFT}hapus/<str:place>/", pages_draft.remove, name="plan-remove"),
    path(f"{_DRAFT}naskah/", pages_draft.text, name="plan-draft-text"),
    path(f"{_DRAFT}naskah/periksa/", pages_draft.text_check, name="plan-text-check"),
    path(f"{_DRAFT}buang/", pages_draft.discard, name="plan-discard"),
    path(f"{_DRAFT}butir/<str:place>/", pages_form.statement, name="plan-statement"),
    path(f"{_DRAFT}indikator/<str:place>/", pages_form.indicator, name="plan-indicator"),
    path(f"{_DRAFT}indikator/<str:place>/periksa/", pages_form.indicator_check, name="plan-indicator-check"),
    path(f"{_DRAFT}variabel/", pages_form.variable, name="plan-variable"),
    path(f"{_DRAFT}variabel/periksa/", pages_form.variable_check, name="plan-variable-check"),
    path(f"{_DRAFT}variabel/hapus/", pages_form.variable_remove, name="plan-variable-remove"),
    path(f"{_DRAFT}kantor/", pages_form.office, name="plan-office"),
    path(f"{_DRAFT}pratinjau/", pages_decide.previewed, name="plan-preview"),
    path(f"{_DRAFT}pratinjau/pilih/", pages_decide.choose, name="plan-choose"),
    path(f"{_DRAFT}penetapan/", pages_decide.adopt, name="plan-adopt"),
]
