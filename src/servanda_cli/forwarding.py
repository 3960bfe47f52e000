"""`servanda ledger forward`: the entries to a collector of logs, or to a file."""

from __future__ import annotations

from pathlib import Path

import click

from servanda_cli import exits
from servanda_cli.output import console, emit, json_option, progress
from servanda_cli.workspaces import opened, workspace_option


@click.command()
@click.argument("target")
@click.option(
    "--format",
    "form",
    type=click.Choice(["syslog", "ocsf"]),
    default="syslog",
    show_default=True,
    help="Messages of RFC 5424, or OCSF events, one a line.",
)
@click.option("--start", type=click.IntRange(0), metavar="N", help="Begin at entry N.")
@workspace_option
@json_option
def forward(target: str, form: str, start: int | None, folder: Path | None, as_json: bool) -> int:
    """Send the entries that TARGET has not had: udp://, tcp:// or tls://HOST:PORT, or a file.

    Run it from a timer: it remembers for each target where it stopped. An entry may come twice after a
    crash, and is never left out.
    """
    from servanda_app import actions

    with opened(folder) as workspace, progress("forwarding") as report:
        sent = actions.forward_ledger(workspace, target, form=form, start=start, progress=report)
    if as_json:
        emit(sent)
    else:
        console().print(f"{sent.end - sent.start} entries to {target} ({form}); next: {sent.end}")
    return exits.KEPT
