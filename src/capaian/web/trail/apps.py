from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "capaian.web.trail"
    label = "trail"
