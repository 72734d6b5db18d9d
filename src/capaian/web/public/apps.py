from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "capaian.web.public"
    label = "public"
