from django.urls import path

from capaian.web.accounts import jobs, trail, views

urlpatterns = [
    path("", views.home, name="home"),
    path("masuk/", views.log_in, name="login"),
    path("keluar/", views.log_out, name="logout"),
    path("bahasa/", views.language, name="language"),
    path("kantor/", views.offices, name="offices"),
    path("o/<str:code>/pengguna/", views.people, name="people"),
    path("o/<str:code>/sandi/", views.password, name="password"),
    path("o/<str:code>/pengguna/<int:person>/sandi/", views.set_password, name="people-password"),
    path("o/<str:code>/pengguna/<int:person>/tutup/", views.close, name="people-close"),
    path("o/<str:code>/pengguna/<int:appointment>/akhiri/", views.end, name="people-end"),
    path("o/<str:code>/jejak/", trail.trail, name="trail"),
    path("o/<str:code>/kerja/<int:pk>/", jobs.job, name="job"),
]
