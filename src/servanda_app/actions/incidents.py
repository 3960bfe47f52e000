"""Incidents as a workspace remembers them: opened, facts stated, conclusions decided, notices sent, closed.

Everything is a document with its ledger entry, and only ever added: `incident` (opened), `incident-fact`,
`incident-decision`, `incident-sent`, `incident-closed`; the subject of each is the incident's id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.incidents.conclusions import Conclusion
from servanda.incidents.duties import Assessment, assess
from servanda.incidents.facts import Facts
from servanda.incidents.notice_duty import NoticeDuty
from servanda.incidents.phi import assess_phi
from servanda.incidents.risk import assess_risk
from servanda.incidents.statements import Statement, fold
from servanda_app.actions.reading import Told, read_files
from servanda_app.incidents import Closed, Done, Evidence, Incident, Opened, Sent
from servanda_app.records.documents import record, stored
from servanda_app.workspace import Workspace

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


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
            hint="servanda incident register" if name else "servanda incident open TITLE",
        )
    return whole(workspace, all_of_them[name])


def whole(workspace: Workspace, opened: Opened) -> Incident:
    """All that is recorded of an incident."""
    name = opened.id
    with workspace.told():
        closed = [row.value(Closed) for row in _of(workspace, "incident-closed", name)]
        return Incident(
            opened=opened,
            statements=tuple(r.value(Statement) for r in _of(workspace, "incident-fact", name)),
            decisions=tuple(r.value(Conclusion) for r in _of(workspace, "incident-decision", name)),
            sent=tuple(r.value(Sent) for r in _of(workspace, "incident-sent", name)),
            evidence=tuple(r.value(Evidence) for r in _of(workspace, "incident-evidence", name)),
            done=tuple(r.value(Done) for r in _of(workspace, "incident-step", name)),
            closed=closed[-1] if closed else None,
        )


def state_fact(workspace: Workspace, name: str, statement: Statement) -> Incident:
    """Add a fact to an incident; raises ServandaError `no-incident`, `incident-closed`."""
    return state_facts(workspace, name, [statement])


def state_facts(workspace: Workspace, name: str, statements: Sequence[Statement]) -> Incident:
    """Add facts to an incident, all or none; raises ServandaError `no-incident`, `incident-closed`."""
    found = still_open(workspace, name)
    # the whole is read with them, so that a fact which contradicts the others' form is refused
    fold([*found.statements, *statements])
    with workspace.recording():
        for statement in statements:
            _say(workspace, found.opened.id, statement)
    return incident(workspace, found.opened.id)


def assess_incident(
    workspace: Workspace, found: Incident, *, now: Instant, told: Told | None = None
) -> Assessment:
    """The assessment of an incident by its facts, the workspace's agreements and every law.

    `told` is what the files say, where they were read already.
    """
    from servanda import registry
    from servanda.incidents.calendars import holidays

    told = told or read_files(workspace)
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

    found = still_open(workspace, name)
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
    keep(workspace, found, "incident-decision", decided, at=now, actor=actor)
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
    supplement: bool = False,
) -> NoticeDuty:
    """Record that a person has sent the notice of a duty: that stops its clock.

    A `supplement` is recorded beside the first notice, whose time remains (GDPR Article 33(4)).

    Raises ServandaError `no-such-duty`, `sent-in-future`, `sent-too-early`, `already-sent`.
    """
    found = still_open(workspace, name)
    if at > now:
        raise ServandaError("sent-in-future", "a notice is recorded once it was sent")
    began = min([found.opened.at, *(found.facts.events or {}).values()])
    if at < began:
        raise ServandaError(
            "sent-too-early",
            f"this notice would be older than the incident, which began {began:%Y-%m-%d %H:%M}Z",
            hint="see to the year and the zone, or first state the event that came before it",
        )
    duty = named_duty(assess_incident(workspace, found, now=now).duties, duty).id
    if not supplement and any(one.duty == duty for one in found.sent):
        raise ServandaError(
            "already-sent",
            f"the notice of `{duty}` was sent already",
            hint="--supplement records a further phase of it",
        )
    sent = Sent(duty=duty, at=at, by=actor, channel=channel, digest=digest)
    keep(workspace, found, "incident-sent", sent, at=now, actor=actor)
    return next(
        one
        for one in assess_incident(workspace, incident(workspace, found.opened.id), now=now).duties
        if one.id == duty
    )


def named_duty(duties: Sequence[NoticeDuty], name: str) -> NoticeDuty:
    """The duty of this id; of this clause or citation, where only one duty that is live rests on it.

    Raises ServandaError `no-such-duty`.
    """
    for duty in duties:
        if duty.id == name:
            return duty
    meant = [d for d in duties if d.id.startswith(f"{name}/") and d.state != "not-owed"]
    if len(meant) == 1:
        return meant[0]
    raise ServandaError(
        "no-such-duty",
        f"{len(meant)} duties rest on `{name}`" if meant else f"there is no duty `{name}` here",
        hint=" or ".join(duty.id for duty in meant) or "servanda incident duties",
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
    found = still_open(workspace, name)
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
    keep(workspace, found, "incident-closed", closed, at=now, actor=actor)
    return incident(workspace, found.opened.id)


def _say(workspace: Workspace, name: str, statement: Statement) -> None:
    record(
        workspace.alias,
        kind="incident-fact",
        subject=name,
        value=statement,
        at=statement.at,
        actor=statement.by,
    )


def keep(
    workspace: Workspace, found: Incident, kind: str, value: Any, *, at: Instant, actor: str
) -> None:
    """Record one more thing of an incident, with its ledger entry."""
    with workspace.recording():
        record(workspace.alias, kind=kind, subject=found.opened.id, value=value, at=at, actor=actor)


def still_open(workspace: Workspace, name: str) -> Incident:
    """An incident that is not closed; raises ServandaError `no-incident`, `incident-closed`."""
    found = incident(workspace, name)
    if found.closed is not None:
        raise ServandaError("incident-closed", f"the incident `{found.opened.id}` is closed")
    return found


def _rows(workspace: Workspace, kind: str) -> list[Any]:
    with workspace.told():
        return list(stored(workspace.alias, kind=kind))


def _of(workspace: Workspace, kind: str, name: str) -> list[Any]:
    return list(stored(workspace.alias, kind=kind, subject=name))
