"""`servanda incident`: who must be told what, by when, and what to do now."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.base.errors import ServandaError
from servanda_cli import exits, responding
from servanda_cli.grouping import Group
from servanda_cli.output import console, emit, json_option
from servanda_cli.responding import incident_option
from servanda_cli.workspaces import actor, opened, shortened, workspace_option
from servanda_cli.workspaces import now as present

if TYPE_CHECKING:
    from servanda.agreements.agreement import Agreement
    from servanda.incidents.duties import Assessment


@click.group(cls=Group)
def command() -> None:
    """Facts in, duties out: by every agreement and every law, each with its deadline and its words."""


for other in responding.COMMANDS:
    command.add_command(other)


def instant(text: str | None) -> datetime:
    """The moment that an option names, else the present one."""
    from servanda.base.instants import parse_instant

    if not text:
        return present()
    try:
        return parse_instant(text)
    except ServandaError as error:
        error.where = f"`{shortened(text, 40)}`"
        raise


_SKEW = timedelta(minutes=5)
"""How far two clocks may differ before a time counts as one that is still to come."""


def _passed(name: str, value: object, now: datetime) -> None:
    """Refuse an event that is still to come: a clock that starts with it would show a late deadline."""
    from servanda.base.instants import parse_instant

    if name.startswith("events.") and isinstance(value, str) and value:
        try:
            at = parse_instant(value)
        except ServandaError as error:
            error.where = name
            raise
        if at > now + _SKEW:
            raise ServandaError(
                "event-in-future",
                "this has not happened yet",
                hint="see to the date, the zone, and the clock of this machine",
                where=name,
            )


@command.command(name="open")
@click.argument("title")
@click.argument("facts", nargs=-1, metavar="[FACT=VALUE]...")
@click.option("--id", "name", default="", metavar="ID", help="Its id. Else the day and a number.")
@click.option(
    "--facts",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Facts from a TOML file, as `assess` reads them.",
)
@workspace_option
@json_option
def open_(
    title: str,
    facts: tuple[str, ...],
    name: str,
    file: Path | None,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Open an incident with what is known. Say `events.awareness=now` if you have just learned of it."""
    from servanda_app import actions

    if not title.strip():
        raise click.UsageError("an incident has a title: say in a few words what happened")
    known = _from_file(file)
    known |= dict(read_fact(text) for text in facts)
    for key, value in known.items():
        _passed(key, value, present())
        for event, at in value.items() if key == "events" and isinstance(value, dict) else ():
            _passed(f"events.{event}", at, present())
    with opened(folder) as workspace:
        found = actions.open_incident(
            workspace, title=title, facts=known, now=present(), actor=actor(), name=name
        )
    if as_json:
        emit(found.opened)
    else:
        console().print(f"incident {found.opened.id} is open: {title}")
        console().print("next:  servanda incident duties")
    return exits.KEPT


def _from_file(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    from servanda.base.codec import to_plain
    from servanda.incidents.statements import read_facts
    from servanda_app.files import read_small

    known = read_facts(read_small(file), str(file)).known()
    known.pop("title", None)
    return {name: to_plain(value) for name, value in known.items()}


def read_fact(text: str) -> tuple[str, Any]:
    """A fact from the command line: `people=4210`, `loss=confidentiality,integrity`,
    `people_in.DE=3100`, `events.awareness=now`; `unknown` takes it back."""
    from servanda.incidents.facts import Facts

    name, mark, said = text.partition("=")
    if not mark:
        raise click.UsageError(f"`{text}` is no fact: write it like people=4210")
    kind = str(Facts.__annotations__.get(name.partition(".")[0], ""))
    if said == "unknown":
        return name, None
    if said == "now":
        from servanda.base.instants import format_instant

        return name, format_instant(present())
    if "frozenset" in kind or "tuple" in kind:
        return name, [part for part in said.split(",") if part and part != "none"]
    if said in ("true", "yes", "false", "no") and "bool" in kind:
        return name, said in ("true", "yes")
    if "int" in kind and re.fullmatch(r"-?[0-9][0-9_]{0,30}", said):
        return name, int(said.replace("_", ""))
    return name, said


@command.command()
@click.argument("facts", nargs=-1, required=True, metavar="FACT=VALUE...")
@click.option("--source", default="", metavar="TEXT", help="What it rests on: a log, a report.")
@click.option("--known-since", metavar="TIME", help="Since when it is known. Else now.")
@incident_option
@workspace_option
@json_option
def fact(
    facts: tuple[str, ...],
    source: str,
    known_since: str | None,
    name: str,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Add facts. Nothing said before is lost: a later fact replaces an earlier one and both are kept."""
    from servanda.incidents.statements import Statement
    from servanda_app import actions

    at = present()
    since = instant(known_since) if known_since else None
    said = [
        Statement(fact=key, value=value, at=at, by=actor(), known_since=since, source=source)
        for key, value in map(read_fact, facts)
    ]
    if since is not None and since > at + _SKEW:
        raise ServandaError(
            "known-in-future", "nothing is known before its time", where="--known-since"
        )
    with opened(folder) as workspace:
        # an exercise runs ahead of the clock on the wall
        latest = max(at, actions.moment_of(actions.incident(workspace, name), at))
        for statement in said:
            _passed(statement.fact, statement.value, latest)
        found = actions.state_facts(workspace, name, said)
        assessed = actions.assess_incident(workspace, found, now=at)
    if as_json:
        emit(assessed)
    else:
        _show(assessed, found.opened.title)
    return code(assessed)


def _show(assessed: Assessment, title: str, everything: bool = False, *, ids: bool = True) -> None:
    from servanda_cli.incident_page import show, show_not_owed

    show(assessed, title, ids=ids)
    if everything:
        show_not_owed(assessed)


@command.command()
@click.option("--at", "moment", metavar="TIME", help="As of this moment (RFC 3339). Else now.")
@click.option("--all", "everything", is_flag=True, help="Also what does not apply, and why.")
@incident_option
@workspace_option
@json_option
def duties(
    moment: str | None, everything: bool, name: str, folder: Path | None, as_json: bool
) -> int:
    """Who must be told what, by when, by which clause or article; the earliest first."""
    from servanda_app import actions

    with opened(folder) as workspace:
        found = actions.incident(workspace, name)
        at = instant(moment) if moment else actions.moment_of(found, present())
        assessed = actions.assess_incident(workspace, found, now=at)
    if as_json:
        emit(assessed)
    else:
        _show(assessed, f"{found.opened.id}: {found.opened.title}", everything)
    return code(assessed)


@command.command()
@click.argument("question", type=click.Choice(["gdpr-risk", "hipaa-breach"]))
@click.option("--answer", default="", metavar="ANSWER", help="Decide otherwise than the reasons.")
@click.option("--because", default="", metavar="TEXT", help="Why.")
@incident_option
@workspace_option
@json_option
def decide(
    question: str, answer: str, because: str, name: str, folder: Path | None, as_json: bool
) -> int:
    """Accept a conclusion, or change it with a reason. It holds until new facts lead elsewhere."""
    from servanda_app import actions

    with opened(folder) as workspace:
        made = actions.decide_conclusion(
            workspace,
            name,
            question,
            answer=answer,
            because=because,
            now=present(),
            actor=actor(),
        )
    if as_json:
        emit(made)
    else:
        how = "accepted" if made.answer == made.reckoned else f"changed from {made.reckoned}"
        console().print(f"{question}: {made.answer}, {how} by {made.by}")
    return exits.KEPT


@command.command()
@click.argument("duty")
@click.option("--at", "moment", metavar="TIME", help="When it was sent (RFC 3339). Else now.")
@click.option("--channel", default="", metavar="TEXT", help="By which way: portal, e-mail, letter.")
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What was sent; its SHA-256 is recorded as the proof.",
)
@click.option(
    "--supplement", is_flag=True, help="A further phase: the first notice's time remains."
)
@incident_option
@workspace_option
@json_option
def sent(
    duty: str,
    moment: str | None,
    channel: str,
    file: Path | None,
    supplement: bool,
    name: str,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Record that you have sent the notice of DUTY: that stops its clock, and no other."""
    from servanda.base.codec import digest
    from servanda_app import actions
    from servanda_app.files import read_small

    seal = digest(read_small(file, 64_000_000)) if file else ""
    with opened(folder) as workspace:
        now = actions.moment_of(actions.incident(workspace, name), present())
        done = actions.notice_sent(
            workspace,
            name,
            duty,
            at=instant(moment) if moment else now,
            now=now,
            actor=actor(),
            channel=channel,
            digest=seal,
            supplement=supplement,
        )
    if as_json:
        emit(done)
    else:
        console().print(f"{done.id}: {done.state}")
    return exits.BROKEN if done.state == "late" else exits.KEPT


@command.command()
@click.option("--review", required=True, metavar="TEXT", help="What was learned.")
@click.option("--action", "todo", multiple=True, metavar="TEXT", help="What will be done.")
@incident_option
@workspace_option
@json_option
def close(review: str, todo: tuple[str, ...], name: str, folder: Path | None, as_json: bool) -> int:
    """Close an incident with its review; refused while a notice is still owed."""
    from servanda_app import actions

    with opened(folder) as workspace:
        found = actions.close_incident(
            workspace, name, review=review, actions=todo, now=present(), actor=actor()
        )
    if as_json:
        emit(found.closed)
    else:
        console().print(f"incident {found.opened.id} is closed")
    return exits.KEPT


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--agreements",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The agreement files (`servanda review --write`) whose notices are owed too.",
)
@click.option("--at", "moment", metavar="TIME", help="As of this moment (RFC 3339). Else now.")
@click.option("--all", "everything", is_flag=True, help="Also what does not apply, and why.")
@json_option
def assess(
    file: Path, folder: Path | None, moment: str | None, everything: bool, as_json: bool
) -> int:
    """Assess the facts of FILE (TOML) without a workspace; of a CSV, the case in each row.

    Exit code: 10 something must be told, 11 an unknown fact decides, 0 nothing is owed.
    """
    if file.suffix.lower() == ".csv":
        return _assess_table(file, as_json)
    from servanda.incidents.statements import read_facts
    from servanda_app.files import read_small

    facts = read_facts(read_small(file), str(file))
    agreements = _agreements(folder)
    for name in facts.agreements or ():
        if folder is not None and name not in {agreement.id for agreement in agreements}:
            raise ServandaError(
                "unknown-agreement", f"there is no agreement `{name}`", where=str(folder)
            )
    from servanda import registry
    from servanda.incidents.duties import assess as reckon

    laws = registry.notice_laws(facts.places())
    found = reckon(facts, laws=laws, agreements=agreements, now=instant(moment))
    if as_json:
        emit(found)
    else:
        _show(found, facts.title, everything, ids=False)
    return code(found)


def _assess_table(file: Path, as_json: bool) -> int:
    """The answers to Articles 33 and 34 for each row of a table of cases (`servanda.incidents.cases`)."""
    import csv
    import io

    from servanda.incidents.cases import COLUMNS, facts_of
    from servanda.incidents.risk import assess_risk
    from servanda.incidents.telling import what_is_owed
    from servanda_app.files import read_small

    text = read_small(file).decode("utf-8-sig", "replace")
    table = csv.DictReader(io.StringIO(text))
    if not set(COLUMNS) & set(table.fieldnames or ()):
        raise ServandaError(
            "no-cases", "no column of this table is a fact", hint=f"columns: {', '.join(COLUMNS)}", where=str(file)
        )  # fmt: skip
    rows = []
    for number, row in enumerate(table, 2):
        try:
            facts = facts_of({name: value or "" for name, value in row.items() if name})
        except ServandaError as error:
            error.where = f"{file}:{number}"
            raise
        risk = assess_risk(facts)
        owed = what_is_owed(facts, risk)
        rows.append(
            {
                "case": row.get("case") or str(number - 1),
                "title": facts.title,
                "risk": risk.answer,
                "may_be": risk.may_be,
                "document": owed.document,
                "authority": owed.authority,
                "individuals": owed.individuals,
                "because": [reason.words for reason in risk.reasons],
            }
        )
    if as_json:
        emit({"schema": "servanda/incident-cases/1", "cases": rows})
    else:
        from rich.table import Table

        shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        for name in ("case", "title", "risk", "authority", "individuals"):
            shown.add_column(name, overflow="fold")
        for case in rows:
            shown.add_row(
                *(str(case[n]) for n in ("case", "title", "risk", "authority", "individuals"))
            )
        console().print(shown)
    owing = any(case["authority"] == "yes" for case in rows)
    return exits.BROKEN if owing else exits.KEPT if rows else exits.NOTHING


def _agreements(folder: Path | None) -> list[Agreement]:
    from servanda.agreements.file import read_agreement
    from servanda_app.files import read_small

    if folder is None:
        return []
    if not folder.is_dir():
        raise ServandaError("missing-folder", "this folder does not exist", where=str(folder))
    return [read_agreement(read_small(path), str(path)) for path in sorted(folder.glob("*.md"))]


def code(found: Assessment) -> int:
    """The exit code of an assessment."""
    if found.of_state("owed", "overdue", "waiting"):
        return exits.BROKEN
    return exits.UNKNOWN if found.of_state("open") or found.unjudged else exits.KEPT
