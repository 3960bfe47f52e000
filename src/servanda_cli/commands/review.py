"""`servanda review`: an agreement judged against the law, with the words, the gaps and the terms."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.base.errors import ServandaError
from servanda_cli import exits
from servanda_cli.output import emit, json_option, progress, say

if TYPE_CHECKING:
    from servanda.agreements.findings import Review
    from servanda.agreements.judge import Ask


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--law",
    "laws",
    multiple=True,
    metavar="ID",
    help="Judge against this law, such as eu/gdpr; may be given again. Else by the document's kind.",
)
@click.option(
    "--on",
    "day",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="Judge by the law in force on this day. Else today.",
)
@click.option(
    "--changes",
    type=click.Choice(["set-aside", "accepted"]),
    default="set-aside",
    show_default=True,
    help="What to do with tracked changes that nobody has accepted yet.",
)
@click.option(
    "--write",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write the agreement file, with what is unsure marked for a person.",
)
@click.option("--force", is_flag=True, help="Let --write replace a file that is there.")
@click.option(
    "--judge",
    metavar="URL",
    help="Put only what is unsure to a language model of your own at this OpenAI-compatible address; "
    "the key, if it wants one, is read from SERVANDA_JUDGE_KEY. Else nothing leaves this machine.",
)
@click.option("--judge-model", metavar="NAME", help="The model to ask for at --judge.")
@json_option
def command(
    file: Path,
    laws: tuple[str, ...],
    day: datetime | None,
    changes: str,
    target: Path | None,
    force: bool,
    judge: str | None,
    judge_model: str | None,
    as_json: bool,
) -> int:
    """Say what an agreement satisfies, half satisfies and lacks, clause by clause.

    FILE is a DOCX, PDF, Markdown or plain text. Exit code: 0 all satisfied, 10 something partial
    or missing, 11 only unsure, 3 nothing to judge.
    """
    from servanda import registry
    from servanda.agreements.review import laws_for, review
    from servanda.documents.reader import read
    from servanda.law.reader import read_law

    if bool(judge) != bool(judge_model):
        raise click.UsageError("--judge and --judge-model are given together")
    ask = _judge(judge) if judge else None
    on = day.date() if day else datetime.now(UTC).date()
    if target is not None and target.exists() and not force:
        raise ServandaError(
            "file-exists",
            f"`{target}` is there already",
            hint="write to another name, or add --force to replace it",
        )
    with progress("reading") as report:
        document = read(file, changes=changes, ocr=True, progress=report)  # type: ignore[arg-type]
    known = laws or tuple(law for law in laws_for(document) if law in registry.law_texts())
    texts = [read_law(law, registry.law_text(law)) for law in known]
    with progress("judging") as report:
        result = review(document, texts, on=on, progress=report)
    if ask is not None and judge_model:
        from servanda.agreements.judge import judge_unsure

        with progress("asking the model") as report:
            result = judge_unsure(result, document, texts, ask, model=judge_model, progress=report)
    if target is not None:
        _write(result, document, target)
        _record(result, target)
    if as_json:
        emit(result.to_plain())
    else:
        titles = {law.id: law.short or law.title for law in texts}
        sys.stdout.write(_page(result, file.name, on, titles) + "\n")
    return _code(result)


def _judge(url: str) -> Ask:
    import os

    from servanda.agreements.judge import endpoint

    return endpoint(url, key=os.environ.get("SERVANDA_JUDGE_KEY", ""))


def _code(result: Review) -> int:
    if result.count("missing") or result.count("partial"):
        return exits.BROKEN
    if result.count("unsure"):
        return exits.UNKNOWN
    return exits.KEPT if result.count("satisfied") else exits.NOTHING


def _write(result: Review, document: Any, target: Path) -> None:
    from servanda.agreements.file import write_agreement
    from servanda.agreements.signatories import agreement_of

    unsure = [
        f"{finding.title} ({finding.citation}): {finding.why}"
        for finding in result.provisions
        if finding.status == "unsure"
    ]
    text = write_agreement(agreement_of(result, document, id=target.stem), remarks=unsure)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ServandaError(
            "not-written",
            f"this file cannot be written: {error.strerror or 'bad path'}",
            hint="choose a folder that you may write to",
            where=str(target),
        ) from None
    say(f"wrote {target}: {len(result.terms)} terms; read it and confirm what is marked unsure")


def _record(result: Review, target: Path) -> None:
    """Record the review where the file was written into a workspace; elsewhere nothing remembers."""
    folder = target.resolve().parent
    if folder.name != "agreements" or not (folder.parent / "servanda.toml").is_file():
        return
    from servanda_app import actions
    from servanda_cli.workspaces import actor, now

    with actions.open_workspace(folder.parent) as workspace:
        actions.record_review(workspace, result, now=now(), actor=actor(), agreement=target.stem)
    say("recorded in the workspace's ledger")


def _page(result: Review, name: str, on: date, titles: dict[str, str]) -> str:
    from servanda_cli.review_page import page

    return page(result, name, on, titles)
