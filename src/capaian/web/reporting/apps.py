from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "capaian.web.reporting"
    label = "reporting"
