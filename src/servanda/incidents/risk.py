"""The risk of a breach to people's rights and freedoms, by the test of GDPR Articles 33 and 34.

`unlikely`, `risk` or `high-risk`. What takes a risk away (encryption, recovery, a recipient who can be
trusted) must be shown; what is unknown does not count as shown. What makes a risk high counts where it
is known, and where it is unknown the conclusion says that the risk may be high.

Law: GDPR Articles 33(1), 34(1), 34(3), 4(12); recitals 75, 76, 85 to 88. Criteria: EDPB Guidelines
9/2022, section IV, and 01/2021.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from servanda.incidents.conclusions import Change, Conclusion, Reason, changes
from servanda.incidents.facts import Facts

LEVELS = ("unlikely", "risk", "high-risk")

SERIOUS = frozenset(
    {
        "identity-theft",
        "fraud",
        "financial-loss",
        "discrimination",
        "reputation",
        "physical",
        "psychological",
        "stalking",
        "confidentiality-of-secrets",
        "service",
    }
)
"""Harms that recitals 75 and 85 name: where one is likely, the risk is high."""

MANY = 1_000
"""From this number on, a recipient's word is not enough for data that enable fraud or discrimination."""

_GRAVE = (
    ("special_category", "special categories of data are among them", "GDPR Article 9(1)"),
    ("criminal", "data on convictions or offences are among them", "GDPR Article 10"),
    ("health", "data on health are among them", "GDPR Article 9(1)"),
    ("financial", "they allow payments or fraud", "EDPB 9/2022 section IV.B"),
    ("national_id", "they hold numbers by which a person is identified officially", "recital 75"),
    ("credentials", "they open other accounts of the people", "EDPB 01/2021"),
    ("vulnerable", "vulnerable people are among those concerned", "recital 75"),
    ("minors", "children are among those concerned", "recital 75"),
)

READ = (
    "loss",
    "disclosed",
    "recipient",
    "encrypted",
    "key_safe",
    "recoverable",
    "service_harm",
    "harm",
    *(name for name, _, _ in _GRAVE),
    "people",
)
"""The facts that the test reads."""


@dataclass(frozen=True, slots=True)
class _Step:
    level: int
    reasons: tuple[Reason, ...]


def assess_risk(facts: Facts) -> Conclusion:
    """The risk on these facts, with reasons, and the facts that would change it."""
    shown = _weigh(facts)
    worst = _weigh(_supposing_the_worst(facts))
    level = LEVELS[shown.level]
    return Conclusion(
        question="gdpr-risk",
        reckoned=level,
        answer=level,
        may_be=LEVELS[worst.level],
        reasons=shown.reasons,
        changes=_changes(facts),
    )


def risk_level(facts: Facts) -> str:
    """The level alone, without what would change it."""
    return LEVELS[_weigh(facts).level]


def _changes(facts: Facts) -> tuple[Change, ...]:
    found = changes(risk_level, facts, READ)
    # encryption helps only together with a safe key, so the two are also tried together
    both = replace(facts, encrypted=True, key_safe=True)
    told = any(change.fact in ("encrypted", "key_safe") for change in found)
    if facts.safe is None and not told and risk_level(both) != risk_level(facts):
        found += (
            Change(fact="encrypted", value="were true and the key safe", answer=risk_level(both)),
        )
    return found


def _weigh(facts: Facts) -> _Step:
    loss = facts.loss
    steps = []
    if loss is None or "confidentiality" in loss or facts.disclosed:
        steps.append(_confidentiality(facts))
    if loss is None or "availability" in loss:
        steps.append(_out_of_reach(facts))
    if loss is not None and "integrity" in loss:
        steps.append(_altered(facts))
    if not steps:
        words = "no personal data were lost, altered, seen or out of reach"
        return _Step(0, (Reason(words=words, facts=("loss",), cites="GDPR Article 4(12)"),))
    return _Step(
        max(step.level for step in steps),
        tuple(reason for step in steps for reason in step.reasons),
    )


def _confidentiality(facts: Facts) -> _Step:
    if facts.safe:
        words = "whoever has the data cannot read them: encrypted, and the key is safe"
        return _Step(0, (_reason(words, "eu/gdpr#34.3.a", "encrypted", "key_safe"),))
    if facts.disclosed is False and facts.recipient in ("none", None):
        words = "evidence rules out that anyone obtained or saw the data"
        return _Step(0, (_reason(words, "EDPB 01/2021", "disclosed", "recipient"),))
    grave = _grave(facts)
    if facts.recipient == "trusted" and not facts.harm:
        words = "who received the data is bound to secrecy and can be trusted"
        return _Step(0, (_reason(words, "EDPB 9/2022 section IV.B", "recipient"),))
    if facts.recipient == "known" and not facts.harm:
        many = facts.people is not None and facts.people >= MANY
        if not (many and grave):
            words = "who received the data by mistake is known and cooperates"
            return _Step(0, (_reason(words, "EDPB 01/2021", "recipient", "people"),))
    reasons = [_who_has_them(facts)]
    if serious := _serious(facts):
        words = f"likely to follow: {', '.join(sorted(serious))}"
        reasons.append(_reason(words, "recital 85", "harm"))
    reasons += grave
    return _Step(2 if serious or grave else 1, tuple(reasons))


def _who_has_them(facts: Facts) -> Reason:
    words = {
        "public": "the data are open to anyone",
        "malicious": "someone with bad intent has the data",
        "known": "who has the data is known, but harm is likely, or many are concerned by grave data",
        "trusted": "who has the data can be trusted, but harm is likely",
        "unknown": "it is not known who has the data",
    }.get(facts.recipient or "", "it is not shown that nobody has the data")
    return _reason(words, "eu/gdpr#33.1", "recipient", "disclosed")


def _out_of_reach(facts: Facts) -> _Step:
    if facts.service_harm or "service" in (facts.harm or ()) or "physical" in (facts.harm or ()):
        words = "people were or will be harmed because the data are out of reach"
        return _Step(2, (_reason(words, "EDPB 01/2021", "service_harm", "harm"),))
    if facts.recoverable in ("at-once", "hours"):
        words = "the data were back within hours, without an effect on people"
        return _Step(0, (_reason(words, "EDPB 01/2021", "recoverable"),))
    grave = _grave(facts) if facts.recoverable == "never" else []
    words = {
        "days": "the data were out of reach for days",
        "partly": "the data are back in part only",
        "never": "the data are lost for good",
    }.get(facts.recoverable or "", "it is not shown that the data are back")
    reason = _reason(words, "eu/gdpr#33.1", "recoverable")
    return _Step(2 if grave else 1, (reason, *grave))


def _altered(facts: Facts) -> _Step:
    if facts.recoverable in ("at-once", "hours") and "physical" not in (facts.harm or ()):
        words = "what was altered is restored"
        return _Step(0, (_reason(words, "EDPB 01/2021", "recoverable"),))
    grave = _grave(facts)
    reason = _reason("data were altered", "GDPR Article 4(12)", "loss", "recoverable")
    return _Step(2 if grave or _serious(facts) else 1, (reason, *grave))


def _serious(facts: Facts) -> frozenset[str]:
    return (facts.harm or frozenset()) & SERIOUS


def _grave(facts: Facts) -> list[Reason]:
    return [_reason(words, cites, name) for name, words, cites in _GRAVE if getattr(facts, name)]


def _reason(words: str, cites: str, *facts: str) -> Reason:
    return Reason(words=words, facts=facts, cites=cites)


def _supposing_the_worst(facts: Facts) -> Facts:
    """The facts with each unknown one as grave as it can be."""
    worst: dict[str, Any] = {name: True for name, _, _ in _GRAVE if getattr(facts, name) is None}
    if facts.harm is None:
        worst["harm"] = SERIOUS
    if facts.service_harm is None:
        worst["service_harm"] = True
    if facts.people is None:
        worst["people"] = MANY
    return replace(facts, **worst)
