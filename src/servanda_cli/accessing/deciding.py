"""`servanda access decide` and `why`: one request, and the reasons at length."""

from __future__ import annotations

from pathlib import Path

import click

from servanda_cli import exits
from servanda_cli.accessing.asking import ask_of, facts, show, words
from servanda_cli.output import console, emit, json_option
from servanda_cli.workspaces import actor, now, opened, workspace_option


@click.command(short_help="Decide one request.")
@words
@facts
@click.option(
    "--record", "keep", is_flag=True, help="Keep the decision in the ledger, whatever it is."
)
@workspace_option
@json_option
def decide(
    person: str,
    action: str,
    category: str,
    agreement: str,
    purpose: str,
    system: str,
    authenticated: float | None,
    place: str,
    network: str,
    keep: bool,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Decide whether PERSON may do ACTION with data of CATEGORY. Exit code: 0 permit, 10 deny.

    The use of a declared emergency is always recorded.
    """
    from servanda.safeguards.access.outcomes import Permit
    from servanda_app.actions.accessing import decide_access

    moment = now()
    ask = ask_of(
        moment,
        authenticated,
        person=person,
        action=action,
        category=category,
        agreement=agreement,
        purpose=purpose,
        system=system,
        place=place,
        network=network,
    )
    with opened(folder) as workspace:
        said = decide_access(workspace, ask, now=moment, actor=actor(), keep=keep)
    permit = isinstance(said.outcome, Permit)
    if as_json:
        emit(said)
        return exits.KEPT if permit else exits.BROKEN
    out = console()
    clauses = "; ".join(dict.fromkeys(str(basis) for basis in said.outcome.clauses))
    out.print(f"{'permit' if permit else 'deny'}: {clauses}", soft_wrap=True)
    if not isinstance(said.outcome, Permit):
        first = said.outcome.clauses[0]
        out.print(f'  "{" ".join(first.words.split())}"', soft_wrap=True)
        for need in said.outcome.needed:
            out.print(f"  needed: {need}", soft_wrap=True)
    if said.recorded:
        out.print(f"  recorded as {said.recorded[:16]}")
    return exits.KEPT if permit else exits.BROKEN


@click.command(short_help="Explain a decision in sentences.")
@words
@facts
@workspace_option
@json_option
def why(
    person: str,
    action: str,
    category: str,
    agreement: str,
    purpose: str,
    system: str,
    authenticated: float | None,
    place: str,
    network: str,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Explain what would be decided, on whose words, and what would be needed. Nothing is recorded."""
    from servanda_app.actions.accessing import explain_access

    moment = now()
    ask = ask_of(
        moment,
        authenticated,
        person=person,
        action=action,
        category=category,
        agreement=agreement,
        purpose=purpose,
        system=system,
        place=place,
        network=network,
    )
    with opened(folder) as workspace:
        said = explain_access(workspace, ask, now=moment)
    return show(said, as_json)
