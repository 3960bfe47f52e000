"""`servanda init`: makes a folder a workspace."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from servanda_cli import exits
from servanda_cli.output import emit, json_option
from servanda_cli.workspaces import actor, now


@click.command(short_help="Make a folder a workspace.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--company", default="", metavar="NAME", help="Whose workspace it is.")
@json_option
def command(folder: Path, company: str, as_json: bool) -> int:
    """Make DIR (or the present folder) a workspace.

    Writes servanda.toml, inventory.toml, agreements/ and .servanda/ (database and keys, kept out of
    Git). What is there already is left as it is, so it may be run again at any time.
    """
    from servanda_app import actions

    new = not (folder / "servanda.toml").exists()
    with actions.init(folder, now=now(), actor=actor(), company=company) as workspace:
        key = str(workspace.verifier)
        if as_json:
            emit(
                {
                    "schema": "servanda/init/1",
                    "folder": str(workspace.folder),
                    "new": new,
                    "company": workspace.settings.company.name,
                    "database": workspace.place,
                    "key": key,
                }
            )
            return exits.KEPT
    done = "is a workspace now" if new else "is a workspace; what was there is as it was"
    sys.stdout.write(
        f"{folder} {done}\n\n"
        f"  servanda.toml    the company and the places where customer data lives\n"
        f"  inventory.toml   what you say you hold\n"
        f"  agreements/      one file an agreement\n"
        f"  .servanda/       database and keys: back it up, never share it, it stays out of Git\n\n"
        f"next:\n"
        f"  1. name your systems in {folder / 'servanda.toml'}\n"
        f"  2. servanda review CONTRACT --write {folder / 'agreements'}/NAME.md\n"
        f"  3. servanda check{'' if folder == Path() else f' --workspace {folder}'}\n\n"
        f"the ledger's public key, to keep elsewhere:\n  {key}\n"
    )
    return exits.KEPT
