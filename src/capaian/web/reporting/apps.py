import importlib

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "capaian.web.reporting"
    label = "reporting"

    def ready(self) -> None:
        importlib.import_module("capaian.web.reporting.freezing")  # what a worker has to know
        importlib.import_module("capaian.web.reporting.draft_preview")  # what planning shows of a draft
