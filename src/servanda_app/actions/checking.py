"""`check`: every promise against the living systems, recorded with its evidence."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from servanda import registry
from servanda.agreements.agreement import Agreement
from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.controls.control import Control, Situation, Status
from servanda.controls.promises import Promise, promises
from servanda.ledger.checkpoints import parse_checkpoint
from servanda.ledger.notes import open_note
from servanda_app.actions.discovering import Discoveries, record_discoveries, scan
from servanda_app.actions.judging import Judged, run_control
from servanda_app.actions.reading import Progress, derived, read_files, silent
from servanda_app.actions.reviewing import record_version
from servanda_app.records.documents import record
from servanda_app.workspace import Workspace

_TOGETHER = 4
"""How many controls look at once: most of their time is spent waiting for systems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRun:
    """One run of the checks: each control with its outcomes, each promise with its status.

    `discoveries` are the scans made for it; `size` and `root` are those of the ledger in which the
    run is recorded, which the recorded run itself cannot hold.
    """

    id: str
    at: Instant
    company: str
    agreements: tuple[Agreement, ...]
    discoveries: Discoveries
    controls: tuple[Judged, ...]
    promises: tuple[Promise, ...]
    size: int = 0
    root: str = ""

    def count(self, status: Status) -> int:
        """How many promises have this status."""
        return sum(promise.status == status for promise in self.promises)

    @property
    def counts(self) -> dict[str, int]:
        """The number of promises by status."""
        found = Counter(promise.status for promise in self.promises)
        return {status: found[status] for status in ("kept", "broken", "unknown", "not-applicable")}

    def to_plain(self) -> dict[str, Any]:
        """`servanda/check/1`."""
        return {
            "schema": "servanda/check/1",
            "run": self.id,
            "at": to_plain(self.at),
            "company": self.company,
            "agreements": [agreement.id for agreement in self.agreements],
            "counts": self.counts,
            "not_scanned": [to_plain(skipped) for skipped in self.discoveries.failed],
            "controls": [judged.to_plain() for judged in self.controls],
            "promises": [promise.flat() for promise in self.promises],
        }


def check(
    workspace: Workspace,
    *,
    now: Instant,
    actor: str,
    controls: tuple[str, ...] = (),
    progress: Progress = silent,
) -> CheckRun:
    """Scan every system, run every control (or the named ones), and record all of it.

    With named controls only the promises that they answer for are judged. Raises ServandaError for a
    file that cannot be read, `unknown-control`, and what recording raises.
    """
    chosen = _chosen(controls)
    told = read_files(workspace)
    systems = workspace.settings.systems
    steps = len(systems) + len(chosen)
    discoveries = scan(
        workspace,
        systems,
        now=now,
        progress=lambda done, _total, note: progress(done, steps, note and f"scanning {note}"),
    )
    obligations = derived(workspace, told, discoveries.found, now.date())
    if controls:
        kinds = {kind for control in chosen for kind in control.judges}
        obligations = tuple(each for each in obligations if each.kind in kinds)
    settings = workspace.settings
    situation = Situation(
        now=now,
        company=settings.company,
        agreements=told.agreements,
        obligations=obligations,
        inventory=told.inventory,
        systems=systems,
        endpoints=settings.endpoints,
        subprocessors=settings.subprocessors,
        discoveries=discoveries.found,
        detectors=registry.detectors(),
        folder=str(workspace.folder),
    )
    judged = _run(chosen, situation, lambda done, note: progress(len(systems) + done, steps, note))
    run = CheckRun(
        id=f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}",
        at=now,
        company=workspace.settings.company.name,
        agreements=told.agreements,
        discoveries=discoveries,
        controls=judged,
        promises=promises(obligations, [out for each in judged for out in each.outcomes]),
    )
    with workspace.recording():
        for agreement, text in told.files.items():
            record_version(workspace, agreement, text, now=now, actor=actor, run=run.id)
        record_discoveries(workspace, discoveries, actor=actor, run=run.id)
        for each in judged:
            if each.evidence is not None and each.digest:
                _keep(workspace, run, actor, "evidence", each.control.id, each.evidence)
        _keep(workspace, run, actor, "check", run.company[:200], run)
    with workspace.told():
        note = parse_checkpoint(open_note(workspace.store.latest(), [workspace.verifier]))
    return replace(run, size=note.size, root=note.root.hex())


def _keep(
    workspace: Workspace, run: CheckRun, actor: str, kind: str, subject: str, value: object
) -> None:
    record(
        workspace.alias,
        kind=kind,
        subject=subject,
        value=value,
        at=run.at,
        actor=actor,
        run=run.id,
    )


def _chosen(ids: tuple[str, ...]) -> tuple[Control, ...]:
    """The controls of these ids, or all of them."""
    known = registry.controls()
    names = [control.id for control in known]
    for each in ids:
        if each not in names:
            raise ServandaError(
                "unknown-control",
                f"there is no control `{each}`",
                hint=f"one of {', '.join(names)}",
            )
    return tuple(control for control in known if not ids or control.id in ids)


def _run(
    controls: tuple[Control, ...], situation: Situation, progress: Callable[[int, str], None]
) -> tuple[Judged, ...]:
    """Every control, some at once; the result is in the order of their ids."""
    with ThreadPoolExecutor(_TOGETHER, thread_name_prefix="control") as pool:
        running = [pool.submit(run_control, control, situation) for control in controls]
        judged = []
        for done, (control, future) in enumerate(zip(controls, running, strict=True)):
            progress(done, control.title)
            judged.append(future.result())
    progress(len(controls), "")
    return tuple(judged)
