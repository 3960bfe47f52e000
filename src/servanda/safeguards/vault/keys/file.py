"""A key file sealed by a passphrase (Argon2id, RFC 9106): for one machine and for a small team.

It belongs neither into the folder nor into the backup of the data. What destruction proves: the key is
gone from this file; whoever kept a copy of the file and knows its passphrase still has it.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from servanda.base.codec import canonical
from servanda.base.errors import ServandaError, TamperingError
from servanda.base.instants import Instant, format_instant
from servanda.safeguards.vault.format import NONCE_BYTES, joined
from servanda.safeguards.vault.keyservice import (
    Destruction,
    Proof,
    Standing,
    key_destroyed,
    unknown_key,
)
from servanda.safeguards.vault.material import Secret, fresh_key

SCHEMA = "servanda/vault-keys/1"
SHORTEST_PASSPHRASE = 12
_LIMIT = 64_000_000

# RFC 9106 section 4, the second recommended choice: three passes over 64 MiB
ITERATIONS, LANES, MEMORY_KIB = 3, 4, 65_536


class FileKeyService:
    """The keys of a file. The passphrase is asked for once, at the first key that is needed."""

    kind = "file"
    proof = Proof.COPIES

    def __init__(self, file: Path, passphrase: Callable[[], Secret]) -> None:
        self.file = file
        self._passphrase = passphrase
        self._root: Secret | None = None

    def __repr__(self) -> str:
        return f"FileKeyService({str(self.file)!r}, redacted)"

    def create(self, name: str, /) -> str:
        """See `KeyService.create`; the file is made with the first key."""
        key = f"{name}#{secrets.token_hex(8)}"
        with self._changing() as plain:
            plain["slots"][key] = [self._seal_slot(key, 1)]
        return key

    def wrap(self, key: str, secret: Secret, bound: bytes, /) -> bytes:
        """See `KeyService.wrap`."""
        versions = self._slot(key)
        slot = self._open_slot(key, len(versions), versions[-1])
        head = b"\x01" + len(versions).to_bytes(4, "big")
        return head + _seal(slot, secret.expose_secret(), joined(head, bound))

    def unwrap(self, key: str, wrapped: bytes, bound: bytes, /) -> Secret:
        """See `KeyService.unwrap`."""
        versions = self._slot(key)
        version = int.from_bytes(wrapped[1:5], "big")
        if wrapped[:1] != b"\x01" or not 0 < version <= len(versions):
            raise _not_authentic(self.file)
        slot = self._open_slot(key, version, versions[version - 1])
        return Secret(_open(slot, wrapped[5:], joined(wrapped[:5], bound), self.file))

    def renew(self, key: str, /) -> None:
        """See `KeyService.renew`."""
        with self._changing() as plain:
            versions = _slot_of(plain, key)
            versions.append(self._seal_slot(key, len(versions) + 1))

    def destroy(self, key: str, now: Instant, /) -> Destruction:
        """See `KeyService.destroy`."""
        with self._changing() as plain:
            if key not in plain["destroyed"]:
                _slot_of(plain, key)
                del plain["slots"][key]
                plain["destroyed"][key] = format_instant(now)
        return Destruction(
            key=key,
            standing=Standing.DESTROYED,
            proof=self.proof,
            said="the key is no longer in the key file; copies of the file made before still hold it",
        )

    def standing(self, key: str, /) -> Standing:
        """See `KeyService.standing`."""
        plain = self._read()
        if key in plain["destroyed"]:
            return Standing.DESTROYED
        if key not in plain["slots"]:
            raise unknown_key(key)
        return Standing.LIVE

    def change_passphrase(self, fresh: Secret) -> None:
        """Seal the file with another passphrase; copies made before still open with the old one."""
        with self._changing() as plain:
            plain |= _sealed_root(self._require_root(plain), fresh)

    def _slot(self, key: str) -> list[str]:
        return _slot_of(self._read(), key)

    def _seal_slot(self, key: str, version: int) -> str:
        assert self._root is not None  # noqa: S101 (every caller has read or made the file before)
        bound = joined(b"slot", key.encode(), version.to_bytes(4, "big"))
        return _seal(self._root.derive("slots"), fresh_key().expose_secret(), bound).hex()

    def _open_slot(self, key: str, version: int, sealed: str) -> Secret:
        assert self._root is not None  # noqa: S101
        bound = joined(b"slot", key.encode(), version.to_bytes(4, "big"))
        return Secret(_open(self._root.derive("slots"), bytes.fromhex(sealed), bound, self.file))

    def _require_root(self, plain: Mapping[str, Any]) -> Secret:
        if self._root is None:
            self._root = _open_root(plain, self._passphrase(), self.file)
        return self._root

    def _read(self) -> dict[str, Any]:
        """The file as it stands now: what another process destroyed is gone here too."""
        plain = _parse(_bytes_of(self.file), self.file)
        root = self._require_root(plain)
        if not hmac.compare_digest(_mark(root, plain), plain["mark"]):
            raise _not_authentic(self.file)
        return plain

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Any]]:
        with _alone(self.file.parent):
            if self.file.exists():
                plain = self._read()
            else:
                self._root = fresh_key()
                plain = {"schema": SCHEMA, "slots": {}, "destroyed": {}}
                plain |= _sealed_root(self._root, self._passphrase())
            yield plain
            root = self._require_root(plain)
            _write(self.file, canonical({**plain, "mark": _mark(root, plain)}))


def open_service(settings: Mapping[str, Any]) -> FileKeyService:
    """The service for `file` (a path) and `passphrase` (a function that gives it)."""
    return FileKeyService(Path(settings["file"]), settings["passphrase"])


def _sealed_root(root: Secret, passphrase: Secret) -> dict[str, Any]:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ServandaError(
            "short-passphrase", f"a passphrase has at least {SHORTEST_PASSPHRASE} bytes"
        )
    kdf = {
        "name": "argon2id",
        "salt": os.urandom(16).hex(),
        "iterations": ITERATIONS,
        "lanes": LANES,
        "memory_kib": MEMORY_KIB,
    }
    key = _stretched(passphrase, kdf)
    return {
        "kdf": kdf,
        "root": _seal(key, root.expose_secret(), canonical(kdf)).hex(),
        "commitment": key.commitment().hex(),
    }


def _open_root(plain: Mapping[str, Any], passphrase: Secret, file: Path) -> Secret:
    key = _stretched(passphrase, plain["kdf"])
    # before anything is decrypted: one file cannot be made to open with two passphrases
    if not hmac.compare_digest(key.commitment().hex(), plain["commitment"]):
        raise ServandaError(
            "wrong-passphrase", "this passphrase does not open the key file", where=str(file)
        )
    return Secret(_open(key, bytes.fromhex(plain["root"]), canonical(plain["kdf"]), file))


def _stretched(passphrase: Secret, kdf: Mapping[str, Any]) -> Secret:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Secret(
        Argon2id(
            salt=bytes.fromhex(kdf["salt"]),
            length=32,
            iterations=kdf["iterations"],
            lanes=kdf["lanes"],
            memory_cost=kdf["memory_kib"],
        ).derive(passphrase.expose_secret())
    )


def _seal(key: Secret, data: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key.expose_secret()).encrypt(nonce, data, bound)


def _open(key: Secret, sealed: bytes, bound: bytes, file: Path) -> bytes:
    try:
        return AESGCM(key.expose_secret()).decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound
        )
    except (InvalidTag, ValueError):
        raise _not_authentic(file) from None


def _mark(root: Secret, plain: Mapping[str, Any]) -> str:
    told = {name: value for name, value in plain.items() if name != "mark"}
    return root.derive("file").mark(canonical(told)).hex()


def _slot_of(plain: Mapping[str, Any], key: str) -> list[str]:
    if key in plain["destroyed"]:
        raise key_destroyed(key)
    if key not in plain["slots"]:
        raise unknown_key(key)
    versions: list[str] = plain["slots"][key]
    return versions


def _not_authentic(file: Path) -> TamperingError:
    return TamperingError(
        "not-authentic",
        "the key file, or what one of its keys wrapped, was changed",
        hint="restore it from a backup",
        where=str(file),
    )


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_mode & 0o077:
            raise ServandaError(
                "unsafe-key",
                "others on this machine can read the key file",
                hint=f"chmod 600 {file}",
                where=str(file),
            )
        with file.open("rb") as opened:
            return opened.read(_LIMIT)
    except OSError as error:
        raise ServandaError(
            "missing-key",
            f"the key file cannot be read: {error.strerror or 'unknown reason'}",
            hint="restore it from where it is kept; without it no data of this vault opens",
            where=str(file),
        ) from None


def _parse(data: bytes, file: Path) -> dict[str, Any]:
    """The file's content, its shape verified; its truth is the mark's matter."""
    damaged = ServandaError(
        "bad-key", "the key file is damaged", hint="restore it from a backup", where=str(file)
    )
    try:
        plain = json.loads(data)
    except (ValueError, RecursionError):
        raise damaged from None
    if not isinstance(plain, dict):
        raise damaged
    if plain.get("schema") != SCHEMA:
        raise ServandaError(
            "newer-key",
            "this key file has a form that this Servanda does not know",
            hint="update Servanda",
            where=str(file),
        )
    kdf = plain.get("kdf")
    if not isinstance(kdf, dict) or kdf.get("name") != "argon2id":
        raise damaged
    numbers = [kdf.get("iterations"), kdf.get("lanes"), kdf.get("memory_kib")]
    texts = [kdf.get("salt"), plain.get("root"), plain.get("commitment"), plain.get("mark")]
    slots, gone = plain.get("slots"), plain.get("destroyed")
    if (
        # a hostile file must not make us take all memory or time
        not all(type(n) is int and 0 < n <= most for n, most in zip(numbers, (64, 64, 4_194_304), strict=True))
        or kdf["memory_kib"] < 8 * kdf["lanes"]
        or not all(map(_is_hex, texts))
        or len(str(kdf["salt"])) < 16
        or not isinstance(gone, dict)
        or not isinstance(slots, dict)
        or not all(isinstance(v, list) and v and all(map(_is_hex, v)) for v in slots.values())
    ):  # fmt: skip
        raise damaged
    return plain


def _is_hex(text: object) -> bool:
    try:
        return isinstance(text, str) and len(bytes.fromhex(text)) * 2 == len(text)
    except ValueError:
        return False


def _write(file: Path, data: bytes) -> None:
    """Put the file in place whole; it holds no key in clear at any moment."""
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ServandaError(
            "cannot-write",
            f"the key file cannot be written: {error.strerror or 'unknown reason'}",
            where=str(file),
        ) from None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold off other processes that would change the file."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
