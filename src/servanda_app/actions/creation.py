"""`init`: makes a folder a workspace, and mends one whose making was interrupted."""

from __future__ import annotations

import os
from pathlib import Path

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda_app import database, keys
from servanda_app.actions.reading import AGREEMENTS, INVENTORY
from servanda_app.files import alone, read_small, sync_folder, write_whole
from servanda_app.records.documents import record
from servanda_app.records.models import Identity
from servanda_app.settings import FILE, read_settings, template
from servanda_app.workspace import HOME, Workspace, open_workspace, shown

_INVENTORY = """\
# What this company says it holds, reviewed like code. `servanda discover` finds what is missing here.
schema = "servanda/inventory/1"
# reviewed = 2026-03-01
#
# [[datasets]]
# system = "crm"
# table = "customers"
# agreements = ["example"]
# created = "created_at"     # the column that dates a row
#
# [[fields]]
# system = "crm"
# table = "customers"
# column = "email"
# data_class = "email"
# purpose = "customer support"
# agreements = ["example"]
"""


def init(folder: Path | str, *, now: Instant, actor: str, company: str = "") -> Workspace:
    """Make `folder` a workspace and return it open; what is there already is left as it is.

    It may be interrupted at any point and run again. Raises ServandaError `lost-database` where the
    ledger had entries and its database is gone, and whatever `open_workspace` raises.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / AGREEMENTS).mkdir(exist_ok=True)
        (folder / HOME).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ServandaError(
            "cannot-write",
            f"a workspace cannot be made here: {error.strerror or 'unknown reason'}",
            where=str(folder),
        ) from None
    folder = folder.resolve()
    with alone(folder / HOME):
        _make(folder, now, actor, company)
    opened = open_workspace(folder)
    try:
        # what a crash left waiting is taken in now
        opened.take_in()
    except BaseException:
        opened.close()
        raise
    return opened


def _make(folder: Path, now: Instant, actor: str, company: str) -> None:
    """Make what is missing, step by step; each step is whole before the next begins."""
    if not (folder / FILE).exists():
        write_whole(folder / FILE, template(company or "Your company"))
    if not (folder / INVENTORY).exists():
        write_whole(folder / INVENTORY, _INVENTORY)
    _ignore(folder)
    settings = read_settings(read_small(folder / FILE), shown(folder / FILE))
    signer = keys.create(folder / HOME)
    if not settings.settings.database:
        _make_file(
            folder / HOME / "servanda.db", keys.read_anchor(folder / HOME, signer.verifier)[1].size
        )
    with Workspace(folder, settings) as workspace, workspace.told():
        database.migrate(workspace.alias)
        if not Identity.objects.using(workspace.alias).exists():
            with workspace.recording():
                # in one transaction, so that there is no identity without its entry
                Identity(origin=signer.name, at=now).save(using=workspace.alias)
                record(
                    workspace.alias,
                    kind="workspace",
                    subject=settings.company.name[:200],
                    value={"schema": "servanda/created/1", "origin": signer.name},
                    at=now,
                    actor=actor,
                )


def _make_file(file: Path, signed: int) -> None:
    """Make the empty database file, readable by its owner alone."""
    if file.exists():
        return
    if signed:
        raise ServandaError(
            "lost-database",
            f"the ledger had {signed} entries, and its database is gone",
            hint="restore `.servanda` from a backup; to begin anew, move `.servanda` away first",
            where=str(file),
        )
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    sync_folder(file.parent)


def _ignore(folder: Path) -> None:
    """Keep `.servanda` (database and keys) out of Git."""
    file = folder / ".gitignore"
    lines = read_small(file).decode("utf-8", "surrogateescape") if file.exists() else ""
    if f"{HOME}/" not in lines.splitlines():
        gap = "" if not lines or lines.endswith("\n") else "\n"
        with file.open("a", encoding="utf-8") as out:
            out.write(f"{gap}{HOME}/\n")
