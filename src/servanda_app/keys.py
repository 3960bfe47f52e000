"""The ledger's signing key, kept in `.servanda/keys/`, and the checkpoint kept outside the database.

`ledger.key` is one line of text that only its owner can read; `ledger.pub` is the verifier key to give
away. `checkpoint` is what the ledger last signed: it shows when the database was cut back.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from servanda.base.errors import ServandaError, TamperingError
from servanda.ledger.checkpoints import Checkpoint, open_checkpoint
from servanda.ledger.hashing import EMPTY_ROOT
from servanda.ledger.notes import NoteSigner, NoteVerifier
from servanda_app.files import read_small, sync_folder, write_whole

_LIMIT = 1_000_000


def secret_file(home: Path) -> Path:
    """Where the signing key stands; `home` is `.servanda`."""
    return home / "keys" / "ledger.key"


def public_file(home: Path) -> Path:
    """Where the verifier key stands."""
    return home / "keys" / "ledger.pub"


def checkpoint_file(home: Path) -> Path:
    """Where the latest checkpoint stands outside the database."""
    return home / "checkpoint"


def create(home: Path) -> NoteSigner:
    """Make the signing key and the checkpoint of the empty ledger, or find those that are there.

    The key comes last of what cannot be made anew, so that a crash in between is mended by the next
    call. Raises ServandaError for a key that is damaged.
    """
    folder = home / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    sync_folder(home)
    if secret_file(home).exists():
        signer = read_signer(home)
    else:
        # the name is unique without saying anything of the company (C2SP tlog-checkpoint, origin)
        signer = NoteSigner(
            name=f"servanda.invalid/{secrets.token_hex(16)}", seed=secrets.token_bytes(32)
        )
        empty = Checkpoint(origin=signer.name, size=0, root=EMPTY_ROOT)
        write_whole(checkpoint_file(home), empty.sign(signer))
        write_whole(secret_file(home), signer.export_secret() + "\n", mode=0o600)
    if not public_file(home).exists():
        write_whole(public_file(home), f"{signer.verifier}\n")
    return signer


def read_signer(home: Path) -> NoteSigner:
    """The signing key; raises ServandaError `missing-key`, `unsafe-key` or `bad-key`."""
    file = secret_file(home)
    try:
        mode = file.stat().st_mode
    except OSError:
        raise ServandaError(
            "missing-key",
            "the ledger's signing key is gone",
            hint="restore `.servanda/keys` from a backup",
            where=str(file),
        ) from None
    if mode & 0o077:
        raise ServandaError(
            "unsafe-key",
            "others on this machine can read the ledger's signing key",
            hint=f"chmod 600 {file}",
            where=str(file),
        )
    try:
        return NoteSigner.parse(read_small(file, _LIMIT).decode("utf-8", "replace"))
    except ServandaError as error:
        error.where = error.where or str(file)
        raise


def read_verifier(home: Path) -> NoteVerifier:
    """The verifier key; raises ServandaError `missing-key` or `bad-key`."""
    file = public_file(home)
    try:
        return NoteVerifier.parse(read_small(file, _LIMIT).decode("utf-8", "replace"))
    except ServandaError as error:
        if error.code == "missing-file":
            raise ServandaError(
                "missing-key",
                "the ledger's verifier key is gone",
                hint="restore `.servanda/keys` from a backup, or run `servanda init` again",
                where=str(file),
            ) from None
        error.where = error.where or str(file)
        raise


def read_anchor(home: Path, verifier: NoteVerifier) -> tuple[str, Checkpoint]:
    """The checkpoint kept outside the database, as a note and as a value.

    Raises TamperingError where it is gone or was changed: it is written before the first entry.
    """
    file = checkpoint_file(home)
    try:
        note = read_small(file, _LIMIT).decode("utf-8", "replace")
        return note, open_checkpoint(note, [verifier], verifier.name)
    except TamperingError as error:
        error.where = str(file)
        raise
    except ServandaError:
        raise TamperingError(
            "checkpoint-missing",
            "the checkpoint that is kept outside the database is gone",
            hint="restore `.servanda/checkpoint` from a backup",
            where=str(file),
        ) from None


def publish(home: Path, verifier: NoteVerifier, note: str) -> None:
    """Put a newer checkpoint in the place of the one that is kept outside; never an older one."""
    fresh = open_checkpoint(note, [verifier], verifier.name)
    _, held = read_anchor(home, verifier)
    if fresh.size < held.size:
        raise TamperingError(
            "ledger-truncated",
            f"the ledger has {fresh.size} entries, but {held.size} were signed",
            hint="keep the files as they are, and compare them with a backup",
            where=str(checkpoint_file(home)),
        )
    if fresh != held:
        write_whole(checkpoint_file(home), note)
