"""`servanda access who-can`: everyone who can reach a category of data, by which clause."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.base.spreadsheet import guarded
from servanda_cli import exits
from servanda_cli.output import emit, json_option, say, write
from servanda_cli.workspaces import now, opened, page, shortened, workspace_option

if TYPE_CHECKING:
    from rich.console import Console

    from servanda_app.actions.reaching import Reached

COLUMNS = (
    "person",
    "name",
    "roles",
    "action",
    "category",
    "agreement",
    "system",
    "purposes",
    "conditions",
    "break_glass",
    "rule",
    "clauses",
    "words",
)


@click.command("who-can", short_help="Everyone who can reach a data category, by which clause.")
@click.argument("category")
@click.option("--agreement", default="", metavar="ID", help="Only under this agreement.")
@click.option(
    "--action", "actions", multiple=True, metavar="ACTION", help="Only this. May be given again."
)
@click.option(
    "--csv",
    "target",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write a table instead; `-` for standard output.",
)
@workspace_option
@json_option
def who_can(
    category: str,
    agreement: str,
    actions: tuple[str, ...],
    target: Path | None,
    folder: Path | None,
    as_json: bool,
) -> int:
    """List who can reach CATEGORY or a part of it, by which clause and under which conditions.

    CATEGORY is a data class of the inventory or a category of the W3C Data Privacy Vocabulary, by id
    or label. Exit code 3 where nobody can.
    """
    from servanda_app.actions.reaching import who_can_reach

    with opened(folder) as workspace:
        found = who_can_reach(workspace, category, now=now(), actions=actions, agreement=agreement)
    if as_json:
        emit(found)
    elif target is not None:
        _write(_table(found), target)
    else:
        with page() as out:
            _print(out, found)
    for one in found.untied:
        say(
            f"untied: {one.agreement} clause {one.clause or '-'}: the {one.what} `{one.words}` allows "
            "nothing until access.md says what it means"
        )
    return exits.KEPT if found.reaches else exits.NOTHING


def _table(found: Reached) -> str:
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(COLUMNS)
    for each in found.reaches:
        out.writerow(
            guarded(text)
            for text in (
                each.person,
                each.name,
                " ".join(each.roles),
                each.action,
                each.category,
                each.agreement,
                each.system,
                " ".join(each.purposes),
                "; ".join(each.conditions),
                "yes" if each.break_glass else "no",
                each.rule,
                "; ".join(dict.fromkeys(map(str, each.clauses))),
                " ".join(each.clauses[0].words.split()),
            )
        )
    return text.getvalue()


def _write(text: str, target: Path) -> None:
    if str(target) == "-":
        write(text)
        return
    from servanda_app.files import write_whole

    write_whole(target, text)
    say(f"written: {target}")


def _print(out: Console, found: Reached) -> None:
    people = len({each.person for each in found.reaches})
    what = found.category if found.label == found.category else f"{found.label} ({found.category})"
    if not found.reaches:
        out.print(f"nobody can reach {what}")
    person = ""
    for each in found.reaches:
        if each.person != person:
            person = each.person
            name = f" ({each.name})" if each.name else ""
            out.print(f"{person}{name}", style="bold")
        glass = " in an emergency" if each.break_glass else ""
        where = f" in {each.system}" if each.system else ""
        out.print(
            f"  {each.action} {each.category} of {each.agreement}{where}{glass}, "
            f"for {', '.join(each.purposes)}, as {', '.join(each.roles)}"
        )
        first, *rest = each.clauses
        out.print(f'    {first}: "{shortened(first.words, 160)}"')
        if rest:
            out.print(f"    within {'; '.join(dict.fromkeys(map(str, rest)))}")
        for condition in each.conditions:
            out.print(f"    needs {condition}")
    if found.reaches:
        out.print(f"{people} {'person' if people == 1 else 'people'} can reach {what}")
    if found.places:
        out.print(f"declared in {', '.join(found.places)}")
