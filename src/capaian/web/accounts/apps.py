from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "capaian.web.accounts"
    label = "accounts"
