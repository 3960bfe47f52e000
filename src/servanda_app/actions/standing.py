"""`status`: what a workspace holds, and how its last run of checks came out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from servanda.base.codec import to_plain
from servanda.base.instants import Instant
from servanda_app.actions.reading import agreement_files
from servanda_app.records.documents import counts, latest
from servanda_app.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceStatus:
    """A workspace at a glance. `last` is the time of the last check, `promises` its counts by status;
    `records` counts documents by kind; `pending` entries are not yet in the ledger."""

    folder: str
    company: str
    agreements: tuple[str, ...]
    systems: int
    endpoints: int
    subprocessors: int
    records: dict[str, int]
    entries: int
    pending: int
    last: Instant | None = None
    run: str = ""
    promises: dict[str, int] = field(default_factory=dict)

    def to_plain(self) -> dict[str, Any]:
        """`servanda/status/1`."""
        last = None
        if self.last is not None:
            last = {"run": self.run, "at": to_plain(self.last), "promises": self.promises}
        return {
            "schema": "servanda/status/1",
            "folder": self.folder,
            "company": self.company,
            "agreements": list(self.agreements),
            "systems": self.systems,
            "endpoints": self.endpoints,
            "subprocessors": self.subprocessors,
            "records": self.records,
            "ledger": {"entries": self.entries, "pending": self.pending},
            "last_check": last,
        }


def status(workspace: Workspace) -> WorkspaceStatus:
    """What the workspace holds; nothing is scanned, verified or recorded."""
    settings = workspace.settings
    with workspace.told():
        last = latest(workspace.alias, kind="check")
        return WorkspaceStatus(
            folder=str(workspace.folder),
            company=settings.company.name,
            agreements=tuple(path.stem for path in agreement_files(workspace.folder)),
            systems=len(settings.systems),
            endpoints=len(settings.endpoints),
            subprocessors=len(settings.subprocessors),
            records=counts(workspace.alias),
            entries=workspace.store.size(),
            pending=workspace.store.pending_count(),
            last=last.at if last else None,
            run=last.run if last else "",
            promises=last.plain()["counts"] if last else {},
        )
