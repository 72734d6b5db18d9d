from django.apps import AppConfig

from capaian.web.ui.max_length_guard import install_guard


class UiConfig(AppConfig):
    name = "capaian.web.ui"
    label = "ui"

    def ready(self) -> None:
        install_guard()
