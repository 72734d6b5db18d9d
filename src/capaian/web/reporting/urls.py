from django.urls import path

from capaian.web.reporting import views, views_rows

urlpatterns = [
    path("o/<str:code>/", views.office, name="office"),
    path("o/<str:code>/ukur/", views.periods, name="periods"),
    path("o/<str:code>/ukur/<str:period>/", views.period, name="period"),
    path("o/<str:code>/ukur/<str:period>/ajukan/", views.submit, name="submit"),
    path("o/<str:code>/ukur/<str:period>/periksa/", views.verify, name="verify"),
    path("o/<str:code>/ukur/<str:period>/kembalikan/", views.send_back, name="send-back"),
    path("o/<str:code>/ukur/<str:period>/setujui/", views.approve, name="approve"),
    path("o/<str:code>/ukur/<str:period>/buka/", views.reopen, name="reopen"),
    path("o/<str:code>/ukur/<str:period>/i/<str:indicator>/", views.figure, name="figure"),
    path("o/<str:code>/ukur/<str:period>/i/<str:indicator>/kata/", views.narrate, name="narrate"),
    path("o/<str:code>/ukur/<str:period>/i/<str:indicator>/nilai/<str:variable>/", views.value, name="value"),
    path(
        "o/<str:code>/ukur/<str:period>/i/<str:indicator>/baris/<str:variable>/",
        views_rows.figure_rows,
        name="figure-rows",
    ),
    path("o/<str:code>/laporan/", views.reports, name="reports"),
    path("o/<str:code>/laporan/<int:snapshot>/buat/", views.remake, name="remake"),
    path("o/<str:code>/laporan/<int:snapshot>.<str:ending>", views.document, name="document"),
]
