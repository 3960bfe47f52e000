"""`servanda keys`: the vault's keys, as far as they may be shown, and whether all that they seal is whole."""

from __future__ import annotations

from pathlib import Path

import click

from servanda_cli import exits
from servanda_cli.grouping import Group
from servanda_cli.output import console, emit, json_option, progress, say
from servanda_cli.workspaces import actor, now, opened, page, workspace_option


@click.group(cls=Group, short_help="The vault's keys, and whether what they seal is whole.")
def command() -> None:
    """The vault's keys: which there are, how often they were used, and whether what they seal is whole."""


@command.command()
@click.argument("agreement", default="")
@workspace_option
@json_option
def show(agreement: str, folder: Path | None, as_json: bool) -> int:
    """List the keys of a vault, or of one AGREEMENT; never what they are."""
    from servanda_app.actions import vault_keeping

    with opened(folder) as workspace:
        found = vault_keeping.vault_keys(workspace, agreement=agreement)
    if as_json:
        emit({"schema": "servanda/vault-keys-shown/1", "keys": found})
        return exits.KEPT if found else exits.NOTHING
    if not found:
        say(f"nothing was sealed{f' for {agreement}' if agreement else ''} yet")
        return exits.NOTHING
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("agreement", "key", "customer", "version", "state", "reserved", "values", "id"):
        shown.add_column(heading, overflow="fold")
    for key in found:
        shown.add_row(
            key.agreement,
            key.kind.value,
            f"{key.customer or '-'}{' (outer key)' if key.outer else ''}",
            str(key.version),
            key.state.value,
            f"{key.used} of {key.most}",
            str(key.values) if key.kind.value == "data" else "-",
            key.id,
        )
    with page() as out:
        out.print(shown)
    return exits.KEPT


@command.command()
@workspace_option
@json_option
def verify(folder: Path | None, as_json: bool) -> int:
    """Open every key and value, and make every blind index anew; exit code 12 where one was changed.

    Exit code 11 where values are under an outer key that its customer has withdrawn: nobody here can look.
    """
    from servanda_app.actions import vault_keeping
    from servanda_cli.commands.vault import ask

    with opened(folder) as workspace, progress("verifying") as report:
        whole = vault_keeping.vault_verify(workspace, ask=ask, progress=report)
    if as_json:
        emit(whole)
    else:
        console().print(f"whole: {whole.values} values, {whole.keys} keys")
        if whole.unseen:
            console().print(f"not seen: {whole.unseen} values under keys that were withdrawn")
    return exits.UNKNOWN if whole.unseen else exits.KEPT


@command.command()
@click.option(
    "--new",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Read the new passphrase from this file instead of asking.",
)
@workspace_option
@json_option
def passphrase(file: Path | None, folder: Path | None, as_json: bool) -> int:
    """Seal the key file with another passphrase. Copies made before still open with the old one."""
    from servanda.safeguards.vault.material import Secret
    from servanda_app.actions import vault_keeping
    from servanda_app.files import read_small
    from servanda_cli.commands.vault import ask

    if file is not None:
        fresh = Secret(read_small(file, 10_000).rstrip(b"\r\n"))
    else:
        fresh = Secret(ask("The new passphrase").encode())
    with opened(folder) as workspace:
        vault_keeping.vault_passphrase(workspace, fresh, now=now(), actor=actor(), ask=ask)
    if as_json:
        emit({"schema": "servanda/vault-passphrase/1", "changed": True})
    else:
        console().print(
            "the key file opens with the new passphrase; copies of it still with the old"
        )
    return exits.KEPT
