"""Every address: each app's own, in one list."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("capaian.web.ops.urls")),
    path("", include("capaian.web.accounts.urls")),
    path("", include("capaian.web.portal.urls")),
    path("", include("capaian.web.planning.urls")),
    path("", include("capaian.web.registers.urls")),
    path("", include("capaian.web.reporting.urls")),
    path("", include("capaian.web.auditing.urls")),
    path("", include("capaian.web.inspecting.urls")),
    path("", include("capaian.web.public.urls")),
    path("", include("capaian.web.city.urls")),
    path("", include("capaian.web.api.urls")),
]
handler400 = "capaian.web.ui.errors.bad_request"
handler403 = "capaian.web.ui.errors.forbidden"
handler404 = "capaian.web.ui.errors.not_found"
handler500 = "capaian.web.ui.errors.broken"
