"""A workspace is made, found and opened; what cannot be opened is told plainly."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from workspace_kit import NOW, TOML, note

from servanda.base.errors import ServandaError, TamperingError
from servanda.ledger.notes import NoteSigner
from servanda_app import actions, keys
from servanda_app.records.documents import record, stored
from servanda_app.records.models import Document, LedgerCheckpoint, LedgerEntry, LedgerNode
from servanda_app.settings import read_settings, template
from servanda_app.workspace import Workspace


def refused(folder: Path) -> ServandaError:
    with pytest.raises(ServandaError) as error:
        actions.open_workspace(folder)
    return error.value


def test_init_makes_what_is_missing_and_leaves_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "place"
    with actions.init(folder, now=NOW, actor="test", company='Ada "A" Ltd') as workspace:
        assert workspace.settings.company.name == 'Ada "A" Ltd'
        assert [entry.kind for _, entry in actions.ledger_entries(workspace)] == ["workspace"]
    assert (folder / ".gitignore").read_text() == ".servanda/\n"
    assert (folder / "agreements").is_dir()
    (folder / "servanda.toml").write_text(TOML)
    (folder / ".gitignore").write_text("secret.txt")
    before = (folder / ".servanda/keys/ledger.key").read_text()
    with actions.init(folder, now=NOW, actor="test") as workspace:
        assert workspace.settings.company.name == "Larkfield"
        assert actions.verify_ledger(workspace).entries == 1
    assert (folder / ".servanda/keys/ledger.key").read_text() == before
    assert (folder / ".gitignore").read_text() == "secret.txt\n.servanda/\n"


def test_only_the_owner_reads_key_and_database(folder: Path) -> None:
    with actions.init(folder, now=NOW, actor="test") as workspace:
        note(workspace, "a")
        for name in ("keys/ledger.key", "servanda.db", "servanda.db-wal"):
            mode = stat.S_IMODE((folder / ".servanda" / name).stat().st_mode)
            assert mode == 0o600, name
    assert stat.S_IMODE((folder / ".servanda").stat().st_mode) == 0o700


def test_a_key_that_others_can_read_is_not_used(folder: Path) -> None:
    with actions.init(folder, now=NOW, actor="test") as workspace:
        (folder / ".servanda/keys/ledger.key").chmod(0o644)
        with pytest.raises(ServandaError, match="others on this machine") as error:
            note(workspace, "a")
    assert error.value.hint.startswith("chmod 600")
    assert "AQ" not in str(error.value)


def test_the_workspace_is_found_from_below(folder: Path) -> None:
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    assert actions.find(deep) == folder.resolve()
    with pytest.raises(ServandaError) as error:
        actions.find(folder.parent)
    assert (error.value.code, "servanda init" in error.value.hint) == ("no-workspace", True)


def test_documents_are_read_as_they_were_recorded(workspace: Workspace) -> None:
    note(workspace, "a", "Zoë")
    note(workspace, "b")
    assert [item.plain() for item in stored(workspace.alias, kind="note", subject="a")] == [
        {"text": "Zoë"}
    ]
    report = actions.verify_ledger(workspace)
    assert (report.entries, report.records, report.pending) == (3, 3, 0)
    assert (workspace.home / "checkpoint").read_text() == report.checkpoint


def test_a_failed_transaction_leaves_neither_record_nor_entry(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError), workspace.recording():
        record(workspace.alias, kind="note", subject="a", value={}, at=NOW, actor="t")
        raise RuntimeError
    report = actions.verify_ledger(workspace)
    assert (report.entries, report.records, report.pending) == (1, 1, 0)


def test_what_is_recorded_is_neither_changed_nor_deleted(workspace: Workspace) -> None:
    note(workspace, "a")
    for model in (Document, LedgerEntry, LedgerNode, LedgerCheckpoint):
        row = model.objects.using(workspace.alias).first()
        with pytest.raises(ServandaError, match="neither changed nor deleted"):
            row.save(using=workspace.alias)
        with pytest.raises(ServandaError, match="neither changed nor deleted"):
            row.delete(using=workspace.alias)
        with pytest.raises(ServandaError, match="neither changed nor deleted"):
            model.objects.using(workspace.alias).delete()
        with pytest.raises(ServandaError, match="neither changed nor deleted"):
            model.objects.using(workspace.alias).update(pk=77)


def test_the_database_itself_refuses_too(workspace: Workspace) -> None:
    from django.db import connections

    note(workspace, "a")
    for statement in (
        "UPDATE servanda_document SET body = body",
        "DELETE FROM servanda_ledger_entry",
        "UPDATE servanda_ledger_node SET position = 99",
        "DELETE FROM servanda_ledger_checkpoint",
        "DELETE FROM servanda_identity",
    ):
        with (
            pytest.raises(ServandaError) as error,
            workspace.told(),
            connections[workspace.alias].cursor() as cursor,
        ):
            cursor.execute(statement)
        assert error.value.code == "append-only", statement


def test_several_workspaces_are_open_at_once(tmp_path: Path) -> None:
    with (
        actions.init(tmp_path / "one", now=NOW, actor="t", company="One") as one,
        actions.init(tmp_path / "two", now=NOW, actor="t", company="Two") as two,
    ):
        note(one, "a")
        note(two, "b")
        note(two, "c")
        assert [item.subject for item in stored(one.alias, kind="note")] == ["a"]
        assert [item.subject for item in stored(two.alias, kind="note")] == ["b", "c"]
        assert actions.verify_ledger(one).origin != actions.verify_ledger(two).origin


def test_a_database_of_another_workspace_is_refused(tmp_path: Path) -> None:
    for name in ("one", "two"):
        actions.init(tmp_path / name, now=NOW, actor="t").close()
    (tmp_path / "one/.servanda/servanda.db").replace(tmp_path / "two/.servanda/servanda.db")
    assert refused(tmp_path / "two").code == "other-database"


def test_a_folder_without_its_memory_is_told_what_to_do(folder: Path) -> None:
    assert refused(folder).code == "no-database"
    assert refused(folder.parent).code == "no-workspace"


def test_a_lost_database_is_not_replaced_by_an_empty_one(folder: Path) -> None:
    actions.init(folder, now=NOW, actor="test").close()
    (folder / ".servanda/servanda.db").unlink()
    assert refused(folder).code == "missing-database"
    with pytest.raises(ServandaError) as error:
        actions.init(folder, now=NOW, actor="test")
    assert error.value.code == "lost-database"
    assert not (folder / ".servanda/servanda.db").exists()


@pytest.mark.parametrize(
    "junk", [b"this is no database at all", b"SQLite format 3\x00" + b"\x01" * 5000]
)
def test_what_is_no_database_is_told_and_left_alone(folder: Path, junk: bytes) -> None:
    actions.init(folder, now=NOW, actor="test").close()
    file = folder / ".servanda/servanda.db"
    file.write_bytes(junk)
    assert refused(folder).code == "corrupt-database"
    assert file.read_bytes() == junk


def test_a_locked_database_is_told_after_the_time_that_the_settings_give(folder: Path) -> None:
    with (folder / "servanda.toml").open("a") as file:
        file.write("\n[settings]\nbusy_seconds = 0\n")
    with actions.init(folder, now=NOW, actor="test") as workspace:
        with closing(sqlite3.connect(workspace.file)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(ServandaError) as error:
                note(workspace, "a")
        assert error.value.code == "locked-database"
        note(workspace, "b")
        assert actions.verify_ledger(workspace).entries == 2


def test_a_workspace_of_a_newer_servanda_is_refused_untouched(folder: Path) -> None:
    actions.init(folder, now=NOW, actor="test").close()
    with closing(sqlite3.connect(folder / ".servanda/servanda.db")) as connection, connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('records', '0999_later', '2030-01-01')"
        )
    error = refused(folder)
    assert (error.code, "0999_later" in error.message) == ("newer-workspace", True)
    (folder / "servanda.toml").write_text(TOML.replace("workspace/1", "workspace/2"))
    error = refused(folder)
    assert error.code == "newer-workspace"
    assert error.where.endswith("servanda.toml:1")


def test_an_unreachable_postgresql_is_told_without_its_password(folder: Path) -> None:
    with (folder / "servanda.toml").open("a") as file:
        file.write('\n[settings]\ndatabase = "postgresql://me:hunter22@127.0.0.1:1/none"\n')
    with pytest.raises(ServandaError) as error:
        actions.init(folder, now=NOW, actor="test")
    assert error.value.code == "unreachable-database"
    assert error.value.where == "127.0.0.1/none"
    assert "hunter22" not in repr(error.value) + str(error.value)


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://host", "postgresql://h:port/x"])
def test_a_wrong_url_is_told(folder: Path, url: str) -> None:
    with (folder / "servanda.toml").open("a") as file:
        file.write(f'\n[settings]\ndatabase = "{url}"\n')
    with pytest.raises(ServandaError) as error:
        actions.init(folder, now=NOW, actor="test")
    assert error.value.code == "bad-database-url"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("[company]", "[firm]", "unknown-key", 3),
        ('name = "Larkfield"', "name = 3", "wrong-type", 4),
        ('name = "Larkfield"', "", "missing-key", 3),
        ('schema = "servanda/workspace/1"', "", "no-schema", 1),
        ("[company]", "[company", "bad-toml", 3),
        ("security_contact", "security_kontakt", "unknown-key", 5),
        (
            "\n[company]",
            '\n[[systems]]\nid="a"\ntarget="x"\n[[systems]]\nid="a"\ntarget="y"\n[company]',
            "double-id",
            6,
        ),
        ("\n[company]", '\n[[systems]]\nid="a"\n[company]', "missing-key", 3),
        ("\n[company]", "\n[settings]\nbusy_seconds = -1\n[company]", "bad-setting", 4),
    ],
)
def test_a_wrong_setting_is_told_by_its_line(old: str, new: str, code: str, line: int) -> None:
    with pytest.raises(ServandaError) as error:
        read_settings(TOML.replace(old, new).encode())
    assert (error.value.code, error.value.where) == (code, f"servanda.toml:{line}")


def test_the_template_is_a_sound_setting() -> None:
    assert read_settings(template('Ä\n"B"').encode()).company.name == 'Ä\n"B"'
    text = template("x")
    lines = [
        line.removeprefix("# ") for line in text.splitlines() if " = " in line or "[" in line[:3]
    ]
    full = read_settings("\n".join(lines).encode())
    assert (len(full.systems), len(full.endpoints), len(full.subprocessors)) == (1, 1, 1)
    assert full.settings.database.startswith("postgresql://")


def test_the_database_url_may_stand_beside_the_schema() -> None:
    text = TOML.replace("\n[company]", '\ndatabase = "postgresql://h/x"\n[company]')
    assert read_settings(text.encode()).settings.database == "postgresql://h/x"


def test_a_missing_or_foreign_checkpoint_stops_recording(folder: Path) -> None:
    with actions.init(folder, now=NOW, actor="test") as workspace:
        file = keys.checkpoint_file(workspace.home)
        held = file.read_text()
        file.unlink()
        with pytest.raises(TamperingError, match="is gone"):
            note(workspace, "a")
        other = NoteSigner(name="servanda.invalid/other", seed=b"\x01" * 32)
        file.write_text(held.replace(workspace.verifier.name, other.name))
        with pytest.raises(TamperingError):
            note(workspace, "a")
        file.write_text(held)
        note(workspace, "a")
        assert actions.verify_ledger(workspace).entries == 2
