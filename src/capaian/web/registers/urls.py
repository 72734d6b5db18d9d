from django.urls import path

from capaian.web.registers import books, entry, evidence, pages_personal, views

_ONE = "o/<str:code>/register/<slug:name>/"

urlpatterns = [
    path("o/<str:code>/data-pribadi/", pages_personal.personal, name="personal"),
    path("o/<str:code>/register/", views.registers, name="registers"),
    path(_ONE, views.register, name="register"),
    path(f"{_ONE}unduh/", views.download, name="register-download"),
    path(f"{_ONE}baris-baru/", entry.row_add, name="row-add"),
    path(f"{_ONE}baris/<int:pk>/", entry.row, name="row"),
    path(f"{_ONE}baris/<int:pk>/hapus/", entry.row_remove, name="row-remove"),
    path(f"{_ONE}baris/<int:pk>/bukti/", evidence.evidence_add, name="evidence-add"),
    path(f"{_ONE}tempel/", books.rows_paste, name="rows-paste"),
    path(f"{_ONE}unggah/", books.book_upload, name="book-upload"),
    path(f"{_ONE}buku/<int:pk>/", books.book, name="book"),
    path(f"{_ONE}buku/<int:pk>/masukkan/", books.book_apply, name="book-apply"),
    path(f"{_ONE}buku/<int:pk>/kesalahan.csv", books.book_faults, name="book-faults"),
    path("o/<str:code>/bukti/<int:pk>/", evidence.evidence, name="evidence"),
]
