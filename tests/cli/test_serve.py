"""A server for others is not started with settings that would betray them."""

from pathlib import Path

import pytest

from capaian.cli.main import main
from capaian.web.ops.production import is_own_computer, unsafe_settings

SOUND = {
    "CAPAIAN_SECRET": "x8Jq-2mPz0vRk7LsT5uWcYbN1dEfGhA3oQiB9nMe",
    "CAPAIAN_HOSTS": "kinerja.jambikota.go.id",
    "CAPAIAN_HTTPS": "1",
    "DATABASE_URL": "postgres://capaian:x@db/capaian",
}


def test_sound_settings_have_no_fault() -> None:
    assert list(unsafe_settings(SOUND)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"CAPAIAN_DEBUG": "1"}, "production-debug"),
        ({"CAPAIAN_SECRET": ""}, "production-secret"),
        ({"CAPAIAN_SECRET": "pendek"}, "production-secret"),
        ({"CAPAIAN_SECRET": "a" * 60}, "production-secret"),
        ({"CAPAIAN_SECRET": "ganti-dengan-kunci-Anda-sendiri-yang-panjang-sekali"}, "production-secret"),
        ({"CAPAIAN_METRICS_TOKEN": "pendek"}, "production-metrics"),
        ({"CAPAIAN_METRICS_TOKEN": "changeme-changeme-changeme"}, "production-metrics"),
        ({"CAPAIAN_HOSTS": " "}, "production-hosts"),
        ({"CAPAIAN_HOSTS": "*"}, "production-hosts"),
        ({"CAPAIAN_HTTPS": ""}, "production-https"),
        ({"DATABASE_URL": ""}, "production-sqlite"),
    ],
)
def test_each_unsafe_setting_is_named(change: dict[str, str], fault: str) -> None:
    assert list(unsafe_settings(SOUND | change)) == [fault]


def test_sqlite_is_taken_where_it_is_said() -> None:
    assert list(unsafe_settings(SOUND | {"DATABASE_URL": "", "CAPAIAN_SQLITE": "1"})) == []


@pytest.mark.parametrize(
    ("host", "own"), [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False)]
)
def test_which_addresses_are_the_own_computer(host: str, own: bool) -> None:
    assert is_own_computer(host) is own


def test_all_faults_are_said_at_once_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [*SOUND, "CAPAIAN_DEBUG", "CAPAIAN_SQLITE"]:
        monkeypatch.delenv(name, raising=False)
    assert main(["serve", "--data", str(tmp_path / "data"), "--host", "0.0.0.0"]) == 1
    said = capsys.readouterr().err
    assert all(name in said for name in ("CAPAIAN_SECRET", "CAPAIAN_HOSTS", "CAPAIAN_HTTPS=1", "DATABASE_URL"))
    assert not (tmp_path / "data").exists()


def test_many_processes_need_postgresql(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["serve", "--data", str(tmp_path / "data"), "--workers", "2", "--no-start"]) == 1
    assert "--workers" in capsys.readouterr().err


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SOUND.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("CAPAIAN_DEBUG", raising=False)
    monkeypatch.setenv("CAPAIAN_SQLITE", "1")


@pytest.mark.parametrize("way", [["--production"], ["--host", "0.0.0.0"], ["--production", "--no-start"]])
def test_the_demo_is_not_shown_to_others(
    tmp_path: Path, sound: None, capsys: pytest.CaptureFixture[str], way: list[str]
) -> None:
    assert main(["serve", "--data", str(tmp_path / "data"), "--demo", *way]) == 1
    assert "contoh" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()
