"""The application's own settings, with the bench's pages beside the application's."""

from capaian.web.settings import *  # noqa: F403

ROOT_URLCONF = "web_urls"
