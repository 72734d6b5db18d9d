"""A backup is not believed: what was changed, added, swollen or leads elsewhere is refused and leaves nothing."""

from __future__ import annotations

import hashlib
import json
import random
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from capaian.web.backup.archive import (
    SCHEMA,
    BackupManifest,
    InvalidBackup,
    is_valid_name,
    open_archive,
    write_archive,
)
from capaian.web.backup.verify import prove_backup
from capaian.web.backup.workspace import WORK, restore_workspace
from tests.keeping.conftest import capaian

Contents = dict[str, bytes]
EMPTY: dict[str, Any] = {
    "schema": SCHEMA,
    "release": "0",
    "made_at": "",
    "migrations": {},
    "tables": {},
    "files": {},
    "trail": {"number": 0, "hash": ""},
    "missing": [],
}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def described(contents: Contents) -> dict[str, Any]:
    """Return a manifest that fits ``contents``, whatever they are."""
    said = json.loads(json.dumps(EMPTY))
    for name, content in contents.items():
        one = {"bytes": len(content), "sha256": digest(content)}
        if name.startswith("tables/"):
            said["tables"][name[7:-6]] = one | {"rows": content.count(b"\n")}
        else:
            said["files"][name] = one
    return said


def packed(goal: Path, contents: Contents, said: dict[str, Any] | None = None) -> Path:
    with zipfile.ZipFile(goal, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in contents.items():
            out.writestr(name, content)
        out.writestr("manifest.json", json.dumps(said or described(contents)))
    return goal


def refused(path: Path) -> str:
    with pytest.raises(InvalidBackup) as caught, open_archive(path) as archive:
        prove_backup(archive)
    return caught.value.code


TRAIL = {"tables/trail.event.jsonl": b""}


def test_what_is_sound_is_proved(tmp_path: Path) -> None:
    with open_archive(packed(tmp_path / "a.zip", TRAIL)) as archive:
        assert prove_backup(archive).events == 0


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/passwd",
        "files/../../evil",
        "snapshots/../evil",
        "snapshots/a/../../evil",
        "snapshots//evil",
        "snapshots/.hidden",
        "snapshots\\evil",
        "snapshots/a\x00b",
        "db.sqlite3",
        "secret.key",
        "files/aa/short",
        f"files/ab/{'cd' * 32}",
        "snapshots/",
        "snapshots/a\n",
        "",
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str, tmp_path: Path) -> None:
    assert not is_valid_name(name)
    with pytest.raises(InvalidBackup):
        BackupManifest.from_json(json.dumps(described({name or "x": b""})).encode())


def test_a_link_is_refused(tmp_path: Path) -> None:
    contents = {"snapshots/a": b"/etc/passwd"}
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as out:
        one = zipfile.ZipInfo("snapshots/a")
        one.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(one, contents["snapshots/a"])
        out.writestr("manifest.json", json.dumps(described(contents)))
    assert refused(path) == "name"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    contents = {"snapshots/a": b"0" * 20_000_000}
    assert refused(packed(tmp_path / "a.zip", contents | TRAIL)) == "swells"


def test_a_bomb_that_lies_of_its_size_is_refused(tmp_path: Path) -> None:
    contents = {"snapshots/a": b"0" * 20_000_000}
    said = described(contents)
    said["files"]["snapshots/a"]["bytes"] = 10
    assert refused(packed(tmp_path / "a.zip", contents, said)) == "changed"


@pytest.mark.parametrize("label", ["files", "tables"])
def test_what_the_manifest_does_not_name_is_refused(label: str, tmp_path: Path) -> None:
    assert refused(packed(tmp_path / "a.zip", TRAIL | {f"{label}/x": b""}, described(TRAIL))) == "stranger"


def test_what_is_gone_is_named(tmp_path: Path) -> None:
    assert refused(packed(tmp_path / "a.zip", {}, described(TRAIL))) == "gone"


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", TRAIL)
    with zipfile.ZipFile(path, "a") as out:
        out.writestr("tables/trail.event.jsonl", b"")
    assert refused(path) == "twice"


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive at all", zlib.compress(b"x")])
def test_other_files_are_no_backups(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert refused(tmp_path / "a.zip") == "no-backup"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda said: said | {"schema": "capaian/backup@9"}, "schema"),
        (lambda said: said | {"files": []}, "manifest"),
        (lambda said: said | {"trail": {"number": -1, "hash": ""}}, "manifest"),
        (lambda said: {}, "manifest"),
        (lambda said: [], "manifest"),
    ],
)
def test_manifests_of_other_shapes_are_refused(
    change: Callable[[dict[str, Any]], Any], code: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("manifest.json", json.dumps(change(EMPTY)))
    assert refused(path) == code


def test_any_byte_that_is_changed_is_seen_or_says_nothing(backup: Path, tmp_path: Path) -> None:
    """A backup with one byte changed is refused, or proves to be the same to the last hash."""
    whole = backup.read_bytes()
    with open_archive(backup) as archive:
        told = prove_backup(archive).sha256
    choose, seen = random.Random(5), 0
    for _ in range(40):
        content = bytearray(whole)
        content[choose.randrange(len(content))] ^= 1 << choose.randrange(8)
        (tmp_path / "a.zip").write_bytes(content)
        try:
            with open_archive(tmp_path / "a.zip") as archive:
                assert prove_backup(archive).sha256 == told
        except InvalidBackup:
            seen += 1
    assert seen > 30


def test_one_that_was_cut_off_is_refused(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for part in (0.1, 0.5, 0.99):
        (tmp_path / "a.zip").write_bytes(whole[: int(len(whole) * part)])
        assert refused(tmp_path / "a.zip") == "no-backup"


# ---- whoever writes a manifest anew ----------------------------------------------------------------------


def forged(backup: Path, goal: Path, label: str, change: Callable[[list[dict[str, Any]]], None]) -> Path:
    """Change a table and let the manifest agree with it."""
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(goal, "w", zipfile.ZIP_DEFLATED) as out:
        name = f"tables/{label}.jsonl"
        rows = [json.loads(line) for line in source.read(name).splitlines()]
        change(rows)
        text = "".join(json.dumps(row, sort_keys=True) + "\n" for row in rows).encode()
        said = json.loads(source.read("manifest.json"))
        said["tables"][label] = {"rows": len(rows), "bytes": len(text), "sha256": digest(text)}
        for one in source.namelist():
            if one not in (name, "manifest.json"):
                out.writestr(one, source.read(one))
        out.writestr(name, text)
        out.writestr("manifest.json", json.dumps(said))
    return goal


def test_an_event_that_was_changed_breaks_the_chain(backup: Path, tmp_path: Path) -> None:
    def change(rows: list[dict[str, Any]]) -> None:
        rows[3]["by"] = "orang lain"

    assert refused(forged(backup, tmp_path / "a.zip", "trail.event", change)) == "trail"


def test_a_snapshot_of_other_figures_is_refused(backup: Path, tmp_path: Path) -> None:
    def change(rows: list[dict[str, Any]]) -> None:
        rows[0]["manifest"] = "0" * 64

    assert refused(forged(backup, tmp_path / "a.zip", "reporting.snapshot", change)) == "changed"


@pytest.mark.parametrize(
    ("label", "change"),
    [
        ("registers.row", lambda rows: rows[0].update(office_id="99.99.99")),
        ("registers.row", lambda rows: rows[0].update(day="yesterday")),
        ("registers.row", lambda rows: rows[0].update(id="'; DROP TABLE registers_row; --")),
        ("registers.row", lambda rows: rows[0].update(more=1)),
        ("reporting.submission", lambda rows: rows[0].update(state="approved", approved_by_id=None)),
        ("auditing.answer", lambda rows: rows[0].update(number=999)),
    ],
)
def test_a_restore_that_fails_leaves_nothing(
    backup: Path, tmp_path: Path, label: str, change: Callable[[list[dict[str, Any]]], None]
) -> None:
    """Rows that no constraint or guard would have let in are not let in by a backup either."""
    bad = forged(backup, tmp_path / "a.zip", label, change)
    done = capaian("restore", bad, "--data", tmp_path / "new")
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "new").exists()


def test_on_postgresql_it_leaves_no_table(backup: Path, tmp_path: Path, postgres: Callable[[], str]) -> None:
    import psycopg

    database = postgres()
    bad = forged(backup, tmp_path / "a.zip", "registers.row", lambda rows: rows[0].update(office_id="99.99.99"))
    assert capaian("restore", bad, "--data", tmp_path / "new", database=database).returncode == 1
    with psycopg.connect(database) as door:
        assert door.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
    assert not (tmp_path / "new").exists()
    assert capaian("restore", backup, "--data", tmp_path / "new", database=database).returncode == 0


def test_a_backup_of_a_newer_release_asks_for_that_one(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
        for one in source.namelist():
            content = source.read(one)
            if one == "manifest.json":
                said = json.loads(content)
                said["migrations"]["registers"].append("0999_later")
                content = json.dumps(said).encode()
            out.writestr(one, content)
    done = capaian("restore", tmp_path / "a.zip", "--data", tmp_path / "new", "--lang", "en")
    assert done.returncode == 1 and "registers.0999_later" in done.stderr
    assert not (tmp_path / "new").exists()


# ---- files that appear whole or not at all ---------------------------------------------------------------


def test_a_backup_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyError), write_archive(tmp_path / "a.zip") as writer:
        writer.table("trail.event", [{"a": 1}])
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_who_comes_later_with_the_same_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError), write_archive(tmp_path / "a.zip"):
        (tmp_path / "a.zip").write_text("came first")
    assert [one.read_text() for one in tmp_path.iterdir()] == ["came first"]


def test_a_restore_that_was_killed_is_cleared_by_the_next(tmp_path: Path) -> None:
    for name in (f"{WORK}/files/aa", "files/aa", "snapshots"):
        (tmp_path / "data" / name).mkdir(parents=True)
    with restore_workspace(tmp_path / "data") as work:
        assert [one.name for one in work.parent.iterdir()] == [WORK]
    assert list((tmp_path / "data").iterdir()) == []


def test_an_interrupted_restore_gives_the_folder_back(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(KeyboardInterrupt), restore_workspace(tmp_path / "data") as work:
        (work / "x").write_text("half")
        raise KeyboardInterrupt
    assert list((tmp_path / "data").iterdir()) == []


def test_a_manifest_says_what_it_was_made_of() -> None:
    one = BackupManifest.from_json(json.dumps(EMPTY).encode())
    assert BackupManifest.from_json(one.to_json()) == one
