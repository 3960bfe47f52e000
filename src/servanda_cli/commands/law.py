"""`servanda law`: the legal texts that ship with Servanda, what they say, and whether they hold up."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError
from servanda.law.provisions import Duty, Example, Law, Provision, Requirement
from servanda_cli import exits
from servanda_cli.grouping import Group
from servanda_cli.output import console, emit, json_option

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.law.check import Fault


def _day(
    _context: click.Context, _parameter: click.Parameter, value: datetime | None
) -> date | None:
    return value.date() if value else None


_INDENT = 14

on_option = click.option(
    "--on",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    callback=_day,
    metavar="DATE",
    help="As in force on this day (YYYY-MM-DD).",
)


@click.group(cls=Group)
def command() -> None:
    """Laws as literate texts: duties, what contracts must contain, worked cases."""


def _read(law_id: str) -> Law:
    from servanda import registry
    from servanda.law.reader import read_law

    return read_law(law_id, registry.law_text(law_id))


@command.command("list")
@on_option
@json_option
def list_(on: date | None, as_json: bool) -> int:
    """List the laws, their state on a day, and how much of each is told."""
    from servanda import registry
    from servanda.law.force import state
    from servanda.law.reader import read_head

    day = on or datetime.now(UTC).date()
    rows = []
    for law_id, source in registry.law_texts().items():
        law = read_head(law_id, source)
        try:
            status: str = state(law, day)
        except ServandaError:
            status = "not-yet-adopted"
        rows.append(
            {
                "id": law.id,
                "short": law.short,
                "title": law.title,
                "jurisdiction": law.jurisdiction,
                "source": law.source,
                "state": status,
                "adopted": law.adopted,
                "since": law.since,
                "until": law.until,
                "reviewed": law.reviewed,
                "provisions": source.count(b"\n## "),
                "duties": source.count(b"\n```toml duty"),
                "requirements": source.count(b"\n```toml requirement"),
                "cases": source.count(b"\n```toml case"),
            }
        )
    if as_json:
        emit({"schema": "servanda/law-list/1", "on": day, "laws": rows})
        return exits.KEPT
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("id", "law", "where", "state", "since"):
        table.add_column(name, no_wrap=True)
    for name in ("duties", "clauses", "cases"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(
            str(row["id"]),
            str(row["short"]),
            str(row["jurisdiction"]),
            str(row["state"]),
            str(row["since"]),
            str(row["duties"]),
            str(row["requirements"]),
            str(row["cases"]),
        )
    out = console()
    out.print(table)
    out.print(f"\nstate on {day}; `servanda law show ID` shows one", style="dim")
    return exits.KEPT


@command.command()
@click.argument("law")
@click.argument("provision", required=False)
@on_option
@json_option
def show(law: str, provision: str | None, on: date | None, as_json: bool) -> int:
    """Show a law, or one PROVISION of it (33.1, or 28 for all of Article 28) with its examples."""
    from servanda.law.force import rules_in_force

    text = _read(law)
    if on is not None:
        text = rules_in_force(text, on)
    chosen = _chosen(text, provision)
    if as_json:
        plain = to_plain(text) | {"provisions": [to_plain(found) for found in chosen]}
        emit({"schema": "servanda/law/1", "on": on, "law": plain})
        return exits.KEPT
    out = console()
    _show_head(out, text)
    for found in chosen:
        _show_provision(out, text, found, with_examples=provision is not None)
    return exits.KEPT


def _chosen(law: Law, wanted: str | None) -> tuple[Provision, ...]:
    from servanda.law.headings import path_of

    if wanted is None:
        return law.provisions
    path = path_of(f"Article {wanted}") or path_of(wanted) or wanted
    found = tuple(p for p in law.provisions if p.path == path or p.path.startswith(f"{path}."))
    if not found:
        raise ServandaError(
            "unknown-provision",
            f"the text of `{law.id}` has no provision `{wanted}`",
            hint=f"`servanda law show {law.id}` shows all {len(law.provisions)}",
        )
    return found


def _line(out: Console, label: str, words: str, style: str = "") -> None:
    """A label and words that hang beside it."""
    from rich.text import Text

    lines = textwrap.wrap(words, out.width - _INDENT) or [""]
    out.print(Text.assemble((f"  {label:<{_INDENT - 2}}", "dim"), (lines[0], style)))
    for line in lines[1:]:
        out.print(Text(" " * _INDENT + line, style=style))


def _show_head(out: Console, law: Law) -> None:
    out.print(f"{law.title} ({law.id})", style="bold")
    _line(out, "source", law.source)
    dates = [f"adopted {law.adopted}", f"in force since {law.since}"]
    if law.until:
        dates.append(f"until {law.until}")
    _line(out, "dates", ", ".join([*dates, f"this text reviewed {law.reviewed}"]))
    _line(out, "text", " ".join(law.about.split()))


def _show_provision(out: Console, law: Law, found: Provision, *, with_examples: bool) -> None:
    from servanda.law.cases import run

    out.print()
    out.print(found.heading, style="bold")
    for paragraph in found.words.split("\n\n"):
        _line(out, f"#{found.path}", " ".join(paragraph.split()))
    for duty in found.duties:
        _show_duty(out, duty)
    for case in found.cases:
        result = run(law, case)
        words = f"{case.name}: {_expected(case.expect)}"
        _line(
            out,
            "case holds" if result.passed else "case FAILS",
            words if result.passed else f"{words}; {result.why}",
            "green" if result.passed else "red",
        )
    for requirement in found.requirements:
        examples = tuple(e for e in found.examples if e.requirement == requirement.id)
        _show_requirement(out, requirement, examples if with_examples else ())


def _show_duty(out: Console, duty: Duty) -> None:
    bearer = duty.bearer.replace("-", " ")
    out.print()
    _line(out, "duty", f"{bearer} to {duty.to.replace('-', ' ')}: {duty.what}", "bold")
    if duty.clock is not None:
        _line(out, "time", str(duty.clock))
    if duty.when:
        _line(out, "when", " and ".join(duty.when))
    if duty.unless:
        _line(out, "unless", " or ".join(duty.unless))
    _line(out, "answers", f"{duty.role} ({duty.kind}, id {duty.id})")
    if duty.consequence:
        _line(out, "if broken", duty.consequence)
    _line(out, "since", f"{duty.since} until {duty.until}" if duty.until else f"{duty.since}")


def _expected(expect: dict[str, Any]) -> str:
    parts = []
    if "applies" in expect:
        parts.append("applies" if expect["applies"] else "does not apply")
    if "due" in expect:
        parts.append(f"due {to_plain(expect['due'])}")
    if "words" in expect:
        parts.append(f'"{expect["words"]}"')
    return ", ".join(parts)


def _show_requirement(out: Console, rule: Requirement, examples: tuple[Example, ...]) -> None:
    out.print()
    level = rule.level if not rule.when else f"{rule.level}: {rule.when}"
    alias = f", {rule.alias}" if rule.alias else ""
    _line(out, "contract", f"{rule.title} ({level}{alias})", "bold")
    if not examples:
        return
    if rule.clause:
        _line(out, "clause", " ".join(rule.clause.split()), "cyan")
    styles = {"satisfied": "green", "partial": "yellow", "missing": "red"}
    for example in examples:
        why = f" ({example.why})" if example.why else ""
        _line(out, example.status, f"{example.words}{why}", styles[example.status])


@command.command()
@click.argument("laws", nargs=-1, metavar="[LAW...]")
@on_option
@json_option
def check(laws: tuple[str, ...], on: date | None, as_json: bool) -> int:
    """Check texts: every rule cited, dated and shown by an example, every worked case right.

    LAW is an id or a Markdown file of your own; without one, all that ship are checked.
    """
    texts = dict(_texts(laws))
    if not texts:
        return exits.NOTHING
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for law_id, source in texts.items():
        row, found = _checked(law_id, source, on)
        rows.append(row)
        faults += found
    if as_json:
        emit({"schema": "servanda/law-check/1", "on": on, "laws": rows, "faults": faults})
        return exits.BROKEN if faults else exits.KEPT
    out = console()
    for fault in faults:
        out.print(f"{fault.where}: {fault.why} [{fault.code}]", style="red")
    for row in rows:
        counts = ", ".join(f"{row[name]} {name}" for name in ("duties", "requirements", "examples"))
        broken = row["faults"]
        verdict = f"{broken} {'fault' if broken == 1 else 'faults'}" if broken else "no fault"
        out.print(f"{row['id']}: {counts}, {row['passed']} of {row['cases']} cases hold, {verdict}")
    return exits.BROKEN if faults else exits.KEPT


def _texts(laws: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    from servanda import registry

    if not laws:
        yield from registry.law_texts().items()
    for name in laws:
        if name.endswith(".md"):
            try:
                yield name.removesuffix(".md"), Path(name).read_bytes()
            except OSError as error:
                raise ServandaError(
                    "no-file", f"this file cannot be read: {error.strerror}", where=name
                ) from None
        else:
            yield name, registry.law_text(name)


def _checked(law_id: str, source: bytes, on: date | None) -> tuple[dict[str, Any], list[Fault]]:
    from servanda.law.cases import run_all
    from servanda.law.check import check as check_law
    from servanda.law.check import check_text
    from servanda.law.force import rules_in_force
    from servanda.law.reader import read_law

    counts = dict.fromkeys(("duties", "requirements", "examples", "cases", "passed"), 0)
    try:
        law = read_law(law_id, source)
    except ServandaError:
        faults = list(check_text(law_id, source))
        return {"id": law_id, **counts, "faults": len(faults)}, faults
    if on is not None:
        law = rules_in_force(law, on)
    faults = list(check_law(law))
    results = run_all(law)
    counts = {
        "duties": len(law.duties),
        "requirements": len(law.requirements),
        "examples": sum(len(provision.examples) for provision in law.provisions),
        "cases": len(results),
        "passed": sum(result.passed for result in results),
    }
    return {"id": law_id, **counts, "faults": len(faults)}, faults
