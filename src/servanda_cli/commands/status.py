"""`servanda status`: what a workspace holds, and how its last check came out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda_cli import exits
from servanda_cli.output import emit, json_option
from servanda_cli.workspaces import opened, page, workspace_option

if TYPE_CHECKING:
    from rich.console import Console

    from servanda_app.actions import WorkspaceStatus


@click.command(short_help="What the workspace holds, and its last check.")
@workspace_option
@json_option
def command(folder: Path | None, as_json: bool) -> int:
    """Say what the workspace holds and how its last check came out. Nothing is scanned."""
    from servanda_app import actions

    with opened(folder) as workspace:
        found = actions.status(workspace)
    if as_json:
        emit(found)
        return exits.KEPT
    with page() as out:
        _print(out, found)
    return exits.KEPT


def _print(out: Console, found: WorkspaceStatus) -> None:
    out.print(f"{found.company}  ({found.folder})", style="bold")
    out.print(f"agreements     {', '.join(found.agreements) or 'none yet'}")
    out.print(
        f"places         {found.systems} systems, {found.endpoints} endpoints, "
        f"{found.subprocessors} sub-processors"
    )
    kinds = ", ".join(f"{count} {kind}" for kind, count in found.records.items())
    out.print(f"recorded       {kinds or 'nothing yet'}")
    pending = f", {found.pending} pending" if found.pending else ""
    out.print(f"ledger         {found.entries} entries{pending}")
    if found.last is None:
        out.print("last check     never: run `servanda check`")
    else:
        counts = ", ".join(f"{n} {status}" for status, n in found.promises.items() if n)
        out.print(f"last check     {found.last:%Y-%m-%d %H:%M}Z: {counts or 'nothing to judge'}")
