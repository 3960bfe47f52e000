"""`servanda access export`: the same rules for another engine."""

from __future__ import annotations

import json
from pathlib import Path

import click

from servanda_cli import exits
from servanda_cli.output import json_option, say, write
from servanda_cli.workspaces import now, opened, workspace_option


@click.command(short_help="The rules in Cedar.")
@click.option("--cedar", "form", flag_value="cedar", default="cedar", help="As Cedar policies.")
@click.option(
    "--entities",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also write people, purposes and categories as Cedar entities.",
)
@click.option(
    "--write",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file instead of standard output.",
)
@workspace_option
@json_option
def export(
    form: str,  # noqa: ARG001 (Cedar is the one form there is; the option says so)
    entities: Path | None,
    target: Path | None,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Write the policy for another engine; each policy carries the rule's id, clause and words.

    What the requests to it must look like stands in docs/access.md. With --json: policies and entities
    together.
    """
    from servanda.safeguards.access import cedar
    from servanda_app.actions.access_policies import access_policy
    from servanda_app.files import write_whole

    moment = now()
    with opened(folder) as workspace:
        access = access_policy(workspace)
    text = cedar.policies(access.policy)
    people = [cedar.person(access.subject(each.id, moment)) for each in access.people]
    known = [*cedar.entities(access.policy), *people]
    if as_json:
        text = json.dumps(
            {
                "schema": "servanda/access-cedar/1",
                "version": access.policy.version,
                "policies": text,
                "entities": known,
            },
            indent=2,
            ensure_ascii=False,
        )
        text += "\n"
    if entities is not None:
        write_whole(entities, json.dumps(known, indent=1) + "\n")
        say(f"written: {entities}")
    if target is None:
        write(text)
    else:
        write_whole(target, text)
        say(f"written: {target}")
    return exits.KEPT
