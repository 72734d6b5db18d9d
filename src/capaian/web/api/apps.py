from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "capaian.web.api"
    label = "api"
