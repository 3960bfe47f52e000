"""The commands, from an empty workspace to a shredded agreement."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from vault_kit import NOW

from servanda.base.errors import ServandaError, TamperingError
from servanda_app import actions
from servanda_app.vaults import vault_settings
from servanda_cli import exits
from servanda_cli.main import program

VAULT_TOML = """\
schema = "servanda/vault-settings/1"
{database}
[keys]
service = "file"
file = "elsewhere/vault.keys"

[[fields]]
field = "email"
category = "email"
searchable = true
"""


class Desk:
    """A workspace and the program over it."""

    def __init__(self, folder: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._capsys, self._patch = folder, capsys, monkeypatch

    def __call__(self, *words: str, given: str = "") -> tuple[int, str]:
        self._patch.setattr("sys.stdin", io.StringIO(given))
        self._capsys.readouterr()
        arguments = [words[0], words[1], "--workspace", str(self.folder), *words[2:]]
        code = program.main(arguments, standalone_mode=False)
        return code, self._capsys.readouterr().out

    def json(self, *words: str, given: str = "") -> Any:
        return json.loads(self(*words, "--json", given=given)[1])


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def desk(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    folder = tmp_path / "here"
    with actions.init(folder, now=NOW, actor="test", company="Larkfield"):
        pass
    database = ""
    if request.param == "postgresql":
        database = f'database = "{request.getfixturevalue("empty_database")}"'
    (folder / "vault.toml").write_text(VAULT_TOML.format(database=database))
    for name in ("bright", "harbor"):
        (folder / "agreements" / f"{name}.md").write_text("# to be written\n")
    (tmp_path / "passphrase").write_text("a long passphrase\n")
    monkeypatch.setenv("SERVANDA_VAULT_PASSPHRASE_FILE", str(tmp_path / "passphrase"))
    return Desk(folder, capsys, monkeypatch)


def put_one(desk: Desk) -> None:
    code, said = desk(
        *("vault", "put", "bright", "clinic", "r1"),
        given='{"email": "Ada@Example.org", "note": "calls on Fridays"}',
    )
    assert (code, said) == (exits.KEPT, "sealed 2 values for clinic under bright\n")


def test_from_the_first_value_to_the_last(desk: Desk) -> None:
    put_one(desk)
    code, said = desk("vault", "get", "bright", "clinic", "r1")
    assert code == exits.KEPT and "Ada@" not in said and "A****@Example.org" in said
    assert "Fridays" not in said
    revealed = desk.json("vault", "get", "bright", "clinic", "r1", "--reveal")
    assert revealed["fields"] == {"email": "Ada@Example.org", "note": "calls on Fridays"}
    assert desk("vault", "get", "bright", "clinic", "r2")[0] == exits.NOTHING
    found = desk.json("vault", "find", "bright", "email", given="ada@example.ORG\n")
    assert found["records"] == [{"customer": "clinic", "record": "r1"}]
    assert desk("vault", "find", "bright", "email", given="eve@example.org\n")[0] == exits.NOTHING
    assert desk("vault", "rotate", "bright") == (
        exits.KEPT,
        "bright: 1 new data keys, 2 values sealed anew\n",
    )
    assert desk.json("vault", "rotate", "bright", "--resume")["values"] == 0
    assert desk.json("vault", "rotate", "bright", "--service-key")["keys"] == 3
    states = [
        (key["kind"], key["version"], key["state"]) for key in desk.json("keys", "show")["keys"]
    ]
    assert states == [
        *(("agreement", 1, "destroyed"), ("agreement", 2, "live")),
        *(("data", 1, "retired"), ("data", 2, "live"), ("index", 1, "live")),
    ]
    assert "of 16777216" in desk("keys", "show", "bright")[1]
    assert desk("keys", "verify") == (exits.KEPT, "whole: 2 values, 5 keys\n")
    with pytest.raises(Exception, match="cannot be undone"):
        desk("vault", "shred", "bright")
    code, said = desk("vault", "shred", "bright", "--confirm", "bright")
    assert code == exits.KEPT and "2 values as a backup holds them: 0 open" in said
    with pytest.raises(ServandaError) as caught:
        desk("vault", "get", "bright", "clinic", "r1")
    assert caught.value.code == "key-destroyed"
    assert (desk.folder / "elsewhere" / "vault.keys").exists()


def test_the_ledger_says_who_saw_what_and_no_value(desk: Desk) -> None:
    put_one(desk)
    desk("vault", "get", "bright", "clinic", "r1", "--reveal")
    desk("vault", "find", "bright", "email", given="ada@example.org")
    desk("vault", "shred", "bright", "--confirm", "bright")
    kinds = [entry["kind"] for entry in desk.json("ledger", "show")["entries"]]
    assert kinds == ["workspace", *["vault"] * 4, "vault-shredding"]
    desk("ledger", "verify")
    for file in (desk.folder / ".servanda").rglob("*"):
        if file.is_file():
            assert b"Ada@" not in file.read_bytes() and b"ada@" not in file.read_bytes(), file


def test_plaintext_is_in_the_ledger_before_it_is_given_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_one(desk)

    def refuse(*_: object, **__: object) -> None:
        raise ServandaError("locked-database", "the ledger cannot be written")

    monkeypatch.setattr("servanda_app.actions.vault_acts.record", refuse)
    with pytest.raises(ServandaError) as caught:
        desk("vault", "get", "bright", "clinic", "r1", "--reveal")
    assert caught.value.code == "locked-database"


def test_tables_and_files(desk: Desk, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    rows = "".join(f"p{n},user{n}@example.org,{n}\n" for n in range(50))
    table.write_text("id,email,age\n" + rows)
    said = desk.json("vault", "put", "bright", "clinic", "--table", str(table), "--id", "id")
    assert said["values"] == 100
    assert desk.json("vault", "get", "bright", "clinic", "p7", "--reveal")["fields"] == {
        "age": "7",
        "email": "user7@example.org",
    }
    with pytest.raises(ServandaError, match="no column"):
        desk("vault", "put", "bright", "clinic", "--table", str(table), "--id", "number")
    twice = tmp_path / "twice.csv"
    for rows in ("q1,a@b.org\nq1,c@d.org\n", "q1,a@b.org\n,c@d.org\n"):
        twice.write_text("id,email\n" + rows)
        with pytest.raises(ServandaError, match="row 2 has no id, or that of a row before it"):
            desk("vault", "put", "bright", "clinic", "--table", str(twice), "--id", "id")

    scan, sealed, back = (tmp_path / name for name in ("scan.png", "scan.sealed", "back.png"))
    scan.write_bytes(b"\x89PNG" + b"picture" * 30_000)
    place = ("bright", "clinic", "r1", "--field", "scan")
    desk("vault", "put", *place, "--file", str(scan), "--out", str(sealed))
    assert b"picture" not in sealed.read_bytes()
    desk("vault", "get", *place, "--file", str(sealed), "--out", str(back), "--reveal")
    assert back.read_bytes() == scan.read_bytes()
    assert back.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ServandaError, match="there already"):
        desk("vault", "get", *place, "--file", str(sealed), "--out", str(back), "--reveal")
    with pytest.raises(ServandaError, match="there already"):
        desk("vault", "put", *place, "--file", str(scan), "--out", str(sealed))
    sealed.write_bytes(sealed.read_bytes()[:-1])
    with pytest.raises(TamperingError):
        desk("vault", "get", *place, "--file", str(sealed), "--out", str(back) + "2", "--reveal")
    assert not Path(str(back) + "2").exists()


def test_the_passphrase_is_changed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_one(desk)
    (tmp_path / "new").write_text("quite another passphrase\n")
    code, said = desk("keys", "passphrase", "--new", str(tmp_path / "new"))
    assert code == exits.KEPT and "passphrase;" in said
    with pytest.raises(ServandaError) as caught:
        desk("vault", "get", "bright", "clinic", "r1")
    assert caught.value.code == "wrong-passphrase"
    monkeypatch.setenv("SERVANDA_VAULT_PASSPHRASE_FILE", str(tmp_path / "new"))
    assert desk("vault", "get", "bright", "clinic", "r1")[0] == exits.KEPT
    (tmp_path / "new").write_text("short")
    with pytest.raises(ServandaError) as caught:
        desk("keys", "passphrase", "--new", str(tmp_path / "new"))
    assert caught.value.code in ("short-passphrase", "wrong-passphrase")


@pytest.mark.parametrize("given", ["", "[]", '{"email": 1}', "[" * 100_000])
def test_what_is_no_record_is_told(desk: Desk, given: str) -> None:
    with pytest.raises(ServandaError) as caught:
        desk("vault", "put", "bright", "clinic", "r1", given=given)
    assert caught.value.code == "bad-record"


def test_what_is_missing_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ServandaError) as caught:
        desk("vault", "put", "nobody", "clinic", "r1", given='{"a": "b"}')
    assert caught.value.code == "unknown-agreement"
    assert desk("keys", "show")[0] == exits.NOTHING
    monkeypatch.delenv("SERVANDA_VAULT_PASSPHRASE_FILE")
    with pytest.raises(ServandaError) as caught:
        desk("vault", "put", "bright", "clinic", "r1", given='{"a": "b"}')
    assert caught.value.code == "no-passphrase"
    (desk.folder / "credentials").mkdir()
    (desk.folder / "credentials" / "servanda-vault").write_text("a long passphrase")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(desk.folder / "credentials"))
    assert desk("vault", "put", "bright", "clinic", "r1", given='{"a": "b"}')[0] == exits.KEPT


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ('schema = "servanda/vault-settings/9"', "no-schema"),
        ('schema = "servanda/vault-settings/1"\n[keys]\nfile = "x"', "missing-key"),
        ('schema = "servanda/vault-settings/1"\nkees = 1', "unknown-key"),
    ],
)
def test_faulty_settings_are_told(tmp_path: Path, toml: str, code: str) -> None:
    (tmp_path / "vault.toml").write_text(toml)
    with pytest.raises(ServandaError) as caught:
        vault_settings(tmp_path)
    assert caught.value.code == code


def test_a_customer_withdraws_the_outer_key_by_taking_the_file_away(desk: Desk) -> None:
    key = rsa.generate_private_key(65537, 3072)
    (desk.folder / "clinic.pub").write_bytes(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    private = desk.folder / "clinic.pem"
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with (desk.folder / "vault.toml").open("a") as file:
        file.write('[[customers]]\ncustomer = "clinic"\npublic = "clinic.pub"\n')
        file.write('private = "clinic.pem"\n')
    put_one(desk)
    assert desk("vault", "get", "bright", "clinic", "r1")[0] == exits.KEPT
    assert "clinic (outer key)" in desk("keys", "show")[1]
    private.unlink()
    with pytest.raises(ServandaError) as caught:
        desk("vault", "get", "bright", "clinic", "r1")
    assert caught.value.code == "outer-key-withdrawn"
    code, said = desk("keys", "verify")
    assert code == exits.UNKNOWN and "not seen: 2 values" in said


def test_an_unknown_key_service_is_told(desk: Desk) -> None:
    (desk.folder / "vault.toml").write_text(
        'schema = "servanda/vault-settings/1"\n[keys]\nservice = "abacus"\n'
    )
    with pytest.raises(ServandaError, match="no key service"):
        desk("keys", "show")
