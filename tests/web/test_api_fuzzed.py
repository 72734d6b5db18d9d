"""The API fuzzed: whatever is sent, each operation answers as its OpenAPI document says, and never breaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.config import (
    GenerationConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import CoveragePhaseData

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.api.service import service
from capaian.web.registers.actions import add_rows
from tests.searches import is_long
from tests.web.api_cast import program_of
from tests.web.register_cast import table_of

EXAMPLES = 40 if is_long() else 4
KNOWN = {"path.code": "15.71.03", "path.name": "letters", "path.period": "2017"}


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Let requests use the connection of the test, in whose transaction the office is, and not close it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def secret(office: Office, people: dict[str, User], letters: Register, settings: Any, one_connection: None) -> str:
    """The token of somebody who may read and write all of an office with rows; no limit of requests."""
    settings.API_PER_MINUTE = 10**9
    add_rows(office=office, by=people["ani"], register=letters, text=table_of("letters", 20))
    return program_of(people["sari"], office).secret


def _schema(**parameters: str) -> Any:
    project = ProjectConfig(
        parameters=parameters,
        generation=GenerationConfig(modes=list(GenerationMode), max_examples=EXAMPLES, deterministic=True),
    )
    project.checks.positive_data_acceptance = PositiveDataAcceptanceConfig(
        # A row that has the shape of one is still refused where the register's own rules are broken.
        expected_statuses=["2xx", "401", "403", "404", "409", "422", "429"]
    )
    config = SchemathesisConfig(projects=ProjectsConfig(default=project), seed=1)
    document = json.loads(json.dumps(service.get_openapi_schema()))
    schema = schemathesis.openapi.from_dict(document, config=config)
    schema.app = get_wsgi_application()
    return schema


QUIET = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def is_the_same_of_each_office(case: Any) -> bool:
    """Tell whether a case is one of those that go through all values of a query or body, which are read before the
    office is looked for: the office that is there is sent every one of them."""
    data = case.meta.phase.data
    return isinstance(data, CoveragePhaseData) and data.parameter_location not in (None, ParameterLocation.PATH)


@_schema().parametrize()
@QUIET
def test_of_offices_that_are_made_up(case: Any, secret: str) -> None:
    if is_the_same_of_each_office(case):
        return
    case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})


@_schema(**KNOWN).parametrize()
@QUIET
def test_of_an_office_that_is_there(case: Any, secret: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})
