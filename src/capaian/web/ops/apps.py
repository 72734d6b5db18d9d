from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "capaian.web.ops"
    label = "ops"
