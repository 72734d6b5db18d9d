from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "capaian.web.work"
    label = "work"
