"""The container file, the compose file and the proxy: what they name exists. No container engine is needed here."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from capaian.cli.parser import COMMANDS, build
from capaian.web.ops import urls
from capaian.web.ops.production import unsafe_settings

ROOT = Path(__file__).parents[2]
SETTINGS = (ROOT / "src/capaian/web/settings.py").read_text(encoding="utf-8")
KNOWN = set(re.findall(r"^(CAPAIAN_\w+|DATABASE_URL)", SETTINGS, re.MULTILINE)) | {"TZ", "PATH"}
PYTHON = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
PLAIN_IMAGE = re.compile(r"[a-z]+:[\w.-]+\Z")
"""An image by name and version alone: whoever builds chooses from where."""


def instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    return [(line.split()[0], line.split(None, 1)[1]) for line in lines if line.strip()]


def said(name: str) -> list[str]:
    return [rest for instruction, rest in instructions() if instruction == name]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return found


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


# ---- the image --------------------------------------------------------------------------------------------


def test_what_is_copied_is_in_the_tree_and_not_kept_from_the_builder() -> None:
    told = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for line in said("COPY"):
        *sources, _ = [word for word in line.split() if not word.startswith("--")]
        for source in sources if "--from=" not in line else ():
            assert (ROOT / source).exists(), source
            assert source in told, f"{source} is not named in .dockerignore"
    assert all((ROOT / one).exists() for one in told)


def test_what_the_package_needs_to_be_built_is_copied() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    copied = " ".join(said("COPY"))
    for name in [*re.findall(r'^"(examples/[\w-]+)" = ', text, re.MULTILINE), "README.md", "LICENSE", "NOTICE"]:
        assert name in copied


def test_every_package_is_locked_with_its_hash_and_postgresql_is_among_them() -> None:
    lock = (ROOT / "requirements/server.txt").read_text(encoding="utf-8")
    packages = re.findall(r"^([\w-]+)==.*?\\\n((?:    --hash=sha256:\w{64}.*\n)+)", lock, re.MULTILINE)
    assert {"psycopg", "psycopg-binary", "django", "granian", "hatchling"} <= {name for name, _ in packages}
    assert len(packages) == len(re.findall(r"^[\w-]+(?:\[\w+\])?==", lock, re.MULTILINE))
    for line in said("RUN"):
        if "pip install" in line:
            assert "--require-hashes" in line or "--no-deps" in line


def test_the_server_has_the_versions_that_are_tested() -> None:
    versions = [
        dict(re.findall(r"^([\w-]+)==([\w.]+)", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE))
        for name in ("server", "dev")
    ]
    assert versions[0].items() <= versions[1].items()


def test_it_runs_as_nobody_in_particular() -> None:
    assert said("USER")[-1] == "10001" and "--uid 10001" in " ".join(said("RUN"))


def test_no_secret_and_no_unknown_setting_is_inside() -> None:
    given = dict(one.split("=", 1) for line in said("ENV") for one in shlex.split(line))
    assert given.keys() <= KNOWN | PYTHON
    assert not re.search(r"SECRET|PASSWORD|TOKEN|DATABASE_URL", " ".join([*given, *said("ARG")]))


def test_the_health_is_asked_where_the_server_answers() -> None:
    (health,), (port,) = said("HEALTHCHECK"), said("EXPOSE")
    asked = re.search(r"http://127\.0\.0\.1:(\d+)/(\w+)", health)
    assert asked and asked[1] == port and asked[2] in {str(one.pattern) for one in urls.urlpatterns}


def test_the_command_is_one_that_the_program_takes() -> None:
    assert json.loads(said("ENTRYPOINT")[0]) == ["capaian"]
    words = json.loads(said("CMD")[0])
    options = build(dict.fromkeys(COMMANDS, lambda _: 0)).parse_args(words)
    assert options.production and options.workers > 1 and str(options.port) == said("EXPOSE")[0]
    assert str(options.data) == dict(one.split("=", 1) for one in shlex.split(said("ENV")[0]))["CAPAIAN_DATA"]


def test_images_are_named_plainly(compose: dict[str, Any]) -> None:
    bases = [line.split()[0] for line in said("FROM")]
    ours = [one["image"] for one in compose["services"].values() if "build" not in one]
    assert all(PLAIN_IMAGE.match(image) for image in bases + ours)


# ---- the services -----------------------------------------------------------------------------------------


def test_only_the_proxy_is_reached_from_outside(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert [name for name, one in services.items() if "ports" in one] == ["proxy"]
    assert compose["networks"]["inside"]["internal"] is True
    assert services["db"]["networks"] == ["inside"] and "inside" not in services["proxy"]["networks"]


def test_the_application_is_told_only_what_it_knows(compose: dict[str, Any]) -> None:
    told = compose["services"]["app"]["environment"]
    assert told.keys() <= KNOWN
    assert told["CAPAIAN_HTTPS"] == "1" and told["CAPAIAN_DATA"] == "/data"


def test_what_passes_through_memory_has_an_end(compose: dict[str, Any]) -> None:
    (folder,) = compose["services"]["app"]["tmpfs"]
    assert re.fullmatch(r"/tmp:size=\d+[gm]", folder)


def test_what_has_to_be_decided_is_in_the_example_and_what_is_secret_is_asked_for(compose: dict[str, Any]) -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$\{(\w+):[?-]", text))
    assert asked - {"CAPAIAN_TAG"} == set(example())
    for secret in ("CAPAIAN_SECRET", "POSTGRES_PASSWORD", "CAPAIAN_HOSTS"):
        assert f"${{{secret}:?" in text and f"${{{secret}:-" not in text


def test_volumes_and_files_are_there(compose: dict[str, Any]) -> None:
    for name, one in compose["services"].items():
        for volume in one["volumes"]:
            source = volume.split(":")[0]
            assert source in compose["volumes"] or (ROOT / source).is_file(), f"{name}: {source}"
    assert (ROOT / compose["services"]["app"]["build"]["dockerfile"]).is_file()
    paths = {volume.split(":")[1] for volume in compose["services"]["app"]["volumes"]}
    assert paths == set(json.loads(said("VOLUME")[0]))


def test_the_database_of_the_address_is_the_one_that_is_made(compose: dict[str, Any]) -> None:
    made = compose["services"]["db"]["environment"]
    address = compose["services"]["app"]["environment"]["DATABASE_URL"]
    start = f"postgres://{made['POSTGRES_USER']}:${{POSTGRES_PASSWORD:?"
    assert address.startswith(start) and address.endswith(f"@db:5432/{made['POSTGRES_DB']}")


def test_the_proxy_asks_the_application_and_takes_as_much_as_it(compose: dict[str, Any]) -> None:
    text = (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8")
    name, port = re.findall(r"reverse_proxy (\w+):(\d+)", text)[0]
    assert name in compose["services"] and port in compose["services"][name]["expose"] == [said("EXPOSE")[0]]
    most = int(re.findall(r"max_size (\d+)MB", text)[0]) * 1_000_000
    assert (
        most
        == int(re.findall(r"^MOST_UPLOADED = ([\d_]+)", SETTINGS, re.MULTILINE)[0].replace("_", "")) + 1_000_000
    )
    held = int(re.findall(r"request_buffers (\d+)MB", text)[0]) * 1_000_000
    assert held == int(re.findall(r"^MOST_OF_STRANGERS = ([\d_]+)", SETTINGS, re.MULTILINE)[0].replace("_", ""))
    # WSGI calls X_Forwarded_For as it calls X-Forwarded-For.
    assert {"-X_*", "-X-Forwarded_*"} <= set(re.findall(r"request_header (\S+)", text))
    assert "/metrics" in text and "{$CAPAIAN_HOSTS}" in text
    assert text.count("{") == text.count("}")


def test_the_example_is_refused_and_a_filled_one_is_not(compose: dict[str, Any]) -> None:
    fixed = {name: value for name, value in compose["services"]["app"]["environment"].items() if "${" not in value}
    database = {"DATABASE_URL": "postgres://capaian:x@db/capaian"}
    assert set(unsafe_settings(example() | fixed | database)) == {"production-secret", "production-hosts"}
    filled = example() | fixed | database | {"CAPAIAN_HOSTS": "kinerja.jambi.go.id"}
    assert list(unsafe_settings(filled)) == ["production-secret"]
    assert list(unsafe_settings(filled | {"CAPAIAN_SECRET": "k7Jq-2mZpX0vRt9_LwEa4NbYc6HdGsUf1oQiTz5M"})) == []
