"""`servanda inventory deidentify`: copies of tables without what identifies."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.base.errors import ServandaError
from servanda_cli import exits
from servanda_cli.output import emit, json_option, progress, say
from servanda_cli.workspaces import page

if TYPE_CHECKING:
    from servanda.inventory.deidentify.files import Copied
    from servanda.inventory.deidentify.plans import Told

METHODS = ("mask", "hash", "tokenise", "generalise", "redact", "within")


@click.command(short_help="Write copies of tables without what identifies.")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="PATH",
    help="The copy to write, .csv or .parquet; for several tables a folder. Never one that is there already.",
)  # fmt: skip
@click.option(
    "--method", "methods", multiple=True, metavar="CLASS=METHOD",
    help="For a class: mask, hash, tokenise, generalise, redact or within. May be given again.",
)  # fmt: skip
@click.option(
    "--column", "columns", multiple=True, metavar="COLUMN=WORD",
    help="For a column (or TABLE.COLUMN): keep, or CLASS:METHOD. May be given again.",
)  # fmt: skip
@click.option(
    "--key-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="At least 32 secret bytes: the same key gives the same tokens. Else one that is forgotten.",
)  # fmt: skip
@json_option
def deidentify(
    sources: tuple[Path, ...],
    out: Path,
    methods: tuple[str, ...],
    columns: tuple[str, ...],
    key_file: Path | None,
    as_json: bool,
) -> int:
    """Write de-identified copies of files of tables: CSV, Parquet, Excel, SQLite, JSON lines.

    Every row is scanned first. The same value of the same class gets the same token in every table, so
    that joins survive. Where a column is unsure nothing is written until --column says what to do. What
    is left may still single people out: that is counted and said.
    """
    from servanda import registry
    from servanda.inventory.deidentify.files import copy_deidentified
    from servanda.inventory.deidentify.methods import Key, Method

    chosen = {}
    known = {detector.id for detector in registry.detectors()}
    for one in methods:
        name, _, method = one.partition("=")
        if name not in known or method not in METHODS:
            raise click.UsageError(f"--method takes CLASS=METHOD with one of {', '.join(METHODS)}")
        chosen[name] = Method(method)
    with progress("copying") as report:
        done = copy_deidentified(
            sources,
            out,
            detectors=registry.detectors(),
            kinds=registry.sources(),
            key=Key(secret=_secret(key_file)),
            chosen=chosen,
            told=_told(columns, known),
            progress=report,
        )
    if as_json:
        emit({"schema": "servanda/deidentified/1", "out": str(out), "columns": done.treated} | {
            name: getattr(done, name) for name in ("files", "left", "redacted", "guarded", "groups")
        })  # fmt: skip
    else:
        _print(done)
    say(f"wrote {out}")
    return exits.KEPT if done.treated else exits.NOTHING


def _print(done: Copied) -> None:
    with page() as shown:
        for each in done.treated:
            why = f"; {each.why}" if each.why else ""
            shown.print(
                f"{each.method.value:<11} {each.table}.{each.column}  ({each.data_class}{why})"
            )
        for left in done.left:
            shown.print(f"{'as it was':<11} {left.table}.{left.column}  ({left.why})")
        if done.redacted:
            shown.print(f"taken out of {done.redacted:,} cells of other columns")
        if done.guarded:
            shown.print(f"{done.guarded:,} cells that a spreadsheet would run got an apostrophe")
        for group in done.groups:
            shown.print(
                f"{group.table}: {', '.join(group.columns)} still tell rows apart: the smallest group has"
                f" {group.k:,} of {group.rows:,} rows, {round(group.alone * group.rows):,} rows are alone"
            )


def _told(words: tuple[str, ...], known: set[str]) -> dict[str, Told]:
    from servanda.inventory.deidentify.methods import Method
    from servanda.inventory.deidentify.plans import Told

    told = {}
    for one in words:
        column, _, word = one.rpartition("=")
        data_class, _, method = word.partition(":")
        if column and word == "keep":
            told[column] = Told()
        elif column and data_class in known | {"text"} and method in METHODS:
            told[column] = Told(data_class=data_class, method=Method(method))
        else:
            raise click.UsageError("--column takes COLUMN=keep or COLUMN=CLASS:METHOD")
    return told


def _secret(path: Path | None) -> bytes:
    if path is None:
        return secrets.token_bytes(32)
    try:
        return path.read_bytes()
    except OSError as error:
        raise ServandaError(
            "cannot-read", f"this key cannot be read: {error.strerror}", where=str(path)
        ) from None
