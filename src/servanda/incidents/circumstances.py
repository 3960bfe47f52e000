"""The circumstances of an incident, as the conditions of laws name them.

A law says `unless = "risk-unlikely"` or `when = ["individuals >= 500"]`; this is where those names come
from. A name that no fact decides is left out, so that the condition stays open.
"""

from __future__ import annotations

from typing import Any

from servanda.incidents.conclusions import Conclusion
from servanda.incidents.facts import Facts
from servanda.incidents.places import reaches

PERSONAL = ("national_id", "financial", "credentials", "health")
"""What the definitions of the states of the United States have in common, each beside a name."""


def circumstances(
    facts: Facts, jurisdiction: str, *, risk: Conclusion, phi: Conclusion
) -> dict[str, Any]:
    """The names that a law of this jurisdiction may ask about, with what the facts say of each."""
    found: dict[str, Any] = {}
    _put(found, "individuals", people_at(facts, jurisdiction))
    _put(found, "individuals-in-all", facts.people)
    if facts.people_in is not None:
        inside = [n for place, n in facts.people_in.items() if reaches(jurisdiction, place)]
        found["residents-of-state"] = max(inside, default=0)
    if risk.settled:
        found["risk"] = {"unlikely": "unlikely", "risk": "some", "high-risk": "high"}[risk.answer]
    elif risk.answer == "high-risk":
        found["risk"] = "high"
    for name, value in {
        "data-unintelligible": facts.safe,
        "risk-averted": facts.risk_removed,
        "effort-disproportionate": facts.disproportionate,
        "serious-harm": _serious(risk),
        "personal-information": _any(facts, PERSONAL),
        "sensitive-data": _any(facts, ("special_category", "criminal", "health")),
        "health-data": facts.health,
        "payment-data": facts.financial,
        "identity-fraud-data": _any(facts, ("national_id", "financial", "credentials")),
        "minors": facts.minors,
        "malicious": facts.malicious,
        "disclosed": _disclosed(facts),
        "good-faith": facts.good_faith,
        "ongoing": facts.ongoing,
        "incident-significant": facts.significant,
        "incident-material": facts.material,
        "clients-affected": facts.clients_affected,
        "deemed-compliant": facts.deemed_compliant,
        "harm-unlikely": _harm_unlikely(facts, risk),
        "weekend-rule-excluded": _excluded(facts),
        "service-affected": _service(facts),
        "paid": facts.at("payment") is not None or None,
    }.items():
        _put(found, name, value)
    if facts.status is not None:
        found["confirmed"] = facts.status == "confirmed"
    if phi.answer == "breach":
        found["unsecured-health-data"] = facts.health
    else:
        found["unsecured-health-data"] = False
    if found["unsecured-health-data"] is None:
        del found["unsecured-health-data"]
    # a delay moves the end of the clock (`servanda.incidents.duties`) and excepts from nothing
    found["law-enforcement-delay"] = False
    return found


def people_at(facts: Facts, jurisdiction: str) -> int | None:
    """How many of the people concerned a law reaches; None where that is unknown."""
    if facts.people_in is not None:
        inside = sum(n for place, n in facts.people_in.items() if reaches(jurisdiction, place))
        return inside
    if facts.established and reaches(jurisdiction, facts.established):
        return facts.people
    return None


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    if value is not None:
        found[name] = value


def _any(facts: Facts, names: tuple[str, ...]) -> bool | None:
    values = [getattr(facts, name) for name in names]
    if any(values):
        return True
    return None if None in values else False


def _serious(risk: Conclusion) -> bool | None:
    """Serious or significant harm, as the laws outside the Union put a high risk."""
    if risk.answer == "high-risk":
        return True
    return False if risk.may_be != "high-risk" else None


def _disclosed(facts: Facts) -> bool | None:
    if facts.recipient in ("public", "malicious"):
        return True
    return facts.disclosed


def _service(facts: Facts) -> bool | None:
    if facts.service_harm is not None:
        return facts.service_harm
    return None if facts.loss is None else (None if "availability" in facts.loss else False)


def _harm_unlikely(facts: Facts, risk: Conclusion) -> bool | None:
    """An exception, so it must be shown: no risk at all, or harm looked for and not to be expected."""
    if risk.answer == "unlikely" or (
        facts.harm is not None and not facts.harm and not facts.malicious
    ):
        return True
    return False if risk.answer == "high-risk" else None


NO_WEEKENDS = frozenset(
    {"credit-institution", "central-counterparty", "trading-venue", "essential-entity"}
)
"""Whose first reports are due on weekends too (Delegated Regulation (EU) 2025/301, Article 5(5))."""


def _excluded(facts: Facts) -> bool | None:
    return None if facts.sectors is None else bool(facts.sectors & NO_WEEKENDS)
