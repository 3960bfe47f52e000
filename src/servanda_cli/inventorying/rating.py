"""`servanda inventory rate` and `overrule`: how sensitive each column is, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.base.errors import ServandaError
from servanda_cli import exits
from servanda_cli.output import emit, json_option, progress, say
from servanda_cli.workspaces import actor, now, opened, page, workspace_option

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.inventory.rating import Rating
    from servanda_app.actions.inventories import Ratings

LEVELS = ("public", "internal", "confidential", "restricted")


@click.command(short_help="How sensitive each column is, and why.")
@click.option("--system", "systems", multiple=True, metavar="ID", help="Only of this system.")
@click.option(
    "--at-least",
    type=click.Choice(LEVELS),
    default="public",
    help="Only what is rated this high or higher.",
)
@click.option("--short", is_flag=True, help="A line a column, without the reasons.")
@workspace_option
@json_option
def rate(
    systems: tuple[str, ...], at_least: str, short: bool, folder: Path | None, as_json: bool
) -> int:
    """Rate what the last scans found: public, internal, confidential or restricted, with reasons.

    Quasi-identifiers are counted in up to 10,000 random rows of each table; no value is shown.
    """
    from dataclasses import replace

    from servanda_app.actions.inventories import rate_inventory

    with opened(folder) as workspace, progress("rating") as report:
        found = rate_inventory(workspace, progress=report)
    for system in systems:
        if system not in found.scanned:
            raise ServandaError(
                "unknown-system",
                f"no scan of a system `{system}` is recorded",
                hint=f"one of {', '.join(found.scanned)}",
            )
    found = replace(
        found,
        ratings=tuple(
            rating
            for rating in found.ratings
            if (not systems or rating.system in systems)
            and rating.sensitivity.rank >= LEVELS.index(at_least)
        ),
    )
    if as_json:
        emit(found)
    else:
        with page() as out:
            _print(out, found, short)
    for unseen in found.unseen:
        say(f"not counted: {unseen.system} {unseen.place}: {unseen.why}")
    if not found.ratings:
        return exits.NOTHING
    return exits.UNKNOWN if found.unseen else exits.KEPT


def _print(out: Console, found: Ratings, short: bool) -> None:
    system = ""
    for rating in found.ratings:
        if rating.system != system:
            system = rating.system
            out.print(f"{system}\n", style="bold")
        name = f"{rating.table}.{rating.column}"
        out.print(f"{rating.sensitivity.value:<13} {name}  ({rating.data_class})")
        if not short:
            _reasons(out, rating)
    counts = dict.fromkeys(reversed(LEVELS), 0)
    for rating in found.ratings:
        counts[rating.sensitivity.value] += 1
    out.print(", ".join(f"{count} {level}" for level, count in counts.items() if count) or "none")


def _reasons(out: Console, rating: Rating) -> None:
    if rating.overruled:
        out.print(f"    overruled by {rating.by} (reckoned {rating.reckoned.value}):")
        out.print(f"        {rating.because}")
    for reason in rating.reasons:
        least = f"  -> {reason.least.value}" if reason.least else ""
        out.print(f"    {reason.ground:<12} {reason.words}{least}")
    out.print()


@click.command(short_help="Decide a rating yourself, with a reason.")
@click.argument("system")
@click.argument("column", metavar="TABLE.COLUMN")
@click.option("--as", "level", type=click.Choice(LEVELS), required=True, help="The rating to hold.")
@click.option("--because", required=True, metavar="WORDS", help="Why; kept in inventory.toml.")
@workspace_option
def overrule(system: str, column: str, level: str, because: str, folder: Path | None) -> int:
    """Hold a column at a rating of your own. The reason is kept in inventory.toml and in the ledger."""
    from servanda.inventory.classes import Sensitivity
    from servanda_app.actions.inventories import overrule_rating

    table, dot, name = column.rpartition(".")
    if not dot or not table or not name:
        raise click.UsageError("name the column as TABLE.COLUMN")
    with opened(folder) as workspace:
        overrule_rating(
            workspace,
            system=system,
            table=table,
            column=name,
            sensitivity=Sensitivity(level),
            because=because,
            now=now(),
            actor=actor(),
        )
    say(f"inventory.toml: {system} {column} is held at {level}")
    return exits.KEPT
