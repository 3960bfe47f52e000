"""Checkpoints (C2SP tlog-checkpoint): the signed statement of a ledger's size and root."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.base.errors import TamperingError
from servanda.ledger.hashing import HASH_BYTES
from servanda.ledger.notes import NoteSigner, NoteVerifier, open_note, sign_note

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A ledger's `origin` (its unique name), how many entries it held, and their root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The note's text: origin, size, root in base64, a line each ("Note text")."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    def sign(self, signer: NoteSigner) -> str:
        """The checkpoint as a signed note."""
        return sign_note(self.text, [signer])


def open_checkpoint(
    note: str | bytes, verifiers: Sequence[NoteVerifier], origin: str = ""
) -> Checkpoint:
    """The checkpoint of a signed note; `origin`, where given, is the only one accepted.

    Raises TamperingError `bad-checkpoint`, `other-ledger`, or what `open_note` raises.
    """
    found = parse_checkpoint(open_note(note, verifiers))
    if origin and found.origin != origin:
        raise TamperingError(
            "other-ledger", "this checkpoint belongs to another ledger", hint=f"expected `{origin}`"
        )
    return found


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint's text, which by itself proves nothing; raises `bad-checkpoint`.

    Extension lines are passed over ("Note text" 4: opaque and optional).
    """
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise TamperingError("bad-checkpoint", "a checkpoint has an origin, a size and a root")
    # "Note text" 2: decimal, no leading zeroes
    if not _SIZE.fullmatch(lines[1]):
        raise TamperingError("bad-checkpoint", "the checkpoint's size is no whole number")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError):
        root = b""
    if len(root) != HASH_BYTES or base64.b64encode(root).decode() != lines[2]:
        raise TamperingError("bad-checkpoint", "the checkpoint's root is no SHA-256 in base64")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root)
