"""`servanda obligations`: who owes what to whom, by when, and on whose words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda_cli import exits
from servanda_cli.output import emit, json_option
from servanda_cli.workspaces import now, opened, page, shortened, workspace_option

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.obligations.obligation import Obligation
    from servanda_app.actions import Obligations


@click.command(short_help="Who owes what to whom, by when.")
@click.option("--agreement", default="", metavar="ID", help="Only those of this agreement.")
@click.option(
    "--on",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="DATE",
    help="As they stand on this day (YYYY-MM-DD). Else today.",
)
@workspace_option
@json_option
def command(agreement: str, on: datetime | None, folder: Path | None, as_json: bool) -> int:
    """List the obligations that agreements and law put on the company."""
    from servanda_app import actions

    day = (on or now()).date()
    with opened(folder) as workspace:
        found = actions.obligations(workspace, on=day, agreement=agreement)
    if as_json:
        emit(found.to_plain())
    else:
        with page() as out:
            _print(out, found)
    return exits.KEPT if found.obligations else exits.NOTHING


def _print(out: Console, found: Obligations) -> None:
    from rich.padding import Padding

    if not found.obligations:
        out.print(f"no obligations on {found.on}: agreements/ says nothing that is in force")
        return
    titles = {agreement.id: agreement.title for agreement in found.agreements}
    groups: dict[str, list[Obligation]] = {}
    for obligation in found.obligations:
        groups.setdefault(obligation.agreement, []).append(obligation)
    for agreement in sorted(groups, key=lambda each: (not each, each)):
        title = titles.get(agreement, "")
        out.print(f"{agreement}: {title}" if agreement else "by law alone", style="bold")
        for obligation in groups[agreement]:
            out.print(Padding(obligation.what, (0, 0, 0, 2)))
            for line in _lines(obligation):
                out.print(Padding(line, (0, 0, 0, 6)))
        out.print()
    out.print(f"{len(found.obligations)} obligations on {found.on}")


def _lines(obligation: Obligation) -> list[str]:
    """To whom, by when and who answers for it; then each clause or provision with its words."""
    deadline = str(obligation.clock) if obligation.clock else "at all times"
    sides = f"{obligation.bearer} to {obligation.beneficiary}"
    lines = [f"{sides}; {deadline}; answers for it: {obligation.role or 'nobody named'}"]
    for basis in obligation.basis:
        if basis.clause is not None:
            page = f", page {basis.clause.page}" if basis.clause.page else ""
            number = basis.clause.clause or "-"
            lines.append(f'clause {number}{page}: "{shortened(basis.words, 160)}"')
        else:
            lines.append(f"{basis.citation}: {shortened(basis.words, 160)}")
    return lines
