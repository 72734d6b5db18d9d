"""Logging in: the only addresses that ask who somebody is; what comes after is the portal's."""

from django.urls import path

from capaian.web.accounts import login

urlpatterns = [
    path("masuk/", login.log_in, name="login"),
    path("masuk/kode/", login.log_in_code, name="login-code"),
]
