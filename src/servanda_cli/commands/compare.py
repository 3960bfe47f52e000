"""`servanda compare`: what changed in meaning between two versions, and a paper against a playbook."""

from __future__ import annotations

import textwrap
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.base.errors import UnreadableError
from servanda_cli import exits
from servanda_cli.output import console, emit, json_option, progress

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.agreements.comparing.compare import Comparison, TermChange, Version
    from servanda.agreements.playbook import Judged
    from servanda.agreements.terms import Term
    from servanda.documents.clauses import Document

_STYLES = {
    "dropped": "red",
    "loosened": "red",
    "refused": "red",
    "negotiate": "yellow",
    "changed": "yellow",
    "unsure": "yellow",
    "added": "green",
    "tightened": "green",
    "preferred": "green",
    "acceptable": "green",
}


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", required=False, type=click.Path(path_type=Path))
@click.option(
    "--playbook",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Hold the paper (NEW, or the only one) against your own positions.",
)
@click.option("--law", "laws", multiple=True, metavar="ID", help="Compare by this law too.")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Law as in force on this day."
)
@click.option("--wording/--no-wording", default=True, help="Show clauses that read otherwise.")
@json_option
def command(
    old: Path,
    new: Path | None,
    playbook: Path | None,
    laws: tuple[str, ...],
    on: datetime | None,
    wording: bool,
    as_json: bool,
) -> int:
    """Say what changed from OLD to NEW: promises added, dropped, loosened, tightened, with both texts.

    Each is a document (DOCX, PDF, Markdown, text) or an agreement file. Exit code: 0 nothing lost,
    10 something dropped or loosened (or not acceptable to the playbook), 11 only what does not compare.
    """
    from servanda.agreements.comparing.compare import compare
    from servanda.agreements.playbook import judge, read_playbook

    if new is None and playbook is None:
        raise click.UsageError("Missing argument 'NEW' (or --playbook FILE for one paper alone).")
    day = on.date() if on else datetime.now(UTC).date()
    positions = read_playbook(_bytes(playbook), playbook.name) if playbook else None
    versions = _versions([path for path in (old, new) if path is not None], laws, day)
    comparison = compare(*versions) if len(versions) == 2 else None
    judged = judge(positions, versions[-1]) if positions else ()
    if as_json:
        plain: dict[str, Any] = (
            comparison.to_plain()
            if comparison
            else {"schema": "servanda/compare/1", "old": None, "new": versions[-1].name}
        )
        if positions:
            plain["playbook"] = {
                "title": positions.title,
                "positions": [one.to_plain() for one in judged],
            }
        emit(plain)
    else:
        out = console()
        if comparison:
            _show(out, comparison, wording=wording)
        if positions:
            _show_playbook(out, versions[-1].name, positions.title, judged)
    return _code(comparison, judged)


def _code(comparison: Comparison | None, judged: tuple[Judged, ...]) -> int:
    verdicts = {one.verdict for one in judged}
    if (comparison and comparison.losses) or verdicts & {"refused", "negotiate"}:
        return exits.BROKEN
    if (comparison and comparison.open) or "unsure" in verdicts:
        return exits.UNKNOWN
    return exits.KEPT


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            "no-file", f"this file cannot be read: {error.strerror}", where=str(path)
        ) from None


def _versions(paths: list[Path], laws: tuple[str, ...], day: date) -> list[Version]:
    """Both papers, reviewed against the same laws: those asked for, or those that either calls for."""
    from servanda import registry
    from servanda.agreements.comparing.compare import of_agreement, of_review
    from servanda.agreements.file import read_agreement
    from servanda.agreements.review import laws_for, review
    from servanda.documents.reader import read
    from servanda.law.reader import read_law

    documents: dict[int, Document] = {}
    for at, path in enumerate(paths):
        if not _is_agreement_file(path):
            with progress(f"reading {path.name}") as report:
                documents[at] = read(path, progress=report)
    texts = registry.law_texts()
    called = dict.fromkeys(
        law for document in documents.values() for law in laws_for(document) if law in texts
    )
    asked = [read_law(law, registry.law_text(law)) for law in (laws or called)]
    versions: list[Version] = []
    for at, path in enumerate(paths):
        document = documents.get(at)
        if document is None:
            versions.append(of_agreement(read_agreement(_bytes(path), path.name)))
            continue
        with progress(f"judging {path.name}") as report:
            versions.append(of_review(review(document, asked, on=day, progress=report), document))
    return versions


def _is_agreement_file(path: Path) -> bool:
    return path.suffix.lower() == ".md" and path.is_file() and b"```toml agreement" in _bytes(path)


def _line(out: Console, label: str, words: str, style: str = "") -> None:
    width = max(out.width - 22, 40)
    for n, line in enumerate(textwrap.wrap(" ".join(words.split()), width) or [""]):
        out.print(f"  {label if n == 0 else '':<19} {line}", style=style)


def _show(out: Console, comparison: Comparison, *, wording: bool) -> None:
    out.print(f"{comparison.old} -> {comparison.new}", style="bold")
    order = ("dropped", "loosened", "changed", "added", "tightened")
    for direction in order:
        for change in comparison.terms:
            if change.direction == direction:
                _show_term(out, change)
    for found in comparison.provisions:
        out.print(f"\n{found.direction}: {found.new.title}", style=_STYLES[found.direction])
        _line(out, "law", f"{found.new.citation}: {found.old.status} -> {found.new.status}")
        for label, one in (("old", found.old), ("new", found.new)):
            _line(out, f"{label} {one.clause}".strip(), one.quote or one.why or "nothing")
    if wording and comparison.clauses:
        out.print("\nWording", style="bold")
        for clause in comparison.clauses:
            number = " -> ".join(
                dict.fromkeys(n for n in (clause.old_clause, clause.new_clause) if n)
            )
            out.print(f"\n{clause.direction}: {number} {clause.heading}".rstrip())
            if clause.direction == "reworded":
                before, after = _marked(clause.old_text, clause.new_text)
                _line(out, "old", before, "dim")
                _line(out, "new", after)
            else:
                _line(out, "", clause.old_text or clause.new_text)
    same = sum(change.direction == "same" for change in comparison.terms)
    lost, unclear = len(comparison.losses), len(comparison.open)
    out.print(f"\n{lost} lost, {unclear} that do not compare or are unsure, {same} terms the same")


def _show_term(out: Console, change: TermChange) -> None:
    good = f", good for the {change.favours}" if change.favours else ""
    unsure = ", unsure" if change.unsure else ""
    head = f"\n{change.direction}: {change.kind.replace('_', ' ')}{good}{unsure}"
    out.print(head, style=_STYLES[change.direction])
    if change.why:
        _line(out, "why", change.why)
    for label, term in (("old", change.old), ("new", change.new)):
        if term is not None:
            _line(out, f"{label} {term.clause}".strip(), _words(term))


def _words(term: Term) -> str:
    if term.quote:
        return f"“{term.quote}”"
    return str(term.clock) if term.clock else str(term.flat()["value"])


def _marked(old: str, new: str) -> tuple[str, str]:
    """Both texts with what differs in [-brackets-] and {+braces+}, as in a word diff."""
    from difflib import SequenceMatcher

    before, after = old.split(), new.split()
    left: list[str] = []
    right: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = " ".join(before[a:b]), " ".join(after[c:d])
        if tag == "equal":
            left.append(gone)
            right.append(come)
            continue
        if gone:
            left.append(f"[-{gone}-]")
        if come:
            right.append(f"{{+{come}+}}")
    return " ".join(left), " ".join(right)


def _show_playbook(out: Console, name: str, title: str, judged: tuple[Judged, ...]) -> None:
    out.print(f"\n{name} against {title or 'the playbook'}", style="bold")
    for one in judged:
        out.print(f"\n{one.verdict}: {one.subject.replace('_', ' ')}", style=_STYLES[one.verdict])
        _line(out, "why", one.why)
        if one.term is not None:
            _line(out, f"paper {one.term.clause}".strip(), _words(one.term))
        if one.finding is not None and one.finding.quote:
            _line(out, f"paper {one.finding.clause}".strip(), f"“{one.finding.quote}”")
        if one.note and one.verdict not in ("preferred",):
            _line(out, "note", one.note)
    weaker = sum(one.verdict in ("refused", "negotiate") for one in judged)
    out.print(f"\n{weaker} of {len(judged)} positions not met")
