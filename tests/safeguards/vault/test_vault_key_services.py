"""Key services outside of this process conform: OpenBao's transit, AWS KMS (moto), PKCS#11 (SoftHSM)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from transit_double import TOKEN, transit_double
from vault_kit import NOW, fill

from postgres import free_port
from servanda.base.errors import ServandaError
from servanda.safeguards.vault.keys.aws import AwsKeyService
from servanda.safeguards.vault.keys.aws import open_service as open_aws
from servanda.safeguards.vault.keys.pkcs11 import Pkcs11KeyService
from servanda.safeguards.vault.keys.pkcs11 import open_service as open_pkcs11
from servanda.safeguards.vault.keys.transit import TransitKeyService
from servanda.safeguards.vault.keys.transit import open_service as open_transit
from servanda.safeguards.vault.keyservice import KeyService, Proof, Standing
from servanda.safeguards.vault.material import Secret, fresh_key
from servanda.safeguards.vault.shredding import shred
from servanda.safeguards.vault.stores.sqlite import SqliteStore
from servanda.safeguards.vault.vault import Vault
from servanda.testing.key_services import CHECKS, DESTROYED

MODULES = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
]
MOTO_SAYS_OTHERWISE = ("changes_are_found", "another_key_does_not_open")
PIN = "4711-of-the-tests"
Check = Callable[[KeyService], None]


def _until_it_answers(process: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{address} did not start")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def double() -> Iterator[TransitKeyService]:
    with transit_double() as address:
        yield TransitKeyService(address, Secret(TOKEN.encode()))


@pytest.fixture(scope="module")
def bao(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TransitKeyService]:
    """A real OpenBao (or Vault) in its own process, in memory, on loopback."""
    program = os.environ.get("SERVANDA_BAO") or shutil.which("bao") or shutil.which("vault")
    if not program:
        pytest.skip("left out: no `bao` on the path (or in SERVANDA_BAO); its double was tried")
    port = free_port()
    home = tmp_path_factory.mktemp("bao")
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [
            *(program, "server", "-dev", "-dev-no-store-token"),
            *(f"-dev-root-token-id={TOKEN}", f"-dev-listen-address=127.0.0.1:{port}"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"HOME": str(home), "PATH": os.environ.get("PATH", "")},
    )
    try:
        _until_it_answers(process, f"{address}/v1/sys/health")
        request = urllib.request.Request(
            f"{address}/v1/sys/mounts/transit",
            data=b'{"type": "transit"}',
            headers={"X-Vault-Token": TOKEN, "Content-Type": "application/json"},
        )
        urllib.request.urlopen(request, timeout=20).close()
        yield TransitKeyService(address, Secret(TOKEN.encode()))
    finally:
        _stop(process)


@pytest.fixture(scope="module")
def aws() -> Iterator[AwsKeyService]:
    """moto's server, in its own process: it checks the calls, and proves no destruction."""
    reason = "left out: moto or boto3 is not installed, so AWS KMS was not tried"
    pytest.importorskip("moto.server", reason=reason)
    pytest.importorskip("boto3", reason=reason)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _until_it_answers(process, f"http://127.0.0.1:{port}/moto-api/")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("AWS_ACCESS_KEY_ID", "test")
            patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
            yield open_aws({"region": "eu-central-1", "endpoint": f"http://127.0.0.1:{port}"})
    finally:
        _stop(process)


@pytest.fixture(scope="module")
def hsm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pkcs11KeyService]:
    """SoftHSM 2 with a token of its own."""
    pytest.importorskip(
        "pkcs11", reason="left out: python-pkcs11 is not installed (servanda[pkcs11])"
    )
    module = next((name for name in MODULES if Path(name).exists()), None)
    tool = shutil.which("softhsm2-util")
    if module is None or tool is None:
        pytest.skip("left out: SoftHSM is not installed (Debian: softhsm2), so no module was tried")
    home = tmp_path_factory.mktemp("softhsm")
    (home / "tokens").mkdir()
    (home / "softhsm2.conf").write_text(f"directories.tokendir = {home / 'tokens'}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(home / "softhsm2.conf"))
        subprocess.run(
            [tool, "--init-token", "--free", "--label", "servanda", "--pin", PIN, "--so-pin", PIN],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        yield open_pkcs11(
            {"module": module, "token": "servanda", "passphrase": lambda: Secret(PIN.encode())}
        )


@pytest.fixture(params=["double", "bao", "aws", "hsm"])
def outside(request: pytest.FixtureRequest) -> KeyService:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_key_service_conforms(check: Check, outside: KeyService) -> None:
    if outside.kind == "aws" and check.__name__ in MOTO_SAYS_OTHERWISE:
        with pytest.raises(ServandaError, match="AccessDenied"):
            check(outside)
        pytest.skip(
            "left out: moto refuses it, but by AccessDenied, which KMS says of other things"
        )
    check(outside)


@pytest.mark.parametrize("name", ["double", "bao", "hsm"])
@pytest.mark.parametrize("check", DESTROYED, ids=lambda check: check.__name__)
def test_destroyed_keys_are_destroyed(
    check: Check, name: str, request: pytest.FixtureRequest
) -> None:
    check(request.getfixturevalue(name))


@pytest.mark.parametrize("name", ["double", "bao", "hsm"])
def test_a_whole_vault_is_shredded(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    service = request.getfixturevalue(name)
    store = SqliteStore(tmp_path / "vault.db")
    vault = Vault(store, service)
    fill(vault, 10)
    store.close()
    shutil.copy(tmp_path / "vault.db", tmp_path / "backup.db")
    done = shred(vault, "bright", now=NOW)
    assert (done.standing, done.readable, done.opened) == (Standing.DESTROYED, 20, 0)
    assert done.proof is (Proof.HARDWARE if name == "hsm" else Proof.SERVICE)
    restored = Vault(SqliteStore(tmp_path / "backup.db"), service)
    with pytest.raises(ServandaError) as caught:
        restored.reveal("bright", "clinic", "email", ["r00001"])
    assert caught.value.code == "key-destroyed"
    for one in (vault, restored):
        one.close()


def test_aws_says_when_a_destruction_is_final(aws: AwsKeyService) -> None:
    key = aws.create("bright")
    done = aws.destroy(key, NOW)
    assert done.standing is Standing.PENDING and done.final is not None
    assert aws.standing(key) is Standing.PENDING
    said = aws._client.describe_key(KeyId=key)["KeyMetadata"]
    assert said["KeyState"] == "PendingDeletion"


def test_moto_says_destroyed_and_still_opens_and_is_found_out(
    aws: AwsKeyService, tmp_path: Path
) -> None:
    vault = Vault(SqliteStore(tmp_path / "vault.db"), aws)
    fill(vault, 2)
    with pytest.raises(ServandaError) as caught:
        shred(vault, "bright", now=NOW)
    assert caught.value.code == "still-opens"
    assert vault.store.count() == 4
    vault.close()


def test_a_missing_key_is_not_taken_for_a_destroyed_one(double: TransitKeyService) -> None:
    """Else the address of another server would prove a destruction that never was."""
    key = double.create("bright")
    with transit_double() as address:
        other = TransitKeyService(address, Secret(TOKEN.encode()))
        with pytest.raises(ServandaError) as caught:
            other.destroy(key, NOW)
        assert caught.value.code == "unknown-key"


def test_a_wrong_token_is_no_destroyed_key(double: TransitKeyService) -> None:
    key = double.create("bright")
    wrapped = double.wrap(key, fresh_key(), b"x")
    with transit_double() as address:
        other = TransitKeyService(address, Secret(b"another token"))
        for attempt in (
            lambda: other.unwrap(key, wrapped, b"x"),
            lambda: other.destroy(key, NOW),
        ):
            with pytest.raises(ServandaError) as caught:
                attempt()
            assert caught.value.code == "key-service-unreachable"
            assert "another token" not in str(caught.value)


@pytest.mark.parametrize("address", ["http://keys.example.com:8200", "ftp://x", "nonsense", ""])
def test_keys_are_sent_nowhere_without_tls(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAO_TOKEN", "x")
    monkeypatch.delenv("BAO_ADDR", raising=False)
    monkeypatch.delenv("VAULT_ADDR", raising=False)
    with pytest.raises(ServandaError) as caught:
        open_transit({"address": address})
    assert caught.value.code == "bad-address"


def test_a_server_that_is_not_there_is_told() -> None:
    service = TransitKeyService("http://127.0.0.1:1", Secret(b"x"), seconds=2)
    with pytest.raises(ServandaError) as caught:
        service.create("x")
    assert caught.value.code == "key-service-unreachable"


def test_what_settings_lack_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BAO_TOKEN", "VAULT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ServandaError) as caught:
        open_transit({"address": "http://127.0.0.1:1"})
    assert caught.value.code == "no-token"
    with pytest.raises(ServandaError) as caught:
        open_pkcs11({"passphrase": lambda: Secret(b"x")})
    assert caught.value.code == "missing-key"
    pytest.importorskip("pkcs11", reason="left out: python-pkcs11 is not installed")
    service = Pkcs11KeyService(Path("/nowhere/module.so"), "x", lambda: Secret(b"x"))
    with pytest.raises(ServandaError) as caught:
        service.create("x")
    assert caught.value.code == "key-service-unreachable"
