import importlib

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "capaian.web.registers"
    label = "registers"

    def ready(self) -> None:
        importlib.import_module("capaian.web.registers.import_job")  # what a worker has to know
        importlib.import_module("capaian.web.registers.queries")  # what the page of the trail has to
