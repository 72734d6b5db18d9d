import importlib

from django.apps import AppConfig


class CityConfig(AppConfig):
    name = "capaian.web.city"
    label = "consolidating"

    def ready(self) -> None:
        importlib.import_module("capaian.web.city.notices")  # what the office's first page tells
