"""Signed notes (C2SP signed-note): a text, and lines with signatures by named keys.

Only Ed25519 (signature type 0x01) is made and accepted; lines by other keys are ignored, as the
specification demands. A text that no trusted key has signed is never handed out.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.base.errors import ServandaError, TamperingError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

ED25519 = b"\x01"
"""The signature type's identifier byte (C2SP signed-note, "Signature types")."""

MAX_SIGNATURES = 100
MAX_BYTES = 1_000_000
_KEY_ID_BYTES = 4
_PRIVATE = "SERVANDA-LEDGER-KEY-1"


def key_id(name: str, public: bytes) -> bytes:
    """Four bytes that tell keys of one name apart (C2SP signed-note, "Ed25519 signatures")."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:_KEY_ID_BYTES]


@dataclass(frozen=True, kw_only=True)
class NoteVerifier:
    """A public key with its name; `public` are the 32 bytes of RFC 8032."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        _require_name(self.name)
        if len(self.public) != 32:
            raise ServandaError("bad-key", "an Ed25519 public key has 32 bytes")

    @cached_property
    def id(self) -> bytes:
        """The key's id, four bytes."""
        return key_id(self.name, self.public)

    @cached_property
    def _key(self) -> Ed25519PublicKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        return Ed25519PublicKey.from_public_bytes(self.public)

    def accepts(self, text: str, signature: bytes) -> bool:
        """Whether `signature` (64 bytes) is this key's over `text`."""
        from cryptography.exceptions import InvalidSignature

        try:
            self._key.verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True

    def __str__(self) -> str:
        """The verifier key as one shares it: `name+id+base64`."""
        data = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{data}"

    @classmethod
    def parse(cls, text: str) -> NoteVerifier:
        """Read `name+id+base64`; raises ServandaError `bad-key`."""
        # the base64 may itself contain a plus, the name may not
        parts = text.strip().split("+", 2)
        data = _decode(parts[2]) if len(parts) == 3 else None
        if data is None or data[:1] != ED25519 or len(data) != 33:
            raise _bad_key("this is no Ed25519 verifier key")
        found = cls(name=parts[0], public=data[1:])
        if parts[1] != found.id.hex():
            raise _bad_key("this verifier key does not match its own id")
        return found


@dataclass(frozen=True, kw_only=True)
class NoteSigner:
    """A private key with its name; `seed` are the 32 bytes of RFC 8032, never shown by repr."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _require_name(self.name)
        if len(self.seed) != 32:
            raise ServandaError("bad-key", "an Ed25519 seed has 32 bytes")

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def verifier(self) -> NoteVerifier:
        """The public half."""
        return NoteVerifier(name=self.name, public=self._key.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """The signature line over `text`, with its line break."""
        signature = base64.b64encode(self.verifier.id + self.sign_bytes(text)).decode()
        return f"— {self.name} {signature}\n"

    def sign_bytes(self, text: str) -> bytes:
        """The 64 bytes of the signature over `text` (RFC 8032)."""
        return self._key.sign(text.encode())

    def export_secret(self) -> str:
        """The private key as one line of text, for a file that only its owner can read."""
        data = base64.b64encode(ED25519 + self.seed).decode()
        return f"{_PRIVATE}+{self.name}+{self.verifier.id.hex()}+{data}"

    @classmethod
    def parse(cls, text: str) -> NoteSigner:
        """Read what `export_secret` wrote; raises ServandaError `bad-key`, never with the text."""
        parts = text.strip().split("+", 3)
        data = _decode(parts[3]) if len(parts) == 4 else None
        if parts[0] != _PRIVATE:
            if parts[0].startswith(_PRIVATE[:-1]):
                raise ServandaError(
                    "newer-key", "this key was written by a newer Servanda", hint="update Servanda"
                )
            raise _bad_key("this is no ledger key")
        if data is None or data[:1] != ED25519 or len(data) != 33:
            raise _bad_key("this ledger key is damaged")
        found = cls(name=parts[1], seed=data[1:])
        if parts[2] != found.verifier.id.hex():
            raise _bad_key("this ledger key does not match its own id")
        return found


def sign_note(text: str, signers: Sequence[NoteSigner]) -> str:
    """The note: `text`, an empty line, and a signature line for each signer.

    Raises ServandaError `bad-note` for a text that a signed note cannot hold.
    """
    if not text.endswith("\n") or _has_control(text):
        raise ServandaError(
            "bad-note", "a note's text ends in a line break and has no control characters"
        )
    if not signers:
        raise ServandaError("bad-note", "a note needs a signer")
    return text + "\n" + "".join(signer.sign(text) for signer in signers)


def open_note(note: str | bytes, verifiers: Sequence[NoteVerifier]) -> str:
    """The text of a note that at least one of the `verifiers` has signed.

    Raises TamperingError `bad-note` for what is no signed note, `bad-signature` where a known key's
    signature is wrong, `unsigned-note` where no known key has signed. Source: C2SP signed-note.
    """
    text, lines = signatures_of(note)
    verified = False
    for mark, name, signature in lines:
        for verifier in verifiers:
            # "Signatures": unknown keys are ignored, also where they share a name or an id
            if (name, mark) != (verifier.name, verifier.id):
                continue
            # "Signatures": a known key's signature that fails rejects the whole note
            if not verifier.accepts(text, signature):
                raise TamperingError(
                    "bad-signature", f"the signature of `{verifier.name}` does not fit the text"
                )
            verified = True
    if not verified:
        raise TamperingError(
            "unsigned-note",
            "no known key has signed this",
            hint="check that the verifier key belongs to this ledger",
        )
    return text


def signatures_of(note: str | bytes) -> tuple[str, list[tuple[bytes, str, bytes]]]:
    """A note's text, and key id, name and signature of each line; none of it is verified yet.

    Raises TamperingError `bad-note`.
    """
    text, lines = _split(note)
    return text, [_signature_line(line) for line in lines]


def _split(note: str | bytes) -> tuple[str, list[str]]:
    if len(note) > MAX_BYTES:
        raise TamperingError("bad-note", "this is too long for a signed note")
    if isinstance(note, bytes):
        try:
            note = note.decode("utf-8")
        except UnicodeDecodeError:
            raise TamperingError("bad-note", "a signed note is UTF-8 text") from None
    # "Format": no control characters but the line break
    if _has_control(note):
        raise TamperingError("bad-note", "a signed note has no control characters")
    # "Format": the last empty line parts text and signatures
    head, mark, tail = note.rpartition("\n\n")
    if not mark or not tail.endswith("\n"):
        raise TamperingError("bad-note", "this is no signed note")
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise TamperingError("bad-note", f"a note has at most {MAX_SIGNATURES} signatures")
    return head + "\n", lines


def _signature_line(line: str) -> tuple[bytes, str, bytes]:
    parts = line.split(" ")
    data = _decode(parts[2]) if len(parts) == 3 and parts[0] == "—" else None
    if data is None or len(data) <= _KEY_ID_BYTES or not _is_name(parts[1]):
        raise TamperingError("bad-note", "a line of signature is malformed")
    return data[:_KEY_ID_BYTES], parts[1], data[_KEY_ID_BYTES:]


def _decode(text: str) -> bytes | None:
    """Strict base64 (RFC 4648 section 4): one text for one value."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def _has_control(text: str) -> bool:
    return any(character < " " and character != "\n" for character in text)


def _is_name(name: str) -> bool:
    # "Format": not empty, no Unicode space, no plus
    return bool(name) and "+" not in name and not any(character.isspace() for character in name)


def _require_name(name: str) -> None:
    if not _is_name(name) or _has_control(name):
        raise _bad_key("a key's name is not empty and has neither spaces nor a plus")


def _bad_key(why: str) -> ServandaError:
    return ServandaError("bad-key", why, hint="restore the file from a backup")
