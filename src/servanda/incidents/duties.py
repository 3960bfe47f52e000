"""The duties of an incident: who must be told what, by whom, by when, and by which clause or article.

From the facts, the laws that reach them and the agreements that are touched. A duty is `owed`, `open`
(an unknown fact decides), `waiting` (its clock starts with an act that has not happened) or `not-owed`;
with a clock that has run out it is `overdue`, and once its notice was sent `done` or `late`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from servanda.agreements.agreement import Agreement
from servanda.base.citations import Citation
from servanda.base.clocks import Clock
from servanda.base.codec import to_plain
from servanda.base.instants import Instant, format_instant
from servanda.incidents.bearers import bears
from servanda.incidents.circumstances import circumstances
from servanda.incidents.clocks import Run, State, knowledge, running
from servanda.incidents.conclusions import Conclusion
from servanda.incidents.facts import Facts
from servanda.incidents.notice_duty import NOTICES, Holidays, NoticeDuty, no_calendar
from servanda.incidents.phi import assess_phi
from servanda.incidents.places import UNIONS, reaches, zone_of
from servanda.incidents.promises import promised_notices
from servanda.incidents.risk import assess_risk
from servanda.incidents.severity import Severity, severity
from servanda.incidents.telling import Telling, what_is_owed
from servanda.law.conditions import holds
from servanda.law.force import holds as in_force
from servanda.law.provisions import Duty, Law, Provision
from servanda.obligations.obligation import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The whole answer: both conclusions, every duty, and the laws that could not be judged."""

    now: Instant
    risk: Conclusion
    phi: Conclusion
    telling: Telling
    severity: Severity
    duties: tuple[NoticeDuty, ...]
    unjudged: tuple[str, ...] = ()

    def of_state(self, *states: State) -> tuple[NoticeDuty, ...]:
        """The duties in one of these states, in order."""
        return tuple(duty for duty in self.duties if duty.state in states)

    def to_plain(self) -> dict[str, Any]:
        """`servanda/incident-assessment/1`."""
        return {
            "schema": "servanda/incident-assessment/1",
            "now": to_plain(self.now),
            "risk": to_plain(self.risk),
            "hipaa": to_plain(self.phi),
            "owed": to_plain(self.telling),
            "severity": {
                "score": str(self.severity.score),
                "level": self.severity.level,
                **to_plain(self.severity),
            },
            "duties": [
                {**to_plain(duty), "cites": str(duty.basis), "local": _written(duty.local)}
                for duty in self.duties
            ],
            "unjudged": list(self.unjudged),
        }


def assess(
    facts: Facts,
    *,
    laws: Iterable[Law],
    agreements: Iterable[Agreement] = (),
    now: Instant,
    sent: Mapping[str, Instant] | None = None,
    holidays: Holidays = no_calendar,
    risk: Conclusion | None = None,
    phi: Conclusion | None = None,
) -> Assessment:
    """Every duty that the facts set off, the earliest first.

    `sent` holds when each duty's notice was sent, by the duty's id; `risk` and `phi` are conclusions
    that a person has decided on, where there are any.
    """
    risk = risk or assess_risk(facts)
    phi = phi or assess_phi(facts)
    sent = sent or {}
    found: list[NoticeDuty] = []
    unjudged: list[str] = []
    for law in laws:
        reach = _reach(law, facts)
        if reach is None:
            unjudged.append(law.id)
        elif reach:
            found += _duties_of(law, _with_acts(law, facts, sent), risk, phi, now, holidays)
    for agreement in agreements:
        if facts.agreements is None or agreement.id in facts.agreements:
            found += promised_notices(agreement, facts, holidays)
    dated = [
        (replace(duty, sent=sent[duty.id]) if duty.id in sent else duty).at(now) for duty in found
    ]
    return Assessment(
        now=now,
        risk=risk,
        phi=phi,
        telling=what_is_owed(facts, risk),
        severity=severity(facts),
        duties=tuple(sorted(dated, key=_order)),
        unjudged=tuple(sorted(unjudged)),
    )


def _written(local: datetime | None) -> str | None:
    return None if local is None else local.isoformat()


_RANK: dict[State, int] = {
    "overdue": 0, "owed": 1, "open": 2, "waiting": 3, "late": 4, "done": 5, "not-owed": 6,
}  # fmt: skip
_FAR = datetime.max.replace(tzinfo=UTC)


def _order(duty: NoticeDuty) -> tuple[int, Instant, str]:
    return _RANK[duty.state], duty.due or _FAR, duty.id


def _reach(law: Law, facts: Facts) -> bool | None:
    """Whether a law reaches the people concerned or the house; None where neither is known."""
    if law.jurisdiction == "CONTRACT":
        known = facts.roles, facts.sectors
        return any(bears(duty.bearer, facts) for duty in law.duties) if any(known) else None
    places = [place for place, people in (facts.people_in or {}).items() if people]
    if facts.established:
        places.append(facts.established)
    if any(reaches(law.jurisdiction, place) for place in places):
        return True
    if facts.people_in is None:
        return None
    return False


_EVENTS = {"individuals": "individual-notice", "authority": "authority-notice"}
"""What a notice to these is, where its rule does not say: other clocks of the same law may start from it."""


def _with_acts(law: Law, facts: Facts, sent: Mapping[str, Instant]) -> Facts:
    """The facts with what was sent under this law as events, the earliest of each."""
    acts: dict[str, Instant] = {}
    for provision in law.provisions:
        for duty in provision.duties:
            at = sent.get(f"{law.id}#{provision.path}/{duty.id}")
            event = duty.event or _EVENTS.get(NOTICES.get(duty.kind, ""), "")
            if at is not None and event:
                acts[event] = min(at, acts.get(event, at))
    return replace(facts, events={**(facts.events or {}), **acts}) if acts else facts


def _duties_of(
    law: Law,
    facts: Facts,
    risk: Conclusion,
    phi: Conclusion,
    now: Instant,
    holidays: Holidays,
) -> list[NoticeDuty]:
    known = circumstances(facts, law.jurisdiction, risk=risk, phi=phi)
    aware = knowledge(facts)
    if aware is not None:
        known["hours-since-awareness"] = int((now - aware).total_seconds() // 3600)
    found = []
    for provision in law.provisions:
        for duty in provision.duties:
            if duty.kind in NOTICES and in_force(duty, (aware or now).date()):
                found.append(_duty(law, provision, duty, facts, known, holidays))
    return found


def _duty(
    law: Law,
    provision: Provision,
    duty: Duty,
    facts: Facts,
    known: Mapping[str, Any],
    holidays: Holidays,
) -> NoticeDuty:
    state, why, asks = _owed(duty, facts, known)
    place = _place(law, facts)
    zone = zone_of(place)
    run = Run(state=state, why=why, asks=asks)
    if duty.clock is not None and state != "not-owed":
        run = running(run, duty.clock, facts, _rules_of(law, duty.clock), zone, holidays(place))
        if "law-enforcement-delay" in duty.unless and facts.hold_until is not None:
            held = (
                f"delayed until {format_instant(facts.hold_until)}, as an agency asked in writing"
            )
            later = None if run.due is None else max(run.due, facts.hold_until)
            run = replace(run, due=later, why=(*run.why, held))
    return NoticeDuty(
        id=f"{law.id}#{provision.path}/{duty.id}",
        state=run.state,
        to=duty.to,
        addressee=NOTICES[duty.kind],
        what=duty.what,
        bearer=duty.bearer,
        basis=Basis(words=duty.words, citation=Citation(law.id, provision.path)),
        place=law.jurisdiction,
        clock=duty.clock,
        starts=run.starts,
        start=run.start,
        due=run.due,
        zone=zone,
        readings=run.readings,
        why=run.why,
        asks=run.asks,
        contents=duty.contents,
        consequence=duty.consequence,
        confidence=duty.confidence or law.confidence,
        evidence=duty.evidence or law.source,
        cited=f"{provision.heading.partition(':')[0]}, {law.short}",
    )


def _owed(
    duty: Duty, facts: Facts, known: Mapping[str, Any]
) -> tuple[State, tuple[str, ...], tuple[str, ...]]:
    """Whether a duty applies. An exception must be shown; an undecided condition leaves it open."""
    why: list[str] = []
    asks: list[str] = []
    ours = bears(duty.bearer, facts)
    if ours is False:
        return "not-owed", (f"we are not the {duty.bearer}",), ()
    if ours is None:
        asks.append(f"are we the {duty.bearer}?")
    for condition in duty.unless:
        answer = holds(condition, known)
        if answer:
            return "not-owed", (f"excepted: {condition}",), ()
        if answer is None:
            why.append(f"not shown: {condition}")
    for condition in duty.when:
        answer = holds(condition, known)
        if answer is False:
            return "not-owed", (f"not the case: {condition}",), ()
        if answer is None:
            asks.append(condition)
        else:
            why.append(condition)
    return ("open" if asks else "owed"), tuple(why), tuple(asks)


def _place(law: Law, facts: Facts) -> str:
    """Where the addressee is: of a union the member where we are, or most of the people."""
    if law.jurisdiction not in UNIONS:
        return law.jurisdiction
    if facts.established and reaches(law.jurisdiction, facts.established):
        return facts.established
    inside = {
        place: people
        for place, people in (facts.people_in or {}).items()
        if reaches(law.jurisdiction, place)
    }
    return max(inside, key=lambda place: (inside[place], place)) if inside else law.jurisdiction


def _rules_of(law: Law, clock: Clock) -> tuple[str, ...]:
    if clock.rule:
        return (clock.rule,)
    if law.jurisdiction in UNIONS:
        return ("elapsed", "reg1182")
    # outside the Union the first day may be counted or not: the earlier reading is the target
    return ("counting-first-day", "elapsed")
