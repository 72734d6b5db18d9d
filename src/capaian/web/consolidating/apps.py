import importlib

from django.apps import AppConfig


class ConsolidatingConfig(AppConfig):
    name = "capaian.web.consolidating"
    label = "consolidating"

    def ready(self) -> None:
        importlib.import_module("capaian.web.consolidating.noticing")  # what the office's first page tells
