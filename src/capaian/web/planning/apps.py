from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "capaian.web.planning"
    label = "planning"
