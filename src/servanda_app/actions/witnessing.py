"""`witness_ledger`: someone else's folder in which they keep what they saw of a ledger."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.ledger.checkpoints import Checkpoint, open_checkpoint
from servanda.ledger.notes import NoteSigner, NoteVerifier
from servanda.ledger.tiles import folder_fetch
from servanda.ledger.witness import witness, witness_verifier
from servanda_app.files import alone, read_small, write_whole

KEY = "witness.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnessed:
    """A checkpoint with the witness's signature; `before` is the size that it saw last (None: none)."""

    note: str
    size: int
    before: int | None
    witness: str
    at: Instant

    def to_plain(self) -> dict[str, Any]:
        """`servanda/ledger-witnessed/1`."""
        return {
            "schema": "servanda/ledger-witnessed/1",
            "checkpoint": self.note,
            "size": self.size,
            "before": self.before,
            "witness": self.witness,
            "at": to_plain(self.at),
        }


def witness_ledger(home: Path, tiles: Path, *, key: str, name: str, now: Instant) -> Witnessed:
    """Sign that the ledger published in `tiles` has only grown since the last time.

    `home` is the witness's own folder: its key (made at the first call, with this `name`) and what it
    saw of each ledger. Raises TamperingError where the ledger is not what was seen and more.
    """
    verifier = NoteVerifier.parse(key)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ServandaError(
            "cannot-write",
            f"the witness's folder cannot be made: {error.strerror}",
            where=str(home),
        ) from None
    with alone(home):
        signer = _signer(home, name)
        kept = home / f"seen-{hashlib.sha256(verifier.name.encode()).hexdigest()[:32]}"
        seen = _seen(kept, verifier)
        note = witness(
            folder_fetch(tiles), [verifier], origin=verifier.name, seen=seen, signer=signer, at=now
        )
        # remembered before it is handed out: after a crash nothing was signed that is not known
        write_whole(kept, note)
    return Witnessed(
        note=note,
        size=open_checkpoint(note, [verifier]).size,
        before=seen.size if seen else None,
        witness=str(witness_verifier(signer)),
        at=now,
    )


def _seen(kept: Path, verifier: NoteVerifier) -> Checkpoint | None:
    if not kept.exists():
        return None
    return open_checkpoint(read_small(kept), [verifier], verifier.name)


def _signer(home: Path, name: str) -> NoteSigner:
    file = home / KEY
    if not file.exists():
        if not name:
            raise ServandaError(
                "no-name",
                "a new witness needs a name",
                where=str(home),
                hint="--name witness.example.org",
            )
        fresh = NoteSigner(name=name, seed=secrets.token_bytes(32))
        write_whole(file, fresh.export_secret() + "\n", mode=0o600)
    if file.stat().st_mode & 0o077:
        raise ServandaError(
            "unsafe-key",
            "others on this machine can read the witness's key",
            hint=f"chmod 600 {file}",
            where=str(file),
        )
    return NoteSigner.parse(read_small(file).decode("utf-8", "replace"))
