"""`servanda amend`: the wording that closes a contract's gaps, as tracked changes."""

from __future__ import annotations

import textwrap
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.base.errors import ServandaError, UnreadableError
from servanda_cli import exits
from servanda_cli.output import console, emit, json_option, progress, say

if TYPE_CHECKING:
    from servanda.agreements.amending.changes import Amendment
    from servanda.agreements.amending.planning import Setting
    from servanda.agreements.findings import Review
    from servanda.documents.clauses import Document
    from servanda.law.provisions import Law


@click.command()
@click.argument("contract", type=click.Path(path_type=Path))
@click.option("--law", "laws", multiple=True, metavar="ID", help="Close the gaps against this law.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="KIND=VALUE",
    help="Give a term this value, such as breach_notice=48h; may be repeated.",
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only what the law has come to require since this day.",
)
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Law as in force on this day."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the amended .docx; without it the changes are only shown.",
)
@click.option("--author", default="", metavar="NAME", help="Who proposes the changes.")
@click.option("--force", is_flag=True, help="Let --out replace a file that is there.")
@json_option
def command(
    contract: Path,
    laws: tuple[str, ...],
    settings: tuple[str, ...],
    since: datetime | None,
    on: datetime | None,
    out: Path | None,
    author: str,
    force: bool,
    as_json: bool,
) -> int:
    """Amend a CONTRACT: a clause for every gap, or other values, each a tracked change of its own.

    A DOCX is amended itself; for a PDF, Markdown or text an amendment agreement is written. With --set
    and no --law only the values are changed. Exit code: 0 amended, 3 there was nothing to amend.
    """
    from servanda import registry
    from servanda.agreements.amending.planning import read_setting
    from servanda.agreements.review import laws_for, review
    from servanda.documents.reader import read
    from servanda.law.reader import read_law

    if out is not None and out.suffix.lower() != ".docx":
        raise click.UsageError("--out ends in .docx")
    if out is not None and not author.strip():
        raise click.UsageError("--out needs --author: a tracked change names who proposes it")
    if out is not None and out.exists() and not force:
        raise ServandaError(
            "file-exists",
            f"`{out}` is there already",
            hint="write to another name, or add --force to replace it",
        )
    day = on.date() if on else datetime.now(UTC).date()
    asked = [read_setting(text) for text in settings]
    with progress("reading") as report:
        document = read(contract, progress=report)
    known = laws or tuple(law for law in laws_for(document) if law in registry.law_texts())
    texts = [read_law(law, registry.law_text(law)) for law in known or ("eu/gdpr",)]
    with progress("judging") as report:
        found = review(document, texts, on=day, progress=report)
    gaps = bool(laws) or not settings
    changes = _changes(found, document, texts, asked, since.date() if since else None, day, gaps)
    if out is not None and changes:
        _write(contract, document, found, changes, out, author, day)
    _show(found, changes, out, as_json)
    return exits.KEPT if changes else exits.NOTHING


def _changes(
    found: Review,
    document: Document,
    texts: list[Law],
    asked: list[Setting],
    since: date | None,
    day: date,
    gaps: bool,
) -> tuple[Amendment, ...]:
    from servanda.agreements.amending import planning

    changes = planning.for_settings(asked, found, document, texts, on=day)
    if since is not None:
        return (*changes, *planning.for_change_of_law(found, document, texts, since=since, on=day))
    return (*changes, *planning.for_gaps(found, document, texts)) if gaps else changes


def _write(
    contract: Path,
    document: Document,
    found: Review,
    changes: tuple[Amendment, ...],
    out: Path,
    author: str,
    day: date,
) -> None:
    from servanda.documents.reader import DOCX

    if document.media_type == DOCX:
        from servanda.agreements.amending.tracked import amend

        try:
            data = amend(contract.read_bytes(), changes, author=author, at=datetime.now(UTC))
        except OSError as error:
            raise UnreadableError(
                "no-file", f"this file cannot be read: {error.strerror}", where=str(contract)
            ) from None
    else:
        from servanda.agreements.amending.paper import amendment_paper
        from servanda.agreements.drafting.word import write_docx
        from servanda.agreements.signatories import agreement_of

        parties = agreement_of(found, document, id=contract.stem).parties
        named = [(party.name, party.role) for party in parties]
        data = write_docx(amendment_paper(document, changes, parties=named, on=day))
    try:
        out.write_bytes(data)
    except OSError as error:
        raise ServandaError(
            "not-written", f"this file cannot be written: {error.strerror}", where=str(out)
        ) from None


def _show(found: Review, changes: tuple[Amendment, ...], out: Path | None, as_json: bool) -> None:
    written = str(out) if out and changes else None
    if as_json:
        emit(
            {
                "schema": "servanda/amend/1",
                "document": found.name,
                "laws": list(found.laws),
                "changes": [change.to_plain() for change in changes],
                "written": written,
            }
        )
        return
    page = console()
    for change in changes:
        plain = change.to_plain()
        if plain["change"] == "insertion":
            head = f"beside {plain['after']}" if plain["after"] else "at the end"
            page.print(f"\ninsert {head}: {plain['heading'] or ''}".rstrip(" :"), style="green")
        else:
            page.print(f"\nreplace in {plain['clause']}: {plain['old']}", style="yellow")
        for line in textwrap.wrap(plain["new"], page.width - 4):
            page.print(f"    {line}")
        for line in textwrap.wrap(plain["why"], page.width - 4):
            page.print(f"    {line}", style="dim")
    if not changes:
        say("nothing to amend")
    elif written:
        say(f"wrote {written}: {len(changes)} changes to accept or reject")
