"""Whatever is done to a workspace's database behind Servanda's back is found, and is named."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from workspace_kit import NOW, note

from servanda.base.errors import ServandaError, TamperingError
from servanda_app import actions
from servanda_app.workspace import Workspace


@pytest.fixture
def filled(folder: Path) -> Path:
    """A workspace with six entries."""
    with actions.init(folder, now=NOW, actor="test") as workspace:
        for subject in "abcde":
            note(workspace, subject, f"text of {subject}")
    return folder


def bend(folder: Path, *statements: str) -> None:
    """Do as someone would who has the file: take the triggers off, then change what they like."""
    with closing(sqlite3.connect(folder / ".servanda/servanda.db")) as connection, connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement).rowcount, statement


def found(folder: Path, **arguments: object) -> TamperingError:
    with actions.open_workspace(folder) as workspace, pytest.raises(TamperingError) as error:
        actions.verify_ledger(workspace, **arguments)
    return error.value


@pytest.mark.parametrize(
    ("statement", "code", "words"),
    [
        (
            'UPDATE servanda_ledger_entry SET data = zeroblob(9) WHERE "index" = 3',
            "entry-changed",
            "entry 3 was changed",
        ),
        (
            'DELETE FROM servanda_ledger_entry WHERE "index" = 3',
            "entry-removed",
            "entry 3 was removed",
        ),
        (
            'DELETE FROM servanda_ledger_entry WHERE "index" = 5',
            "ledger-truncated",
            "entry 5 was signed and afterwards removed",
        ),
        (
            "UPDATE servanda_ledger_entry SET data = (SELECT data FROM servanda_ledger_entry "
            'WHERE "index" = 3) WHERE "index" = 2',
            "entry-changed",
            "entry 2 was changed",
        ),
        (
            "UPDATE servanda_ledger_node SET hash = zeroblob(32) WHERE position = 2",
            "hash-changed",
            "the entries agree with what was signed",
        ),
        ("DELETE FROM servanda_ledger_node WHERE position = 2", "hash-changed", "removed"),
        (
            "INSERT INTO servanda_ledger_node VALUES (9999, zeroblob(32))",
            "hash-added",
            "belong to no entry",
        ),
        (
            "UPDATE servanda_ledger_checkpoint SET note = replace(note, char(10) || '3' || char(10), "
            "char(10) || '4' || char(10)) WHERE size = 3",
            "bad-signature",
            "does not fit the text",
        ),
        (
            "UPDATE servanda_document SET body = replace(body, 'text of c', 'text of C') "
            "WHERE subject = 'c'",
            "record-changed",
            "that entry 3 vouches for was changed",
        ),
        (
            "UPDATE servanda_document SET at = '2020-01-01' WHERE subject = 'c'",
            "record-changed",
            "entry 3",
        ),
        (
            "UPDATE servanda_document SET digest = 'x' WHERE subject = 'c'",
            "record-changed",
            "entry 3",
        ),
        ("DELETE FROM servanda_document WHERE subject = 'd'", "record-removed", "entry 4"),
        (
            "INSERT INTO servanda_document (kind, subject, at, run, digest, body) "
            "SELECT kind, 'z', at, run, digest, body FROM servanda_document WHERE subject = 'c'",
            "record-added",
            "without a ledger entry",
        ),
    ],
)
def test_what_was_done_to_the_database_is_named(
    filled: Path, statement: str, code: str, words: str
) -> None:
    bend(filled, statement)
    error = found(filled)
    assert (error.code, words in error.message) == (code, True), str(error)


def test_two_entries_that_changed_places_are_named(filled: Path) -> None:
    bend(
        filled,
        'UPDATE servanda_ledger_entry SET "index" = -1 WHERE "index" = 2',
        'UPDATE servanda_ledger_entry SET "index" = 2 WHERE "index" = 4',
        'UPDATE servanda_ledger_entry SET "index" = 4 WHERE "index" = -1',
    )
    error = found(filled)
    assert error.code == "entry-reordered"
    assert error.message == "entry 2 was moved to 4: the order was changed"


def test_a_database_put_back_to_an_earlier_day_is_found(filled: Path) -> None:
    home = filled / ".servanda"
    shutil.copy(home / "servanda.db", filled / "old.db")
    with actions.open_workspace(filled) as workspace:
        note(workspace, "late")
        kept = (home / "checkpoint").read_text()
    shutil.copy(filled / "old.db", home / "servanda.db")
    error = found(filled)
    assert (error.code, error.message[:7]) == ("ledger-truncated", "entry 6")
    with actions.open_workspace(filled) as workspace:
        with pytest.raises(TamperingError, match="nothing is added"):
            note(workspace, "more")
        # not even after the refusal is anything signed
        assert workspace.store.size() == 6
    # whoever puts the checkpoint back as well is found by a checkpoint kept elsewhere
    with actions.open_workspace(filled) as workspace:
        (home / "checkpoint").write_text(workspace.store.latest())
    error = found(filled, checkpoints=[kept])
    assert error.code == "ledger-truncated"


def test_a_workspace_made_anew_is_found_by_a_key_kept_elsewhere(
    filled: Path, tmp_path: Path
) -> None:
    with actions.open_workspace(filled) as workspace:
        key = str(workspace.verifier)
    shutil.rmtree(filled / ".servanda")
    with actions.init(filled, now=NOW, actor="test") as workspace:
        assert actions.verify_ledger(workspace).entries == 1
        with pytest.raises(TamperingError):
            actions.verify_ledger(workspace, key=key)


def test_every_random_flip_in_the_database_file_is_found_or_harmless(filled: Path) -> None:
    """A bit flipped on any page: verification fails, or nothing that is recorded has changed."""
    with actions.open_workspace(filled) as workspace:
        whole = actions.verify_ledger(workspace)
        shown = actions.ledger_entries(workspace)
    file = filled / ".servanda/servanda.db"
    sound = file.read_bytes()
    rng = random.Random(7)
    refused = 0
    used = [place for place, byte in enumerate(sound) if byte]
    for _ in range(200):
        data = bytearray(sound)
        data[rng.choice(used)] ^= 1 << rng.randrange(8)
        file.write_bytes(data)
        try:
            with actions.open_workspace(filled) as workspace:
                assert actions.verify_ledger(workspace) == whole
                assert actions.ledger_entries(workspace) == shown
        except ServandaError:
            refused += 1
    assert refused > 60


def test_the_randomly_tampered_workspace_is_found(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same property as in memory, on both databases, through the store's own tables."""
    from django.db import connections

    for subject in "abcdefgh":
        note(workspace, subject)
    whole = actions.verify_ledger(workspace)
    sqlite = connections[workspace.alias].vendor == "sqlite"
    rng = random.Random(3)

    def run(*statements: str) -> None:
        with connections[workspace.alias].cursor() as cursor:
            if not sqlite:
                cursor.execute("SET session_replication_role = replica")
            for statement in statements:
                cursor.execute(statement)
            if not sqlite:
                cursor.execute("SET session_replication_role = origin")

    if sqlite:
        with connections[workspace.alias].cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            names = [name for (name,) in cursor.fetchall()]
        run(*(f"DROP TRIGGER {name}" for name in names))

    def other(index: int) -> int:
        return (index + 1 + rng.randrange(8)) % 9

    tamperings: list[Callable[[int], tuple[str, ...]]] = [
        lambda n: (f'DELETE FROM servanda_ledger_entry WHERE "index" = {n}',),
        lambda n: (
            f'UPDATE servanda_ledger_entry SET "index" = -1 WHERE "index" = {n}',
            f'UPDATE servanda_ledger_entry SET "index" = {n} WHERE "index" = {(m := other(n))}',
            f'UPDATE servanda_ledger_entry SET "index" = {m} WHERE "index" = -1',
        ),
        lambda n: (
            f"UPDATE servanda_ledger_entry SET data = (SELECT data FROM servanda_ledger_entry "
            f'WHERE "index" = {other(n)}) WHERE "index" = {n}',
        ),
        lambda n: (f"DELETE FROM servanda_ledger_node WHERE position = {n}",),
        lambda n: (f"DELETE FROM servanda_document WHERE id = {n + 1}",),
        lambda n: (f"UPDATE servanda_document SET run = 'x' WHERE id = {n + 1}",),
    ]
    for _ in range(24):
        statements = rng.choice(tamperings)(rng.randrange(9))
        with pytest.raises(TamperingError):
            _inside_and_undone(workspace, lambda todo=statements: run(*todo))
        assert actions.verify_ledger(workspace) == whole


def _inside_and_undone(workspace: Workspace, tamper: Callable[[], None]) -> None:
    """Tamper, verify, and take the tampering back whatever came of it."""
    from django.db import transaction

    class _Undo(Exception):  # noqa: N818 (it is no error)
        pass

    try:
        with transaction.atomic(using=workspace.alias):
            tamper()
            actions.verify_ledger(workspace)
            raise _Undo
    except _Undo:
        return
