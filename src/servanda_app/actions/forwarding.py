"""`forward_ledger`: the ledger's entries to a collector or a file, each at least once."""

from __future__ import annotations

import hashlib
import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from servanda.base.errors import ServandaError
from servanda.ledger.entries import Entry
from servanda.reports import ocsf, syslog
from servanda_app.actions.ledgers import ledger_entries
from servanda_app.actions.reading import Progress, silent
from servanda_app.files import read_small, write_whole
from servanda_app.workspace import Workspace

_AT_ONCE = 1_000
_SECONDS = 10

Send = Callable[[bytes], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """Entries `[start, end)` went to `target`; the next time begins at `end`."""

    target: str
    format: str
    start: int
    end: int

    def to_plain(self) -> dict[str, Any]:
        """`servanda/ledger-forwarded/1`."""
        return {
            "schema": "servanda/ledger-forwarded/1",
            "target": self.target,
            "format": self.format,
            "start": self.start,
            "end": self.end,
            "entries": self.end - self.start,
        }


def forward_ledger(
    workspace: Workspace,
    target: str,
    *,
    form: str = "syslog",
    start: int | None = None,
    progress: Progress = silent,
) -> Forwarded:
    """Send what was not yet sent to `target`: `udp://`, `tcp://` or `tls://host:port`, or a file.

    Where it stopped is remembered for each target, after the sending: a crash repeats entries and never
    leaves one out (a receiver tells them apart by index). UDP itself promises nothing. Raises
    ServandaError `bad-target`, `unreachable-collector`, `cannot-write`.
    """
    mark = workspace.home / "forwarded" / hashlib.sha256(f"{form} {target}".encode()).hexdigest()
    first = next_ = _remembered(mark) if start is None else start
    origin = workspace.verifier.name
    with _opened(target, form) as send:
        while entries := ledger_entries(workspace, start=next_, end=next_ + _AT_ONCE):
            send(b"".join(_written(index, entry, form, origin, target) for index, entry in entries))
            next_ = entries[-1][0] + 1
            mark.parent.mkdir(mode=0o700, exist_ok=True)
            write_whole(mark, json.dumps({"target": target, "next": next_}), mode=0o600)
            progress(next_ - first, None, "entries")
    return Forwarded(target=target, format=form, start=first, end=next_)


def _remembered(mark: Path) -> int:
    if not mark.exists():
        return 0
    try:
        found = json.loads(read_small(mark, 10_000))["next"]
    except (ValueError, KeyError, TypeError):
        found = None
    if not isinstance(found, int) or found < 0:
        raise ServandaError(
            "bad-mark",
            "the mark of what was forwarded is damaged",
            hint="say where to begin: --start 0",
            where=str(mark),
        )
    return found


def _written(index: int, entry: Entry, form: str, origin: str, target: str) -> bytes:
    if form == "ocsf":
        return ocsf.line(index, entry, origin=origin)
    message = syslog.message(index, entry, origin=origin)
    scheme = urlsplit(target).scheme
    return syslog.framed(message) if scheme in ("tcp", "tls", "udp") else message + b"\n"


@contextmanager
def _opened(target: str, form: str) -> Iterator[Send]:
    parts = urlsplit(target)
    if parts.scheme not in ("udp", "tcp", "tls"):
        if "://" in target:
            raise _bad_target(target)
        with _file(Path(target)) as send:
            yield send
        return
    try:
        host, port = (
            parts.hostname,
            parts.port or {"udp": 514, "tcp": 601, "tls": 6514}[parts.scheme],
        )
    except ValueError:
        raise _bad_target(target) from None
    if not host:
        raise _bad_target(target)
    try:
        if parts.scheme == "udp":
            with socket.socket(_family(host, port), socket.SOCK_DGRAM) as datagrams:
                datagrams.connect((host, port))
                yield lambda data: _datagrams(datagrams, data, form)
            return
        with socket.create_connection((host, port), timeout=_SECONDS) as plain:
            if parts.scheme == "tcp":
                yield plain.sendall
                return
            with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured:
                yield secured.sendall
    except OSError as error:
        raise ServandaError(
            "unreachable-collector",
            f"the collector does not take what is sent: {error.strerror or type(error).__name__}",
            hint="what it has is remembered; run this again when it answers",
            where=target,
        ) from None


def _family(host: str, port: int) -> int:
    return int(socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0][0])


def _datagrams(datagrams: socket.socket, data: bytes, form: str) -> None:
    """One message a datagram (RFC 5426 section 3.1); the framing of streams is taken off again."""
    if form == "ocsf":
        for line in data.splitlines():
            datagrams.send(line)
        return
    while data:
        length, _, rest = data.partition(b" ")
        datagrams.send(rest[: int(length)])
        data = rest[int(length) :]


@contextmanager
def _file(path: Path) -> Iterator[Send]:
    try:
        with path.open("ab") as file:

            def send(data: bytes) -> None:
                file.write(data)
                file.flush()

            yield send
    except OSError as error:
        raise ServandaError(
            "cannot-write", f"this file cannot be written: {error.strerror}", where=str(path)
        ) from None


def _bad_target(target: str) -> ServandaError:
    return ServandaError(
        "bad-target",
        f"`{target}` is no place to send to",
        hint="udp://host:514, tcp://host:601, tls://host:6514, or a file",
    )
