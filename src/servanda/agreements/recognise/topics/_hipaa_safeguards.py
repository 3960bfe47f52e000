"""Safeguards, the Security Rule, and subcontractors bound alike: 45 CFR 164.504(e)(2)(ii)(B), (D), 164.314(a)(2)."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Court, Element, Judgement, Rule, Weak, says
from servanda.agreements.recognise.topics._hipaa_words import HIPAA_RULES, SECURITY_RULE, SUB
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY
from servanda.agreements.recognise.topics.subprocessors import SAME_DUTIES

FLOW_DOWN = (
    *SAME_DUTIES,
    says(
        SUB,
        r"(?:same|no less|substantially similar|at least as|as strict as|as stringent|restrictions|identical|equivalent)",
        r"(?:restrictions?|conditions?|requirements?|terms|obligations?|protections?|safeguards)",
        r"(?:agree|written|writing|accept|contract|agreement|bound|bind|requir|obligat|ensure|execut)\w*",
        without=CONTROLLERS_DUTY,
    ),
)

COMPLIES_WITH_HIPAA = says(
    rf"compl(?:y|ies) with (?:all |the |any |each )?(?:of the )?(?:applicable |relevant )?(?:provisions?|requirements?|standards?|obligations?)?(?: of)? ?(?:the )?{HIPAA_RULES}",
    r"(?:shall|will|must|agrees?|undertakes?|compl(?:y|ies) with all|obligations|duties|responsib)",
    without=(CONTROLLERS_DUTY, SUB, r"privacy rule", r"minimum necessary"),
    sure=0.85,
)
"""The HIPAA rules as a whole, which hold the Security Rule."""

_CONTRACTS_LIKE_THIS = says(
    r"(?:business associate|processor|baa)s?(?:'s)? (?:agreements?|contracts?|addend\w+)|\bbaas?\b",
    r"(?:execut|enter|sign|conclud|has|have|require|obtain|maintain|put|ensur)\w*",
    SUB,
    without=CONTROLLERS_DUTY,
    sure=0.88,
)
"""A business associate contract with the subcontractor holds what HIPAA asks of it."""


def _binds_security(court: Court) -> Judgement | None:
    named = court.best(
        says(
            SUB,
            rf"(?:{SECURITY_RULE}|safeguards|electronic)",
            r"(?:agree|ensur|requir|comply|implement|contract)\w*",
            # who goes on holding data after the end is another matter
            without=(
                CONTROLLERS_DUTY,
                r"(?:retained|return(?:ed)?|destroy(?:ed)?)\b",
                r"(?:employees|workforce) (?:and|or)",
            ),
        )
    )
    named = named or court.best(_CONTRACTS_LIKE_THIS)
    flow = court.judge("HIPAA-504e2(ii)(D)")
    if named is not None:
        return Judgement(status="satisfied", passage=named, confidence=0.92)
    if flow.status == "satisfied":
        own = court.judge("HIPAA-314a2iA")
        if own.status == "satisfied":
            return Judgement(status="satisfied", passage=flow.passage, confidence=0.85)
        return Judgement(
            status="partial",
            passage=flow.passage,
            why="the same terms flow down, but the Security Rule is not among them",
            confidence=0.75,
        )
    return None


def _like_the_contract(court: Court) -> Judgement | None:
    flow = court.judge("HIPAA-504e2(ii)(D)")
    if flow.status == "missing":
        return None
    return Judgement(
        status=flow.status, passage=flow.passage, why=flow.why, confidence=flow.confidence * 0.97
    )


RULES = (
    Rule(
        alias="HIPAA-504e2(ii)(B)",
        absent="that appropriate safeguards are used",
        core=(
            says(
                r"safeguards",
                r"(?:us(?:e|es|ing)|implement\w*|maintain\w*|employ\w*|keeps?|put\w*|operat\w+|adopt\w*|appl(?:y|ies)|develop\w*|provide)",
                r"(?:prevent|protect|appropriate|reasonabl|administrative|technical)\w*",
                without=(CONTROLLERS_DUTY, SUB),
            ),
        ),
        elements=(
            Element(
                "that the Security Rule is complied with",
                (says(SECURITY_RULE), COMPLIES_WITH_HIPAA),
                "document",
            ),
        ),
        weak=(
            Weak(
                "security is promised without the safeguards of the rule",
                (says(r"(?:secur\w+|protect\w*)", r"personal data", without=CONTROLLERS_DUTY),),
            ),
        ),
    ),
    Rule(
        alias="HIPAA-504e2(ii)(D)",
        kind="chain",
        absent="that subcontractors agree to the same restrictions",
        core=FLOW_DOWN,
        weak=(
            Weak(
                "subcontractors are bound, but not to the same restrictions",
                (
                    says(
                        SUB,
                        r"(?:agree|contract|written|bound|requir)\w*",
                        without=CONTROLLERS_DUTY,
                        sure=0.85,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="HIPAA-314a2iA",
        absent="compliance with the Security Rule",
        core=(
            says(
                r"safeguards",
                r"(?:required|requires?|demands?|prescribe\w*|pursuant|under|accordance|of|per|by|in line with|following|set out in|consistent with)",
                SECURITY_RULE,
                without=(CONTROLLERS_DUTY, SUB),
            ),
            says(
                r"(?:compl(?:y|ies|iance)|meet\w*|in accordance|obligations|pursuant)",
                SECURITY_RULE,
                without=(CONTROLLERS_DUTY, SUB),
            ),
            COMPLIES_WITH_HIPAA,
            says(
                r"compl(?:y|ies|iance)", SECURITY_RULE, without=(SUB, CONTROLLERS_DUTY), sure=0.85
            ),
        ),
        weak=(
            Weak(
                "safeguards are promised, compliance with the Security Rule is not",
                (
                    says(
                        r"administrative,? (?:and )?(?:physical|technical)",
                        r"safeguards",
                        without=CONTROLLERS_DUTY,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="HIPAA-314a2iB",
        kind="chain",
        absent="that subcontractors comply with the Security Rule",
        first=_binds_security,
    ),
    Rule(
        alias="HIPAA-314a2iii",
        kind="chain",
        absent="that the same terms bind a subcontractor",
        first=_like_the_contract,
    ),
)
