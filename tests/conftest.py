"""Settings that all tests share."""

from hypothesis import settings

# Nothing here is timed, and a slow machine is not a fault.
settings.register_profile("capaian", deadline=None, max_examples=150)
settings.load_profile("capaian")
