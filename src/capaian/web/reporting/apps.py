from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "capaian.web.reporting"
    label = "reporting"

    def ready(self) -> None:
        from capaian.web.planning.preview import offer
        from capaian.web.reporting import freezing  # noqa: F401  # names the work it does
        from capaian.web.reporting.previewing import preview

        offer(preview)
