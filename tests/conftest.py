"""Settings that all tests share; how they are built is told in docs/explanation/tests.md."""

from hypothesis import settings

# Casts and the collector are plugins: a test names what it needs, and no file takes another's names by star.
pytest_plugins = [
    "pytester",
    "tests.raised",
    "tests.web.api_cast",
    "tests.web.city_cast",
    "tests.web.inspect_cast",
    "tests.web.public_cast",
    "tests.web.register_cast",
    "tests.web.report_cast",
]

# Nothing here is timed, and a slow machine is not a fault.
settings.register_profile("fast", deadline=None, max_examples=150)
settings.register_profile("long", deadline=None, max_examples=1500)
settings.load_profile("fast")
