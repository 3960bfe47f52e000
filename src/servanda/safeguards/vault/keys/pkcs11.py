"""PKCS#11: keys inside a hardware security module, one an agreement (extra `pkcs11`).

What destruction proves: the object is destroyed in the module. As far as the module keeps its keys from
leaving (they are made inside, sensitive and not extractable), no copy can exist. SoftHSM is a program:
it proves no more than a file does.

Source: PKCS #11 version 2.40; AES-GCM is CKM_AES_GCM.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from servanda.base.errors import ServandaError, TamperingError
from servanda.base.instants import Instant
from servanda.safeguards.vault.format import NONCE_BYTES, TAG_BYTES, joined
from servanda.safeguards.vault.keyservice import (
    Destruction,
    Proof,
    Standing,
    key_destroyed,
    unknown_key,
    unreachable,
)
from servanda.safeguards.vault.material import Secret

_MARK = "servanda"
_HEAD = 5


class Pkcs11KeyService:
    """Keys of one token of a module. A key's versions are objects of one label, told apart by their id."""

    kind = "pkcs11"
    proof = Proof.HARDWARE

    def __init__(self, module: Path, token: str, pin: Callable[[], Secret]) -> None:
        self._module = module
        self._token = token
        self._pin = pin
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Pkcs11KeyService({self._token!r}, redacted)"

    def create(self, name: str, /) -> str:
        """See `KeyService.create`: the key is made inside and cannot be taken out."""
        key = f"{name[:60]}#{secrets.token_hex(8)}"
        with self._session() as session:
            _generate(session, key, 1)
        return key

    def wrap(self, key: str, secret: Secret, bound: bytes, /) -> bytes:
        """See `KeyService.wrap`."""
        import pkcs11

        with self._session() as session:
            version = max(_versions(session, key))
            head = b"\x01" + version.to_bytes(4, "big")
            nonce = os.urandom(NONCE_BYTES)
            params = pkcs11.GCMParams(nonce, joined(head, bound), 8 * TAG_BYTES)
            sealed = _object(session, key, version).encrypt(
                secret.expose_secret(), mechanism=pkcs11.Mechanism.AES_GCM, mechanism_param=params
            )
        return head + nonce + bytes(sealed)

    def unwrap(self, key: str, wrapped: bytes, bound: bytes, /) -> Secret:
        """See `KeyService.unwrap`."""
        import pkcs11

        head, nonce = wrapped[:_HEAD], wrapped[_HEAD : _HEAD + NONCE_BYTES]
        with self._session() as session:
            versions = _versions(session, key)
            version = int.from_bytes(head[1:], "big")
            short = len(wrapped) < _HEAD + NONCE_BYTES + TAG_BYTES
            if head[:1] != b"\x01" or version not in versions or short:
                raise _not_authentic(key)
            params = pkcs11.GCMParams(nonce, joined(head, bound), 8 * TAG_BYTES)
            try:
                opened = _object(session, key, version).decrypt(
                    wrapped[_HEAD + NONCE_BYTES :],
                    mechanism=pkcs11.Mechanism.AES_GCM,
                    mechanism_param=params,
                )
            except pkcs11.PKCS11Error as error:
                # modules name a wrong tag in different ways, SoftHSM as a general error; a module
                # that is out of order says the same, and then does nothing else with the key either
                if not _answers(session, key, version):
                    raise unreachable(self.kind, type(error).__name__) from None
                raise _not_authentic(key) from None
        return Secret(bytes(opened))

    def renew(self, key: str, /) -> None:
        """See `KeyService.renew`."""
        with self._session() as session:
            _generate(session, key, max(_versions(session, key)) + 1)

    def destroy(self, key: str, now: Instant, /) -> Destruction:
        """See `KeyService.destroy`: every version's object is destroyed in the module."""
        import pkcs11

        del now
        with self._session() as session:
            if not _is_gone(session, key):
                _versions(session, key)
                session.create_object(
                    {
                        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.DATA,
                        pkcs11.Attribute.LABEL: f"{key} destroyed",
                        pkcs11.Attribute.APPLICATION: _MARK,
                        pkcs11.Attribute.VALUE: b"destroyed",
                        pkcs11.Attribute.TOKEN: True,
                        pkcs11.Attribute.PRIVATE: True,
                    }
                )
            for found in list(session.get_objects(_wanted(key))):
                found.destroy()
        return Destruction(
            key=key,
            standing=Standing.DESTROYED,
            proof=self.proof,
            said="the key object is destroyed in the module, which never let it out; what that is worth "
            "is what the module is worth",
        )

    def standing(self, key: str, /) -> Standing:
        """See `KeyService.standing`."""
        with self._session() as session:
            try:
                _versions(session, key)
            except ServandaError as error:
                if error.code == "key-destroyed":
                    return Standing.DESTROYED
                raise
        return Standing.LIVE

    @contextmanager
    def _session(self) -> Iterator[Any]:
        """A session, for one call: a login belongs to the whole process, so calls take turns."""
        try:
            import pkcs11
        except ImportError:
            raise ServandaError(
                "missing-library",
                "PKCS#11 needs python-pkcs11",
                hint="pip install 'servanda[pkcs11]'",
            ) from None
        with self._lock:
            try:
                token = pkcs11.lib(str(self._module)).get_token(token_label=self._token)
                pin = self._pin().expose_secret().decode("utf-8", "replace")
                with token.open(rw=True, user_pin=pin) as session:
                    yield session
            except (pkcs11.PKCS11Error, RuntimeError) as error:
                raise unreachable(self.kind, type(error).__name__) from None


def _wanted(key: str, version: int | None = None) -> dict[Any, Any]:
    import pkcs11

    wanted: dict[Any, Any] = {
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.SECRET_KEY,
        pkcs11.Attribute.LABEL: key,
    }
    if version is not None:
        wanted[pkcs11.Attribute.ID] = version.to_bytes(4, "big")
    return wanted


def _generate(session: Any, key: str, version: int) -> None:
    import pkcs11

    session.generate_key(
        pkcs11.KeyType.AES,
        256,
        id=version.to_bytes(4, "big"),
        label=key,
        store=True,
        capabilities=pkcs11.MechanismFlag.ENCRYPT | pkcs11.MechanismFlag.DECRYPT,
        template={pkcs11.Attribute.SENSITIVE: True, pkcs11.Attribute.EXTRACTABLE: False},
    )


def _versions(session: Any, key: str) -> list[int]:
    """The versions of a key that is live; raises `key-destroyed` or `unknown-key`."""
    import pkcs11

    if _is_gone(session, key):
        raise key_destroyed(key)
    found = [
        int.from_bytes(one[pkcs11.Attribute.ID], "big") for one in session.get_objects(_wanted(key))
    ]
    if not found:
        raise unknown_key(key)
    return found


def _is_gone(session: Any, key: str) -> bool:
    import pkcs11

    traces = session.get_objects(
        {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.DATA,
            pkcs11.Attribute.LABEL: f"{key} destroyed",
        }
    )
    return bool(list(traces))


def _object(session: Any, key: str, version: int) -> Any:
    (found,) = session.get_objects(_wanted(key, version))
    return found


def _answers(session: Any, key: str, version: int) -> bool:
    """Whether the module still does its work with this key."""
    import pkcs11

    params = pkcs11.GCMParams(os.urandom(NONCE_BYTES), b"", 8 * TAG_BYTES)
    try:
        _object(session, key, version).encrypt(
            b"", mechanism=pkcs11.Mechanism.AES_GCM, mechanism_param=params
        )
    except pkcs11.PKCS11Error:
        return False
    return True


def _not_authentic(key: str) -> TamperingError:
    return TamperingError(
        "not-authentic",
        "the module refuses what one of its keys wrapped",
        hint="compare the vault's database with a backup",
        where=key,
    )


def open_service(settings: Mapping[str, Any]) -> Pkcs11KeyService:
    """The service for `module` (the module's library), `token` (its label), and the PIN: of `pin_file`, else
    asked for like a passphrase."""
    for name in ("module", "token"):
        if not settings.get(name):
            raise ServandaError(
                "missing-key",
                f"the key service `pkcs11` needs `{name}`",
                hint='module = "/usr/lib/softhsm/libsofthsm2.so", token = "servanda"',
            )
    pin: Callable[[], Secret] = settings["passphrase"]
    if settings.get("pin_file"):
        file = Path(settings["pin_file"])

        def pin() -> Secret:
            try:
                return Secret(file.read_bytes().strip())
            except OSError as error:
                raise ServandaError(
                    "no-pin", f"the PIN cannot be read: {error.strerror}", where=str(file)
                ) from None

    return Pkcs11KeyService(Path(settings["module"]), str(settings["token"]), pin)
