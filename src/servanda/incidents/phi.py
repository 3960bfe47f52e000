"""Whether an incident with health information is a breach to be told, by HIPAA's test.

An impermissible use or disclosure is presumed to be a breach unless the information was secured, an
exception holds, or a low probability that it was compromised is demonstrated from at least four factors.
What is unknown demonstrates nothing.

Law: 45 CFR 164.402 (breach, unsecured protected health information), 164.414(b) (burden of proof).
"""

from __future__ import annotations

from servanda.incidents.conclusions import Conclusion, Reason, changes
from servanda.incidents.facts import Facts

ANSWERS = ("secured", "excepted", "low-probability", "breach")

READ = (
    "encrypted",
    "key_safe",
    "good_faith",
    "recipient",
    "acquired",
    "returned",
    "national_id",
    "financial",
    "special_category",
)


def assess_phi(facts: Facts) -> Conclusion:
    """`secured`, `excepted`, `low-probability`, or `breach`, with the four factors as reasons."""
    answer, reasons = _test(facts)
    return Conclusion(
        question="hipaa-breach",
        reckoned=answer,
        answer=answer,
        may_be=answer,
        reasons=reasons,
        changes=changes(phi_answer, facts, READ),
    )


def phi_answer(facts: Facts) -> str:
    """The answer alone, without what would change it."""
    return _test(facts)[0]


def _test(facts: Facts) -> tuple[str, tuple[Reason, ...]]:
    if facts.safe:
        words = (
            "the information is unusable to unauthorised persons: encrypted, and the key is safe"
        )
        return "secured", (_reason(words, "402", "encrypted", "key_safe"),)
    if facts.good_faith:
        words = "good faith within authority, and not used or disclosed further"
        return "excepted", (_reason(words, "402", "good_faith"),)
    factors = (_nature(facts), _person(facts), _acquired(facts), _mitigated(facts))
    reasons = tuple(reason for _, reason in factors)
    (nature, _), (person, _), (acquired, _), (mitigated, _) = factors
    # either it was shown never to be seen, or it went to someone bound to guard it and came back;
    # for identifiers that enable fraud the second is not enough by itself
    low = acquired or (person and mitigated and (nature or facts.recipient == "trusted"))
    return ("low-probability" if low else "breach"), reasons


def _nature(facts: Facts) -> tuple[bool, Reason]:
    grave = [
        name for name in ("national_id", "financial", "special_category") if getattr(facts, name)
    ]
    unknown = [
        name
        for name in ("national_id", "financial", "special_category")
        if getattr(facts, name) is None
    ]
    good = not grave and not unknown
    words = (
        "no identifiers that enable fraud, nothing especially sensitive"
        if good
        else "sensitive or identifying information, or not known to be otherwise"
    )
    return good, _reason(
        f"(i) nature and extent: {words}", "402", "national_id", "financial", "special_category"
    )


def _person(facts: Facts) -> tuple[bool, Reason]:
    good = facts.recipient in ("none", "trusted", "known")
    words = "bound to guard it, or known" if good else "not known to be bound to guard it"
    return good, _reason(f"(ii) who received it: {words}", "402", "recipient")


def _acquired(facts: Facts) -> tuple[bool, Reason]:
    good = facts.acquired is False
    words = "shown not to have been acquired or viewed" if good else "not shown to be unseen"
    return good, _reason(f"(iii) acquired or viewed: {words}", "402", "acquired")


def _mitigated(facts: Facts) -> tuple[bool, Reason]:
    good = facts.returned is True
    words = "assured to be destroyed or given back" if good else "no assurance of destruction"
    return good, _reason(f"(iv) mitigation: {words}", "402", "returned")


def _reason(words: str, section: str, *facts: str) -> Reason:
    return Reason(words=words, facts=facts, cites=f"45 CFR 164.{section}")
