"""The notices that an agreement promises, each with its own clock and addressee."""

from __future__ import annotations

from servanda.agreements.agreement import Agreement
from servanda.agreements.terms import Term
from servanda.base.citations import ClauseRef
from servanda.base.clocks import Clock
from servanda.incidents.bearers import bearers
from servanda.incidents.clocks import Run, running
from servanda.incidents.facts import Facts
from servanda.incidents.notice_duty import Holidays, NoticeDuty
from servanda.obligations.obligation import Basis


def promised_notices(agreement: Agreement, facts: Facts, holidays: Holidays) -> list[NoticeDuty]:
    """The notices that an agreement promises; each of two conflicting terms is kept."""
    terms = [term for term in agreement.of_kind("breach_notice") if _ours(term, facts)]
    contacts = [str(term.value) for term in agreement.of_kind("security_contact") if term.value]
    found = []
    for number, term in enumerate(terms):
        mark = f"-{number + 1}" if number else ""
        clock = term.clock or Clock(starts="awareness")
        at = ("at " + ", ".join(contacts),) if contacts else ()
        run = Run(state="owed", why=at)
        run = running(run, clock, facts, ("elapsed",), "UTC", holidays(""))
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
    return bool(bearers(term.bearer) & facts.roles)


def _customer(agreement: Agreement, term: Term) -> str:
    roles = bearers(term.to or "controller")
    for party in agreement.parties:
        if party.role in roles:
            return party.name
    return term.to or "the other party"
