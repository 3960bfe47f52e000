"""`servanda check`: which promises are kept, broken or unknown, on which words and evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda_cli import exits
from servanda_cli.output import emit, json_option, progress
from servanda_cli.workspaces import actor, now, opened, page, shortened, workspace_option

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from servanda.controls.promises import Promise
    from servanda_app.actions import CheckRun

_STYLES = {"broken": "bold red", "unknown": "yellow", "kept": "green", "not-applicable": "dim"}
_ORDER = tuple(_STYLES)


@click.command(short_help="Check which promises are kept.")
@click.argument("controls", metavar="[CONTROL...]", nargs=-1)
@workspace_option
@json_option
def command(controls: tuple[str, ...], folder: Path | None, as_json: bool) -> int:
    """Scan every system, put every control to the promises, and record what came of it.

    With the names of controls only the promises that they answer for are judged. Exit code: 0 all
    kept, 10 something broken, 11 something unknown, 3 nothing to judge.
    """
    from servanda_app import actions

    with opened(folder) as workspace, progress("checking") as report:
        run = actions.check(workspace, now=now(), actor=actor(), controls=controls, progress=report)
    if as_json:
        emit(run.to_plain())
    else:
        with page() as out:
            show(out, run)
    return code(run)


def code(run: CheckRun) -> int:
    """The exit code of a run."""
    if run.count("broken"):
        return exits.BROKEN
    if run.count("unknown"):
        return exits.UNKNOWN
    return exits.KEPT if run.count("kept") else exits.NOTHING


def show(out: Console, run: CheckRun) -> None:
    """Print a run: its promises by agreement, its controls, its counts."""
    titles = {agreement.id: agreement.title for agreement in run.agreements}
    if not run.promises:
        out.print(
            "nothing to judge: no agreement in force makes a promise that these controls judge"
        )
    for agreement in [*titles, ""]:
        promises = [p for p in run.promises if p.obligation.agreement == agreement]
        if promises:
            out.print(
                f"{agreement}: {titles[agreement]}" if agreement else "by law alone", style="bold"
            )
            out.print(_promises(promises))
            out.print()
    _controls(out, run)
    for skipped in run.discoveries.failed:
        out.print(f"not scanned: {skipped.system}: {skipped.why}")
    counts = ", ".join(f"{run.counts[status]} {status}" for status in _ORDER if run.counts[status])
    out.print()
    out.print(f"{len(run.promises)} promises: {counts or 'none'}", style="bold")
    out.print(f"recorded as run {run.id}; the ledger has {run.size} entries, root {run.root[:16]}…")


def _promises(promises: list[Promise]) -> Table:
    """Each promise: its status, its words, what was seen, what to do; broken ones first."""
    from rich.table import Table
    from rich.text import Text

    shown = Table.grid(padding=(0, 2, 0, 0), expand=True)
    shown.add_column(width=max(map(len, _ORDER)), no_wrap=True)
    shown.add_column(ratio=1, overflow="fold")
    for promise in sorted(promises, key=lambda p: _ORDER.index(p.status)):
        shown.add_row(
            Text(promise.status, style=_STYLES[promise.status]), "\n".join(_lines(promise))
        )
    return shown


def _lines(promise: Promise) -> list[str]:
    duty = promise.obligation
    lines = [f"{duty.what}, {duty.clock}" if duty.clock else duty.what, rests_on(promise)]
    if not promise.outcomes:
        lines.append(promise.why)
    for outcome in promise.outcomes:
        if outcome.status in (promise.status, "broken", "unknown"):
            seen = f" ({_share(outcome.seen, outcome.population)})" if outcome.population else ""
            lines.append(f"{outcome.control}: {outcome.why}{seen}")
    return [*lines, *(f"do: {remedy}" for remedy in promise.remedies)]


def rests_on(promise: Promise) -> str:
    """The clause with its words, else the provision of the law and what it says."""
    words = shortened(promise.words, 160)
    for basis in promise.obligation.basis:
        if basis.clause is not None:
            return f'clause {basis.clause.clause or "-"}: "{words}"'
    first = promise.obligation.basis[:1]
    return f"{first[0].citation}: {words}" if first else "rests on nothing that was recorded"


def _share(seen: int, population: int | None) -> str:
    return f"{seen} seen of " + ("an unknown number" if population is None else str(population))


def _controls(out: Console, run: CheckRun) -> None:
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    shown.add_column("control")
    for status in _ORDER[:3]:
        shown.add_column(status, justify="right")
    shown.add_column("seen", justify="right")
    shown.add_column("")
    for judged in run.controls:
        statuses: list[str] = [outcome.status for outcome in judged.outcomes]
        evidence = judged.evidence
        share = "-"
        if evidence is not None:
            total = "?" if evidence.population is None else str(evidence.population)
            share = f"{evidence.seen} of {total}"
        shown.add_row(
            judged.control.id,
            *(str(statuses.count(status) or "-") for status in _ORDER[:3]),
            share,
            judged.failed,
        )
    out.print(shown)
