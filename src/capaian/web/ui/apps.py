from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "capaian.web.ui"
    label = "ui"
