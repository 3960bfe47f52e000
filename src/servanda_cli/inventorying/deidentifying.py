"""`servanda inventory deidentify`: a copy of a file without what identifies."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from servanda.base.errors import ServandaError
from servanda_cli import exits
from servanda_cli.output import emit, json_option, progress, say
from servanda_cli.workspaces import page

METHODS = ("mask", "hash", "tokenise", "generalise", "redact")


@click.command(short_help="Write a copy of a file without what identifies.")
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE",
    help="The copy to write, .csv or .parquet; never one that is there already.",
)  # fmt: skip
@click.option(
    "--method", "methods", multiple=True, metavar="CLASS=METHOD",
    help="For a class: mask, hash, tokenise, generalise or redact. May be given again.",
)  # fmt: skip
@click.option(
    "--key-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="At least 32 secret bytes: the same key gives the same tokens. Else one that is forgotten.",
)  # fmt: skip
@json_option
def deidentify(
    source: Path, out: Path, methods: tuple[str, ...], key_file: Path | None, as_json: bool
) -> int:
    """Write a de-identified copy of a CSV or Parquet file. Every row is scanned first.

    What is left may still single people out: `servanda inventory rate` counts that.
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
        treated = copy_deidentified(
            source,
            out,
            detectors=registry.detectors(),
            sources=registry.sources(),
            key=Key(secret=_secret(key_file)),
            chosen=chosen,
            progress=report,
        )
    if as_json:
        emit({"schema": "servanda/deidentified/1", "out": str(out), "columns": treated})
    else:
        with page() as shown:
            for each in treated:
                shown.print(f"{each.method.value:<11} {each.column}  ({each.data_class})")
    say(f"wrote {out}")
    return exits.KEPT if treated else exits.NOTHING


def _secret(path: Path | None) -> bytes:
    if path is None:
        return secrets.token_bytes(32)
    try:
        return path.read_bytes()
    except OSError as error:
        raise ServandaError(
            "cannot-read", f"this key cannot be read: {error.strerror}", where=str(path)
        ) from None
