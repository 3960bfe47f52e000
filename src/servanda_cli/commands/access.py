"""`servanda access`: who may do what with whose data, for which purpose, on which clause."""

from __future__ import annotations

import click

from servanda_cli.accessing.approving import approve, break_glass, emergencies, request
from servanda_cli.accessing.deciding import decide, why
from servanda_cli.accessing.exporting import export
from servanda_cli.accessing.many import decide_all
from servanda_cli.accessing.reaching import who_can
from servanda_cli.grouping import Group


@click.group(cls=Group, short_help="Who may do what with whose data, and why.")
def command() -> None:
    """Decisions on access, each with the clauses it rests on (`access.md`, agreements, roles)."""


for _part in (decide, why, who_can, request, approve, break_glass, emergencies, decide_all, export):
    command.add_command(_part)
