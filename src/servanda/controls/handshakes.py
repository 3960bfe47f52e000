"""Real TLS handshakes with an endpoint: what it negotiates, what it still accepts, what it shows.

Each version is offered alone, with OpenSSL's security level set to 0, since the old ones are refused
otherwise. A library built without them cannot offer them; then the answer is "not known". No application
data is sent. SSL 2 and 3 are beyond today's libraries and are not tried.
"""

from __future__ import annotations

import functools
import re
import socket
import ssl
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from servanda.base.errors import ServandaError

T = TypeVar("T")

VERSIONS = ("TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3")
"""From the oldest to the newest."""

WAIT = 5.0
"""Seconds that an endpoint has for each step."""

_OFFERS = {
    "TLS 1.0": ssl.TLSVersion.TLSv1,
    "TLS 1.1": ssl.TLSVersion.TLSv1_1,
    "TLS 1.2": ssl.TLSVersion.TLSv1_2,
    "TLS 1.3": ssl.TLSVersion.TLSv1_3,
}
_NAMES = {"TLSv1": "TLS 1.0", "TLSv1.1": "TLS 1.1", "TLSv1.2": "TLS 1.2", "TLSv1.3": "TLS 1.3"}

# RFC 8446 section 6.2: what a server answers that does not want the version or anything offered with it
_REFUSALS = frozenset(
    {
        "TLSV1_ALERT_PROTOCOL_VERSION",
        "UNSUPPORTED_PROTOCOL",
        "WRONG_SSL_VERSION",
        "SSLV3_ALERT_HANDSHAKE_FAILURE",
        "TLSV1_ALERT_INSUFFICIENT_SECURITY",
        "UNEXPECTED_EOF_WHILE_READING",
    }
)
_NOT_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"})
_ADDRESS = re.compile(r"(?:https://)?(?:\[([0-9A-Fa-f:.%]+)\]|([^\s:/\[\]]+))(?::(\d{1,5}))?/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one handshake showed: the version and the endpoint's own certificate (DER)."""

    version: str
    certificate: bytes


class NotTlsError(ServandaError):
    """The endpoint answers, but not in TLS."""


def host_and_port(address: str) -> tuple[str, int]:
    """`host:port`, `[::1]:443` or `https://host`; raises ServandaError `bad-address`."""
    match = _ADDRESS.fullmatch(address.strip())
    port = int(match[3] or 443) if match else 0
    if not match or not 0 < port < 65536:
        raise ServandaError(
            "bad-address", f"`{address}` is no endpoint", hint="host:port, such as api.example:443"
        )
    return match[1] or match[2], port


def shake(address: str) -> Shown:
    """Shake hands with what this library offers, without judging the certificate.

    Raises NotTlsError, or ServandaError `bad-address` or `unreachable-endpoint`.
    """

    def look(tls: ssl.SSLSocket) -> Shown:
        version = _NAMES.get(tls.version() or "", tls.version() or "")
        return Shown(version=version, certificate=tls.getpeercert(binary_form=True) or b"")

    context = _offering("")
    if context is None:
        raise ServandaError("no-tls", "this Python's TLS library cannot be used for handshakes")
    try:
        return _connected(address, context, look)
    except ssl.SSLError as error:
        if _reason(error) in _NOT_TLS:
            raise NotTlsError("not-tls", f"`{address}` answers, but not in TLS") from None
        raise ServandaError(
            "unreachable-endpoint", f"`{address}`: no handshake ({_reason(error) or 'closed'})"
        ) from None
    except OSError as error:
        raise _unreachable(address, error) from None


def accepts(address: str, version: str) -> bool | None:
    """Whether the endpoint accepts a version that is offered alone; None where that cannot be told."""
    context = _offering(version)
    if context is None:
        return None
    try:
        return _connected(address, context, lambda tls: tls.version()) == _name_of(version)
    except ssl.SSLError as error:
        return False if _reason(error) in _REFUSALS else None
    except ConnectionResetError:
        return False
    except (OSError, ServandaError):
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The certificates (DER) from the endpoint's own to the authority; `untrusted` says why there is none."""

    certificates: tuple[bytes, ...]
    untrusted: str


def verify(address: str, ca_file: Path | None) -> Chain:
    """Look for a chain to `ca_file`, or to the system's own authorities where that is None.

    Neither host name nor time is judged here: this library would take the time from the clock.
    Raises ServandaError `bad-ca-file` or `unreachable-endpoint`.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_flags |= _NO_CHECK_TIME
    if ca_file is None:
        context.load_default_certs()
    else:
        try:
            context.load_verify_locations(cafile=str(ca_file))
        except OSError:  # ssl.SSLError, for a file that holds no certificate, is one too
            raise ServandaError(
                "bad-ca-file", "the endpoint's ca_file cannot be read", where=str(ca_file)
            ) from None
    try:
        return _connected(address, context, _chain)
    except ssl.SSLCertVerificationError as error:
        return Chain(certificates=(), untrusted=error.verify_message)
    except OSError as error:
        raise _unreachable(address, error) from None


_NO_CHECK_TIME = ssl.VerifyFlags(
    0x200000
)  # X509_V_FLAG_NO_CHECK_TIME, which the module does not name


def _chain(tls: ssl.SSLSocket) -> Chain:
    # public from Python 3.13; in 3.11 and 3.12 the same method of the object beneath
    if hasattr(tls, "get_verified_chain"):
        return Chain(certificates=tuple(tls.get_verified_chain()), untrusted="")
    beneath: Any = getattr(tls, "_sslobj", None)
    certificates = [c.public_bytes() for c in beneath.get_verified_chain()]
    pem = [c if isinstance(c, bytes) else ssl.PEM_cert_to_DER_cert(c) for c in certificates]
    return Chain(certificates=tuple(pem), untrusted="")


_BUILDING = threading.Lock()


@functools.cache
def _contexts() -> dict[str, ssl.SSLContext | None]:
    """A context for each version, and one for all under an empty name; None where it cannot be offered.

    Built once: Python warns of old versions, which are tried here on purpose, and only silencing the
    whole process for that moment stops it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return {name: _context(name) for name in ("", *VERSIONS)}


def _offering(version: str) -> ssl.SSLContext | None:
    with _BUILDING:
        return _contexts()[version]


def _context(version: str) -> ssl.SSLContext | None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # what is asked here is the version, not who answers
    try:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        if version:
            context.maximum_version = _OFFERS[version]
            context.minimum_version = _OFFERS[version]
    except (ssl.SSLError, ValueError):
        return None
    return context


def _connected(address: str, context: ssl.SSLContext, look: Callable[[ssl.SSLSocket], T]) -> T:
    host, port = host_and_port(address)
    with (
        socket.create_connection((host, port), timeout=WAIT) as plain,
        context.wrap_socket(plain, server_hostname=host) as tls,
    ):
        return look(tls)


def _unreachable(address: str, error: OSError) -> ServandaError:
    reason = error.strerror or type(error).__name__
    return ServandaError("unreachable-endpoint", f"`{address}` could not be reached: {reason}")


def _reason(error: ssl.SSLError) -> str:
    return str(error.reason or "")


def _name_of(version: str) -> str:
    return next(name for name, shown in _NAMES.items() if shown == version)
