"""What is done about an incident: evidence, steps of playbooks, timeline, register, and what was learned."""

from __future__ import annotations

from servanda.base.citations import Citation
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, format_instant
from servanda.incidents.duties import Assessment
from servanda.incidents.register import Entry, entry
from servanda.incidents.statements import Statement
from servanda.obligations.obligation import Basis, Obligation
from servanda.reports.timeline import Moment
from servanda_app.actions.incidents import (
    assess_incident,
    incident,
    incidents,
    keep,
    still_open,
    understood,
    whole,
)
from servanda_app.actions.reading import read_files
from servanda_app.incidents import Done, Evidence, Incident
from servanda_app.workspace import Workspace

REVIEW = "review"
"""The playbook of what a review has resolved: its steps are the numbers of its actions."""


def timeline(found: Incident, assessment: Assessment) -> tuple[Moment, ...]:
    """Everything recorded and everything due, in the order of time."""
    moments = [
        Moment(at=found.opened.at, kind="opened", words=found.opened.title, by=found.opened.by)
    ]
    for name, at in (found.facts.events or {}).items():
        moments.append(Moment(at=at, kind="event", words=name))
    for said in found.statements:
        moments.append(Moment(at=said.at, kind="fact", words=_worded(said), by=said.by))
    for decision in found.decisions:
        words = f"{decision.question}: {decision.answer}"
        if decision.because:
            words += f", since {decision.because}"
        if decision.at is not None:
            moments.append(Moment(at=decision.at, kind="decision", words=words, by=decision.by))
    for piece in found.evidence:
        words = f"{piece.name}, SHA-256 {piece.digest[:16]}" + (
            f", {piece.kept}" if piece.kept else ""
        )
        moments.append(Moment(at=piece.at, kind="evidence", words=words, by=piece.by))
    for step in found.done:
        words = f"{step.playbook}/{step.step}" + (f": {step.note}" if step.note else "")
        moments.append(Moment(at=step.at, kind="step", words=words, by=step.by))
    for sent in found.sent:
        moments.append(Moment(at=sent.at, kind="sent", words=sent.duty, by=sent.by))
    for duty in assessment.duties:
        if duty.due is not None and duty.state in ("owed", "overdue", "open"):
            words = f"{duty.state}: {duty.what} ({duty.basis})"
            moments.append(Moment(at=duty.due, kind="due", words=words))
    if found.closed is not None:
        closed = found.closed
        moments.append(Moment(at=closed.at, kind="closed", words=closed.review, by=closed.by))
    return tuple(sorted(moments, key=lambda moment: (moment.at, moment.kind != "opened")))


def _worded(said: Statement) -> str:
    value = said.value
    if value is None:
        return f"{said.fact} is unknown again"
    if isinstance(value, (list, tuple, frozenset)):
        value = ", ".join(sorted(map(str, value))) or "none"
    if isinstance(value, bool):
        value = "true" if value else "false"
    shown = format_instant(value) if isinstance(value, Instant) else str(value)
    return f"{said.fact} = {shown}" + (f" ({said.source})" if said.source else "")


def add_evidence(workspace: Workspace, name: str, piece: Evidence) -> Incident:
    """Record a piece of evidence, or its handing over; the file itself stays where it is kept."""
    found = still_open(workspace, name)
    keep(workspace, found, "incident-evidence", piece, at=piece.at, actor=piece.by)
    return incident(workspace, found.opened.id)


def step_done(workspace: Workspace, name: str, done: Done) -> Incident:
    """Record that a step of a playbook was done; raises ServandaError `no-such-step`."""
    from servanda.incidents.response import playbooks

    found = incident(workspace, name)
    if done.playbook == REVIEW:
        resolved = found.closed.actions if found.closed else ()
        known = {(REVIEW, str(number)) for number, _ in enumerate(resolved, 1)}
    else:
        found = still_open(workspace, name)
        known = {(book.id, step.id) for book in playbooks() for step in book.steps}
    if (done.playbook, done.step) not in known:
        raise ServandaError(
            "no-such-step",
            f"there is no step `{done.step}` in the playbook `{done.playbook}`",
            hint="servanda incident tasks",
        )
    keep(workspace, found, "incident-step", done, at=done.at, actor=done.by)
    return incident(workspace, found.opened.id)


def lessons(workspace: Workspace) -> tuple[Obligation, ...]:
    """What was promised in the reviews of closed incidents and is not done yet, as obligations."""
    found = []
    for opened in incidents(workspace):
        if opened.exercise:
            continue
        one = whole(workspace, opened)
        if one.closed is None:
            continue
        done = {step.step for step in one.done if step.playbook == REVIEW}
        for number, action in enumerate(one.closed.actions, 1):
            if str(number) in done:
                continue
            found.append(
                Obligation(
                    id=f"incident/{opened.id}/{number}",
                    kind="incident_action",
                    what=action,
                    bearer=workspace.settings.company.name,
                    beneficiary="those concerned",
                    basis=(Basis(words=one.closed.review, citation=Citation("eu/gdpr", "33.5")),),
                    role="management",
                    since=one.closed.at.date(),
                )
            )
    return tuple(found)


def register(workspace: Workspace, *, now: Instant) -> tuple[Entry, ...]:
    """The register of breaches (GDPR Article 33(5)): every incident but exercises."""
    found = []
    told = read_files(workspace)
    for opened in incidents(workspace):
        if opened.exercise:
            continue
        one = whole(workspace, opened)
        closed = one.closed
        found.append(
            entry(
                opened.id,
                understood(one),
                assess_incident(workspace, one, now=now, told=told),
                opened=opened.at,
                closed=closed.at if closed else None,
                title=opened.title,
                remedies=(closed.review, *closed.actions) if closed else (),
            )
        )
    return tuple(found)
