"""Plaintext and keys are in no log, repr, error, traceback or temporary file, nor in the database."""

from __future__ import annotations

import base64
import contextlib
import copy
import io
import logging
import pickle
import sqlite3
import traceback
from dataclasses import replace
from pathlib import Path

import pytest
from vault_kit import NOW, PASSPHRASE, fill, make_service

from servanda.base.errors import ServandaError
from servanda.inventory.scan import discover
from servanda.registry import detectors, sources
from servanda.safeguards.vault.columns import Column
from servanda.safeguards.vault.elsewhere import seal_file
from servanda.safeguards.vault.format import Place
from servanda.safeguards.vault.keys.file import FileKeyService
from servanda.safeguards.vault.material import Secret, fresh_key
from servanda.safeguards.vault.rotation import rewrap, rotate
from servanda.safeguards.vault.shredding import shred
from servanda.safeguards.vault.stores.sqlite import SqliteStore
from servanda.safeguards.vault.tokens import format_tokens, tokenise
from servanda.safeguards.vault.vault import Vault
from servanda.safeguards.vault.verification import verify

CANARY = "canary.7f3a9@songbird.example"


def traces(vault: Vault) -> list[bytes]:
    """Everything that must be nowhere: the value and every open key, in the forms they could take."""
    secrets = [CANARY.encode(), CANARY.lower().encode(), PASSPHRASE]
    for key in vault.keys._open.values():
        secrets += [key.secret.expose_secret(), key.secret.derive("rows").expose_secret()]
        secrets.append(key.secret.derive("field", key.row.id).expose_secret())
    service = vault.keys.service
    assert isinstance(service, FileKeyService) and service._root is not None
    secrets.append(service._root.expose_secret())
    forms = []
    for secret in secrets:
        forms += [secret, secret.hex().encode(), base64.b64encode(secret), repr(secret).encode()]
    return forms


def column(**changes: object) -> Column:
    made = Column(field="email", category="email", records=["r1"], values=[CANARY], searchable=True)
    return replace(made, **changes)  # type: ignore[arg-type]


def everything(vault: Vault, said: list[str]) -> None:
    """Use all of it, make all of it fail, and keep what was said."""
    place = ("bright", "clinic", "email")
    vault.put("bright", "clinic", [column()])
    vault.reveal(*place, ["r1"])
    vault.find("bright", "email", "email", CANARY)
    tokenise(vault, "bright", "clinic", "email", [CANARY])
    where = Place(agreement="bright", customer="clinic", field="email", category="email")
    seal_file(vault, where, "r1", io.BytesIO(CANARY.encode()), io.BytesIO())
    rotate(vault, "bright")
    rewrap(vault, "bright")
    verify(vault)
    (row,) = vault.store.fetch(*place, ["r1"]).values()
    failing = [
        lambda: vault.put("bright", "clinic", [column(values=[CANARY, CANARY])]),
        lambda: vault.put("bright", "clinic", [column(values=[[CANARY]])]),
        lambda: vault.put("bright", "clinic", [column(values=[CANARY + "\ud800"])]),
        lambda: vault.put("bright", "", [column()]),
        lambda: format_tokens(vault, *place, "payment-card", [CANARY]),
        lambda: vault.reveal_rows([replace(row, record="r2")]),
        lambda: vault.reveal_rows([replace(row, sealed=row.sealed[:-1])]),
        lambda: vault.reveal_rows([replace(row, sealed=b"")]),
        lambda: vault.find("other", "email", "email", CANARY),
        lambda: FileKeyService(
            vault.keys.service.file,  # type: ignore[attr-defined]
            lambda: Secret(CANARY.encode()),
        ).create("x"),
        lambda: pickle.dumps(fresh_key()),
        lambda: hash(fresh_key()),
    ]
    for attempt in failing:
        try:
            attempt()
        except (ServandaError, TypeError) as error:
            said.append("".join(traceback.format_exception(error)))
            said.append(repr(error))
        else:
            pytest.fail("this was to fail")
    shown = [vault, vault.store, vault.keys, vault.keys.service, column(), row]
    for key in vault.keys._open.values():
        shown += [key, key.secret, key.cipher]
    said += [f"{one!r} {one}" for one in shown]


def test_nothing_is_said_or_left_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    service = make_service(tmp_path / "keys")
    vault = Vault(SqliteStore(tmp_path / "vault.db"), service)
    said: list[str] = []
    out = io.StringIO()
    with caplog.at_level(logging.DEBUG), contextlib.redirect_stdout(out):
        with contextlib.redirect_stderr(out):
            everything(vault, said)
        forms = traces(vault)
        # while the database is open, its journal is there too
        files = {p.name: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
        shred(vault, "bright", now=NOW)
    vault.close()
    files |= {f"{p.name} after": p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert {"vault.db", "vault.db-wal", "vault.keys"} <= set(files)
    assert not list(temporary.iterdir())
    texts = "\n".join([*said, caplog.text, out.getvalue()]).encode("utf-8", "surrogatepass")
    for form in forms:
        assert form not in texts
        for name, data in files.items():
            assert form not in data, name


def test_a_secret_is_not_copied_into_what_shows_it() -> None:
    key = Secret(b"\x01" * 32)
    assert str(key) == repr(key) == f"{key}" == "Secret(redacted)"
    with pytest.raises(TypeError):
        copy.deepcopy(key)
    assert not hasattr(key, "__dict__")


def test_our_own_detectors_find_nothing_in_the_database(tmp_path: Path) -> None:
    """And they do find it in a plain table of the same values."""
    vault = Vault(SqliteStore(tmp_path / "vault.db"), make_service(tmp_path / "keys"))
    fill(vault, 200)
    vault.close()
    with sqlite3.connect(tmp_path / "plain.db") as connection:
        connection.execute("CREATE TABLE customers (email TEXT)")
        connection.executemany(
            "INSERT INTO customers VALUES (?)",
            [(f"user{n}@example.org",) for n in range(200)],
        )
    connection.close()
    found = {
        name: discover(
            str(tmp_path / name), system=name, detectors=detectors(), sources=sources(), rows=None
        )
        for name in ("plain.db", "vault.db")
    }
    assert {f.data_class for f in found["plain.db"].findings} == {"email"}
    assert found["vault.db"].findings == ()
    assert found["vault.db"].tables == 2 and not found["vault.db"].skipped
