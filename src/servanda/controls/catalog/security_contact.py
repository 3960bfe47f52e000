"""Nobody to reach on security, or another than was promised."""

from __future__ import annotations

import re

from servanda.controls import collecting, judging
from servanda.controls.control import Control, Evidence, Observation, Outcome, Situation
from servanda.obligations.obligation import Obligation

ID = "security-contact"
JUDGES = ("security_contact",)

_EMAIL = re.compile(r"[^\s@<>:,;]{1,64}@[^\s@<>:,;]{1,253}")
_REACHABLE = re.compile(r"[^\s@]@[^\s@]|https?://\S|[\d(][\d\s()./-]{5}")


def collect(situation: Situation) -> Evidence:
    """Read the contact from the company's settings."""
    contact = situation.company.security_contact.strip()
    facts = {"company": situation.company.name, "contact": contact}
    return collecting.evidence(
        ID, situation, [Observation(subject=situation.company.name, facts=facts)]
    )


def judge(evidence: Evidence, situation: Situation) -> tuple[Outcome, ...]:
    """Broken where there is no contact, or an address other than the one in the agreement."""
    ours, others = judging.duties(ID, JUDGES, situation)
    looked = judging.Looked(evidence, situation, "company")
    view = looked.at(situation.company.name)
    return (*others, *(_outcome(view, obligation) for obligation in ours))


def _outcome(view: judging.View, obligation: Obligation) -> Outcome:
    broken: list[str] = []
    unknown: list[str] = []
    promised = obligation.value if isinstance(obligation.value, str) else ""
    for observation in view.seen:
        contact = observation.facts.get("contact")
        if not isinstance(contact, str):
            unknown.append("whether there is a contact was not seen")
        elif not contact:
            broken.append("servanda.toml names no security contact")
        elif not _REACHABLE.search(contact):
            unknown.append("the contact in servanda.toml is no address, number or link")
        elif promised:
            _compare(contact, promised, broken, unknown)
    return view.outcome(
        ID,
        obligation,
        broken=broken,
        unknown=unknown,
        kept="servanda.toml names the contact that was promised"
        if promised
        else "servanda.toml names a security contact",
        remedy=CONTROL.remedy,
    )


def _compare(contact: str, promised: str, broken: list[str], unknown: list[str]) -> None:
    here, there = _addresses(contact), _addresses(promised)
    if here and there:
        if not here & there:
            broken.append("servanda.toml names another security contact than the agreement")
    elif not _plain(promised) or (
        _plain(contact) not in _plain(promised) and _plain(promised) not in _plain(contact)
    ):
        unknown.append("the contact in servanda.toml and the one in the agreement do not compare")


def _addresses(contact: str) -> set[str]:
    return {match.strip(".").casefold() for match in _EMAIL.findall(contact)}


def _plain(contact: str) -> str:
    return re.sub(r"[\W_]+", "", contact.casefold())


CONTROL = Control(
    title="Security contact",
    finds="no security contact in the company's settings, or one that differs from the agreement's",
    matters="a breach that the customer sees first reaches nobody, and the clocks of both run",
    remedy="set security_contact under [company] in servanda.toml to the address in the agreement, "
    "or tell the customer the new one",
    judges=JUDGES,
    collect=collect,
    judge=judge,
)
