from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "capaian.web.jobs"
    label = "work"
