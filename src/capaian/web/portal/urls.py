from django.urls import path

from capaian.web.portal import views_home, views_job, views_people, views_totp, views_trail

urlpatterns = [
    path("", views_home.home, name="home"),
    path("keluar/", views_home.log_out, name="logout"),
    path("bahasa/", views_home.language, name="language"),
    path("kantor/", views_home.offices, name="offices"),
    path("o/<str:code>/kode/", views_totp.second_factor, name="second-factor"),
    path("o/<str:code>/pengguna/<int:person>/kode/", views_totp.drop, name="people-second"),
    path("o/<str:code>/pengguna/", views_people.people, name="people"),
    path("o/<str:code>/sandi/", views_people.password, name="password"),
    path("o/<str:code>/pengguna/<int:person>/sandi/", views_people.set_password, name="people-password"),
    path("o/<str:code>/pengguna/<int:person>/tutup/", views_people.close, name="people-close"),
    path("o/<str:code>/pengguna/<int:appointment>/akhiri/", views_people.end, name="people-end"),
    path("o/<str:code>/jejak/", views_trail.trail, name="trail"),
    path("o/<str:code>/kerja/<int:pk>/", views_job.job, name="job"),
]
