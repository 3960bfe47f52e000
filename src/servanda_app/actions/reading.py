"""What a workspace's plain files say: agreements, inventory, and the laws that they answer to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from servanda.agreements.agreement import Agreement
from servanda.base.errors import ServandaError
from servanda.inventory.findings import Discovery, Inventory
from servanda.law.provisions import Law
from servanda.obligations.obligation import Obligation
from servanda_app.files import read_small
from servanda_app.records.documents import latest
from servanda_app.workspace import Workspace, shown

Progress = Callable[[int, int | None, str], None]

AGREEMENTS = "agreements"
INVENTORY = "inventory.toml"


def silent(_done: int, _total: int | None, _note: str) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the company's files say; `files` are the agreements' bytes by id."""

    agreements: tuple[Agreement, ...]
    files: dict[str, bytes]
    inventory: Inventory
    laws: tuple[Law, ...]


def read_files(workspace: Workspace) -> Told:
    """Read `agreements/*.md`, `inventory.toml` and the laws that apply.

    Raises ServandaError with `file:line` for any fault: a promise that cannot be read is not passed
    over.
    """
    from servanda.agreements.file import read_agreement

    files: dict[str, bytes] = {}
    agreements = []
    for path in agreement_files(workspace.folder):
        files[path.stem] = read_small(path)
        found = read_agreement(files[path.stem], shown(path))
        agreements.append(found if found.id == path.stem else replace(found, id=path.stem))
    named = {law for agreement in agreements for law in agreement.laws}
    return Told(
        agreements=tuple(agreements),
        files=files,
        inventory=read_inventory_file(workspace.folder),
        laws=read_laws(named),
    )


def agreement_files(folder: Path) -> list[Path]:
    """The agreement files of a workspace, by name."""
    return sorted(path for path in (folder / AGREEMENTS).glob("*.md") if path.is_file())


def read_inventory_file(folder: Path) -> Inventory:
    """The declared inventory; an empty one where there is no file."""
    from servanda.inventory.declared import read_inventory

    path = folder / INVENTORY
    return (
        read_inventory(read_small(path, 64_000_000), shown(path)) if path.exists() else Inventory()
    )


def read_laws(ids: set[str]) -> tuple[Law, ...]:
    """The laws of these ids, sorted; raises ServandaError `unknown-law`."""
    from servanda.law.reader import read_law
    from servanda.registry import law_text

    return tuple(read_law(law, law_text(law)) for law in sorted(ids))


def derived(
    workspace: Workspace, told: Told, discoveries: dict[str, Discovery], on: date
) -> tuple[Obligation, ...]:
    """The obligations of the company on a day."""
    from servanda.obligations.derive import derive

    return tuple(
        derive(
            laws=told.laws,
            agreements=told.agreements,
            inventory=told.inventory,
            systems=workspace.settings.systems,
            discoveries=discoveries,
            company=workspace.settings.company,
            on=on,
        )
    )


def known_discoveries(workspace: Workspace) -> dict[str, Discovery]:
    """The latest recorded scan of each system that `servanda.toml` names."""
    found = {}
    for system in workspace.settings.systems:
        stored = latest(workspace.alias, kind="discovery", subject=system.id)
        if stored is not None:
            found[system.id] = stored.value(Discovery)
    return found


def require_agreement(told: Told, agreement: str) -> None:
    """Raise ServandaError `unknown-agreement` where no file has that id."""
    known = [each.id for each in told.agreements]
    if agreement not in known:
        raise ServandaError(
            "unknown-agreement",
            f"there is no agreement `{agreement}`",
            hint=f"one of {', '.join(known)}"
            if known
            else "write one with `servanda review --write`",
        )
