"""`servanda discover`: which tables and columns hold which class of customer data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from servanda_cli import exits
from servanda_cli.output import console, emit, json_option, progress, say, say_error, write

if TYPE_CHECKING:
    from servanda.base.errors import UnreadableError
    from servanda.inventory.classes import Detector
    from servanda.inventory.findings import Discovery, Inventory
    from servanda.inventory.scan import Since


@click.command(short_help="Find customer data in databases and files.")
@click.argument("targets", metavar="TARGET...", nargs=-1, required=True)
@click.option("--system", default="", metavar="ID", help="The system's id; by default its name.")
@click.option(
    "--rows",
    type=click.IntRange(1),
    default=917,
    show_default=True,
    metavar="N",
    help="Random rows read of each table. 917 find what stands in 1 row of 100 with 99.99 %.",
)
@click.option("--all", "whole", is_flag=True, help="Read every row.")
@click.option(
    "--write",
    "write",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Add what was found to this inventory file and show what changed.",
)
@click.option(
    "--propose",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Print what --write would change in this inventory file as a diff for `git apply`, and nothing else.",
)
@click.option(
    "--plan",
    "planned",
    is_flag=True,
    help="Say first what the scan of a folder or an object store will take: files, bytes, time, money.",
)
@click.option(
    "--price", type=click.FloatRange(0), metavar="N", help="With --plan: what reading a GiB costs."
)
@click.option(
    "--resume",
    "journal",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Remember finished files and tables here: a scan that was stopped goes on, and a later one"
    " reads only what changed or came after. The findings are those of the whole.",
)
@click.option(
    "--since",
    metavar="WHEN",
    help="Only what is newer: a date (of the files' last change), or COLUMN=VALUE for the rows and"
    " partitions from there on. That the rest was left out is said.",
)
@json_option
def command(
    targets: tuple[str, ...],
    system: str,
    rows: int,
    whole: bool,
    write: Path | None,
    propose: Path | None,
    planned: bool,
    price: float | None,
    journal: Path | None,
    since: str | None,
    as_json: bool,
) -> int:
    """Find customer data.

    A TARGET is a file (SQLite, DuckDB, CSV, JSON lines, Arrow, Parquet, Excel, Word, PDF, mail, logs,
    archives), a folder of such files, or the URL of a database (postgresql://, mysql://) or of an object
    store (s3://). Nothing is ever written to it, and no value is ever shown.
    """
    from servanda import registry
    from servanda.base.errors import UnreadableError
    from servanda.inventory.scan import discover

    if planned:
        from servanda_cli.planning import show_plans

        if journal is not None and (len(targets) > 1 or not journal.exists()):
            raise click.UsageError("--plan --resume takes one TARGET and the file of its scan")
        return show_plans(
            targets,
            rows=None if whole else rows,
            price=price,
            journal=journal,
            as_json=as_json,
        )
    if propose is not None and (as_json or write is not None):
        raise click.UsageError("--propose prints a diff: give it without --write and --json")
    asked = _since(since)
    if journal is not None and asked is not None:
        raise click.UsageError(
            "--resume ends with the whole, --since with a part: give one of them"
        )
    if journal is not None and len(targets) > 1:
        raise click.UsageError("--resume keeps one scan: name one TARGET")
    detectors = registry.detectors()
    kinds = registry.sources()
    ids = _ids(targets, system)
    found: list[Discovery] = []
    faults: list[tuple[str, UnreadableError]] = []
    with progress("reading") as report:
        for target, name in zip(targets, ids, strict=True):
            try:
                found.append(
                    discover(
                        target,
                        system=name,
                        detectors=detectors,
                        sources=kinds,
                        rows=None if whole else rows,
                        journal=journal,
                        since=asked,
                        progress=report,
                    )
                )
            except UnreadableError as error:
                faults.append((name, error))
    if not found:
        for _, fault in faults[1:]:
            say_error(fault)
        raise faults[0][1]
    if propose is not None:
        _propose(propose, found)
    elif as_json:
        emit(_json(found, faults, detectors))
    else:
        _print(found, detectors)
    for _, fault in faults:
        say_error(fault)
    _say_unread(found)
    if write is not None:
        _write(write, found)
    if not any(discovery.columns for discovery in found):
        return exits.NOTHING
    if faults or not all(discovery.complete for discovery in found):
        return exits.UNKNOWN
    return exits.KEPT


def _say_unread(found: list[Discovery]) -> None:
    """One line where texts were met that could not be read, and what to do about it."""
    from servanda.inventory.prose.telling import UNREAD

    unread = sum(skip.why == UNREAD for discovery in found for skip in discovery.skipped)
    if unread:
        say(
            f"names in {unread:,} {'text' if unread == 1 else 'texts'} were not looked for: install servanda[arrays]"
        )


def _since(words: str | None) -> Since | None:
    from datetime import UTC, datetime

    from servanda.inventory.scan import Since

    if words is None:
        return None
    column, found, value = words.partition("=")
    if found and column and value:
        return Since(column=column, value=value)
    try:
        when = datetime.fromisoformat(words)
    except ValueError:
        raise click.UsageError("--since takes a date (2026-11-01) or COLUMN=VALUE") from None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return Since(value=words, changed=int(when.timestamp()) * 10**9)


def _ids(targets: tuple[str, ...], system: str) -> list[str]:
    """An id for each system: the one given, or the name of the file or database, made unique."""
    from servanda.inventory.scan import without_password

    ids: list[str] = []
    for target in targets:
        shown = without_password(target).rstrip("/")
        name = system or (
            shown.rpartition("/")[2] if "://" in target else Path(os.path.abspath(target)).stem  # noqa: PTH100 (of a path that need not exist)
        )
        number, unique = 1, name
        while unique in ids:
            number += 1
            unique = f"{name}-{number}"
        ids.append(unique)
    return ids


def _json(
    found: list[Discovery],
    faults: list[tuple[str, UnreadableError]],
    detectors: tuple[Detector, ...],
) -> dict[str, Any]:
    titles = {detector.id: detector.title for detector in detectors}
    return {
        "schema": "servanda/discovery/1",
        "systems": [
            {
                "system": discovery.system,
                "target": discovery.target,
                "source": discovery.source,
                "tables": discovery.tables,
                "columns": discovery.columns,
                "rows_seen": discovery.rows_seen,
                "rows_total": discovery.rows_total,
                "guarantee": discovery.guarantee,
                "complete": discovery.complete,
            }
            for discovery in found
        ],
        "findings": [
            {
                "system": finding.system,
                "table": finding.table,
                "column": finding.column,
                "data_class": finding.data_class,
                "title": titles.get(finding.data_class, finding.data_class),
                "dpv": f"https://w3id.org/dpv/pd#{finding.dpv}" if finding.dpv else None,
                "sensitivity": finding.sensitivity,
                "confidence": finding.confidence,
                "reason": finding.reason,
                "laws": finding.laws,
                "seen": finding.seen,
                "matched": finding.matched,
                "rows": finding.rows,
                "in_clear": finding.in_clear,
                "guarantee": finding.guarantee,
                "at": finding.at,
            }
            for discovery in found
            for finding in discovery.findings
        ],
        "skipped": [
            *(
                {"system": skip.system, "place": skip.place, "why": skip.why}
                for discovery in found
                for skip in discovery.skipped
            ),
            *(
                {"system": name, "place": fault.where, "why": fault.message}
                for name, fault in faults
            ),
        ],
    }


def _print(found: list[Discovery], detectors: tuple[Detector, ...]) -> None:
    from rich.table import Table

    out = console()
    for discovery in found:
        out.print(f"{discovery.system}  ({discovery.source}, {discovery.target})\n")
        if discovery.findings:
            shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
            for heading, side in _COLUMNS:
                shown.add_column(
                    heading,
                    justify=side,
                    overflow="fold",
                    no_wrap=heading in ("sensitivity", "sure"),
                )
            last = ""
            for finding in discovery.findings:
                shown.add_row(
                    "" if finding.table == last else finding.table,
                    finding.column,
                    finding.data_class + ("" if finding.in_clear else " (not in clear)"),
                    finding.sensitivity.value,
                    f"{finding.confidence:.0%}",
                    f"{finding.matched:,} of {finding.seen:,}",
                )
                last = finding.table
            out.print(shown)
            out.print()
        for skip in discovery.skipped:
            out.print(f"not read: {skip.place}: {skip.why}")
        out.print(_summary(discovery))
        out.print()
    _legend(found, detectors)


_COLUMNS: tuple[tuple[str, Literal["left", "right"]], ...] = (
    ("table", "left"),
    ("column", "left"),
    ("class", "left"),
    ("sensitivity", "left"),
    ("sure", "right"),
    ("values", "right"),
)


def _legend(found: list[Discovery], detectors: tuple[Detector, ...]) -> None:
    """Each class that was found, once: why it is that sensitive, and the laws that protect it."""
    from rich.table import Table

    met = {finding.data_class for discovery in found for finding in discovery.findings}
    legend = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("class", "why it matters", "laws"):
        legend.add_column(heading, overflow="fold")
    for detector in detectors:
        if detector.id in met:
            legend.add_row(detector.id, detector.reason, " ".join(detector.laws))
    if met:
        console().print(legend)


def _summary(discovery: Discovery) -> str:
    columns = {(finding.table, finding.column) for finding in discovery.findings}
    tables = {finding.table for finding in discovery.findings}
    total = "an unknown number of" if discovery.rows_total is None else f"{discovery.rows_total:,}"
    lines = [
        f"{len(columns)} of {discovery.columns} columns in {len(tables)} of {discovery.tables} tables"
        " hold customer data",
        f"seen: {discovery.rows_seen:,} of {total} rows",
    ]
    if discovery.guarantee < 1:
        lines.append(
            "what stands in 1 value of 100 of a column was among those read with a probability of at"
            f" least {_floor(discovery.guarantee)}; --all reads every row"
        )
    return "\n".join(lines)


def _floor(share: float) -> str:
    """A percentage that never rounds up to certainty."""
    return f"{int(share * 10_000) / 100:.2f} %"


def _write(path: Path, found: list[Discovery]) -> None:
    from servanda.inventory.declared import difference
    from servanda.inventory.rewriting import rewrite_inventory
    from servanda_app.files import write_whole

    text, before, after = _proposed(path, found)
    changes = difference(before, after)
    if after == before and text:
        say(f"{path}: nothing to change")
        return
    write_whole(path, rewrite_inventory(text, after))
    say(changes.rstrip("\n"))
    say(f"wrote {path}")


def _propose(path: Path, found: list[Discovery]) -> None:
    from servanda.inventory.rewriting import proposal

    text, _, after = _proposed(path, found)
    made = proposal(text, after, path.name)
    write(made)
    if not made:
        say(f"{path}: nothing to change")


def _proposed(path: Path, found: list[Discovery]) -> tuple[str, Inventory, Inventory]:
    """The text of the file (empty where there is none), what it says, and what it would say."""
    from servanda.inventory.declared import propose, read_inventory
    from servanda.inventory.findings import Inventory

    data = path.read_bytes() if path.exists() else b""
    before = read_inventory(data, str(path)) if data else Inventory()
    return data.decode("utf-8"), before, propose(before, found)
