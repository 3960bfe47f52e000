"""`servanda access decide-all`: a file of requests decided at once."""

from __future__ import annotations

from pathlib import Path

import click

from servanda_cli import exits
from servanda_cli.output import console, emit, json_option
from servanda_cli.workspaces import actor, now, opened, workspace_option


@click.command("decide-all", short_help="Decide a file of requests.")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--write",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the decisions, a row a request, as Parquet or CSV by its ending.",
)
@click.option("--record", "keep", is_flag=True, help="Keep counts and digests in the ledger.")
@workspace_option
@json_option
def decide_all(
    source: Path, target: Path | None, keep: bool, folder: Path | None, as_json: bool
) -> int:
    """Decide every row of FILE (Parquet or CSV). Exit code 10 where one is refused.

    Columns: subject, action, category, purpose, agreement; where known also system, place, network and
    strong_authentication (a time with its zone). Approvals and emergencies on record do not count here.
    """
    from servanda_app.actions.deciding_many import decide_file

    with opened(folder) as workspace:
        said = decide_file(workspace, source, target=target, now=now(), actor=actor(), keep=keep)
    if as_json:
        emit(said)
    else:
        out = console()
        out.print(f"{said.rows} requests: {said.permitted} permitted, {said.rows - said.permitted} refused")  # fmt: skip
        for one in said.refusals:
            out.print(f"  {one.count} refused by {one.clauses}", soft_wrap=True)
        if target is not None:
            out.print(f"written: {target}")
        if said.recorded:
            out.print(f"recorded as {said.recorded[:16]}")
    if not said.rows:
        return exits.NOTHING
    return exits.KEPT if said.permitted == said.rows else exits.BROKEN
