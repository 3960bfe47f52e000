"""The key file conforms, and tells what is wrong with it."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest
from vault_kit import NOW, PASSPHRASE, make_service

from servanda.base.errors import ServandaError
from servanda.safeguards.vault.keys import file as key_file
from servanda.safeguards.vault.keys.file import FileKeyService
from servanda.safeguards.vault.keyservice import KeyService
from servanda.safeguards.vault.material import Secret, fresh_key
from servanda.testing.key_services import CHECKS, DESTROYED


@pytest.mark.parametrize("check", [*CHECKS, *DESTROYED], ids=lambda check: check.__name__)
def test_the_key_file_conforms(
    check: Callable[[KeyService], None], service: FileKeyService
) -> None:
    check(service)


def test_another_process_opens_it_with_the_passphrase_and_nothing_else(tmp_path: Path) -> None:
    first = make_service(tmp_path)
    key, secret = first.create("bright"), fresh_key()
    wrapped = first.wrap(key, secret, b"x")
    assert make_service(tmp_path).unwrap(key, wrapped, b"x") == secret
    other = FileKeyService(first.file, lambda: Secret(b"another passphrase"))
    with pytest.raises(ServandaError) as caught:
        other.unwrap(key, wrapped, b"x")
    assert caught.value.code == "wrong-passphrase"


def test_it_is_stretched_as_rfc_9106_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    service = make_service(tmp_path)
    service.create("bright")
    kdf = json.loads(service.file.read_bytes())["kdf"]
    assert (kdf["name"], kdf["iterations"], kdf["lanes"], kdf["memory_kib"]) == (
        *("argon2id", 3, 4, 65_536),
    )
    make_service(tmp_path).create("again")


def test_the_file_is_its_owners_alone_and_holds_no_key_in_clear(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    key = service.create("bright")
    assert service.file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["vault.keys"]
    root = service._root
    assert root is not None
    slot = service._open_slot(key, 1, service._slot(key)[0])
    data = service.file.read_bytes()
    for secret in (root.expose_secret(), slot.expose_secret(), PASSPHRASE):
        assert secret not in data and secret.hex().encode() not in data
    service.file.chmod(0o640)
    with pytest.raises(ServandaError) as caught:
        service.create("again")
    assert caught.value.code == "unsafe-key"


def test_a_destroyed_key_is_gone_for_a_service_that_was_open_before(tmp_path: Path) -> None:
    one, other = make_service(tmp_path), make_service(tmp_path)
    key = one.create("bright")
    wrapped = other.wrap(key, fresh_key(), b"x")
    one.destroy(key, NOW)
    with pytest.raises(ServandaError) as caught:
        other.unwrap(key, wrapped, b"x")
    assert caught.value.code == "key-destroyed"


def test_a_new_passphrase_opens_what_the_old_one_did(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    key = service.create("bright")
    wrapped = service.wrap(key, fresh_key(), b"x")
    service.change_passphrase(Secret(b"quite another passphrase"))
    FileKeyService(service.file, lambda: Secret(b"quite another passphrase")).unwrap(
        key, wrapped, b"x"
    )
    with pytest.raises(ServandaError, match="does not open"):
        make_service(tmp_path).unwrap(key, wrapped, b"x")


def test_short_passphrases_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ServandaError) as caught:
        FileKeyService(tmp_path / "vault.keys", lambda: Secret(b"short")).create("x")
    assert caught.value.code == "short-passphrase"
    assert not (tmp_path / "vault.keys").exists()


def test_every_changed_bit_of_the_file_is_found(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    key = service.create("bright")
    gone = service.create("gone")
    service.destroy(gone, NOW)
    wrapped = service.wrap(key, fresh_key(), b"x")
    data = service.file.read_bytes()
    for place in range(0, len(data), 3):
        changed = bytearray(data)
        changed[place] ^= 1 << (place % 8)
        service.file.write_bytes(changed)
        with pytest.raises(ServandaError):
            service.unwrap(key, wrapped, b"x")
            pytest.fail(f"byte {place} may be anything")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"schema": "servanda/vault-keys/2"}',
        b'{"schema": "servanda/vault-keys/1", "kdf": {"name": "argon2id", "iterations": 99999999999}}',
    ],
)
def test_what_is_no_key_file_is_told(data: bytes, tmp_path: Path) -> None:
    service = make_service(tmp_path)
    service.file.write_bytes(data)
    service.file.chmod(0o600)
    with pytest.raises(ServandaError) as caught:
        service.create("x")
    assert caught.value.code in ("bad-key", "newer-key")


def _create(folder: Path) -> None:
    # a process of its own has not the quick stretching of this one
    key_file.MEMORY_KIB = 64
    service = make_service(folder)
    for n in range(10):
        service.create(f"agreement-{n}")


def test_processes_that_make_keys_at_the_same_time_lose_none(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    service.create("first")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_create, args=(tmp_path,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert len(json.loads(service.file.read_bytes())["slots"]) == 31
