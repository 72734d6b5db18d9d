from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "capaian.web.jobs"
    label = "work"
