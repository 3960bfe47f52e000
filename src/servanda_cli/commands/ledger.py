"""`servanda ledger`: what was recorded, that nothing of it was changed, and the proof."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.base.errors import ServandaError
from servanda_cli import exits
from servanda_cli.forwarding import forward
from servanda_cli.grouping import Group
from servanda_cli.output import console, emit, json_option, progress
from servanda_cli.workspaces import opened, page, workspace_option

if TYPE_CHECKING:
    from servanda.ledger.notes import NoteVerifier


@click.group(cls=Group)
def command() -> None:
    """The record of every review, check and decision, that nobody can rewrite unnoticed."""


command.add_command(forward)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise ServandaError(
            "cannot-read", f"this file cannot be read: {why}", where=str(path)
        ) from None


@command.command()
@click.option(
    "--checkpoint",
    "checkpoints",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A checkpoint that someone else has kept: the ledger must contain it. May be given again.",
)
@click.option("--key", default="", metavar="KEY", help="The ledger's public key as kept elsewhere.")
@click.option(
    "--proof",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Verify the proof of one entry instead; with --key no workspace is needed.",
)
@click.option(
    "--tiles",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Verify a published folder instead; with --key no workspace is needed.",
)
@click.option(
    "--witness",
    "witnesses",
    multiple=True,
    metavar="KEY",
    help="With --tiles: this witness must have signed it. May be given again.",
)
@workspace_option
@json_option
def verify(
    checkpoints: tuple[Path, ...],
    key: str,
    proof: Path | None,
    tiles: Path | None,
    witnesses: tuple[str, ...],
    folder: Path | None,
    as_json: bool,
) -> int:
    """Verify every entry, hash, checkpoint and record; exit code 12 where something was changed."""
    if proof is not None:
        return _verify_proof(proof, key, folder, as_json)
    if tiles is not None:
        return _verify_tiles(tiles, checkpoints, key, witnesses, folder, as_json)
    if witnesses:
        raise click.UsageError("--witness goes with --tiles")
    from servanda_app import actions

    notes = [_read(path) for path in checkpoints]
    with opened(folder) as workspace, progress("verifying") as report:
        whole = actions.verify_ledger(workspace, checkpoints=notes, key=key, progress=report)
    if as_json:
        emit(whole)
        return exits.KEPT
    out = console()
    out.print(
        f"the ledger is whole: {whole.entries} entries, {whole.records} records, "
        f"{whole.checkpoints} checkpoints"
    )
    out.print(f"origin   {whole.origin}")
    out.print(f"root     {whole.root}")
    out.print(f"key      {whole.key}", soft_wrap=True)
    out.print(f"pending  {whole.pending}")
    return exits.KEPT


def _verify_proof(path: Path, key: str, folder: Path | None, as_json: bool) -> int:
    from servanda.ledger.log import InclusionProof

    try:
        plain = json.loads(_read(path))
    except (ValueError, RecursionError):
        raise ServandaError("bad-proof", "this file is no JSON", where=str(path)) from None
    proof = InclusionProof.from_plain(plain)
    verifier = _verifier(key, folder)
    signed = proof.verify([verifier], verifier.name)
    if as_json:
        emit(
            {
                "schema": "servanda/ledger-proof-verified/1",
                "verified": True,
                "index": proof.index,
                "entry": proof.entry.decode("utf-8"),
                "origin": signed.origin,
                "size": signed.size,
                "root": signed.root.hex(),
            }
        )
    else:
        out = console()
        out.print(f"entry {proof.index} is in the ledger of {signed.size} entries")
        out.print(proof.entry.decode("utf-8"), soft_wrap=True)
    return exits.KEPT


def _verifier(key: str, folder: Path | None) -> NoteVerifier:
    """The public key that was given, or that of the workspace."""
    from servanda.ledger.notes import NoteVerifier

    if key:
        return NoteVerifier.parse(key)
    with opened(folder) as workspace:
        return workspace.verifier


def _verify_tiles(
    tiles: Path,
    checkpoints: tuple[Path, ...],
    key: str,
    witnesses: tuple[str, ...],
    folder: Path | None,
    as_json: bool,
) -> int:
    from servanda.ledger.tiles import folder_fetch, verify_published
    from servanda.ledger.witness import WitnessVerifier, witnessed

    verifier = _verifier(key, folder)
    fetch = folder_fetch(tiles)

    notes = [_read(path) for path in checkpoints]
    with progress("verifying") as report:
        whole = verify_published(
            fetch, [verifier], origin=verifier.name, anchors=notes, progress=report
        )
    seen = {name: witnessed(fetch("checkpoint"), WitnessVerifier.parse(name)) for name in witnesses}
    if as_json:
        emit(
            {
                "schema": "servanda/ledger-folder-verified/1",
                "verified": True,
                "origin": whole.origin,
                "size": whole.size,
                "root": whole.root.hex(),
                "witnessed": seen,
            }
        )
        return exits.KEPT
    out = console()
    out.print(f"the published ledger is whole: {whole.size} entries")
    out.print(f"origin   {whole.origin}")
    out.print(f"root     {whole.root.hex()}")
    for name, at in seen.items():
        out.print(f"witness  {name.partition('+')[0]}, {at:%Y-%m-%d %H:%M:%S}Z")
    return exits.KEPT


@command.command()
@click.argument("tiles", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--key", required=True, metavar="KEY", help="The ledger's public key.")
@click.option(
    "--home",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The witness's own folder: its key, and what it saw last. Keep it from the ledger's owner.",
)
@click.option("--name", default="", metavar="NAME", help="The name of a new witness.")
@click.option(
    "--write",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the signed checkpoint here, for instance over FOLDER/checkpoint.",
)
@json_option
def witness(
    tiles: Path, key: str, home: Path, name: str, target: Path | None, as_json: bool
) -> int:
    """Sign, as someone else, that the ledger in FOLDER has only grown since the last time.

    Exit code 12, and no signature, where it was cut back or rewritten.
    """
    from datetime import UTC, datetime

    from servanda_app import actions

    made = actions.witness_ledger(home, tiles, key=key, name=name, now=datetime.now(UTC))
    if target is not None:
        from servanda_app.files import write_whole

        write_whole(target, made.note)
    if as_json:
        emit(made)
    elif target is None:
        sys.stdout.write(made.note)
    else:
        out = console()
        was = "seen for the first time" if made.before is None else f"{made.before} seen before"
        out.print(f"{made.size} entries, {was}; signed checkpoint: {target}")
        out.print(f"witness  {made.witness}", soft_wrap=True)
    return exits.KEPT


@command.command()
@click.argument("target", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@workspace_option
@json_option
def publish(target: Path, folder: Path | None, as_json: bool) -> int:
    """Write the ledger to FOLDER as static files, from which a customer verifies it offline.

    Holds what was recorded, when and by whom, with the digest of each record; never a record itself.
    Run it again to add what is new.
    """
    from servanda_app import actions

    with opened(folder) as workspace, progress("publishing") as report:
        made = actions.publish_ledger(workspace, target, progress=report)
    if as_json:
        emit(made)
        return exits.KEPT
    out = console()
    out.print(f"{made.folder}: {made.size} entries, {made.files} files written")
    out.print(
        f"to verify:  servanda ledger verify --tiles {made.folder} --key '{made.key}'",
        soft_wrap=True,
    )
    return exits.KEPT


@command.command()
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the last N entries.")
@workspace_option
@json_option
def show(last: int | None, folder: Path | None, as_json: bool) -> int:
    """List the entries: what was recorded, when, by whom."""
    from servanda_app import actions

    with opened(folder) as workspace:
        entries = actions.ledger_entries(workspace, start=-last if last else 0)
    if as_json:
        from servanda.base.codec import to_plain

        emit(
            {
                "schema": "servanda/ledger-entries/1",
                "entries": [{"index": index, **to_plain(entry)} for index, entry in entries],
            }
        )
        return exits.KEPT
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("index", "time", "kind", "about", "by", "digest"):
        shown.add_column(heading, overflow="fold")
    for index, entry in entries:
        shown.add_row(
            str(index),
            f"{entry.at:%Y-%m-%d %H:%M:%S}Z",
            entry.kind,
            entry.subject,
            entry.actor,
            entry.digest[:16],
        )
    with page() as out:
        out.print(shown)
    return exits.KEPT


@command.command()
@click.argument("index", type=click.IntRange(0))
@click.option(
    "--write",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the proof to this file.",
)
@workspace_option
@json_option
def prove(index: int, target: Path | None, folder: Path | None, as_json: bool) -> int:
    """Prove that entry INDEX is in the ledger: a document that anyone can verify offline."""
    from servanda.base.codec import to_plain
    from servanda_app import actions

    with opened(folder) as workspace:
        proof = actions.prove_entry(workspace, index)
        key = str(workspace.verifier)
    if target is not None:
        from servanda_app.files import write_whole

        write_whole(target, json.dumps(to_plain(proof), indent=2, ensure_ascii=False) + "\n")
    if as_json:
        emit(proof)
        return exits.KEPT
    out = console()
    out.print(proof.entry.decode("utf-8"), soft_wrap=True)
    out.print(f"\nentry {index} leads to the signed root by {len(proof.path)} hashes:")
    for value in proof.path:
        out.print(f"  {value.hex()}")
    out.print()
    out.print(proof.checkpoint, soft_wrap=True, end="")
    name = target or "FILE"
    out.print(f"\nto verify:  servanda ledger verify --proof {name} --key '{key}'", soft_wrap=True)
    if target is None:
        out.print("the document for it:  add --write FILE, or --json")
    return exits.KEPT


@command.command()
@workspace_option
@json_option
def checkpoint(folder: Path | None, as_json: bool) -> int:
    """Print the latest signed checkpoint: to hand to others, who can hold the ledger to it."""
    with opened(folder) as workspace:
        from servanda_app.actions import latest_checkpoint

        note = latest_checkpoint(workspace)
        key = str(workspace.verifier)
    if as_json:
        emit({"schema": "servanda/ledger-checkpoint/1", "checkpoint": note, "key": key})
    else:
        sys.stdout.write(note)
    return exits.KEPT
