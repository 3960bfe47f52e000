"""What California asks of a contract with a service provider: Civ. Code 1798.100(d), .140(ag), 11 CCR 7051.

In plain spelling the service provider is `processor`, the business `controller`, the consumer a
`{subject}`.
"""

from __future__ import annotations

from servanda.agreements.extract.numbers import lengths
from servanda.agreements.recognise.rules import Court, Decide, Element, Judgement, Rule, Weak, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY
from servanda.agreements.recognise.topics.subprocessors import ANNOUNCED, SAME_DUTIES

_NOT = r"(?:not|never|no event|prohibit\w*|neither|nor|refrain\w*|barred|precluded|banned|forbidden|restrict\w*)"
_SELLS = says(rf"{_NOT} .. \"?(?:sell(?:s|ing)?|sale)\b|{_NOT} \"?(?:sell(?:s|ing)?|sale)\b")
_SHARES = says(r"\"?shar(?:e|es|ing|ed)\b\"?", rf"(?:sell|sale|behavio\w+|advertis\w+|{_NOT})")

_NO_OTHER_PURPOSE = (
    says(
        rf"{_NOT} .. (?:retain|us(?:e|ing)|disclos|collect|process)\w*|{_NOT} (?:retain|use|disclose|process)",
        r"(?:any (?:other )?(?:\S+ )?(?:\S+ )?purposes?|purposes? other than|other than (?:for )?(?:the |those )?(?:\S+ ){0,4}?purposes?|except (?:\S+ ){0,6}?purposes?|other purposes?|any purposes?|except (?:as|to) (?:\S+ ){0,8}?(?:perform|provide|necessary))",
        without=r"outside of the direct",
    ),
    says(
        r"{only}",
        r"process\w*|us(?:e|es)|retain",
        r"(?:purposes?|to fulfil|obligations|to provide|to perform|necessary|instructions)",
        without=(CONTROLLERS_DUTY, r"{staff}", r"subprocessor"),
        sure=0.85,
    ),
)

_CANNOT_MEET = says(
    r"{notify}",
    r"(?:no longer (?:be able to |able to )?(?:meet|comply|fulfil|satisf)\w*|(?:cannot|can not|unable to|not able to) (?:longer )?(?:meet|comply with|fulfil) (?:\S+ ){0,4}?(?:obligation|requirement|ccpa|dut)\w*|cannot (?:keep to|comply with|meet) .. (?:any longer|any more))",
    without=(CONTROLLERS_DUTY,),
)

_STOP = says(
    r"(?:stop|ceas\w+|halt\w*|prevent)",
    r"(?:remediat\w*|remedy|correct|mitigat\w*|put\w* right|rectif\w*|repair|undo|cure)",
    r"(?:unauthori[sz]ed|use|process)\w*",
    r"(?:{C}|business)",
)

_COMPLIES = says(
    r"(?:comply|complies|compliance|abide)",
    r"(?:ccpa|cpra|california|{data law})",
    without=(CONTROLLERS_DUTY, r"not (?:be )?(?:responsible|liable)", r"subprocessor"),
)
_SAME_LEVEL = says(
    r"(?:same|equivalent) level of privacy protection|level of privacy protection .. requir\w*|level of (?:privacy )?protection .. (?:required|requires|as) .. (?:ccpa|cpra|california|act\b|title|data law)",
    without=(r"subprocessor", r"privacy shield"),
)


def _same_as(alias: str) -> Decide:
    def decide(court: Court) -> Judgement | None:
        other = court.judge(alias)
        return other if other.status != "missing" else None

    return decide


_TOLD_OF_OTHERS = says(
    r"{notify}",
    r"subprocessors?|other persons?|another person",
    r"(?:engag\w*|appoint\w*|us(?:e|es)|subcontract\w*)",
    without=(CONTROLLERS_DUTY, r"{breach}"),
)


def _both_told_and_bound(court: Court) -> Judgement | None:
    told, bound = court.judge("GDPR-28.2-notice"), court.judge("GDPR-28.4-flow")
    tells = told.status in ("satisfied", "not-applicable") or court.first(
        *ANNOUNCED, _TOLD_OF_OTHERS
    )
    if bound.status == "satisfied" and tells:
        return Judgement(status="satisfied", passage=bound.passage, confidence=0.88)
    if bound.status == "missing" and told.status in ("missing", "not-applicable"):
        return None
    lacking = (
        "the business is not told of other persons engaged"
        if bound.status == "satisfied"
        else "other persons engaged are not bound by contract to the same duties"
    )
    return Judgement(
        status="partial", passage=bound.passage or told.passage, why=lacking, confidence=0.8
    )


def _too_late(court: Court) -> Judgement | None:
    """More than five business days (seven of any kind) is too late."""
    for passage in court.find(_CANNOT_MEET):
        for found in lengths(passage.words):
            most = {"business_days": 5, "days": 7, "hours": 168, "weeks": 1}.get(
                found.length.unit, 0
            )
            if found.length.count > most:
                return Judgement(
                    status="partial",
                    passage=passage,
                    why="the time is longer than five business days",
                    confidence=0.9,
                )
    return None


def _outside_or_combining(court: Court) -> Judgement | None:
    outside, combining = court.judge("CCPA-140ag1C"), court.judge("CCPA-140ag1D")
    if outside.status == "satisfied":
        return outside
    if combining.status == "satisfied":
        return Judgement(
            status="partial",
            passage=combining.passage,
            why="only combining is ruled out, not all use outside the direct business relationship",
            confidence=0.75,
        )
    return None


_WHOLE_CONTRACT = r"business purposes? (?:\w+ ){0,3}?(?:(?:set (?:out|forth)|described|specified|identified|listed|stated|contained|defined|named) (?:\w+ )?(?:in|by|under)|under|of) (?:the|this|that|our|its) (?:\w+ ){0,2}?(?:agreement|contract|terms|msa)\b(?! \(?(?:section|schedule|annex|exhibit|appendix|attachment|namely|that is|including|:))(?!.{0,80}?\b(?:schedule|annex|exhibit|appendix|attachment)\b)"
"""A reference to the contract as a whole: 11 CCR 7051(a)(2) asks for more than that."""

RULES = (
    Rule(
        alias="CCPA-100d1",
        kind="grant",
        absent="that data is disclosed only for limited and specified purposes",
        core=(
            says(r"limited (?:and|or) specifi(?:ed|c)", definitions=True),
            says(
                r"(?:specific|specified|limited) (?:\S+ )?(?:business )?purposes?",
                r"(?:only|solely|limited|disclos|sold|process)",
                sure=0.85,
                definitions=True,
            ),
        ),
        weak=(
            Weak(
                "the purposes are those of the agreement as a whole, not limited and specified",
                _NO_OTHER_PURPOSE,
            ),
        ),
    ),
    Rule(
        alias="CCPA-100d2",
        kind="grant",
        absent="compliance with the Act and the same level of privacy protection",
        core=(_SAME_LEVEL,),
        weak=(
            Weak(
                "compliance is promised, the same level of privacy protection is not", (_COMPLIES,)
            ),
        ),
    ),
    Rule(
        alias="CCPA-100d4",
        absent="that the business is told when duties can no longer be met",
        core=(_CANNOT_MEET,),
    ),
    Rule(
        alias="CCPA-100d5",
        kind="grant",
        absent="that the business may stop and remediate unauthorised use",
        core=(_STOP,),
        weak=(
            Weak(
                "the business may stop the processing, remediation is not said",
                (
                    says(
                        r"{C} (?:\S+ ){0,4}?(?:may|can|right|entitled)",
                        r"(?:suspend|stop|ceas|prohibit|halt)\w*",
                        r"(?:process|transfer|collection|use)\w*",
                        without=r"subprocessor",
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="CCPA-140ag1A",
        absent="that data is neither sold nor shared",
        core=(_SELLS,),
        elements=(
            Element(
                "that it is not shared either",
                (
                    _SHARES,
                    # an item of the same list says so ("do not: sell ...; share ... for advertising")
                    says(
                        rf"{_NOT} .. \"?shar(?:e|es|ing)\b",
                        without=r"except|unless|other than|password|credential",
                    ),
                ),
                "section",
            ),
        ),
    ),
    Rule(
        alias="CCPA-140ag1B",
        absent="that data is used for no other purpose",
        core=_NO_OTHER_PURPOSE,
    ),
    Rule(
        alias="CCPA-140ag1C",
        absent="that data is not used outside the direct business relationship",
        core=(
            says(
                r"(?:outside|beyond) (?:of )?(?:the |its |their |our )?direct (?:business )?relationship"
            ),
        ),
    ),
    Rule(
        alias="CCPA-140ag1D",
        absent="that data is not combined with data from other sources",
        core=(
            says(
                r"(?:combin|commingl|merg|aggregat)\w*",
                r"(?:not|restrict|prohibit|refrain|barred|forbid|never|except|unless|comply)\w*",
                r"(?:personal|data|information|sources?)",
                without=(r"combined manner", r"{only} combin"),
            ),
            says(rf"{_NOT} .. link\w*", r"(?:other data|data)", sure=0.85),
        ),
    ),
    Rule(
        alias="CCPA-140ag2",
        kind="chain",
        absent="that other persons engaged are announced and bound",
        first=_both_told_and_bound,
    ),
    Rule(
        alias="CCPA-140j1B",
        kind="grant",
        absent="a certification that the restrictions are understood",
        core=(says(r"certif(?:y|ies|ication)", r"understand\w*"),),
    ),
    Rule(
        alias="CCPA-7051a1",
        kind="grant",
        absent="that data is neither sold nor shared",
        first=_same_as("CCPA-140ag1A"),
    ),
    Rule(
        alias="CCPA-7051a2",
        kind="grant",
        absent="which specific business purposes are served",
        core=(
            says(
                r"business purposes?",
                r"(?:following|namely|specific(?:ally)?|listed|set (?:out|forth)|identified|described|are:|purposes:|these (?:\w+ ){0,4}?business|include|annex|schedule|exhibit)",
                without=(
                    r"limited and specific purposes of providing",
                    r"\b(?:its|their|own) (?:\w+ )?business purposes?",
                    r"commercial purpose",
                    _WHOLE_CONTRACT,
                ),
                definitions=True,
                sure=0.85,
            ),
        ),
        weak=(
            Weak(
                "it refers to the services or the whole agreement; no specific business purpose is named",
                (
                    *_NO_OTHER_PURPOSE,
                    says(
                        r"(?:limited and specifi|purposes?)",
                        r"(?:service|agreement)",
                        definitions=True,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="CCPA-7051a3",
        absent="that data is used for no other purpose",
        first=_same_as("CCPA-140ag1B"),
    ),
    Rule(
        alias="CCPA-7051a4",
        absent="that data is used for no other commercial purpose",
        core=(says(r"commercial purposes?", r"(?:not|other than|except|prohibit|any)"),),
        last=_same_as("CCPA-140ag1B"),
    ),
    Rule(
        alias="CCPA-7051a5",
        absent="that data is not used outside the direct business relationship",
        first=_outside_or_combining,
    ),
    Rule(
        alias="CCPA-7051a6",
        absent="compliance, the same level of protection and reasonable security",
        core=(_SAME_LEVEL,),
        weak=(
            Weak(
                "compliance and security are promised, the same level of privacy protection is not",
                (_COMPLIES,),
            ),
        ),
    ),
    Rule(
        alias="CCPA-7051a8",
        absent="that the business is told within five business days when duties can no longer be met",
        first=_too_late,
        core=(_CANNOT_MEET,),
        elements=(
            Element(
                "how soon (at most five business days)",
                (says(r"(?:{soon}|five|\d+ (?:business )?days)"),),
                "paragraph",
            ),
        ),
    ),
    Rule(
        alias="CCPA-7051a9",
        kind="grant",
        absent="that the business may stop and remediate unauthorised use",
        first=_same_as("CCPA-100d5"),
    ),
    Rule(
        alias="CCPA-7051b",
        kind="chain",
        absent="that a subcontractor is bound by a contract of the same kind",
        core=(
            *SAME_DUTIES,
            says(
                r"subprocessor|subcontract",
                r"(?:contract|agreement)",
                r"compl\w+ with .. (?:ccpa|cpra|7051|{data law})",
            ),
        ),
        weak=(
            Weak(
                "subcontractors are used, a contract with the same duties is not required",
                (says(r"subprocessors? .. (?:agreement|contract|bound|written)"),),
            ),
        ),
    ),
    Rule(
        alias="CCPA-7051c",
        kind="grant",
        absent="the effect of a contract that falls short",
        core=(
            says(r"not (?:a )?processor", sure=0.7),
            says(r"processor is (?:an? )?processor", sure=0.8),
        ),
    ),
)
