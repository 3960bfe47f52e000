"""`discover`: scans the systems that `servanda.toml` names, and records what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.inventory.findings import Discovery, Skipped
from servanda.inventory.systems import System
from servanda_app.actions.reading import Progress, silent
from servanda_app.records.documents import record
from servanda_app.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Discoveries:
    """Scans by system id; `failed` are the systems that could not be opened at all, and why."""

    at: Instant
    found: dict[str, Discovery] = field(default_factory=dict)
    failed: tuple[Skipped, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """`servanda/discoveries/1`."""
        return {
            "schema": "servanda/discoveries/1",
            "at": to_plain(self.at),
            "systems": [to_plain(discovery) for discovery in self.found.values()],
            "failed": [to_plain(skipped) for skipped in self.failed],
        }


def discover(
    workspace: Workspace,
    *,
    now: Instant,
    actor: str,
    systems: tuple[str, ...] = (),
    progress: Progress = silent,
) -> Discoveries:
    """Scan the named systems, or all, and record each scan.

    Raises ServandaError `unknown-system`; a system that cannot be opened is in `failed`.
    """
    known = {system.id: system for system in workspace.settings.systems}
    for name in systems:
        if name not in known:
            raise ServandaError(
                "unknown-system",
                f"servanda.toml names no system `{name}`",
                hint=f"one of {', '.join(known)}" if known else "add a [[systems]] table",
            )
    chosen = tuple(known[name] for name in systems) if systems else workspace.settings.systems
    found = scan(workspace, chosen, now=now, progress=progress)
    with workspace.recording():
        record_discoveries(workspace, found, actor=actor)
    return found


def scan(
    workspace: Workspace, systems: tuple[System, ...], *, now: Instant, progress: Progress = silent
) -> Discoveries:
    """Scan systems one after the other; nothing is recorded."""
    from servanda import registry
    from servanda.inventory.evidence import compile_classes
    from servanda.inventory.scan import discover as scan_place

    classes, sources = compile_classes(registry.detectors()), registry.sources()
    found: dict[str, Discovery] = {}
    failed: list[Skipped] = []
    for done, system in enumerate(systems):
        progress(done, len(systems), system.id)
        try:
            found[system.id] = scan_place(
                system.target,
                system=system.id,
                detectors=classes,
                sources=sources,
                folder=str(workspace.folder),
            )
        except ServandaError as error:
            failed.append(Skipped(system=system.id, place=error.where, why=error.message))
    progress(len(systems), len(systems), "")
    return Discoveries(at=now, found=found, failed=tuple(failed))


def record_discoveries(
    workspace: Workspace, found: Discoveries, *, actor: str, run: str = ""
) -> None:
    """Record scans, and those that failed; called inside a transaction."""
    for system, discovery in found.found.items():
        record(
            workspace.alias,
            kind="discovery",
            subject=system,
            value=discovery,
            at=found.at,
            actor=actor,
            run=run,
        )
    for skipped in found.failed:
        record(
            workspace.alias,
            kind="discovery-failed",
            subject=skipped.system,
            value=skipped,
            at=found.at,
            actor=actor,
            run=run,
        )
