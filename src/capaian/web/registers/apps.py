from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "capaian.web.registers"
    label = "registers"
