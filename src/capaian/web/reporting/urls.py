from django.urls import path

from capaian.web.reporting import views_dashboard, views_editions, views_figure, views_periods, views_rows

urlpatterns = [
    path("o/<str:code>/", views_dashboard.office, name="office"),
    path("o/<str:code>/ukur/", views_periods.periods, name="periods"),
    path("o/<str:code>/ukur/<str:period>/", views_periods.period, name="period"),
    path("o/<str:code>/ukur/<str:period>/ajukan/", views_periods.submit, name="submit"),
    path("o/<str:code>/ukur/<str:period>/periksa/", views_periods.verify, name="verify"),
    path("o/<str:code>/ukur/<str:period>/kembalikan/", views_periods.send_back, name="send-back"),
    path("o/<str:code>/ukur/<str:period>/setujui/", views_periods.approve, name="approve"),
    path("o/<str:code>/ukur/<str:period>/buka/", views_periods.reopen, name="reopen"),
    path("o/<str:code>/ukur/<str:period>/i/<str:indicator>/", views_figure.figure, name="figure"),
    path("o/<str:code>/ukur/<str:period>/i/<str:indicator>/kata/", views_figure.narrate, name="narrate"),
    path(
        "o/<str:code>/ukur/<str:period>/i/<str:indicator>/nilai/<str:variable>/", views_figure.value, name="value"
    ),
    path(
        "o/<str:code>/ukur/<str:period>/i/<str:indicator>/baris/<str:variable>/",
        views_rows.figure_rows,
        name="figure-rows",
    ),
    path("o/<str:code>/laporan/", views_editions.reports, name="reports"),
    path("o/<str:code>/laporan/<int:snapshot>/buat/", views_editions.remake, name="remake"),
    path("o/<str:code>/laporan/<int:snapshot>.<str:ending>", views_editions.document, name="document"),
]
