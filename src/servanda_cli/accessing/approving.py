"""`servanda access request`, `approve` and `break-glass`: two people, and emergencies."""

from __future__ import annotations

from pathlib import Path

import click

from servanda_cli import exits
from servanda_cli.accessing.asking import ask_of, facts, show, words
from servanda_cli.output import emit, json_option, say
from servanda_cli.workspaces import actor, now, opened, page, workspace_option


@click.command(short_help="Ask for an approval.")
@words
@click.option("--because", required=True, metavar="WORDS", help="Why; for whoever approves.")
@workspace_option
@json_option
def request(
    person: str,
    action: str,
    category: str,
    agreement: str,
    purpose: str,
    because: str,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Ask, as PERSON, that someone else approve an ACTION on CATEGORY. It is recorded."""
    from servanda_app.actions.approving import request_access

    with opened(folder) as workspace:
        made = request_access(
            workspace,
            person=person,
            action=action,
            category=category,
            agreement=agreement,
            purpose=purpose,
            because=because,
            now=now(),
            actor=actor(),
        )
    if as_json:
        emit(made)
    else:
        click.echo(made.id)
        say(f"to approve it:  servanda access approve {made.id} --by PERSON")
    return exits.KEPT


@click.command(short_help="Approve what someone else asked for.")
@click.argument("request")
@click.option("--by", required=True, metavar="PERSON", help="Who approves.")
@click.option(
    "--minutes", default=60, show_default=True, metavar="N", help="For how long it holds."
)
@facts
@workspace_option
@json_option
def approve(
    request: str,
    by: str,
    minutes: int,
    system: str,
    authenticated: float | None,
    place: str,
    network: str,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Approve REQUEST, where the policy lets this person. Exit code 10 where it does not.

    Nobody approves what he or she asked for. Approval and refusal are both recorded.
    """
    from servanda_app.actions.approving import approve_access

    moment = now()
    ask = ask_of(
        moment,
        authenticated,
        person=by,
        action="approve",
        category="",
        agreement="",
        purpose="",
        system=system,
        place=place,
        network=network,
    )
    with opened(folder) as workspace:
        said = approve_access(
            workspace, request, by=by, minutes=minutes, now=moment, actor=actor(), ask=ask
        )
    return show(said, as_json)


@click.command("break-glass", short_help="Declare an emergency, with its reason.")
@click.argument("person")
@click.option("--agreement", required=True, metavar="ID", help="Whose data is needed.")
@click.option("--because", required=True, metavar="WORDS", help="What happened. It is recorded.")
@workspace_option
@json_option
def break_glass(
    person: str, agreement: str, because: str, folder: Path | None, as_json: bool
) -> int:
    """Declare an emergency as PERSON: it opens what a break-glass rule names, for its minutes.

    The declaration and each use of it stand in the ledger.
    """
    from servanda_app.actions.emergencies import break_glass as declare

    with opened(folder) as workspace:
        digest = declare(
            workspace,
            person=person,
            agreement=agreement,
            because=because,
            now=now(),
            actor=actor(),
        )
    if as_json:
        emit({"schema": "servanda/access-emergency-declared/1", "recorded": digest})
    else:
        say(f"recorded as {digest[:16]}; every use of it will be recorded too")
    return exits.KEPT


@click.command(short_help="The emergencies that were declared, and their uses.")
@workspace_option
@json_option
def emergencies(folder: Path | None, as_json: bool) -> int:
    """List each declared emergency with its reason and every use of it, for whoever looks at them after.

    Exit code 3 where there was none.
    """
    from servanda_app.actions.emergencies import emergencies as declared

    with opened(folder) as workspace:
        found = declared(workspace)
    if as_json:
        emit({"schema": "servanda/access-emergencies/1", "emergencies": found})
    else:
        with page() as out:
            for each in found:
                out.print(
                    f"{each.at:%Y-%m-%d %H:%M}Z  {each.person}  {each.agreement}: {each.because}"
                )
                for use in each.uses or ("not used",):
                    out.print(f"    {use}")
            out.print(f"declared emergencies: {len(found)}")
    return exits.KEPT if found else exits.NOTHING
