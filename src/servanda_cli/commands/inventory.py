"""`servanda inventory`: what the company holds: rated, compared, drawn, exchanged, de-identified."""

from __future__ import annotations

import click

from servanda_cli.grouping import Group
from servanda_cli.inventorying.deidentifying import deidentify
from servanda_cli.inventorying.drawing import map_
from servanda_cli.inventorying.drifting import drift
from servanda_cli.inventorying.exchanging import export, import_
from servanda_cli.inventorying.rating import overrule, rate


@click.group(cls=Group, short_help="Rate, compare, draw and exchange what you hold.")
def command() -> None:
    """What the company holds (`inventory.toml`), and what scans found of it."""


for _part in (rate, overrule, drift, export, import_, map_, deidentify):
    command.add_command(_part)
