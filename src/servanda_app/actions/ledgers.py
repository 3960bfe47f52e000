"""`verify_ledger`, `prove_entry`, `ledger_entries`: the ledger of a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.base.errors import ServandaError
from servanda.ledger.checkpoints import open_checkpoint
from servanda.ledger.entries import Entry, read_entry
from servanda.ledger.log import InclusionProof, prove
from servanda.ledger.notes import NoteVerifier
from servanda.ledger.tiles import publish
from servanda.ledger.verification import verify
from servanda_app import keys
from servanda_app.actions.reading import Progress, silent
from servanda_app.database import require_sound, snapshot
from servanda_app.files import read_small, write_whole
from servanda_app.records.documents import verify_documents
from servanda_app.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerReport:
    """A ledger found whole. `pending` entries wait for the sequencer and are not yet protected."""

    origin: str
    key: str
    entries: int
    root: str
    checkpoints: int
    pending: int
    records: int
    checkpoint: str

    def to_plain(self) -> dict[str, Any]:
        """`servanda/ledger/1`."""
        return {
            "schema": "servanda/ledger/1",
            "verified": True,
            "origin": self.origin,
            "key": self.key,
            "entries": self.entries,
            "root": self.root,
            "checkpoints": self.checkpoints,
            "pending": self.pending,
            "records": self.records,
            "checkpoint": self.checkpoint,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFolder:
    """A published ledger: how many `files` were new, and how many entries it now holds."""

    folder: str
    files: int
    size: int
    key: str

    def to_plain(self) -> dict[str, Any]:
        """`servanda/ledger-folder/1`."""
        return {
            "schema": "servanda/ledger-folder/1",
            "folder": self.folder,
            "files": self.files,
            "size": self.size,
            "key": self.key,
        }


def verify_ledger(
    workspace: Workspace,
    *,
    checkpoints: Sequence[str] = (),
    key: str = "",
    progress: Progress = silent,
) -> LedgerReport:
    """Verify every entry, hash and checkpoint, and every record that an entry vouches for.

    `checkpoints` are signed checkpoints that someone else has kept, `key` a verifier key kept
    elsewhere: with them even a workspace that was replaced as a whole is found. Raises
    TamperingError that names what was done.
    """
    verifier = NoteVerifier.parse(key) if key else workspace.verifier
    note, _ = keys.read_anchor(workspace.home, verifier)
    # the anchor was read before: a ledger that grows meanwhile is ahead of it, never behind
    with workspace.told(), snapshot(workspace.alias):
        require_sound(workspace.alias)
        verified = verify(
            workspace.store,
            [verifier],
            origin=verifier.name,
            anchors=[note, *checkpoints],
            progress=progress,
        )
        records = verify_documents(workspace.alias, workspace.store, verified.size, progress)
        latest = workspace.store.latest() or note
    return LedgerReport(
        origin=verified.origin,
        key=str(verifier),
        entries=verified.size,
        root=verified.root.hex(),
        checkpoints=verified.checkpoints,
        pending=verified.pending,
        records=records,
        checkpoint=latest,
    )


def ledger_entries(
    workspace: Workspace, *, start: int = 0, end: int | None = None
) -> tuple[tuple[int, Entry], ...]:
    """Entries `[start, end)` with their indices; a negative `start` counts from the end."""
    with workspace.told():
        size = workspace.store.size()
        first = max(0, size + start) if start < 0 else start
        last = size if end is None else min(end, size)
        return tuple(
            (index, read_entry(data)) for index, data in workspace.store.entries(first, last)
        )


def prove_entry(workspace: Workspace, index: int) -> InclusionProof:
    """The proof that entry `index` is in the ledger; raises ServandaError `no-such-entry`."""
    with workspace.told():
        return prove(workspace.store, index, [workspace.verifier])


def latest_checkpoint(workspace: Workspace) -> str:
    """The latest signed checkpoint, as kept beside the database."""
    return keys.read_anchor(workspace.home, workspace.verifier)[0]


def publish_ledger(workspace: Workspace, folder: Path, progress: Progress = silent) -> LedgerFolder:
    """Write what is new to a folder of static files, from which anyone can verify the ledger.

    Only entries (who recorded what, when, and the digest of the record) are written, no record. May be
    stopped at any point and run again. Raises ServandaError `cannot-write`, and TamperingError where
    the ledger does not continue what the folder holds.
    """
    there = folder / "checkpoint"
    published = read_small(there).decode("utf-8", "replace") if there.exists() else ""
    verifier = workspace.verifier
    written = 0
    with workspace.told(), snapshot(workspace.alias):
        note = published
        for path, data in publish(
            workspace.store, [verifier], origin=verifier.name, published=published
        ):
            progress(written, None, path)
            try:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ServandaError(
                    "cannot-write", f"nothing can be written here: {error.strerror}", where=path
                ) from None
            write_whole(folder / path, data)
            written += 1
            note = data.decode() if path == "checkpoint" else note
    size = open_checkpoint(note, [verifier], verifier.name).size if note else 0
    return LedgerFolder(folder=str(folder), files=written, size=size, key=str(verifier))
