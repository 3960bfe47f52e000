"""Every Wycheproof vector of what the vault, or the ledger, uses; each file that is not used says so."""

from __future__ import annotations

import functools
import hmac
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import load_der_private_key

from servanda.base.errors import ServandaError
from servanda.safeguards.vault import boundary, ff1
from servanda.safeguards.vault.ff1 import Ff1
from servanda.safeguards.vault.indexing import Hmac
from servanda.safeguards.vault.material import Secret

TAKEN = range(64, 1025)
"""Bits of a nonce that `cryptography` takes; the vault's have 96."""
FOLDER = "vectors/wycheproof/testvectors_v1"
UNUSED = {
    "aead_aes_siv_cmac": "AES-SIV",
    "aes_gcm_siv": "AES-GCM-SIV",
    "aes_siv_cmac": "AES-SIV",
    "aes_kwp": "AES key wrap: keys are wrapped by AES-GCM, with associated data",
    "aes_wrap": "AES key wrap: keys are wrapped by AES-GCM, with associated data",
    "chacha20_poly1305": "ChaCha20",
    "xchacha20_poly1305": "XChaCha20",
    "hmac_sha512": "HMAC with SHA-512",
    "pbkdf2_hmacsha256": "PBKDF2: passphrases are stretched by Argon2id",
}


def _hex(text: str) -> bytes:
    return bytes.fromhex(text)


def gcm(group: dict[str, Any], test: dict[str, Any]) -> bool:
    key, nonce, aad = AESGCM(_hex(test["key"])), _hex(test["iv"]), _hex(test["aad"])
    try:
        opened = key.decrypt(nonce, _hex(test["ct"] + test["tag"]), aad)
        sealed = key.encrypt(nonce, _hex(test["msg"]), aad)
    except (InvalidTag, ValueError):
        return False
    return opened == _hex(test["msg"]) and sealed == _hex(test["ct"] + test["tag"])


def hmac_sha256(group: dict[str, Any], test: dict[str, Any]) -> bool:
    key, message, length = _hex(test["key"]), _hex(test["msg"]), group["tagSize"] // 8
    (ours,) = Hmac(Secret(key)).digests([message], length)
    library = hmac.digest(key, message, "sha256")[:length]
    assert ours == library
    return ours == _hex(test["tag"])


def hkdf_sha256(group: dict[str, Any], test: dict[str, Any]) -> bool:
    try:
        made = HKDF(hashes.SHA256(), test["size"], _hex(test["salt"]), _hex(test["info"])).derive(
            _hex(test["ikm"])
        )
    except ValueError:
        return False
    return made == _hex(test["okm"])


def ed25519(group: dict[str, Any], test: dict[str, Any]) -> bool:
    key = Ed25519PublicKey.from_public_bytes(_hex(group["publicKey"]["pk"]))
    try:
        key.verify(_hex(test["sig"]), _hex(test["msg"]))
    except InvalidSignature:
        return False
    return True


_HASHES = {"SHA-1": hashes.SHA1, "SHA-224": hashes.SHA224, "SHA-256": hashes.SHA256, "SHA-384": hashes.SHA384, "SHA-512": hashes.SHA512}  # fmt: skip
_TRUNCATED = {"SHA-512/224": hashes.SHA512_224, "SHA-512/256": hashes.SHA512_256}


@functools.cache
def _private_key(der: str) -> Any:
    return load_der_private_key(_hex(der), None, unsafe_skip_rsa_key_validation=True)


def rsa_oaep(group: dict[str, Any], test: dict[str, Any]) -> bool:
    """With the padding that the vector asks for; for that of the vault, with the vault's own."""
    kinds = _HASHES | _TRUNCATED
    key = _private_key(group["privateKeyPkcs8"])
    padding = OAEP(
        mgf=MGF1(kinds[group["mgfSha"]]()),
        algorithm=kinds[group["sha"]](),
        label=_hex(test["label"]) or None,
    )
    if (group["sha"], group["mgfSha"], test["label"]) == ("SHA-256", "SHA-256", ""):
        padding = boundary._padding()
    try:
        opened = key.decrypt(_hex(test["ct"]), padding)
    except ValueError:
        return False
    return bool(opened == _hex(test["msg"]))


def format_preserving(group: dict[str, Any], test: dict[str, Any]) -> bool:
    letters = group.get("alphabet")
    try:
        # what is no sign of the alphabet is put outside of it
        texts = [
            [letters.find(sign) for sign in test[name]] if letters else test[name]
            for name in ("msg", "ct")
        ]
        cipher = Ff1(Secret(_hex(test["key"])), group["radix"])
        sealed = cipher.encrypt(texts[0], _hex(test["tweak"]))
        opened = cipher.decrypt(texts[1], _hex(test["tweak"]))
    except (ServandaError, ValueError):
        return False
    return (sealed, opened) == (texts[1], texts[0])


RUNNERS: dict[str, Callable[[dict[str, Any], dict[str, Any]], bool]] = {
    "aes_gcm": gcm,
    "hmac_sha256": hmac_sha256,
    "hkdf_sha256": hkdf_sha256,
    "ed25519": ed25519,
    "rsa_oaep": rsa_oaep,
    "aes_ff1": format_preserving,
}
NAMES = [
    *UNUSED,
    *("aes_gcm", "hmac_sha256", "hkdf_sha256", "ed25519", "rsa_oaep_misc"),
    *(f"rsa_oaep_{size}_sha256_mgf1sha{mgf}" for size in (2048, 3072, 4096) for mgf in (1, 256)),
    *(f"rsa_oaep_{size}_sha512_mgf1sha{mgf}" for size in (2048, 3072, 4096) for mgf in (1, 512)),
    "rsa_oaep_2048_sha1_mgf1sha1",
    *(f"aes_ff1_{form}{radix}" for form in ("base", "radix") for radix in (10, 36, 62)),
]


def test_no_file_of_vectors_is_forgotten(shared: Path) -> None:
    there = {file.name.removesuffix("_test.json") for file in (shared / FOLDER).glob("*.json")}
    assert there == set(NAMES)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_vector_is_judged_as_it_demands(name: str, shared: Path) -> None:
    if name in UNUSED:
        pytest.skip(f"left out: Servanda does not use {UNUSED[name]}")
    runner = next(run for start, run in RUNNERS.items() if name.startswith(start))
    content = json.loads((shared / FOLDER / f"{name}_test.json").read_text())
    ran = 0
    for group in content["testGroups"]:
        for test in group["tests"]:
            ran += 1
            if name == "aes_gcm" and group["ivSize"] not in TAKEN:
                continue  # said by the test below
            with pytest.MonkeyPatch.context() as patch:
                if "SmallMessageSize" in test["flags"]:
                    # valid before revision 1 of SP 800-38G: we refuse them, and are right about them
                    assert not runner(group, test), test["tcId"]
                    patch.setattr(ff1, "SMALLEST_DOMAIN", 100)
                passed = runner(group, test)
            wanted = {"valid": (True,), "invalid": (False,), "acceptable": (True, False)}
            assert passed in wanted[test["result"]], f"{name} {test['tcId']}: {test['comment']}"
    assert ran == content["numberOfTests"] > 0


def test_nonces_that_the_library_does_not_take_are_refused(shared: Path) -> None:
    content = json.loads((shared / FOLDER / "aes_gcm_test.json").read_text())
    others = [
        (group, test)
        for group in content["testGroups"]
        for test in group["tests"]
        if group["ivSize"] not in TAKEN
    ]
    # an empty nonce is invalid for everyone
    assert all(test["result"] == "invalid" or group["ivSize"] for group, test in others)
    assert not any(gcm(group, test) for group, test in others)
    pytest.skip(
        f"left out: {len(others)} vectors of AES-GCM have nonces of under 8 or over 128 bytes, which "
        "`cryptography` refuses; the vault's have 12"
    )
