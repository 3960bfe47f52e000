"""The commands of `servanda incident` that respond: notices, tasks, evidence, timeline, register, exercises."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.base.errors import ServandaError
from servanda.base.spreadsheet import guarded
from servanda_cli import exits
from servanda_cli.grouping import Group
from servanda_cli.output import console, emit, json_option, say, write
from servanda_cli.workspaces import actor, opened, page, workspace_option
from servanda_cli.workspaces import now as present

if TYPE_CHECKING:
    from servanda.incidents.notices import Notice
    from servanda_app.actions import Exercise

incident_option = click.option(
    "--incident", "name", default="", metavar="ID", help="Which incident. Else the last open one."
)


@click.command()
@click.argument("duty")
@click.option(
    "--say",
    "words",
    multiple=True,
    metavar="ITEM=TEXT",
    help="Your own words for an item, for instance records-number='About 9,000.'; may be given again.",
)
@click.option(
    "--write",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it as .docx, .pdf, .eml (a draft to be sent from your mail program) or .txt.",
)
@incident_option
@workspace_option
@json_option
def notice(
    duty: str,
    words: tuple[str, ...],
    target: Path | None,
    name: str,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Draft the notice of DUTY from the facts known so far; what is missing is marked.

    Nothing is sent. Once you have sent it, say so: servanda incident sent DUTY.
    """
    from servanda.incidents.contents import Sender
    from servanda.incidents.notices import draft_notice
    from servanda_app import actions

    said = dict(_item(text) for text in words)
    with opened(folder) as workspace:
        found = actions.incident(workspace, name)
        now = actions.moment_of(found, present())
        duties = actions.assess_incident(workspace, found, now=now).duties
        one = actions.named_duty(duties, duty)
        company = workspace.settings.company
        sender = Sender(name=company.name, contact=company.security_contact, words=said)
        made = draft_notice(one, actions.understood(found), sender, now=now)
    if target is not None:
        _write(made, target, company.security_contact)
    if as_json:
        emit(made)
    elif target is None:
        from servanda.incidents.letters import write_text

        write(write_text(made))
    if made.missing:
        say(f"missing: {', '.join(part.item for part in made.missing)}")
    return exits.UNKNOWN if made.missing else exits.KEPT


def _item(text: str) -> tuple[str, str]:
    from servanda.incidents.contents import ITEMS

    item, mark, words = text.partition("=")
    if not mark:
        raise click.UsageError(f"`{text}` is no item: write it like records-number='About 9,000.'")
    if item not in ITEMS:
        raise click.UsageError(f"`{item}` is no item of a notice: one of {', '.join(ITEMS)}")
    return item, words


def _write(made: Notice, target: Path, sender: str) -> None:
    from servanda.incidents import letters
    from servanda_app.files import write_whole

    kind = target.suffix.lower()
    if kind == ".docx":
        write_whole(target, letters.write_docx(made))
    elif kind == ".pdf":
        write_whole(target, letters.write_pdf(made))
    elif kind == ".eml":
        write_whole(target, letters.write_mail(made, sender=sender))
    elif kind == ".txt":
        write_whole(target, letters.write_text(made))
    else:
        raise click.UsageError("--write takes a .docx, .pdf, .eml or .txt")
    say(f"written: {target}")


@click.command()
@click.option(
    "--playbook", "chosen", default="", metavar="PLAYBOOK", help="Which one. Else the best fitting."
)
@click.option(
    "--cacao",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the playbooks as CACAO v2.0 to this folder.",
)
@incident_option
@workspace_option
@json_option
def tasks(chosen: str, target: Path | None, name: str, folder: Path | None, as_json: bool) -> int:
    """The steps of the playbook that fits best, each with its owner, and which of them are done.

    Exit code 3 where none fits what is known yet; --playbook takes one by its id.
    """
    import json

    from servanda.base.codec import to_plain
    from servanda.incidents.response import choose, playbooks
    from servanda_app import actions

    books = playbooks()
    with opened(folder) as workspace:
        found = actions.incident(workspace, name)
        facts = actions.understood(found)
    fits = choose(facts, books)
    if chosen:
        named = tuple(book for book in books if book.id == chosen)
        if not named:
            raise ServandaError(
                "no-playbook",
                f"there is no playbook `{chosen}`",
                hint=f"one of {', '.join(book.id for book in books)}",
            )
        fits = (*named, *(book for book in fits if book.id != chosen))
    fitting = fits or books
    if target is not None:
        from servanda.reports.cacao import playbook
        from servanda_app.files import write_whole

        target.mkdir(parents=True, exist_ok=True)
        for book in fitting:
            plain = playbook(book, at=found.opened.at)
            write_whole(target / f"{book.id}.json", json.dumps(plain, indent=2) + "\n")
        say(f"written: {len(fitting)} playbooks to {target}")
    if not fits:
        if as_json:
            ids = [one.id for one in books]
            emit(
                {
                    "schema": "servanda/incident-tasks/1",
                    "playbook": None,
                    "tasks": [],
                    "playbooks": ids,
                }
            )
            return exits.NOTHING
        with page() as out:
            out.print(f"{found.opened.id}: no playbook fits what is known yet")
            out.print("state loss, source, malicious, recipient or credentials, or choose one:\n")
            for one in books:
                out.print(f"  --playbook {one.id:14} {one.title}")
        return exits.NOTHING
    done = {(one.playbook, one.step): one for one in found.done}
    book = fitting[0]
    rows = [
        {**to_plain(step), "playbook": book.id, "done": to_plain(done.get((book.id, step.id)))}
        for step in book.steps
    ]
    if as_json:
        emit({"schema": "servanda/incident-tasks/1", "playbook": book.id, "tasks": rows})
        return exits.KEPT
    with page() as out:
        out.print(f"{found.opened.id}: {book.title}")
        out.print(f"{book.about}\n")
        for step in book.steps:
            mark = "x" if (book.id, step.id) in done else " "
            out.print(f"[{mark}] {step.phase}: {step.id} ({step.owner})")
            out.print(f"    {step.do}")
            out.print(f"    {step.how}")
            if step.command:
                out.print(f"    run:  {step.command}")
            if missing := [ask for ask in step.asks if getattr(facts, ask) is None]:
                out.print(f"    to find out: {', '.join(missing)}")
        others = ", ".join(other.id for other in fitting[1:])
        if others:
            out.print(f"\nit may also be: {others}")
        out.print(f"\nwhen a step is done:  servanda incident done {book.id} STEP")
    return exits.KEPT


@click.command()
@click.argument("playbook")
@click.argument("step")
@click.option("--note", default="", metavar="TEXT", help="What was done, in your words.")
@incident_option
@workspace_option
@json_option
def done(playbook: str, step: str, note: str, name: str, folder: Path | None, as_json: bool) -> int:
    """Record that a step of a playbook is done; of a closed incident, that an action of its review is
    (PLAYBOOK is then `review`, STEP its number)."""
    from servanda_app import actions

    with opened(folder) as workspace:
        now = actions.moment_of(actions.incident(workspace, name), present())
        one = actions.Done(playbook=playbook, step=step, at=now, by=actor(), note=note)
        actions.step_done(workspace, name, one)
    if as_json:
        emit(one)
    else:
        console().print(f"{playbook}/{step}: done")
    return exits.KEPT


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--kept", default="", metavar="TEXT", help="Where it is kept, or to whom it went.")
@click.option("--note", default="", metavar="TEXT", help="What it shows.")
@incident_option
@workspace_option
@json_option
def evidence(
    file: Path, kept: str, note: str, name: str, folder: Path | None, as_json: bool
) -> int:
    """Record the SHA-256 of FILE as evidence. Run it again when it changes hands: its chain of custody."""
    from servanda_app import actions

    digest, size = _seal(file)
    with opened(folder) as workspace:
        now = actions.moment_of(actions.incident(workspace, name), present())
        piece = actions.Evidence(
            name=file.name, digest=digest, size=size, at=now, by=actor(), kept=kept, note=note
        )
        found = actions.add_evidence(workspace, name, piece)
    chain = [one for one in found.evidence if one.digest == digest]
    if as_json:
        emit({"schema": "servanda/incident-custody/1", "chain": chain})
        return exits.KEPT
    out = console()
    out.print(f"{file.name}  SHA-256 {digest}", soft_wrap=True)
    for one in chain:
        out.print(f"  {one.at:%Y-%m-%d %H:%M}Z  {one.by}  {one.kept}")
    return exits.KEPT


def _seal(file: Path) -> tuple[str, int]:
    try:
        with file.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
            return digest, handle.tell()
    except OSError as error:
        raise ServandaError(
            "cannot-read", f"this file cannot be read: {error.strerror}", where=str(file)
        ) from None


@click.command()
@click.option(
    "--picture",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it as one page with a picture (.html).",
)
@incident_option
@workspace_option
@json_option
def timeline(target: Path | None, name: str, folder: Path | None, as_json: bool) -> int:
    """What happened, what was known, decided and sent, and what falls due, in the order of time."""
    from servanda.base.codec import to_plain
    from servanda_app import actions

    with opened(folder) as workspace:
        found = actions.incident(workspace, name)
        now = actions.moment_of(found, present())
        assessed = actions.assess_incident(workspace, found, now=now)
    moments = actions.timeline(found, assessed)
    if target is not None:
        from servanda.reports.timeline import render
        from servanda_app.files import write_whole

        past = [moment for moment in moments if moment.kind != "due"]
        write_whole(target, render(found.opened.id, found.opened.title, past, assessed))
        say(f"written: {target}")
    if as_json:
        emit({"schema": "servanda/incident-timeline/1", "moments": [to_plain(m) for m in moments]})
        return exits.KEPT
    if target is not None:
        return exits.KEPT
    with page() as out:
        out.print(f"{found.opened.id}: {found.opened.title}")
        for moment in moments:
            by = f"  ({moment.by})" if moment.by else ""
            out.print(f"{moment.at:%Y-%m-%d %H:%M}Z  {moment.kind:9} {moment.words}{by}")
    return exits.KEPT


@click.command()
@click.option(
    "--write",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the feed to this .ics file. Else it is printed.",
)
@incident_option
@workspace_option
def calendar(target: Path | None, name: str, folder: Path | None) -> int:
    """The open deadlines as a calendar feed (ICS), with alarms a day, four hours and an hour before."""
    from servanda.reports.calendar_feed import calendar as feed
    from servanda_app import actions

    with opened(folder) as workspace:
        found = actions.incident(workspace, name)
        now = actions.moment_of(found, present())
        duties = actions.assess_incident(workspace, found, now=now).duties
    data = feed(found.opened.id, duties, at=now)
    if target is None:
        write(data.decode("utf-8"))
    else:
        from servanda_app.files import write_whole

        write_whole(target, data)
        say(f"written: {target}")
    return exits.KEPT


@click.command()
@click.option(
    "--csv",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it as a table.",
)
@workspace_option
@json_option
def register(target: Path | None, folder: Path | None, as_json: bool) -> int:
    """The register of breaches: facts, effects and remedies of each (GDPR Article 33(5))."""
    import io

    from servanda.base.codec import to_plain
    from servanda.incidents.register import COLUMNS
    from servanda_app import actions

    with opened(folder) as workspace:
        entries = actions.register(workspace, now=present())
    rows = [to_plain(entry) for entry in entries]
    if target is not None:
        from servanda_app.files import write_whole

        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS)
        writer.writeheader()
        writer.writerows({key: guarded(value) for key, value in row.items()} for row in rows)
        write_whole(target, text.getvalue())
        say(f"written: {target}")
    if as_json:
        emit({"schema": "servanda/breach-register/1", "entries": rows})
    elif not rows:
        say("no incident is recorded; to open one: servanda incident open TITLE")
    elif target is None:
        with page() as out:
            for row in rows:
                out.print(f"{row['incident']}: {row['title']}")
                for column in COLUMNS[1:]:
                    if column != "title" and row[column]:
                        out.print(f"  {column.replace('_', ' '):17} {row[column]}")
    return exits.KEPT if rows else exits.NOTHING


@click.group(cls=Group)
def exercise() -> None:
    """Exercises: a scenario that unfolds against the clock, and its score. A minute is an hour."""


@exercise.command("list")
@json_option
def list_(as_json: bool) -> int:
    """The scenarios."""
    from servanda.base.codec import to_plain
    from servanda.incidents.exercise import scenarios

    found = scenarios()
    if as_json:
        emit({"schema": "servanda/scenarios/1", "scenarios": [to_plain(one) for one in found]})
        return exits.KEPT
    out = console()
    for one in found:
        minutes = one.hours * 60 // one.pace
        out.print(f"{one.id:20} {one.title} ({one.hours} hours in {minutes} minutes)")
    return exits.KEPT


@exercise.command()
@click.argument("scenario")
@workspace_option
@json_option
def start(scenario: str, folder: Path | None, as_json: bool) -> int:
    """Begin an exercise. Then work on it with the same commands as on an incident."""
    from servanda_app import actions

    with opened(folder) as workspace:
        found = actions.start_exercise(workspace, scenario, now=present(), actor=actor())
    return _exercise(found, as_json)


@exercise.command("next")
@incident_option
@workspace_option
@json_option
def next_(name: str, folder: Path | None, as_json: bool) -> int:
    """Hear what has come in meanwhile."""
    from servanda_app import actions

    with opened(folder) as workspace:
        found = actions.advance(workspace, name, now=present(), actor=actor())
    return _exercise(found, as_json)


def _exercise(found: Exercise, as_json: bool) -> int:
    if as_json:
        emit(
            {
                "schema": "servanda/exercise/1",
                "incident": found.incident.opened.id,
                "moment": found.moment,
                "came_in": [inject.words for inject in found.came_in],
                "left": found.left,
                "over": found.over,
            }
        )
        return exits.KEPT
    out = console()
    opened_ = found.incident.opened
    out.print(f"{opened_.id}: {opened_.title}; it is now {found.moment:%a %Y-%m-%d %H:%M}Z")
    for inject in found.came_in:
        out.print(f"  after {inject.after} h: {inject.words}")
    if not found.came_in:
        out.print("  nothing new")
    out.print(
        "over: servanda incident exercise score"
        if found.over
        else "next: duties, tasks, notice, sent"
    )
    return exits.KEPT


@exercise.command()
@incident_option
@workspace_option
@json_option
def score(name: str, folder: Path | None, as_json: bool) -> int:
    """Score an exercise as it stands. Exit code 10 where a notice is late or missing."""
    from servanda_app import actions

    with opened(folder) as workspace:
        found = actions.score_exercise(workspace, name, now=present())
    if as_json:
        emit(
            {
                "schema": "servanda/exercise-score/1",
                "points": found.points,
                "of": found.of,
                "marks": list(found.marks),
            }
        )
    else:
        out = console()
        for mark in found.marks:
            out.print(f"{mark.points} of {mark.of}  {mark.what}: {mark.why}")
        out.print(f"\n{found.points} of {found.of} points")
    return exits.KEPT if found.points == found.of else exits.BROKEN


COMMANDS = (notice, tasks, done, evidence, timeline, calendar, register, exercise)
