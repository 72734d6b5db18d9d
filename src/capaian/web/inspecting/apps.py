import importlib

from django.apps import AppConfig


class InspectingConfig(AppConfig):
    name = "capaian.web.inspecting"
    label = "inspecting"

    def ready(self) -> None:
        importlib.import_module("capaian.web.inspecting.packs.pack_job")  # what a worker has to know
        importlib.import_module("capaian.web.inspecting.findings.overdue")  # what home screens tell
