from django.urls import path

from capaian.web.registers import views, views_bulk, views_evidence, views_personal, views_row

_ONE = "o/<str:code>/register/<slug:name>/"

urlpatterns = [
    path("o/<str:code>/data-pribadi/", views_personal.personal, name="personal"),
    path("o/<str:code>/register/", views.registers, name="registers"),
    path(_ONE, views.register, name="register"),
    path(f"{_ONE}unduh/", views.download, name="register-download"),
    path(f"{_ONE}baris-baru/", views_row.row_add, name="row-add"),
    path(f"{_ONE}baris/<int:pk>/", views_row.row, name="row"),
    path(f"{_ONE}baris/<int:pk>/hapus/", views_row.row_remove, name="row-remove"),
    path(f"{_ONE}baris/<int:pk>/bukti/", views_evidence.evidence_add, name="evidence-add"),
    path(f"{_ONE}tempel/", views_bulk.rows_paste, name="rows-paste"),
    path(f"{_ONE}unggah/", views_bulk.book_upload, name="book-upload"),
    path(f"{_ONE}buku/<int:pk>/", views_bulk.book, name="book"),
    path(f"{_ONE}buku/<int:pk>/masukkan/", views_bulk.book_apply, name="book-apply"),
    path(f"{_ONE}buku/<int:pk>/kesalahan.csv", views_bulk.book_faults, name="book-faults"),
    path("o/<str:code>/bukti/<int:pk>/", views_evidence.evidence, name="evidence"),
]
