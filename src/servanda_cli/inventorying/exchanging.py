"""`servanda inventory export` and `import`: the inventory in other programs' formats."""

from __future__ import annotations

from pathlib import Path

import click

from servanda_cli import exits
from servanda_cli.output import say
from servanda_cli.output import write as write_out
from servanda_cli.workspaces import opened, workspace_option


def _known(ctx: click.Context, param: click.Parameter, value: str) -> str:
    # looked up when it is used, so that help stays quick
    from servanda.inventory.exchange import format_names

    if value not in format_names():
        raise click.BadParameter(f"one of {', '.join(format_names())}", ctx, param)
    return value


as_option = click.option(
    "--as",
    "form",
    callback=_known,
    metavar="FORMAT",
    required=True,
    help="odcs (data contract), fideslang, dpv (JSON-LD), dbt or csv.",
)


@click.command(name="export", short_help="Write the inventory in another program's format.")
@as_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The file to write; else it is printed.",
)
@workspace_option
def export(form: str, out: Path | None, folder: Path | None) -> int:
    """Write inventory.toml as a data contract, a fideslang dataset, DPV, dbt or CSV."""
    from servanda_app.actions.inventories import export_inventory

    with opened(folder) as workspace:
        text, held = export_inventory(workspace, form, out)
    if out is None:
        write_out(text)
    else:
        say(f"wrote {out}")
    return exits.KEPT if held else exits.NOTHING


@click.command(name="import", short_help="Take in what another program's file declares.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@as_option
@click.option("--write", is_flag=True, help="Change inventory.toml; else only show what would.")
@workspace_option
def import_(file: Path, form: str, write: bool, folder: Path | None) -> int:
    """Show what a file would add to inventory.toml, and add it with --write.

    What is declared already stands as it is. Exit code 11 where the class of a column could not be
    told.
    """
    from servanda_app.actions.inventories import import_inventory

    with opened(folder) as workspace:
        changes, unknown = import_inventory(workspace, file, form, write=write)
    write_out(changes)
    for place in unknown:
        say(f"of no known class: {place}")
    if not changes:
        say("nothing to add")
    elif write:
        say("wrote inventory.toml")
    return exits.UNKNOWN if unknown else exits.KEPT
