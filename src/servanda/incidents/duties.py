"""The duties of an incident: who must be told what, by whom, by when, and by which clause or article.

From the facts, the laws that reach them and the agreements that are touched. A duty is `owed`, `open`
(an unknown fact decides), `waiting` (its clock starts with an act that has not happened) or `not-owed`;
with a clock that has run out it is `overdue`, and once its notice was sent `done` or `late`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from servanda.agreements.agreement import Agreement
from servanda.agreements.terms import Term
from servanda.base.citations import Citation, ClauseRef
from servanda.base.clocks import Clock
from servanda.base.codec import to_plain
from servanda.base.counting import due as count
from servanda.base.durations import BusinessDays, Hours
from servanda.base.instants import Instant, format_instant
from servanda.incidents.circumstances import circumstances
from servanda.incidents.conclusions import Conclusion
from servanda.incidents.facts import Facts
from servanda.incidents.phi import assess_phi
from servanda.incidents.places import UNIONS, reaches, zone_of
from servanda.incidents.risk import assess_risk
from servanda.incidents.severity import Severity, severity
from servanda.incidents.telling import Telling, what_is_owed
from servanda.law.conditions import holds
from servanda.law.force import holds as in_force
from servanda.law.provisions import Duty, Law, Provision
from servanda.obligations.obligation import Basis

State = Literal["owed", "overdue", "open", "waiting", "done", "late", "not-owed"]

Holidays = Callable[[str], Container[date] | None]
"""The holidays of a place, None where no calendar of it is known."""

NOTICES = {
    "authority_notice": "authority",
    "authority_notice_yearly": "authority",
    "authority_notice_follow_up": "authority",
    "data_subject_notice": "individuals",
    "public_notice": "public",
    "agency_notice": "credit-agencies",
    "card_notice": "card-brand",
    "client_notice": "clients",
    "breach_notice": "customer",
    "breach_record": "register",
    "assessment": "house",
}
"""The kinds of duty that an incident sets off, and the sort of addressee of each."""

_BEARERS = {
    "controller": {"controller", "business", "owner", "covered-entity"},
    "owner": {"controller", "business", "owner", "covered-entity"},
    "processor": {"processor", "service-provider", "maintainer", "business-associate"},
    "maintainer": {"processor", "service-provider", "maintainer", "business-associate"},
    "controller-and-processor": {"controller", "processor", "business", "service-provider"},
    "covered-entity-and-business-associate": {"covered-entity", "business-associate"},
}
"""Who counts as the bearer of a law's duty; any other bearer only by its own name."""

_ACTS = {
    "individual-notice",
    "authority-notice",
    "initial-notification",
    "intermediate-report",
    "incident-notification",
    "incident-handled",
    "payment",
    "classification",
    "materiality",
    "processor-notice",
    "law-enforcement-release",
    "first-notice",
}
"""Starts that are acts of their own: until they happen, the clock waits."""

_KNOWLEDGE = ("discovery", "awareness", "determination")
"""Starts that stand for one another where only one of them is stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Another way to count the same limit, later than the one that is aimed at."""

    rule: str
    due: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDuty:
    """One duty. `due` is the first instant at which its time has run out, by the strictest reading.

    `asks` are the conditions that no fact decides yet, `why` what was decided and how; `local` is
    `due` where the addressee is. `contents` is what the notice must say, `cited` the basis as one writes
    it in a letter.
    """

    id: str
    state: State
    to: str
    addressee: str
    what: str
    bearer: str
    basis: Basis
    place: str = ""
    agreement: str = ""
    clock: Clock | None = None
    starts: str = ""
    start: Instant | None = None
    due: Instant | None = None
    zone: str = "UTC"
    readings: tuple[Reading, ...] = ()
    sent: Instant | None = None
    why: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    consequence: str = ""
    confidence: str = ""
    evidence: str = ""
    cited: str = ""

    @property
    def local(self) -> datetime | None:
        """`due` in the addressee's zone."""
        return None if self.due is None else self.due.astimezone(ZoneInfo(self.zone))

    def at(self, now: Instant) -> NoticeDuty:
        """The duty with its state at `now`: what is past due is overdue, what was sent is done."""
        if self.state == "not-owed":
            return self
        if self.sent is not None:
            late = self.due is not None and self.sent >= self.due
            return replace(self, state="late" if late else "done")
        if self.due is not None and now >= self.due:
            return replace(self, state="overdue")
        return self


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


def no_calendar(_place: str) -> None:
    """Knows no holidays; business days are then counted with weekends alone, which is the earliest."""


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
            found += _terms_of(agreement, facts, holidays)
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
        return any(_bears(duty.bearer, facts) for duty in law.duties) if any(known) else None
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


def _bears(bearer: str, facts: Facts) -> bool | None:
    """Whether we are the bearer of a duty; None where our roles are not known."""
    names = _BEARERS.get(bearer, {bearer})
    ours = (facts.roles or frozenset()) | (facts.sectors or frozenset())
    if names & ours:
        return True
    if bearer in _BEARERS:
        return None if facts.roles is None else False
    return None if facts.sectors is None and facts.roles is None else False


def _duties_of(
    law: Law,
    facts: Facts,
    risk: Conclusion,
    phi: Conclusion,
    now: Instant,
    holidays: Holidays,
) -> list[NoticeDuty]:
    known = circumstances(facts, law.jurisdiction, risk=risk, phi=phi)
    aware = _knowledge(facts)
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
    run = _Run(state=state, why=why, asks=asks)
    if duty.clock is not None and state != "not-owed":
        run = _clocked(run, duty.clock, facts, _rules_of(law, duty.clock), zone, holidays(place))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A clock as it runs: from when to when, and what was decided on the way."""

    state: State
    why: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    starts: str = ""
    start: Instant | None = None
    due: Instant | None = None
    readings: tuple[Reading, ...] = ()


def _owed(
    duty: Duty, facts: Facts, known: Mapping[str, Any]
) -> tuple[State, tuple[str, ...], tuple[str, ...]]:
    """Whether a duty applies. An exception must be shown; an undecided condition leaves it open."""
    why: list[str] = []
    asks: list[str] = []
    bears = _bears(duty.bearer, facts)
    if bears is False:
        return "not-owed", (f"we are not the {duty.bearer}",), ()
    if bears is None:
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


def _clocked(
    run: _Run,
    clock: Clock,
    facts: Facts,
    rules: tuple[str, ...],
    zone: str,
    holidays: Container[date] | None,
) -> _Run:
    starts, start, note = _start(clock.starts, facts, zone)
    why = (*run.why, note) if note else run.why
    if start is None:
        waits = clock.starts in _ACTS and run.state == "owed"
        asks = run.asks if waits else (*run.asks, f"when was the {clock.starts or 'awareness'}?")
        return _Run(state="waiting" if waits else run.state, starts=starts, why=why, asks=asks)
    if clock.length is None:
        return _Run(state=run.state, why=why, asks=run.asks, starts=starts, start=start)
    readings = []
    for rule in rules:
        by_calendar = isinstance(clock.length, BusinessDays) or (
            rule in _BY_CALENDAR and not isinstance(clock.length, Hours)
        )
        if by_calendar and holidays is None:
            if rule == "reg1182":
                continue
            why = (*why, "no calendar of the place is known: weekends alone are left out")
        end = count(
            start, clock.length, rule=rule, zone=zone, holidays=() if holidays is None else holidays
        )
        readings.append(Reading(rule=rule, due=end))
    first = min(readings, key=lambda reading: reading.due)
    later = tuple(reading for reading in readings if reading.due > first.due)
    return _Run(
        state=run.state,
        why=why,
        asks=run.asks,
        starts=starts,
        start=start,
        due=first.due,
        readings=later,
    )


_BY_CALENDAR = ("reg1182", "noon-of-next-working-day")


def _start(name: str, facts: Facts, zone: str) -> tuple[str, Instant | None, str]:
    """The event that a clock starts from, when it was, and what was put in its place."""
    wanted = {"first-notice": "authority-notice", "": "awareness"}.get(name, name)
    if (at := facts.at(wanted)) is not None:
        return wanted, at, ""
    if wanted == "end-of-calendar-year" and (known := _knowledge(facts)) is not None:
        year = known.astimezone(ZoneInfo(zone)).year
        end = datetime.combine(date(year, 12, 31), time(12), tzinfo=ZoneInfo(zone))
        return wanted, end.astimezone(UTC), ""
    if wanted in _ACTS or wanted == "end-of-calendar-year":
        return wanted, None, ""
    stated = [(facts.at(other), other) for other in _KNOWLEDGE]
    known_at = [(at, other) for at, other in stated if at is not None]
    if not known_at:
        return wanted, None, ""
    at, other = min(known_at)
    return other, at, f"counted from the {other}: the {wanted} is not stated"


def _knowledge(facts: Facts) -> Instant | None:
    return min((at for name in _KNOWLEDGE if (at := facts.at(name))), default=None)


def _terms_of(agreement: Agreement, facts: Facts, holidays: Holidays) -> list[NoticeDuty]:
    """The notices that an agreement promises; each of two conflicting terms is kept."""
    terms = [term for term in agreement.of_kind("breach_notice") if _ours(term, facts)]
    contacts = [str(term.value) for term in agreement.of_kind("security_contact") if term.value]
    found = []
    for number, term in enumerate(terms):
        mark = f"-{number + 1}" if number else ""
        clock = term.clock or Clock(starts="awareness")
        at = ("at " + ", ".join(contacts),) if contacts else ()
        run = _Run(state="owed", why=at)
        run = _clocked(run, clock, facts, ("elapsed",), "UTC", holidays(""))
        customer = _customer(agreement, term)
        found.append(
            NoticeDuty(
                id=f"{agreement.id}/breach-notice{mark}",
                state=run.state,
                to=customer,
                addressee="customer",
                what=f"notify {customer} of the breach",
                bearer=term.bearer or "processor",
                basis=Basis(
                    words=term.quote,
                    clause=ClauseRef(
                        agreement=agreement.id, clause=term.clause, quote=term.quote, page=term.page
                    ),
                ),
                agreement=agreement.id,
                clock=term.clock,
                starts=run.starts,
                start=run.start,
                due=run.due,
                readings=run.readings,
                why=run.why,
                asks=run.asks,
                confidence="high" if term.confidence >= 0.9 else "medium",
                evidence="the agreement",
                cited=f"clause {term.clause} of our agreement" if term.clause else "our agreement",
            )
        )
    return found


def _ours(term: Term, facts: Facts) -> bool:
    """Whether the promise is ours to keep: it binds our side, or says not whom."""
    if not term.bearer or facts.roles is None:
        return True
    return bool(_BEARERS.get(term.bearer, {term.bearer}) & facts.roles)


def _customer(agreement: Agreement, term: Term) -> str:
    for party in agreement.parties:
        if party.role == (term.to or "controller"):
            return party.name
    return term.to or "the other party"
