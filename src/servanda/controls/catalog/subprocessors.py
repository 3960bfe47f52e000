"""A sub-processor in use that the agreement does not list.

Where the customer authorises each sub-processor, or none, one that is not listed breaks the promise. A
general authorisation allows more, if each was announced in time: no announcement is on record here, so
the authorisation is unknown, while the list itself, as long as it is not brought up to date, is broken.
"""

from __future__ import annotations

import re

from servanda.agreements.agreement import Agreement
from servanda.controls import collecting, judging
from servanda.controls.control import Control, Evidence, Observation, Outcome, Situation
from servanda.controls.countries import country, plain
from servanda.obligations.obligation import Obligation

ID = "subprocessors"
JUDGES = ("subprocessors", "subprocessor_authorisation")

_FORM = re.compile(
    r"(?: (?:inc|incorporated|corp|corporation|company|co|llc|llp|lp|ltd|limited|plc|pbc|gmbh|mbh|ag|se|kg|"
    r"ug|ohg|ev|sa|sas|sarl|s a r l|bv|b v|nv|n v|ab|as|a s|oy|oyj|aps|spa|s p a|srl|s r l|sl|s l|"
    r"kft|zrt|sro|s r o|doo|d o o|pte|pty|pvt|kk|k k|co kg)){1,8}$"
)

_NOTE = re.compile(r"[(:;–—]|\s-\s")


def collect(situation: Situation) -> Evidence:
    """List who is in use: the operators of systems and the sub-processors of the settings."""
    used: dict[str, set[str]] = {}
    for system in situation.systems:
        if system.operator:
            used.setdefault(system.operator, set()).add(system.id)
    for other in situation.subprocessors:
        used.setdefault(other.name, set())
    observations = [
        Observation(subject=name, facts={"company": name, "systems": sorted(used[name])})
        for name in sorted(used)
    ]
    return collecting.evidence(ID, situation, observations)


def judge(evidence: Evidence, situation: Situation) -> tuple[Outcome, ...]:
    """Compare who is in use for an agreement with whom it lists."""
    ours, others = judging.duties(ID, JUDGES, situation)
    looked, reached = judging.Looked(evidence, situation, "company"), judging.reach(situation)
    agreements = {agreement.id: agreement for agreement in situation.agreements}
    operators = {system.id: system.operator for system in situation.systems}
    outcomes = list(others)
    for obligation in ours:
        names = {operators.get(system, "") for system in reached(obligation)} - {""}
        names |= {
            other.name
            for other in situation.subprocessors
            if judging.covers(other.agreements, obligation.agreement)
        }
        agreement = agreements.get(obligation.agreement)
        if not names:
            why = "servanda.toml names no sub-processor that is in use for it"
            outcomes.append(judging.apart(ID, obligation, "not-applicable", "sub-processors", why))
        outcomes += [_outcome(looked.at(name), obligation, agreement) for name in sorted(names)]
    return tuple(outcomes)


def _outcome(view: judging.View, obligation: Obligation, agreement: Agreement | None) -> Outcome:
    listed, authorisation = _promised(obligation, agreement)
    name, broken, unknown = view.subject, list[str](), list[str]()
    if authorisation == "none":
        broken.append(f"{name} is in use, and the agreement allows no sub-processor")
    elif plainly(name) not in {reading for other in listed for reading in _readings(other)}:
        if not listed:
            unknown.append(
                f"{name} is in use, and the agreement as read here lists no sub-processor"
            )
        elif obligation.kind == "subprocessors" or authorisation != "general":
            broken.append(f"{name} is in use, and the agreement does not list it")
        else:
            unknown.append(
                f"{name} is in use and not listed; whether it was announced in time is not on record"
            )
    return view.outcome(
        ID,
        obligation,
        broken=broken if view.seen else (),
        unknown=unknown,
        kept=f"{name} is in use and the agreement lists it",
        remedy=CONTROL.remedy,
    )


def _promised(obligation: Obligation, agreement: Agreement | None) -> tuple[set[str], str]:
    """Who is listed, and which kind of authorisation there is; empty where there is none."""
    listed: set[str] = set()
    kinds: list[str] = []
    terms = [] if agreement is None else [(term.kind, term.value) for term in agreement.terms]
    for kind, value in [(obligation.kind, obligation.value), *terms]:
        if kind == "subprocessors":
            listed |= {value} if isinstance(value, str) else set()
            listed |= set(value) if isinstance(value, tuple) else set()
        elif kind == "subprocessor_authorisation" and isinstance(value, str):
            kinds.append(value)
    return listed, kinds[0] if kinds else ""


def _readings(entry: str) -> set[str]:
    """An entry of a list as it stands, without a note after the name, and without a country at its end."""
    name = _NOTE.split(entry, maxsplit=1)[0]
    head, _, tail = name.rpartition(",")
    return {plainly(entry), plainly(name), *([plainly(head)] if head and country(tail) else [])}


def plainly(name: str) -> str:
    """A company's name without case, punctuation and legal form: `Mailpier Inc.` is `mailpier`."""
    words = plain(name)
    return _FORM.sub("", words) or words


CONTROL = Control(
    title="Sub-processors that the agreement does not list",
    finds="companies that run systems or are engaged for an agreement and do not stand in its list",
    matters="the customer never agreed to them, nobody passed its terms on to them, and you answer for them",
    remedy="announce the sub-processor and bring the list up to date, or stop using it for this customer",
    judges=JUDGES,
    collect=collect,
    judge=judge,
)
