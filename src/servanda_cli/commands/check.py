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
    from servanda_app.actions import CheckRun, Workspace

_STYLES = {"broken": "bold red", "unknown": "yellow", "kept": "green", "not-applicable": "dim"}
_ORDER = tuple(_STYLES)


@click.command(short_help="Check which promises are kept.")
@click.argument("controls", metavar="[CONTROL...]", nargs=-1)
@workspace_option
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write a page for the browser, complete in one file.",
)
@json_option
def command(
    controls: tuple[str, ...], folder: Path | None, html: Path | None, as_json: bool
) -> int:
    """Scan every system, put every control to the promises, and record what came of it.

    With the names of controls only the promises that they answer for are judged. Exit code: 0 all
    kept, 10 something broken, 11 something unknown, 3 nothing to judge.
    """
    from servanda_app import actions

    with opened(folder) as workspace, progress("checking") as report:
        run = actions.check(workspace, now=now(), actor=actor(), controls=controls, progress=report)
        if html is not None:
            write_page(workspace, run, html)
    if as_json:
        emit(run.to_plain())
    else:
        with page() as out:
            show(out, run)
    return code(run)


def write_page(workspace: Workspace, run: CheckRun, target: Path) -> None:
    """Write the page that shows a run to `target`."""
    from servanda.base.errors import ServandaError
    from servanda.reports.page import render
    from servanda_app import actions

    try:
        target.write_text(render(actions.report(workspace, run)), encoding="utf-8")
    except OSError as error:
        raise ServandaError(
            "cannot-write",
            f"the page cannot be written: {error.strerror or 'unknown reason'}",
            hint="the run itself is recorded; name a file that you may write to",
            where=str(target),
        ) from None


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
            out.print(_promises(promises, brief=not agreement))
            out.print()
    _controls(out, run)
    for skipped in run.discoveries.failed:
        out.print(f"not scanned: {skipped.system}: {skipped.why}")
    counts = ", ".join(f"{run.counts[status]} {status}" for status in _ORDER if run.counts[status])
    out.print()
    out.print(f"{len(run.promises)} promises: {counts or 'none'}", style="bold")
    out.print(f"recorded as run {run.id}; the ledger has {run.size} entries, root {run.root[:16]}…")


def _promises(promises: list[Promise], *, brief: bool) -> Table:
    """Each promise: its status, its words, what was seen, what to do; broken ones first.

    Those that no control judges come last, a line each, or `brief` as a number.
    """
    from rich.table import Table
    from rich.text import Text

    shown = Table.grid(padding=(0, 2, 0, 0), expand=True)
    shown.add_column(width=max(map(len, _ORDER)), no_wrap=True)
    shown.add_column(ratio=1, overflow="fold")
    judged = [promise for promise in promises if promise.outcomes]
    for promise in sorted(judged, key=lambda p: _ORDER.index(p.status)):
        shown.add_row(
            Text(promise.status, style=_STYLES[promise.status]), "\n".join(_lines(promise))
        )
    unjudged = [promise for promise in promises if not promise.outcomes]
    if unjudged:
        lines = [f"{len(unjudged)} that no control judges yet: evidence by a person is needed"]
        if brief:
            lines.append("servanda obligations lists them with their words")
        else:
            lines += [f"- {_said(promise)} ({_place(promise)})" for promise in unjudged]
        shown.add_row(Text("unknown", style=_STYLES["unknown"]), "\n".join(lines))
    return shown


def _said(promise: Promise) -> str:
    duty = promise.obligation
    told = duty.clock is None or (duty.clock.length and str(duty.clock.length) in duty.what)
    return shortened(duty.what if told else f"{duty.what}, {duty.clock}", 160)


def _place(promise: Promise) -> str:
    """The clause, else the provision of the law."""
    for basis in promise.obligation.basis:
        if basis.clause is not None:
            return f"clause {basis.clause.clause or '-'}"
    return str(next(iter(promise.obligation.basis), "-"))


def _lines(promise: Promise) -> list[str]:
    lines = [_said(promise), rests_on(promise)]
    for outcome in promise.outcomes:
        if outcome.status in (promise.status, "broken", "unknown"):
            seen = f" ({_share(outcome.seen, outcome.population)})" if outcome.population else ""
            lines.append(f"{outcome.control}: {outcome.why}{seen}")
    return [*lines, *(f"do: {remedy}" for remedy in promise.remedies)]


def rests_on(promise: Promise) -> str:
    """The clause with its words, else the provision of the law and what it says."""
    place, words = _place(promise), shortened(promise.words, 160)
    return f'{place}: "{words}"' if place.startswith("clause") else f"{place}: {words}"


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
