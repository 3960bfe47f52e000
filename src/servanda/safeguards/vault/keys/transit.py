"""Transit: the keys of an OpenBao or Vault server, over HTTP, that never leave it.

What destruction proves: the server's word. Its storage, and each backup of it, may hold the key, sealed
by the server's own master key.

Source: OpenBao API documentation, "Transit secrets engine".
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import re
import secrets
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from servanda.base.errors import ServandaError, TamperingError
from servanda.base.instants import Instant
from servanda.safeguards.vault.keyservice import (
    Destruction,
    Proof,
    Standing,
    key_destroyed,
    unknown_key,
    unreachable,
)
from servanda.safeguards.vault.material import Secret

_GONE = "-destroyed"
"""A key of this ending says that the one without it was destroyed and never merely missing."""
_LIMIT = 1_000_000
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class TransitKeyService:
    """One mount of the transit engine. `address` is the server's, over TLS unless it is this machine."""

    kind = "transit"
    proof = Proof.SERVICE

    def __init__(
        self,
        address: str,
        token: Secret,
        *,
        mount: str = "transit",
        authority: Path | None = None,
        seconds: float = 10,
    ) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("https", "http") or not parts.hostname:
            raise ServandaError(
                "bad-address", "this is no address of a key server", hint="https://host:8200"
            )
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise ServandaError(
                "bad-address", "keys are not sent to another machine without TLS", hint="https://"
            )
        self._base = f"{parts.scheme}://{parts.netloc}/v1/{quote(mount)}"
        self._place = parts.netloc.rpartition("@")[2]
        self._token = token
        self._seconds = seconds
        self._opener = _opener(authority)

    def __repr__(self) -> str:
        return f"TransitKeyService({self._place!r}, redacted)"

    def create(self, name: str, /) -> str:
        """See `KeyService.create`."""
        key = f"{re.sub('[^A-Za-z0-9_-]', '-', name)[:60]}-{secrets.token_hex(8)}"
        self._make(key)
        return key

    def wrap(self, key: str, secret: Secret, bound: bytes, /) -> bytes:
        """See `KeyService.wrap`."""
        # encrypting under a key that is missing would make it
        self._require_live(key)
        found = self._ask(
            f"encrypt/{quote(key, safe='')}",
            {"plaintext": _base64(secret.expose_secret()), "associated_data": _base64(bound)},
        )
        return str(found["ciphertext"]).encode()

    def unwrap(self, key: str, wrapped: bytes, bound: bytes, /) -> Secret:
        """See `KeyService.unwrap`."""
        if not re.fullmatch(rb"[a-z]+:v[0-9]{1,9}:[A-Za-z0-9+/=]+", wrapped):
            raise self._not_authentic()
        try:
            found = self._ask(
                f"decrypt/{quote(key, safe='')}",
                {"ciphertext": wrapped.decode(), "associated_data": _base64(bound)},
            )
        except _RefusedError:
            # either the key is gone, or the text is not its own
            self._require_live(key)
            raise self._not_authentic() from None
        try:
            return Secret(base64.b64decode(found["plaintext"], validate=True))
        except (binascii.Error, TypeError, KeyError):
            raise unreachable(self.kind, "its answer is not what the transit engine says") from None

    def renew(self, key: str, /) -> None:
        """See `KeyService.renew`."""
        self._require_live(key)
        self._ask(f"keys/{quote(key, safe='')}/rotate", {})

    def destroy(self, key: str, now: Instant, /) -> Destruction:
        """See `KeyService.destroy`. The token needs the right to configure and delete the key."""
        del now
        if self.standing(key) is Standing.LIVE:
            # the trace first: were it second, a crash would leave a key that is merely missing
            self._make(key + _GONE)
            path = f"keys/{quote(key, safe='')}"
            self._ask(f"{path}/config", {"deletion_allowed": True})
            self._ask(path, None, method="DELETE")
            if self._exists(key):
                raise unreachable(self.kind, "it still has the key that was to be deleted")
        return Destruction(
            key=key,
            standing=Standing.DESTROYED,
            proof=self.proof,
            said="the server says that the key is deleted; its storage and backups may hold it, sealed",
        )

    def standing(self, key: str, /) -> Standing:
        """See `KeyService.standing`."""
        if self._exists(key):
            return Standing.LIVE
        if self._exists(key + _GONE):
            return Standing.DESTROYED
        raise unknown_key(key)

    def _make(self, key: str) -> None:
        settings = {
            "type": "aes256-gcm96",
            "derived": False,
            # the key can neither be read out nor put into a backup of its own
            "exportable": False,
            "allow_plaintext_backup": False,
        }
        self._ask(f"keys/{quote(key, safe='')}", settings)

    def _exists(self, key: str) -> bool:
        try:
            self._ask(f"keys/{quote(key, safe='')}", None, method="GET")
        except _RefusedError as error:
            if error.status == 404:
                return False
            raise unreachable(self.kind, f"status {error.status}") from None
        return True

    def _require_live(self, key: str) -> None:
        if self.standing(key) is not Standing.LIVE:
            raise key_destroyed(key)

    def _not_authentic(self) -> TamperingError:
        return TamperingError(
            "not-authentic",
            "the key server refuses what one of its keys wrapped",
            hint="compare the vault's database with a backup",
            where=self._place,
        )

    def _ask(self, path: str, body: dict[str, Any] | None, *, method: str = "POST") -> Any:
        """One request; returns what stands under `data`. Raises _RefusedError for status 400 and 404."""
        request = Request(  # noqa: S310 (the scheme is https or http, see __init__)
            f"{self._base}/{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={
                "X-Vault-Token": self._token.expose_secret().decode("latin-1"),
                "Content-Type": "application/json",
            },
        )
        try:
            with self._opener.open(request, timeout=self._seconds) as answer:
                data = answer.read(_LIMIT)
        except HTTPError as error:
            # the answer's text may repeat what was sent, so it is not passed on
            error.close()
            if error.code in (400, 404):
                raise _RefusedError(error.code) from None
            raise unreachable(self.kind, f"status {error.code}") from None
        except (URLError, OSError, ValueError) as error:
            raise unreachable(self.kind, type(error).__name__) from None
        try:
            return json.loads(data)["data"] if data else None
        except (ValueError, KeyError, TypeError):
            raise unreachable(self.kind, "its answer is no JSON with data") from None


class _RefusedError(ServandaError):
    """A status that means something by its request; never seen outside of this file."""

    def __init__(self, status: int) -> None:
        super().__init__(
            "key-service-unreachable",
            f"the key service `transit` refused (status {status})",
            hint="see that the token may use the engine's mount",
        )
        self.status = status


class _NoRedirect(HTTPRedirectHandler):
    """A redirection would carry token and key elsewhere."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow none."""
        return


def _opener(authority: Path | None) -> OpenerDirector:
    try:
        context = ssl.create_default_context(cafile=str(authority) if authority else None)
    except (OSError, ssl.SSLError):
        raise ServandaError(
            "bad-authority", "this is no file of certificates", where=str(authority)
        ) from None
    return build_opener(ProxyHandler({}), HTTPSHandler(context=context), _NoRedirect())


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def open_service(settings: Mapping[str, Any]) -> TransitKeyService:
    """The service for `address`, `token_file` (else the variable BAO_TOKEN or VAULT_TOKEN), and where they
    are given `mount` and `authority` (a file of CA certificates)."""
    address = settings.get("address") or os.environ.get("BAO_ADDR") or os.environ.get("VAULT_ADDR")
    if not address:
        raise ServandaError("bad-address", "no key server is named", hint='address = "https://..."')
    return TransitKeyService(
        address,
        _token(settings.get("token_file", "")),
        mount=settings.get("mount", "transit"),
        authority=Path(settings["authority"]) if settings.get("authority") else None,
    )


def _token(file: str) -> Secret:
    if file:
        try:
            return Secret(Path(file).read_bytes().strip())
        except OSError as error:
            raise ServandaError(
                "no-token", f"the token cannot be read: {error.strerror}", where=file
            ) from None
    token = os.environ.get("BAO_TOKEN") or os.environ.get("VAULT_TOKEN") or ""
    if not token:
        raise ServandaError(
            "no-token",
            "the key server needs a token",
            hint='token_file = "..." in vault.toml, or the variable BAO_TOKEN',
        )
    return Secret(token.encode())
