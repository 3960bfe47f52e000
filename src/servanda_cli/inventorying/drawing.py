"""`servanda inventory map`: the data map and the heat map as one page."""

from __future__ import annotations

from pathlib import Path

import click

from servanda_cli import exits
from servanda_cli.output import progress, say
from servanda_cli.workspaces import now, opened, workspace_option


@click.command(name="map", short_help="Draw systems, classes and sensitivity as a page.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("datamap.html"),
    show_default=True,
    metavar="FILE",
    help="The HTML file to write.",
)
@workspace_option
def map_(out: Path, folder: Path | None) -> int:
    """Draw which system holds which class, and how sensitive each table is. No value is shown."""
    from servanda_app.actions.inventories import draw_inventory

    with opened(folder) as workspace, progress("rating") as report:
        found = draw_inventory(workspace, out, now=now(), progress=report)
    for unseen in found.unseen:
        say(f"not counted: {unseen.system} {unseen.place}: {unseen.why}")
    say(f"wrote {out}")
    if not found.ratings:
        return exits.NOTHING
    return exits.UNKNOWN if found.unseen else exits.KEPT
