from django.urls import path

from capaian.web.accounts import entering, jobs, second_pages, trail, views

urlpatterns = [
    path("", views.home, name="home"),
    path("masuk/", entering.log_in, name="login"),
    path("masuk/kode/", entering.log_in_code, name="login-code"),
    path("keluar/", views.log_out, name="logout"),
    path("bahasa/", views.language, name="language"),
    path("kantor/", views.offices, name="offices"),
    path("o/<str:code>/kode/", second_pages.second_factor, name="second-factor"),
    path("o/<str:code>/pengguna/<int:person>/kode/", second_pages.drop, name="people-second"),
    path("o/<str:code>/pengguna/", views.people, name="people"),
    path("o/<str:code>/sandi/", views.password, name="password"),
    path("o/<str:code>/pengguna/<int:person>/sandi/", views.set_password, name="people-password"),
    path("o/<str:code>/pengguna/<int:person>/tutup/", views.close, name="people-close"),
    path("o/<str:code>/pengguna/<int:appointment>/akhiri/", views.end, name="people-end"),
    path("o/<str:code>/jejak/", trail.trail, name="trail"),
    path("o/<str:code>/kerja/<int:pk>/", jobs.job, name="job"),
]
