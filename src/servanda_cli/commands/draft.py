"""`servanda draft`: a complete data protection agreement from typed terms."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.base.errors import ServandaError, UnreadableError
from servanda_cli import exits
from servanda_cli.output import emit, json_option, say, write

if TYPE_CHECKING:
    from servanda.agreements.agreement import Agreement
    from servanda.agreements.drafting.brief import Brief
    from servanda.agreements.drafting.tree import Draft
    from servanda.law.provisions import Law


@click.command()
@click.argument("terms", required=False, type=click.Path(path_type=Path))
@click.option("--law", "laws", multiple=True, metavar="ID", help="For this law; may be repeated.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a .docx, .pdf or .md; without it Markdown goes to stdout.",
)
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Law as in force on this day."
)
@click.option("--language", default="en", show_default=True, metavar="CODE")
@click.option("--example", is_flag=True, help="Print an example of TERMS.toml and stop.")
@click.option("--force", is_flag=True, help="Let --out replace a file that is there.")
@json_option
def command(
    terms: Path | None,
    laws: tuple[str, ...],
    out: Path | None,
    on: datetime | None,
    language: str,
    example: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Write an agreement from TERMS: an agreement file (.md) or a brief (.toml).

    Its clauses meet every provision of the laws asked for that a contract must contain; schedules set out
    the processing, security measures, sub-processors, responsibilities, the procedure after a breach and
    remedies. What TERMS leaves open is marked, listed, and makes the exit code 11.
    """
    from servanda.agreements.drafting.compose import draft

    if example:
        from servanda.agreements.drafting.texts import example as example_text

        click.echo(example_text(language), nl=False)
        return exits.KEPT
    if terms is None:
        raise click.UsageError("Missing argument 'TERMS'. Try 'servanda draft --example'.")
    if out is not None and out.suffix.lower() not in (".docx", ".pdf", ".md"):
        raise click.UsageError("--out ends in .docx, .pdf or .md")
    if out is not None and out.exists() and not force:
        raise ServandaError(
            "file-exists",
            f"`{out}` is there already",
            hint="write to another name, or add --force to replace it",
        )
    order = _order(terms)
    day = on.date() if on else datetime.now(UTC).date()
    made = draft(order, _laws(laws or order.laws), on=day, language=language)
    if out is not None:
        _write(made, out)
    if as_json:
        emit({**made.to_plain(), "written": str(out) if out else None})
    elif out is None:
        from servanda.agreements.drafting.markdown import write_markdown

        write(write_markdown(made))
    else:
        many = sum(1 for clause in made.walk() if clause.level == 2)
        say(f"{out}: {made.title}, {many} clauses, {len(made.answers)} provisions of law answered")
    for where, words in made.blanks:
        say(f"{where or 'parties'}: {words}")
    return exits.UNKNOWN if made.blanks else exits.KEPT


def _order(path: Path) -> Brief | Agreement:
    try:
        source = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            "no-file", f"this file cannot be read: {error.strerror}", where=str(path)
        ) from None
    if path.suffix.lower() == ".toml":
        from servanda.agreements.drafting.brief import read_brief

        return read_brief(source, path.name)
    if path.suffix.lower() == ".md":
        from servanda.agreements.file import read_agreement

        return read_agreement(source, path.name)
    raise UnreadableError(
        "unknown-type",
        "terms are read from an agreement file (.md) or a brief (.toml)",
        hint="`servanda draft --example` prints a brief; `servanda review` makes an agreement file",
        where=str(path),
    )


def _laws(ids: tuple[str, ...]) -> list[Law]:
    from servanda import registry
    from servanda.law.reader import read_law

    return [read_law(name, registry.law_text(name)) for name in dict.fromkeys(ids)]


def _write(made: Draft, out: Path) -> None:
    kind = out.suffix.lower()
    if kind == ".docx":
        from servanda.agreements.drafting.word import write_docx

        data = write_docx(made)
    elif kind == ".pdf":
        from servanda.agreements.drafting.pages import write_pdf

        data = write_pdf(made)
    else:
        from servanda.agreements.drafting.markdown import write_markdown

        data = write_markdown(made).encode()
    try:
        out.write_bytes(data)
    except OSError as error:
        raise ServandaError(
            "not-written", f"this file cannot be written: {error.strerror}", where=str(out)
        ) from None
