"""Streams: files sealed in chunks, each authenticated, their order bound, their end marked.

The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár 2015) under a key of the stream's own;
`docs/vault.md` 4.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from servanda.base.errors import ServandaError, TamperingError
from servanda.safeguards.vault.format import (
    HEAD_BYTES,
    KEY_BYTES,
    NONCE_BYTES,
    TAG_BYTES,
    VERSION,
    Place,
    Records,
    head,
)
from servanda.safeguards.vault.material import Secret

CHUNK = 65_536
MARK = b"servanda-stream\n"
SALT_BYTES = 32
HEADER_BYTES = len(MARK) + HEAD_BYTES + SALT_BYTES + KEY_BYTES
_SEALED = CHUNK + TAG_BYTES
_ONCE = 16
"""Chunks that are read and written at once: a mebibyte."""
_MOST_CHUNKS = 2**32


class Sink(Protocol):
    """What a stream is written to."""

    def write(self, data: Any, /) -> Any:
        """Take all of `data`."""
        ...


def key_of_stream(header: bytes) -> bytes:
    """The id of the data key that a stream names; raises TamperingError `not-a-stream`."""
    if len(header) < HEADER_BYTES or not header.startswith(MARK):
        raise TamperingError("not-a-stream", "this is no sealed file, or it was cut off")
    if header[len(MARK)] != VERSION:
        raise TamperingError(
            "newer-format", "this file has a format that this Servanda does not know"
        )
    return header[len(MARK) + 1 : len(MARK) + HEAD_BYTES]


def seal_stream(
    source: BinaryIO, target: Sink, *, id: bytes, key: Secret, place: Place, record: str  # noqa: A002
) -> int:  # fmt: skip
    """Read `source` to its end and write it sealed; returns the bytes of plaintext.

    `key` is the data key of this `id`. Nothing of the plaintext is written anywhere else.
    """
    salt = os.urandom(SALT_BYTES)
    own, said = _own_key(id, key, place, record, salt)
    target.write(MARK + head(id) + salt + said)
    encrypt = own.encrypt
    number = 0
    total = 0
    held = _read(source, _ONCE * CHUNK)
    while True:
        # the last chunk is marked, so it must be known whether something follows
        following = _read(source, _ONCE * CHUNK) if len(held) == _ONCE * CHUNK else b""
        total += len(held)
        view = memoryview(held)
        sealed = []
        for start in range(0, max(len(held), 1), CHUNK):
            last = not following and start + CHUNK >= len(held)
            if number >= _MOST_CHUNKS:
                raise ServandaError("too-large", "a sealed file has at most 2^32 chunks of 64 KiB")
            sealed.append(encrypt(_nonce(number, last), view[start : start + CHUNK], None))
            number += 1
        target.write(b"".join(sealed))
        if not following:
            return total
        held = following


def reveal_stream(source: BinaryIO, *, key: Secret, place: Place, record: str) -> Iterator[bytes]:
    """Yield the plaintext, every piece of it authentic and in order.

    Whether the end is missing is known only at the end: what was yielded is the whole file only when
    the iteration ends without an error. `whole` looks first. Raises TamperingError `not-a-stream`,
    `wrong-key`, `not-authentic` or `cut-off`.
    """
    where = f"{place}/{record}"
    header = _read(source, HEADER_BYTES)
    id_ = key_of_stream(header)
    salt = header[len(MARK) + HEAD_BYTES : -KEY_BYTES]
    own, said = _own_key(id_, key, place, record, salt)
    if not hmac.compare_digest(said, header[-KEY_BYTES:]):
        raise TamperingError(
            "not-authentic",
            "this file belongs to another place or key, or its beginning was changed",
            where=where,
        )
    decrypt = own.decrypt
    number = 0
    held = _read(source, _ONCE * _SEALED)
    while True:
        following = _read(source, _ONCE * _SEALED) if len(held) == _ONCE * _SEALED else b""
        view = memoryview(held)
        for start in range(0, max(len(held), 1), _SEALED):
            last = not following and start + _SEALED >= len(held)
            piece = view[start : start + _SEALED]
            try:
                if len(piece) < TAG_BYTES or (len(piece) == TAG_BYTES and number):
                    raise InvalidTag
                found = decrypt(_nonce(number, last), piece, None)
            except InvalidTag:
                raise _cut_or_changed(own, number, last, piece, where) from None
            number += 1
            yield found
        if not following:
            return
        held = following


def whole(source: BinaryIO, *, key: Secret, place: Place, record: str) -> int:
    """Read a stream to its end and let nothing out; returns the bytes of plaintext.

    Raises what `reveal_stream` raises. Afterwards the source stands where it stood before.
    """
    began = source.tell()
    total = sum(len(piece) for piece in reveal_stream(source, key=key, place=place, record=record))
    source.seek(began)
    return total


def _own_key(
    id_: bytes, key: Secret, place: Place, record: str, salt: bytes
) -> tuple[AESGCM, bytes]:
    """The stream's own cipher and the commitment to it: no other stream has this key (4.2)."""
    only = Records([record])
    context = place.bound(id_), only.common + only.tails[0]
    own = key.derive("stream", *context, salt=salt)
    return AESGCM(own.expose_secret()), own.commitment(*context)


def _nonce(number: int, last: bool) -> bytes:
    """Seven zero bytes, the chunk's number, and 1 for the last one (4.3).

    A counter is safe here and only here: the key is drawn for this stream alone.
    """
    return number.to_bytes(NONCE_BYTES - 1, "big") + (b"\x01" if last else b"\x00")


def _cut_or_changed(
    own: AESGCM, number: int, last: bool, piece: memoryview, where: str
) -> TamperingError:
    """Tell a file that was cut off at a chunk from one that was changed."""
    if last and len(piece) >= TAG_BYTES:
        try:
            own.decrypt(_nonce(number, False), piece, None)
        except InvalidTag:
            pass
        else:
            return TamperingError("cut-off", "the end of this file is missing", where=where)
    if not piece:
        return TamperingError("cut-off", "the end of this file is missing", where=where)
    return TamperingError(
        "not-authentic",
        f"chunk {number} of this file was changed, moved or left out",
        hint="restore the sealed file from a backup",
        where=where,
    )


def _read(source: BinaryIO, count: int) -> bytes:
    """Exactly `count` bytes, fewer only at the end; a pipe may give them in parts."""
    data = source.read(count)
    if not data or len(data) == count:
        return data or b""
    parts = [data]
    missing = count - len(data)
    while missing and (data := source.read(missing)):
        parts.append(data)
        missing -= len(data)
    return b"".join(parts)
