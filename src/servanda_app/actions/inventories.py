"""The inventory of a workspace: rated, overruled, compared with what the last scans found."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.inventory.classes import Sensitivity
from servanda.inventory.combination import Combination
from servanda.inventory.drift import Drift, drift
from servanda.inventory.findings import Discovery, Inventory, Skipped
from servanda.inventory.rating import Rating, rate
from servanda_app.actions.reading import (
    INVENTORY,
    Progress,
    known_discoveries,
    read_inventory_file,
    silent,
)
from servanda_app.files import read_small, write_whole
from servanda_app.records.documents import record, stored
from servanda_app.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """The ratings of what the last scans found; `unseen` is what could not be looked at again."""

    ratings: tuple[Rating, ...]
    scanned: tuple[str, ...] = ()
    unseen: tuple[Skipped, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """`servanda/ratings/1`."""
        return {
            "schema": "servanda/ratings/1",
            "ratings": [
                {**plain, "overruled": rating.overruled}
                for rating, plain in ((one, _rating(one)) for one in self.ratings)
            ],
            "unseen": [to_plain(one) for one in self.unseen],
        }


def _rating(rating: Rating) -> dict[str, Any]:
    return {
        "system": rating.system,
        "table": rating.table,
        "column": rating.column,
        "data_class": rating.data_class,
        "sensitivity": rating.sensitivity.value,
        "reckoned": rating.reckoned.value,
        "reasons": [to_plain(reason) for reason in rating.reasons],
        "because": rating.because,
        "by": rating.by,
    }


def rate_inventory(workspace: Workspace, *, progress: Progress = silent) -> Ratings:
    """Rate what the last recorded scans found, by the purposes and decisions of `inventory.toml`.

    The quasi-identifiers of each table are drawn again and counted; nothing is recorded. Raises
    ServandaError `not-scanned` where no scan is recorded.
    """
    with workspace.told():
        known = known_discoveries(workspace)
    if not known:
        raise ServandaError(
            "not-scanned",
            "no system of this workspace has been scanned yet",
            hint="servanda check",
        )
    targets = {system.id: system.target for system in workspace.settings.systems}
    return rate_discoveries(
        list(known.values()),
        read_inventory_file(workspace.folder),
        targets=targets,
        folder=str(workspace.folder),
        progress=progress,
    )


def rate_discoveries(
    discoveries: Sequence[Discovery],
    inventory: Inventory,
    *,
    targets: dict[str, str],
    folder: str = ".",
    progress: Progress = silent,
) -> Ratings:
    """Rate the findings of scans; `targets` are the places by system, to count combinations in."""
    from servanda import registry
    from servanda.inventory.opening import combinations

    sources = registry.sources()
    found: dict[tuple[str, str], Combination] = {}
    unseen: list[Skipped] = []
    for done, discovery in enumerate(discoveries):
        progress(done, len(discoveries), discovery.system)
        made, skipped = combinations(
            targets[discovery.system], discovery.findings, sources=sources, folder=folder
        )
        found |= {(discovery.system, table): one for table, one in made.items()}
        unseen += skipped
    progress(len(discoveries), len(discoveries), "")
    return Ratings(
        ratings=rate(
            [finding for discovery in discoveries for finding in discovery.findings],
            detectors={detector.id: detector for detector in registry.detectors()},
            inventory=inventory,
            combinations=found,
        ),
        scanned=tuple(discovery.system for discovery in discoveries),
        unseen=tuple(unseen),
    )


def overrule_rating(
    workspace: Workspace,
    *,
    system: str,
    table: str,
    column: str,
    sensitivity: Sensitivity,
    because: str,
    now: Instant,
    actor: str,
) -> Inventory:
    """Keep a person's own rating of a column in `inventory.toml` and in the record.

    Raises ServandaError `no-reason` or `unknown-column`.
    """
    from servanda.inventory.rating import overrule

    if not because.strip():
        raise ServandaError(
            "no-reason", "a rating is overruled with a reason", hint="say why with --because"
        )
    inventory = read_inventory_file(workspace.folder)
    with workspace.told():
        known = known_discoveries(workspace)
    declared = inventory.declared(system, table, column)
    data_class = declared.data_class if declared else ""
    if declared is None:
        for finding in known[system].findings if system in known else ():
            if (finding.table, finding.column) == (table, column):
                data_class = finding.data_class
                break
        else:
            raise ServandaError(
                "unknown-column",
                f"neither inventory.toml nor the last scan of `{system}` has `{table}.{column}`",
                hint="servanda inventory rate",
            )
    after = overrule(
        inventory,
        system=system,
        table=table,
        column=column,
        data_class=data_class,
        sensitivity=sensitivity,
        because=because.strip(),
        by=actor,
    )
    with workspace.recording():
        record(
            workspace.alias,
            kind="rating-overruled",
            subject=system,
            value={
                "schema": "servanda/rating-overruled/1",
                "system": system,
                "table": table,
                "column": column,
                "sensitivity": sensitivity.value,
                "because": because.strip(),
            },
            at=now,
            actor=actor,
        )
        # inside the transaction: where the file cannot be written, nothing is recorded either
        _write(workspace, after)
    return after


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """How the last scans depart from the inventory and from the scans before them."""

    drifts: tuple[Drift, ...]
    scanned: tuple[str, ...] = ()
    unscanned: tuple[str, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """`servanda/drift/1`."""
        return {
            "schema": "servanda/drift/1",
            "scanned": list(self.scanned),
            "unscanned": list(self.unscanned),
            "drifts": [to_plain(one) for one in self.drifts],
        }


def inventory_drift(workspace: Workspace) -> Drifted:
    """Compare the last two recorded scans of each system with `inventory.toml`; nothing is scanned."""
    inventory = read_inventory_file(workspace.folder)
    found: list[Drift] = []
    scanned, unscanned = [], []
    with workspace.told():
        for system in workspace.settings.systems:
            scans = deque(stored(workspace.alias, kind="discovery", subject=system.id), maxlen=2)
            if not scans:
                unscanned.append(system.id)
                continue
            scanned.append(system.id)
            after = scans[-1].value(Discovery)
            before = scans[0].value(Discovery) if len(scans) == 2 else None
            found += drift(inventory, after, before)
    return Drifted(drifts=tuple(found), scanned=tuple(scanned), unscanned=tuple(unscanned))


def export_inventory(workspace: Workspace, form: str, out: Path | None = None) -> tuple[str, int]:
    """The declared inventory in a format, written to `out` where given, and how many columns it has.

    Raises ServandaError `unknown-format` or `cannot-write`.
    """
    from servanda import registry
    from servanda.inventory.exchange import format_named

    inventory = read_inventory_file(workspace.folder)
    classes = {detector.id: detector for detector in registry.detectors()}
    text = format_named(form).write(inventory, classes)
    if out is not None:
        write_whole(out, text)
    return text, len(inventory.fields)


def import_inventory(
    workspace: Workspace, file: Path, form: str, *, write: bool
) -> tuple[str, tuple[str, ...]]:
    """What a file would add to `inventory.toml`, a line each, and the columns of no known class.

    What is declared stands as it is. Raises ServandaError for a file that cannot be read.
    """
    from servanda import registry
    from servanda.inventory.declared import difference
    from servanda.inventory.exchange import format_named

    classes = {detector.id: detector for detector in registry.detectors()}
    taken = format_named(form).read(read_small(file, 64_000_000), str(file), classes)
    before = read_inventory_file(workspace.folder)
    fields = {(one.system, one.table, one.column) for one in before.fields}
    datasets = {(one.system, one.table) for one in before.datasets}
    after = replace(
        before,
        fields=before.fields
        + tuple(
            one
            for one in taken.inventory.fields
            if (one.system, one.table, one.column) not in fields
        ),
        datasets=before.datasets
        + tuple(one for one in taken.inventory.datasets if (one.system, one.table) not in datasets),
    )
    if write and after != before:
        _write(workspace, after)
    return difference(before, after), taken.unknown


def _write(workspace: Workspace, inventory: Inventory) -> None:
    """The inventory into its file; what did not change keeps its lines and comments."""
    from servanda.inventory.rewriting import rewrite_inventory

    path = workspace.folder / INVENTORY
    text = read_small(path, 64_000_000).decode("utf-8") if path.exists() else ""
    write_whole(path, rewrite_inventory(text, inventory))


def draw_inventory(
    workspace: Workspace, out: Path, *, now: Instant, progress: Progress = silent
) -> Ratings:
    """Rate as `rate_inventory` does and write the data map and the heat map as an HTML page."""
    from servanda.reports.datamap import render

    found = rate_inventory(workspace, progress=progress)
    write_whole(out, render(workspace.settings.company.name, found.ratings, at=now))
    return found
