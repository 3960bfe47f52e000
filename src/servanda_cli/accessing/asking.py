"""How a request is written on the command line, and how a decision is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import click

from servanda_cli import exits
from servanda_cli.output import emit
from servanda_cli.workspaces import page

if TYPE_CHECKING:
    from servanda_app.actions.access_records import Ask
    from servanda_app.actions.accessing import AccessDecision

F = TypeVar("F", bound=Callable[..., Any])


def words(command: F) -> F:
    """The words of a request: who, what, which data, whose, what for."""
    for option in reversed(
        (
            click.argument("person"),
            click.argument("action"),
            click.argument("category"),
            click.option("--agreement", required=True, metavar="ID", help="Under which agreement."),
            click.option(
                "--purpose",
                required=True,
                metavar="PURPOSE",
                help="What for: a purpose of the W3C Data Privacy Vocabulary, or one of access.md.",
            ),
        )
    ):
        command = option(command)
    return command


def facts(command: F) -> F:
    """The circumstances, for which whoever runs the command vouches."""
    for option in reversed(
        (
            click.option("--system", default="", metavar="ID", help="Where the data lies."),
            click.option(
                "--authenticated",
                type=click.FloatRange(0, 1_000_000),
                metavar="MINUTES",
                help="Minutes since strong authentication was shown. Else: it was not.",
            ),
            click.option("--place", default="", metavar="CC", help="From which country: DE."),
            click.option("--network", default="", metavar="IP", help="From which address."),
        )
    ):
        command = option(command)
    return command


def ask_of(now: datetime, authenticated: float | None, **words: str) -> Ask:
    """The request as a value."""
    from servanda_app.actions.access_records import Ask

    shown = None if authenticated is None else now - timedelta(minutes=authenticated)
    return Ask(strong_authentication=shown, **words)


def show(said: AccessDecision, as_json: bool, *, brief: bool = False) -> int:
    """Print a decision; the exit code is 0 for a permit and 10 for a refusal."""
    from servanda.safeguards.access.outcomes import Permit

    permit = isinstance(said.outcome, Permit)
    if as_json:
        emit(said)
    else:
        with page() as out:
            out.print("permit" if permit else "deny", style="green" if permit else "bold red")
            for line in said.sentences:
                out.print(line)
            if said.recorded:
                out.print(f"recorded as {said.recorded[:16]}")
            elif not brief:
                out.print(f"policy {said.policy[:16]}; nothing was recorded")
    return exits.KEPT if permit else exits.BROKEN
