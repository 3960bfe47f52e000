"""Incidents as a workspace remembers them: opened, facts stated, conclusions decided, notices sent, closed.

Everything is a document with its ledger entry, and only ever added: `incident` (opened), `incident-fact`,
`incident-decision`, `incident-sent`, `incident-closed`; the subject of each is the incident's id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from servanda.base.citations import Citation
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, format_instant
from servanda.incidents.conclusions import Conclusion
from servanda.incidents.duties import Assessment, NoticeDuty, assess
from servanda.incidents.facts import Facts
from servanda.incidents.phi import assess_phi
from servanda.incidents.register import Entry, entry
from servanda.incidents.risk import assess_risk
from servanda.incidents.statements import Statement, fold
from servanda.obligations.obligation import Basis, Obligation
from servanda.reports.timeline import Moment
from servanda_app.actions.reading import read_files
from servanda_app.records.documents import record, stored
from servanda_app.workspace import Workspace

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An incident as it was opened; `exercise` names the scenario where it is only that."""

    id: str
    title: str
    at: Instant
    by: str
    exercise: str = ""
    schema: Literal["servanda/incident/1"] = "servanda/incident/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A notice that a person sent: for which duty, when, by which way, and the digest of what was sent."""

    duty: str
    at: Instant
    by: str
    channel: str = ""
    digest: str = ""
    schema: Literal["servanda/incident-sent/1"] = "servanda/incident-sent/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A piece of evidence: its digest, who took it, and where it is kept. A later record with the same
    digest is a hand-over: together they are its chain of custody."""

    name: str
    digest: str
    size: int
    at: Instant
    by: str
    kept: str = ""
    note: str = ""
    schema: Literal["servanda/incident-evidence/1"] = "servanda/incident-evidence/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A step of a playbook that somebody has done."""

    playbook: str
    step: str
    at: Instant
    by: str
    note: str = ""
    schema: Literal["servanda/incident-step/1"] = "servanda/incident-step/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The end of an incident, with the review of it: what was learned and what will be done."""

    at: Instant
    by: str
    review: str
    actions: tuple[str, ...] = ()
    schema: Literal["servanda/incident-closed/1"] = "servanda/incident-closed/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """All that is recorded of an incident, each part in the order of its recording."""

    opened: Opened
    statements: tuple[Statement, ...] = ()
    decisions: tuple[Conclusion, ...] = ()
    sent: tuple[Sent, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    done: tuple[Done, ...] = ()
    closed: Closed | None = None

    @property
    def facts(self) -> Facts:
        """The facts as they stand now."""
        return fold(self.statements)

    def decided(self, question: str) -> Conclusion | None:
        """The last decision of a person on a question."""
        return next((d for d in reversed(self.decisions) if d.question == question), None)


def open_incident(
    workspace: Workspace,
    *,
    title: str,
    facts: Mapping[str, Any],
    now: Instant,
    actor: str,
    name: str = "",
    exercise: str = "",
) -> Incident:
    """Open an incident with what is known; returns it.

    The id is the day and a number where none is given. Raises ServandaError `bad-id`,
    `incident-exists`, and what a fact that cannot be read raises.
    """
    known = {row.subject for row in _rows(workspace, "incident")}
    if not name:
        day, number = f"{now:%Y-%m-%d}", 1
        while f"{day}-{number}" in known:
            number += 1
        name = f"{day}-{number}"
    if not _ID.fullmatch(name):
        raise ServandaError("bad-id", "an incident's name has small letters, digits and hyphens")
    if name in known:
        raise ServandaError("incident-exists", f"there is an incident `{name}` already")
    opened = Opened(id=name, title=title, at=now, by=actor, exercise=exercise)
    said = [Statement(fact=name, value=value, at=now, by=actor) for name, value in facts.items()]
    with workspace.recording():
        record(workspace.alias, kind="incident", subject=name, value=opened, at=now, actor=actor)
        for statement in said:
            _say(workspace, name, statement)
    return Incident(opened=opened, statements=tuple(said))


def incidents(workspace: Workspace) -> tuple[Opened, ...]:
    """Every incident of the workspace, in the order in which they were opened."""
    return tuple(row.value(Opened) for row in _rows(workspace, "incident"))


def incident(workspace: Workspace, name: str = "") -> Incident:
    """One incident with all that is recorded of it; the last one that is open where no id is given.

    Raises ServandaError `no-incident`.
    """
    all_of_them = {opened.id: opened for opened in incidents(workspace)}
    if not name:
        over = {row.subject for row in _rows(workspace, "incident-closed")}
        still = [name for name in all_of_them if name not in over]
        name = still[-1] if still else ""
    if name not in all_of_them:
        raise ServandaError(
            "no-incident",
            f"there is no incident `{name}`" if name else "no incident is open",
            hint="servanda incident open TITLE",
        )
    with workspace.told():
        closed = [row.value(Closed) for row in _of(workspace, "incident-closed", name)]
        return Incident(
            opened=all_of_them[name],
            statements=tuple(r.value(Statement) for r in _of(workspace, "incident-fact", name)),
            decisions=tuple(r.value(Conclusion) for r in _of(workspace, "incident-decision", name)),
            sent=tuple(r.value(Sent) for r in _of(workspace, "incident-sent", name)),
            evidence=tuple(r.value(Evidence) for r in _of(workspace, "incident-evidence", name)),
            done=tuple(r.value(Done) for r in _of(workspace, "incident-step", name)),
            closed=closed[-1] if closed else None,
        )


def state_fact(workspace: Workspace, name: str, statement: Statement) -> Incident:
    """Add a fact to an incident; raises ServandaError `no-incident`, `incident-closed`."""
    found = _still_open(workspace, name)
    # the whole is read with it, so that a fact which contradicts the others' form is refused
    fold([*found.statements, statement])
    with workspace.recording():
        _say(workspace, found.opened.id, statement)
    return incident(workspace, found.opened.id)


def assess_incident(workspace: Workspace, found: Incident, *, now: Instant) -> Assessment:
    """The assessment of an incident by its facts, the workspace's agreements and every law."""
    from servanda import registry
    from servanda.incidents.calendars import holidays

    told = read_files(workspace)
    return assess(
        understood(found),
        laws=registry.notice_laws(found.facts.places()),
        agreements=told.agreements,
        now=now,
        sent={one.duty: one.at for one in reversed(found.sent)},
        holidays=holidays,
        risk=_standing(found, "gdpr-risk"),
        phi=_standing(found, "hipaa-breach"),
    )


def understood(found: Incident) -> Facts:
    """The facts of an incident, with what its classes of data mean."""
    facts = found.facts
    if not facts.title:
        facts = replace(facts, title=found.opened.title)
    if facts.data_classes is None:
        return facts
    from servanda import registry
    from servanda.incidents.data import with_meaning

    return with_meaning(facts, {one.id: one for one in registry.detectors()})


def _standing(found: Incident, question: str) -> Conclusion | None:
    """A person's decision, as long as the reasons still lead where they did when it was made."""
    decided = found.decided(question)
    if decided is None:
        return None
    reckoned = {"gdpr-risk": assess_risk, "hipaa-breach": assess_phi}[question](understood(found))
    return decided if reckoned.reckoned == decided.reckoned else None


def decide_conclusion(
    workspace: Workspace,
    name: str,
    question: str,
    *,
    answer: str = "",
    because: str = "",
    now: Instant,
    actor: str,
) -> Conclusion:
    """Accept a conclusion (no `answer`), or change it with a reason; who did is recorded.

    A decision holds until new facts lead to another conclusion; then it must be made again. Raises
    ServandaError `no-reason`, `unknown-question`, `unknown-answer`.
    """
    from servanda.incidents import phi, risk

    found = _still_open(workspace, name)
    answers = {"gdpr-risk": risk.LEVELS, "hipaa-breach": phi.ANSWERS}
    if question not in answers:
        raise ServandaError(
            "unknown-question", f"`{question}` is no question", hint=f"one of {', '.join(answers)}"
        )
    if answer and answer not in answers[question]:
        raise ServandaError(
            "unknown-answer",
            f"`{answer}` is no answer to it",
            hint=f"one of {', '.join(answers[question])}",
        )
    reckoned = (assess_risk if question == "gdpr-risk" else assess_phi)(understood(found))
    if answer and answer != reckoned.answer:
        decided = reckoned.changed(answer, because=because, by=actor, at=now)
    else:
        decided = reckoned.accepted(by=actor, at=now)
    with workspace.recording():
        record(
            workspace.alias,
            kind="incident-decision",
            subject=found.opened.id,
            value=decided,
            at=now,
            actor=actor,
        )
    return decided


def notice_sent(
    workspace: Workspace,
    name: str,
    duty: str,
    *,
    at: Instant,
    now: Instant,
    actor: str,
    channel: str = "",
    digest: str = "",
) -> NoticeDuty:
    """Record that a person has sent the notice of a duty: that stops its clock.

    Raises ServandaError `no-such-duty`, `sent-in-future`, `already-sent`.
    """
    found = _still_open(workspace, name)
    if at > now:
        raise ServandaError("sent-in-future", "a notice is recorded once it was sent")
    if any(one.duty == duty for one in found.sent):
        raise ServandaError("already-sent", f"the notice of `{duty}` was sent already")
    known = {one.id: one for one in assess_incident(workspace, found, now=now).duties}
    if duty not in known:
        raise ServandaError(
            "no-such-duty", f"there is no duty `{duty}` here", hint="servanda incident duties"
        )
    sent = Sent(duty=duty, at=at, by=actor, channel=channel, digest=digest)
    with workspace.recording():
        record(
            workspace.alias,
            kind="incident-sent",
            subject=found.opened.id,
            value=sent,
            at=now,
            actor=actor,
        )
    return next(
        one
        for one in assess_incident(workspace, incident(workspace, found.opened.id), now=now).duties
        if one.id == duty
    )


def close_incident(
    workspace: Workspace,
    name: str,
    *,
    review: str,
    actions: tuple[str, ...] = (),
    now: Instant,
    actor: str,
) -> Incident:
    """Close an incident with its review. Raises ServandaError `duties-open` while something is owed."""
    found = _still_open(workspace, name)
    if not review.strip():
        raise ServandaError("no-review", "an incident is closed with what was learned of it")
    owed = [
        duty
        for duty in assess_incident(workspace, found, now=now).duties
        if duty.state in ("owed", "overdue", "waiting") and duty.addressee != "register"
    ]
    if owed:
        names = ", ".join(duty.id for duty in owed[:3])
        raise ServandaError(
            "duties-open",
            f"{len(owed)} duties are still owed: {names}{' ...' if len(owed) > 3 else ''}",
            hint="send the notices, or state the fact that takes the duty away",
        )
    closed = Closed(at=now, by=actor, review=review, actions=actions)
    with workspace.recording():
        record(
            workspace.alias,
            kind="incident-closed",
            subject=found.opened.id,
            value=closed,
            at=now,
            actor=actor,
        )
    return incident(workspace, found.opened.id)


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
    shown = format_instant(value) if isinstance(value, Instant) else str(value)
    return f"{said.fact} = {shown}" + (f" ({said.source})" if said.source else "")


def add_evidence(workspace: Workspace, name: str, piece: Evidence) -> Incident:
    """Record a piece of evidence, or its handing over; the file itself stays where it is kept."""
    found = _still_open(workspace, name)
    with workspace.recording():
        record(
            workspace.alias,
            kind="incident-evidence",
            subject=found.opened.id,
            value=piece,
            at=piece.at,
            actor=piece.by,
        )
    return incident(workspace, found.opened.id)


def step_done(workspace: Workspace, name: str, done: Done) -> Incident:
    """Record that a step of a playbook was done; raises ServandaError `no-such-step`."""
    from servanda.incidents.response import playbooks

    found = incident(workspace, name)
    if done.playbook == REVIEW:
        resolved = found.closed.actions if found.closed else ()
        known = {(REVIEW, str(number)) for number, _ in enumerate(resolved, 1)}
    else:
        found = _still_open(workspace, name)
        known = {(book.id, step.id) for book in playbooks() for step in book.steps}
    if (done.playbook, done.step) not in known:
        raise ServandaError(
            "no-such-step",
            f"there is no step `{done.step}` in the playbook `{done.playbook}`",
            hint="servanda incident tasks",
        )
    with workspace.recording():
        record(
            workspace.alias,
            kind="incident-step",
            subject=found.opened.id,
            value=done,
            at=done.at,
            actor=done.by,
        )
    return incident(workspace, found.opened.id)


def lessons(workspace: Workspace) -> tuple[Obligation, ...]:
    """What was promised in the reviews of closed incidents and is not done yet, as obligations."""
    found = []
    for opened in incidents(workspace):
        one = incident(workspace, opened.id)
        if one.closed is None or opened.exercise:
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


REVIEW = "review"
"""The playbook of what a review has resolved: its steps are the numbers of its actions."""


def register(workspace: Workspace, *, now: Instant) -> tuple[Entry, ...]:
    """The register of breaches (GDPR Article 33(5)): every incident but exercises."""
    found = []
    for opened in incidents(workspace):
        if opened.exercise:
            continue
        one = incident(workspace, opened.id)
        closed = one.closed
        found.append(
            entry(
                opened.id,
                understood(one),
                assess_incident(workspace, one, now=now),
                opened=opened.at,
                closed=closed.at if closed else None,
                title=opened.title,
                remedies=(closed.review, *closed.actions) if closed else (),
            )
        )
    return tuple(found)


def _say(workspace: Workspace, name: str, statement: Statement) -> None:
    record(
        workspace.alias,
        kind="incident-fact",
        subject=name,
        value=statement,
        at=statement.at,
        actor=statement.by,
    )


def _still_open(workspace: Workspace, name: str) -> Incident:
    found = incident(workspace, name)
    if found.closed is not None:
        raise ServandaError("incident-closed", f"the incident `{found.opened.id}` is closed")
    return found


def _rows(workspace: Workspace, kind: str) -> list[Any]:
    with workspace.told():
        return list(stored(workspace.alias, kind=kind))


def _of(workspace: Workspace, kind: str, name: str) -> list[Any]:
    return list(stored(workspace.alias, kind=kind, subject=name))
