import importlib

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "capaian.web.api"
    label = "api"

    def ready(self) -> None:
        importlib.import_module("capaian.web.api.actions")  # what ends with a password
