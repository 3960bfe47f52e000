"""`servanda inventory drift`: how the last scans depart from what is declared."""

from __future__ import annotations

from pathlib import Path

import click

from servanda_cli import exits
from servanda_cli.output import emit, json_option, say
from servanda_cli.workspaces import opened, page, workspace_option


@click.command(short_help="What scans find that is not as declared.")
@workspace_option
@json_option
def drift(folder: Path | None, as_json: bool) -> int:
    """Compare the last scans with inventory.toml and with the scans before them.

    Exit code 10 where something departs, 11 where a scan was not complete, 3 where none is recorded.
    """
    from servanda_app.actions.inventories import inventory_drift

    with opened(folder) as workspace:
        found = inventory_drift(workspace)
    if as_json:
        emit(found)
    else:
        with page() as out:
            for one in found.drifts:
                place = ".".join(part for part in (one.table, one.column) if part)
                out.print(f"{one.kind:<17} {one.system} {place}: {one.words}")
            if found.scanned and not found.drifts:
                out.print("everything that was found is as declared")
    for system in found.unscanned:
        say(f"never scanned: {system}")
    if not found.scanned:
        return exits.NOTHING
    if any(one.sure for one in found.drifts):
        return exits.BROKEN
    return exits.UNKNOWN if found.drifts or found.unscanned else exits.KEPT
