"""Sub-processors: authorised, announced, bound alike, and answered for."""

from __future__ import annotations

from dataclasses import replace

from servanda.agreements.recognise.rules import Court, Element, Judgement, Rule, Weak, counts, says
from servanda.agreements.recognise.topics._announcing import ANNOUNCED, OBJECTS, TOLD, notice_first
from servanda.agreements.recognise.topics._authorising import (
    GENERAL,
    NO_ENGAGEMENT,
    OTHER_CONSENT,
    SPECIFIC,
    SUB,
)

__all__ = ["ANNOUNCED", "GENERAL", "RULES", "SAME_DUTIES", "SPECIFIC"]

_ARTICLE_28_4 = (
    r"art(?:icle)?s?\.? ?28 ?(?:(?:\(|para(?:graph)?s?\.? ?|abs\.? ?)?[23]\)? ?(?:and|to|through|-|,|&|or) ?(?:art(?:icle)?s?\.? ?28 ?)?)?"
    r"(?:\(|para(?:graph)?s?\.? ?|abs\.? ?)?4\b"
)
"""Article 28(4), alone or at the end of a range: it asks for the same duties."""


_AT_LIBERTY = says(
    r"{P} (?:\w+ ){0,2}?(?:may|is (?:\w+ )?(?:entitled|free|permitted|allowed|authorized)|reserves the right|has the right|shall have the right) .. (?:subprocessors?|subcontract\w*|subprocessing)",
    r"(?:engag|us(?:e|es|ing)\b|appoint|involv|add|retain|hir|employ|commission|subcontract|transfer|work with|replac|chang)\w*",
    without=(
        r"(?:only|not|no|unless|without|until) .. (?:consent|authoriz|approv|agree)\w*",
        r"^\W*if\b",
        r"{breach}",
        NO_ENGAGEMENT,
    ),
)
_MAY_OBJECT = says(
    r"{C} .. (?:object|oppos|veto|reject|refus)\w*|(?:right|period|opportunity|days?|weeks?) .. (?:object|oppos|veto)\w*",
    r"(?:subprocess|subcontract|chang|addition|replac|engag|appoint|new|such)\w*",
    without=(r"{subject}", r"process(?:ing)? of .. for .. marketing"),
)


def _leave_by_objection(court: Court) -> Judgement | None:
    """The processor may engage others and the controller may object: leave given beforehand."""
    if court.first(*GENERAL, *SPECIFIC) is not None:
        return None
    for passage in court.find(_AT_LIBERTY):
        if counts("grant", passage) and court.holds((_MAY_OBJECT,), passage, "section"):
            return Judgement(status="satisfied", passage=passage, confidence=0.8)
    return None


def _conditions(court: Court) -> Judgement | None:
    named = court.first(
        says(
            r"(?:conditions|requirements|obligations) .. (?:paragraphs? 2 and 4|article 28 ?\(2\)|28\(2\) and|articles? 28|art\.? 28)",
            SUB,
        ),
        says(
            r"art(?:icle)?s?\.? ?28 ?(?:\(|para(?:graph)?s?\.? ?|abs\.? ?)?2\)? ?(?:and|to|-|,|&) ?(?:art(?:icle)?\.? ?28 ?)?(?:\(|para(?:graph)?s?\.? ?|abs\.? ?)?[34]"
        ),
    )
    if named is not None:
        return Judgement(status="satisfied", passage=named, confidence=0.9)
    auth, flow = court.judge("GDPR-28.2-auth"), court.judge("GDPR-28.4-flow")
    if flow.status == "satisfied" and auth.status in ("partial", "unsure"):
        told = court.judge("GDPR-28.2-notice")
        if told.status == "satisfied" and told.passage is not None:
            # who is told of each and may object has given leave for the rest
            return Judgement(status="satisfied", passage=flow.passage, confidence=0.75)
    if auth.status == flow.status == "satisfied":
        told = court.judge("GDPR-28.2-notice")
        if told.status in ("missing", "partial") and court.first(*ANNOUNCED, *TOLD) is None:
            return Judgement(
                status="partial",
                passage=flow.passage,
                why="changes of sub-processors are not announced, as Article 28(2) asks",
                confidence=0.7,
            )
        return Judgement(
            status="satisfied",
            passage=flow.passage or auth.passage,
            confidence=min(auth.confidence, flow.confidence),
        )
    if auth.status == flow.status == "missing":
        return Judgement(
            status="missing",
            why="nothing says on what conditions another processor is engaged",
            confidence=0.9,
        )
    weaker, what = (
        (auth, "the authorisation")
        if auth.status != "satisfied"
        else (flow, "the sub-processor's contract")
    )
    return Judgement(
        status="partial",
        passage=auth.passage or flow.passage,
        why=f"{what} falls short of the conditions: {weaker.why}",
        confidence=0.8,
    )


_BOUND = r"(?:impos|contain|enter|bound|bind|written|repeat|agreement with|contract with|requir|ensur|oblig|subject|flow|execut|sign|undertak|agree(?!ment)|hold)\w*"

SAME_DUTIES = (
    says(
        r"(?:agreement|contract|dpa|addendum)\w* .. (?:in accordance|accord|pursuant|under|conform|compl|meet|satisf|fulfil|correspond|requir|within the meaning|as per|in line|based on)\w* .. "
        + _ARTICLE_28_4,
        r"(?:subprocess|subcontract|engag|commission)\w*",
        without=(
            r"^\W*this (?:\w+ ){0,3}?(?:agreement|contract|dpa|addendum)",
            r"redact|cop(?:y|ies) of",
        ),
        sure=0.9,
    ),
    says(
        SUB,
        _BOUND,
        r"{same}",
        r"(?:obligation|protect|terms|requirement|restriction|condition|level|standard|commitment|promise|dut(?:y|ies)|provisions?\b(?! of (?:the )?(?:\w+ )?(?:services|products?))|measures|stringent|safeguards)\w*",
        r"(?:agreement|contract|written|writing|impos|bound|bind|terms|requir|oblig|flow)\w*",
        without=(
            r"(?:extent|as if|liable|liability) .. (?:perform|same)",
            r"independent (?:data )?controller",
            r"^\W*controller (?:shall|will|must)",
            r"changes? .. services? .. avoid",
            r"redact|copy of|copies of",
            r"(?:notify|inform) .. (?:new|change)",
            r"third-party beneficiary",
        ),
    ),
    says(
        r"(?:pass(?:es|ed)?|hand(?:s|ed)?|flow(?:s|ed)?|push(?:es)?|extend(?:s|ed)?|impos\w*|transfer(?:s|red)?) .. (?:all|every|each|the) (?:\w+ ){0,3}?(?:dut(?:y|ies)|obligations?|terms|requirements?|rules) .. (?:down|on|over|through|to|upon) .. subprocessors?",
        r"(?:agreement|contract|writing|written|bound|bind)",
        without=r"copy of",
        sure=0.88,
    ),
    says(
        r"{same} (?:data protection )?(?:obligations?|dut(?:y|ies)|terms)\b .. (?:contract|writ|agreement)\w*",
        under=SUB,
        without=(r"^\W*controller (?:shall|will|must)", r"redact|cop(?:y|ies) of"),
        sure=0.85,
    ),
    says(
        r"(?:impos|bind|bound|requir|oblig|flow)\w*",
        r"{same}",
        r"(?:obligation|protection|terms|requirement|restriction|dut(?:y|ies)|level|standard)\w*",
        under=SUB,
        without=(
            r"(?:extent|as if) .. (?:perform|same)|(?:liable|liability|responsib\w+) .. same",
            r"^\W*controller (?:shall|will|must)",
            r"redact|cop(?:y|ies) of",
            r"(?:notify|inform) .. (?:new|change)",
            r"^\W*(?:\w+ )?affiliates?",
        ),
        sure=0.88,
    ),
    says(
        r"(?:described|set out|contained|set forth|referred to|laid down|specified|provided) in (?:this|the|article|section)",
        r"(?:impos|appl)\w* .. subprocessor|subprocessor .. (?:impos|bound|subject)\w*",
        without=r"copy of",
    ),
    says(
        # contracts with them that answer to this one
        rf"(?:agreement|contract)\w* .. {SUB} .. (?:compl(?:y|ies)|correspond|conform|meet|satisf|accord|match|mirror|reflect)\w* .. (?:(?:provisions|requirements|obligations|dut(?:y|ies)|terms|rules|conditions) .. )?(?:this (?:\w+ )?(?:agreement|contract|dpa|addendum)|between (?:the parties|controller and processor|processor and controller)|contractual relationship)",
        without=(
            r"redact|cop(?:y|ies) of",
            r"^\W*controller (?:shall|will|must)",
            r"(?:applicable|data protection) laws?\W*$",
        ),
        sure=0.88,
    ),
    says(
        # the duties that the processor itself is under
        SUB,
        r"(?:compl(?:y|ies)|fulfil|meet|observ|bound|subject|assum|impos|accept)\w* .. (?:obligations|dut(?:y|ies)|requirements|terms|rules) (?:\w+ ){0,3}?(?:to which|that|by which|which|as) {P} (?:itself )?(?:is|has|owes|gives|accepts)\b",
        without=(r"redact|cop(?:y|ies) of", r"^\W*controller (?:shall|will|must)"),
        sure=0.88,
    ),
    says(
        r"(?:every|each|all|any) (?:compan|supplier|partner|vendor|provider|firm|contractor|helper)\w* .. (?:sign|bound|agree|contract|promis)\w*",
        r"{same} (?:\w+ ){0,3}?(?:promis|rule|dut|obligation|term|protection|standard)\w*",
        r"(?:contract|agreement|writing|written|sign)\w*",
        sure=0.85,
    ),
    says(
        r"(?:rules|terms|obligations|duties|provisions|requirements) .. (?:this|here|between (?:controller and processor|the parties)|agreed) .. appl(?:y|ies) .. subprocessor",
        sure=0.85,
    ),
)

RULES = (
    Rule(
        alias="GDPR-28.2-auth",
        kind="grant",
        absent="that sub-processors need the controller's authorisation",
        first=_leave_by_objection,
        core=tuple(
            replace(said, without=(*said.without, NO_ENGAGEMENT)) for said in (*GENERAL, *SPECIFIC)
        ),
        weak=(
            Weak(
                "the processor reserves the use of sub-processors; no authorisation by the controller is said",
                (
                    says(
                        r"{P} (?:\w+ ){0,4}?(?:may|can|is entitled to|uses?|engages?|will use|reserves) .. ",
                        SUB,
                        without=r"{C} .. (?:liab|breach)",
                        sure=0.85,
                    ),
                    says(r"(?:uses?|engages?|appoints?) .. subprocessors?", sure=0.8),
                ),
            ),
        ),
        near_misses=(says(r"subprocessors?", without=(r"^\W*\"", OTHER_CONSENT), sure=0.4),),
    ),
    Rule(
        alias="GDPR-28.2-notice",
        kind="grant",
        absent="that the controller is told of new sub-processors in time to object",
        first=notice_first,
        core=ANNOUNCED,
        elements=(
            Element(
                "that the notice comes before the change",
                (
                    says(
                        r"(?:before|beforehand|(?<!without )prior|only after (?:\w+ )?(?:inform|notif|giving|telling)\w*|first (?:inform|notif|tell)\w*|only (?:\w+ ){0,3}?after .. (?:inform|notif|told)\w*|advance|intended|intends|planned|proposed|at least .. days|days'? (?:\w+ ){0,3}notice|thereby giving|ahead\b|at least \w+ \(?\d)",
                        r"(?:subprocess|subcontract|third part|change|notice|list|addition|replacement)",
                    ),
                ),
                "section",
            ),
            Element("that the controller may object", OBJECTS, "document"),
        ),
        weak=(
            Weak(
                "a list can be looked up; no notice of a change is promised",
                (
                    says(r"list of .. subprocessors?|subprocessors? .. list"),
                    says(r"(?:object\w*)", r"subprocessor"),
                ),
            ),
        ),
    ),
    Rule(
        alias="GDPR-28.3.d",
        absent="on what conditions another processor is engaged",
        first=_conditions,
    ),
    Rule(
        alias="GDPR-28.4-flow",
        kind="chain",
        absent="that each sub-processor is bound by the same duties",
        core=SAME_DUTIES,
        weak=(
            Weak(
                "the sub-processor is bound by contract, but not to the same data protection duties",
                (
                    says(
                        r"(?:agreement|contract)s? (?:in writing )?with .. subprocessors?",
                        without=r"redact|cop(?:y|ies) of",
                    ),
                    says(
                        r"subprocessors? .. (?:bound|bind|subject|comply|agree)\w*",
                        r"(?:confidential|written|agreement|contract|data protection|law)",
                        without=(
                            OTHER_CONSENT,
                            r"(?:so that|in order (?:to|that)) .. subprocessors?\b",
                        ),
                        sure=0.8,
                    ),
                    says(
                        r"{P} (?:shall|will) .. (?:restrict|prohibit|ensure|require) .. subprocessor",
                        sure=0.8,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="GDPR-28.4-liab",
        kind="chain",
        absent="that the processor answers for its sub-processors",
        core=(
            says(
                r"{liable}",
                r"subprocessor",
                r"(?:act|omission|perform|breach|fail|fault|complian|compli|oblig|as if|fully|remain|onward|its own|action|default|engag|subcontract|non-)\w*",
                without=(
                    r"(?:limit|exclud)\w* .. liab|liab\w* .. (?:shall be |is |be )?limited|limitation",
                    r"(?:not|no) (?:be )?(?:liable|responsible|liability)",
                    r"third-party liability",
                    r"data subject .. (?:compensation|claim)",
                    r"controller (?:shall|will|is|remains?) (?:be )?(?:\w+ )?(?:liable|responsible)",
                    r"avoid its own liabilit",
                    r"^\W*(?:such )?subprocessors? (?:shall|will|is|are|remain)",
                ),
            ),
            says(
                r"{P} (?:\w+ ){0,3}?(?:fully )?(?:liable|responsible|accountable|answerable)\b .. subprocessor",
                without=r"(?:not|no) (?:be )?(?:liable|responsible)",
                sure=0.85,
            ),
            says(
                r"{P} .. {liable} (?:\w+ ){0,3}?(?:for|of) (?:their|its|each|these|them|every|all|any|such|whatever they)\b (?:\w+ ){0,3}?(?:act|omission|perform|breach|fail|fault|complian|conduct|work|default|do\b)\w*",
                under=r"(?:subprocess|subcontract)",
                without=(
                    r"(?:not|no) (?:be )?(?:liable|responsible|liability)",
                    r"limitation",
                    r"(?:employees|staff|personnel)",
                ),
                sure=0.88,
            ),
            says(
                r"(?:breach|act|omission|fail|fault|default|conduct)\w* .. subprocessors? .. (?:deemed|treated|considered|regarded|attribut|imput|counts?)\w* .. {P}",
                without=r"(?:not|never) (?:be )?(?:deemed|treated|considered|regarded|attribut|imput)",
                sure=0.9,
            ),
            says(
                r"(?:subprocess|subcontract)\w*",
                r"(?:not|never|nor) (?:\w+ )?(?:release|reliev|discharg|exempt|absolv)\w* {P} .. (?:obligation|dut(?:y|ies)|liab|responsib)\w*",
                sure=0.85,
            ),
            says(
                r"subprocessor",
                r"as (?:if|though|for) .. (?:own|itself|performed|directly)",
                r"(?:act|omission|fault|perform)\w*",
            ),
        ),
    ),
)
