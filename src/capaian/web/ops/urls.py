from django.urls import path

from capaian.web.ops import views

urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("metrics", views.figures, name="metrics"),
]
