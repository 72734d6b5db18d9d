import importlib

from django.apps import AppConfig


class AuditingConfig(AppConfig):
    name = "capaian.web.auditing"
    label = "auditing"

    def ready(self) -> None:
        importlib.import_module("capaian.web.auditing.examine_job")  # what a worker has to know
