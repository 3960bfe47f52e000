"""A workspace: a folder with `servanda.toml`, agreements, inventory, and a database that remembers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from django.db import transaction

from servanda.base.errors import ServandaError
from servanda.ledger.log import sequence
from servanda.ledger.notes import NoteSigner, NoteVerifier
from servanda_app import database, keys
from servanda_app.files import read_small
from servanda_app.records.ledger_store import DatabaseStore
from servanda_app.records.models import Identity
from servanda_app.settings import FILE, Settings, missing_workspace, read_settings

HOME = ".servanda"


def find(start: Path) -> Path:
    """The nearest folder from `start` upwards that has a `servanda.toml`.

    Raises ServandaError `no-workspace`.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise missing_workspace(start)


class Workspace:
    """An open workspace. Close it, or use it in a `with`.

    Several may be open in one process. Each thread gets a database connection of its own; `close`
    closes that of the thread that calls it.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self.home = folder / HOME
        self.file = self.home / "servanda.db"
        self.place = database.place(settings.settings.database, self.file)
        self.alias = database.register(
            settings.settings.database, self.file, settings.settings.busy_seconds
        )
        self.store = DatabaseStore(self.alias)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Workspace({str(self.folder)!r})"

    def close(self) -> None:
        """Close the database; the workspace cannot be used afterwards."""
        database.forget(self.alias)

    @property
    def verifier(self) -> NoteVerifier:
        """The public key of the ledger."""
        return keys.read_verifier(self.home)

    @property
    def signer(self) -> NoteSigner:
        """The private key of the ledger; raises where it is gone or others can read it."""
        return keys.read_signer(self.home)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Reads from the database: its failures become ServandaErrors that name the place."""
        with database.plainly(self.place):
            yield

    @contextmanager
    def recording(self) -> Iterator[None]:
        """One transaction; when it is committed, what it entered is taken into the ledger.

        When this ends without an error, what was recorded is on the disk and in the ledger. Where the
        ledger is no longer what was last signed it raises TamperingError: then what was recorded
        stands in the database and its entries wait.
        """
        with database.plainly(self.place):
            signer = self.signer
            keys.read_anchor(self.home, signer.verifier)
            with transaction.atomic(using=self.alias):
                yield
            self.take_in(signer)

    def take_in(self, signer: NoteSigner | None = None) -> None:
        """Take waiting entries into the ledger, sign, and put the checkpoint beside the database."""
        signer = signer or self.signer
        with database.plainly(self.place):
            _, anchor = keys.read_anchor(self.home, signer.verifier)
            while sequence(self.store, signer, anchor=anchor):
                pass
            # in an exclusive transaction of its own, after the commit: two processes cannot pass one
            # another, and the file never runs ahead of the database
            with self.store.exclusive():
                note = self.store.latest()
                if note:
                    keys.publish(self.home, signer.verifier, note)


def open_workspace(folder: Path | str) -> Workspace:
    """Open the workspace in `folder`; an older database is brought up to date.

    Raises ServandaError `no-workspace`, `no-database`, `newer-workspace`, `locked-database`,
    `corrupt-database`, `missing-database`, `unreachable-database`, `other-database`, or what
    `servanda.toml` is faulted for.
    """
    folder = Path(folder)
    if not (folder / FILE).is_file():
        raise missing_workspace(folder)
    settings = read_settings(read_small(folder / FILE), shown(folder / FILE))
    if not (folder / HOME).is_dir():
        raise ServandaError(
            "no-database",
            "this workspace has nothing to remember with yet (`.servanda` is not there)",
            hint=f"servanda init {folder}",
            where=str(folder),
        )
    workspace = Workspace(folder.resolve(), settings)
    try:
        _require_own(workspace)
    except BaseException:
        workspace.close()
        raise
    return workspace


def _require_own(workspace: Workspace) -> None:
    verifier = workspace.verifier
    if not workspace.settings.settings.database and not workspace.file.is_file():
        raise ServandaError(
            "missing-database",
            "this workspace's database is gone",
            hint="restore `.servanda` from a backup; without one, `servanda init` says what to do",
            where=str(workspace.file),
        )
    with workspace.told():
        database.migrate(workspace.alias)
        identity = Identity.objects.using(workspace.alias).first()
    if identity is None:
        raise ServandaError(
            "no-database",
            "this workspace's database is still empty",
            hint=f"servanda init {workspace.folder}",
            where=workspace.place,
        )
    if identity.origin != verifier.name:
        raise ServandaError(
            "other-database",
            "this database belongs to another workspace",
            hint="see to `database` in servanda.toml, and to `.servanda/keys`",
            where=workspace.place,
        )


def shown(path: Path) -> str:
    """A path as an error shows it: relative where it lies below the present folder."""
    try:
        return os.path.relpath(path) if path.resolve().is_relative_to(Path.cwd()) else str(path)
    except OSError:
        return str(path)
