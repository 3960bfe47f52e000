"""Sub-processors: authorised, announced, bound alike, and answered for."""

from __future__ import annotations

from dataclasses import replace

from servanda.agreements.recognise.rules import Court, Element, Judgement, Rule, Weak, says

_SUB = r"(?:subprocessors?|subprocessing|subcontract(?:s|ed|ing)?|third part(?:y|ies))"

_NO_ENGAGEMENT = r"^(?!.*(?:subprocess|subcontract|engag|appoint|commission|entrust|outsourc|delegat|hir(?:e|ing)|perform|behalf|assist|carry|carried|involv|process(?:ed|ing) by|to process|\bus(?:e|es|ing|age) ))(?=.*third part)"
"""Third parties are spoken of, but not as taking part in the processing."""

_MOVED_ONLY = r"^(?!.*(?:engag|appoint|retain|commission|subcontract|transfer\w* (?:\S+ ){0,5}?to (?:\S+ ){0,4}?subprocessor)).*transfer\w* .. (?:united states|other countr|countries|third countr)"
"""Leave to move data abroad, not to bring in anyone."""

_OTHER_CONSENT = (
    r"(?:(?:withhold|delay|condition)\w* .. (?:agreement|consent|approval) (?:\w+ )?(?:to|of|for) (?:any |a |such |the )?(?:\w+ )?(?:change|amendment|variation|modification|adjustment)s?\b(?! (?:of|to|in|concerning|regarding) (?:\w+ ){0,4}?subprocess)"
    r"|(?:accept|agree|approv|consent)\w* (?:to )?(?:any |the |such |all )?(?:changes?|amendments?|variations?|updates?|adjustments?)\b(?! (?:of|to|in|concerning|regarding) (?:\w+ ){0,4}?subprocess)"
    r"|indemnif|hold harmless)"
)
"""Consent to something else, in words that name sub-processors in passing."""

_ARTICLE_28_4 = (
    r"art(?:icle)?s?\.? ?28 ?(?:(?:\(|para(?:graph)?s?\.? ?|abs\.? ?)?[23]\)? ?(?:and|to|through|-|,|&|or) ?(?:art(?:icle)?s?\.? ?28 ?)?)?"
    r"(?:\(|para(?:graph)?s?\.? ?|abs\.? ?)?4\b"
)
"""Article 28(4), alone or at the end of a range: it asks for the same duties."""

_ONLY_IF_CONSENTED = r"(?:only|solely|exclusively|not|no)\b (?:\w+ ){0,4}?(?:if|when|where|once|after|as soon as|as long as) (?:the )?controller (?:\w+ ){0,4}?(?:consent|authoriz|approv|agree|permi)\w*"
"""Each case waits for the controller's word: no leave given beforehand."""

GENERAL = (
    says(
        r"general(?:ly)? (?:and )?(?:prior )?(?:\w+ )?(?:authoriz|consent|approv|permission)\w*",
        _SUB,
    ),
    says(r"{C} (?:\w+ ){0,3}?generally (?:authoriz|consent|approv|agree)\w*", _SUB),
    says(
        r"{C} (?:\w+,? ){0,8}?(?:authoriz|consent|approv|agree|acknowledg|permit|grant|provid|accept|instruct|allow|give|(?:fine|happy|okay|comfortable) (?:with|for))\w*",
        rf"{{engage}} .. {_SUB}|{_SUB} .. (?:be |are |is )?(?:engag|appoint|retain|us)\w*|(?:engage|use|appoint|retain) .. affiliates",
        without=(
            r"^\W*(?:\w+ ){0,3}?if controller (?:does not|objects)",
            r"controller (?:may|can|shall|has|will)?.{0,30}object",
            r"(?:without|unless|until|prior to) .. (?:consent|authoriz|approv)",
            _ONLY_IF_CONSENTED,
            r"liab",
            _MOVED_ONLY,
            _OTHER_CONSENT,
        ),
        sure=0.9,
    ),
    says(
        r"general(?:ly)? (?:and )?(?:prior )?(?:\w+ )?(?:authoriz|consent|approv|permission)\w*",
        r"(?:{C}|given|granted|order|agreement)",
        under=_SUB,
        without=r"{P} (?:shall|will|must) (?:\w+ )?obtain",
    ),
    says(
        r"{C} (?:\w+,? ){0,4}?(?:authoriz|consent|approv|agree|permit|allow)\w* .. (?:them|these|those|the following)\b",
        rf"{_SUB}",
        sure=0.85,
    ),
    says(
        r"{C} (?:hereby )?(?:agrees?|consents?|has agreed) to (?:the )?(?:\w+ ){0,3}?subprocessors?\b",
        without=(r"liab", _OTHER_CONSENT, r"controller (?:may|can|shall|has|will)?.{0,30}object"),
        sure=0.85,
    ),
    says(rf"{_SUB} .. (?:deemed|considered) (?:authorized|approved|accepted)", sure=0.85),
    says(
        rf"{{P}} (?:has|have|is granted|is given) (?:the )?{{C}}'?s? (?:\w+ ){{0,4}}?(?:authorization|consent|permission) .. {_SUB}"
    ),
    says(
        rf"{{P}} (?:is|are) (?:hereby )?(?:generally )?(?:authorized|permitted|allowed|entitled by controller) to .. {_SUB}",
        sure=0.85,
    ),
)

_TOLD_TO_OTHERS = r"(?:provide|give|disclose|pass on) (?:\w+ ){0,2}?information to third part"
"""Information given to outsiders: no engagement of a sub-processor."""

_USERS_LEAVE = (
    r"(?:user|end[- ]user|{subject}|visitor|person)'?s?'? (?:\w+ )?(?:permission|consent|approval)"
)
"""What the user of a function permits is no consent of the controller to a sub-processor."""

SPECIFIC = (
    says(
        _SUB,
        r"(?:only|solely) (?:\w+ )?(?:with|after|upon|if|where|on)\b.{0,90}?\b(?:consent|authoriz|approv|permission|agree)\w*",
        r"(?:{engage}|{C}|prior|written)",
        without=(
            r"general (?:written )?(?:authoriz|consent)",
            r"{breach}",
            _TOLD_TO_OTHERS,
            _USERS_LEAVE,
        ),
    ),
    says(
        rf"(?:not|no|neither|refrain|prohibit\w*|never|only) ... {_SUB}",
        r"(?:without|unless|until|except|subject to|with|after|only (?:with|upon|after)|prior|if|once) .. (?:consent|authoriz|approv|permission|agree)\w*",
        without=(
            r"general (?:written )?(?:authoriz|consent)",
            _TOLD_TO_OTHERS,
            r"^\W*controller (?:may|shall) not",
            r"{breach}",
        ),
    ),
    says(
        r"(?:prior|specific|advance) (?:\w+ ){0,3}?(?:authoriz|consent|approv|permission)\w* .. ",
        _SUB,
        without=r"general",
    ),
    says(
        _SUB,
        r"(?:obtain\w*|received?) .. (?:prior )?(?:written )?(?:consent|authoriz|approv)\w*",
        without=r"general",
    ),
    says(
        r"(?:{C}'?s? |written |prior )+(?:\w+ )?(?:consent|authoriz|approv|permission)\w* (?:\w+ )?(?:is|are|must be|shall be|has to be) (?:\w+ )?(?:needed|required|necessary|obtained|given|sought)",
        under=_SUB,
        without=r"general",
        sure=0.85,
    ),
    says(rf"{{C}} has (?:\w+ )?(?:approved|authorized) .. {_SUB}"),
)

_OBJECTS = (
    says(
        r"(?:object\w*|oppos\w+|veto\w*|reject\w*|refus\w+|disapprov\w+|contest\w*|withhold\w*|(?:do|does) not agree|says? no\b|protest\w*|challeng\w*|complain\w*|turn\w* (?:it|them|one) down|disagree\w*)",
        r"(?:subprocess|subcontract|chang|addition|replac|appoint|engag|third part|such|new)\w*",
        without=r"data subject",
    ),
    says(
        r"(?:object|objection|oppos\w+|(?:don't|do not|does not|doesn't) (?:like|agree|want))",
        under=r"(?:subprocess|subcontract)",
    ),
)

_ABOUT_OTHERS = (
    r"{breach}",
    r"^\W*(?:\w+[.)] )?(?:if )?controller (?:\w+ ){0,3}?objects?",
    r"{C} .. (?:shall|must|will|may) (?:\w+ )?(?:notify|inform) {P}",
    r"failure|fails|purchase|price|fee|terminat|unable|not exceed|(?:time|period|deadline|window) .{0,12}object|counted from|after (?:the |such |this |that )?(?:announcement|notice)",
)

_CHANGES_HEADING = r"(?:subprocessors? (?:chang|addition|replac|updat)\w*|(?:new|additional|added|further) subprocessors?|(?:chang\w*|replac\w*|addition\w*|adding) (?:(?:of|to|in|new) ){0,2}(?:the )?subprocessors?)"

ANNOUNCED = (
    says(
        # a bare list under "Changes of sub-processors" is read with it
        r"(?:{notify}|notification|e-?mail)",
        r"(?:days?|weeks?|months?|ahead|before|beforehand|advance|prior)\b",
        under=_CHANGES_HEADING,
        without=_ABOUT_OTHERS,
        sure=0.88,
    ),
    says(
        r"(?:announc\w*|publish\w*|post(?:s|ed|ing)?\b|e-?mails?)",
        rf"(?:new|added|additional|chang|replac|add|further)\w* .. {_SUB}|{_SUB} .. (?:new|added|additional|chang|replac|add|further)\w*",
        r"(?:days?|weeks?|ahead|before|beforehand|advance|prior)\b",
        without=_ABOUT_OTHERS,
        sure=0.88,
    ),
    says(
        r"(?:{notify}|notice|announc\w*)",
        r"(?:chang|addition|add|replac|new|engag|appoint)\w*",
        r"(?:days?|weeks?|ahead|before|beforehand|advance|prior)\b",
        under=r"subprocess|subcontract",
        without=_ABOUT_OTHERS,
        sure=0.88,
    ),
    says(
        r"(?:{notify} (?:\w+[ ,]+){0,9}?{C}|prior (?:\w+ ){0,2}?notice|advance (?:\w+ )?notice|days'? (?:\w+ ){0,3}?notice)",
        r"(?:addition|replacement|change|appointment|engagement|new one)s?",
        under=_SUB,
        without=(
            r"^\W*(?:\w+[.)] )?(?:if )?controller (?:\w+ ){0,3}?objects?",
            r"{breach}",
            r"{C} .. (?:shall|must|will|may) (?:\w+ )?(?:notify|inform) {P}",
            r"failure|fails",
        ),
        sure=0.93,
    ),
    says(
        r"(?:{notify} (?:\w+[ ,]+){0,9}?{C}|{C} .. (?:notified|informed)|prior (?:\w+ ){0,2}?notice|advance (?:\w+ )?notice|days'? (?:\w+ ){0,3}?notice|(?:provid|giv|post|send|issu)\w* (?:\w+ ){0,3}?(?:notice|notification)s? (?:of|about|on) (?:\w+ ){0,3}?(?:new|add|change|replac)\w*|provid\w* notification|notification (?:to|of)|mechanism to .. notif|subscribe .. notif\w*)",
        _SUB,
        r"{changes}",
        without=(
            r"^\W*(?:\w+[.)] )?(?:if )?controller (?:\w+ ){0,3}?objects?",
            r"{breach}",
            r"{C} .. (?:shall|must|will|may) (?:\w+ )?(?:notify|inform) {P}",
            r"{subject}",
            r"obligations? subcontracted|failure|fails",
        ),
    ),
    says(
        r"(?:updat\w+|publish\w*|maintain\w*|make available|post\w*) .. list",
        _SUB,
        r"(?:{notify}|before|prior|days|in advance)",
        without=r"{breach}",
        sure=0.8,
    ),
)


def _notice_first(court: Court) -> Judgement | None:
    if court.first(*ANNOUNCED) is not None:
        return None
    if court.first(*GENERAL) is None:
        specific = court.first(*SPECIFIC)
        if specific is not None:
            return Judgement(
                status="not-applicable",
                passage=specific,
                why="each sub-processor needs the controller's own consent, so there is no change to announce",
                confidence=0.8,
            )
    return None


def _conditions(court: Court) -> Judgement | None:
    named = court.first(
        says(
            r"(?:conditions|requirements|obligations) .. (?:paragraphs? 2 and 4|article 28 ?\(2\)|28\(2\) and|articles? 28|art\.? 28)",
            _SUB,
        ),
        says(
            r"art(?:icle)?s?\.? ?28 ?(?:\(|para(?:graph)?s?\.? ?|abs\.? ?)?2\)? ?(?:and|to|-|,|&) ?(?:art(?:icle)?\.? ?28 ?)?(?:\(|para(?:graph)?s?\.? ?|abs\.? ?)?[34]"
        ),
    )
    if named is not None:
        return Judgement(status="satisfied", passage=named, confidence=0.9)
    auth, flow = court.judge("GDPR-28.2-auth"), court.judge("GDPR-28.4-flow")
    if auth.status == flow.status == "satisfied":
        told = court.judge("GDPR-28.2-notice")
        if told.status in ("missing", "partial") and court.first(*ANNOUNCED) is None:
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


_BOUND = r"(?:impos|contain|enter|bound|bind|written|repeat|agreement with|contract with|requir|ensur|oblig|subject|flow|execut|sign|undertak|agree|hold)\w*"

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
        _SUB,
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
        under=_SUB,
        without=(r"^\W*controller (?:shall|will|must)", r"redact|cop(?:y|ies) of"),
        sure=0.85,
    ),
    says(
        r"(?:impos|bind|bound|requir|oblig|flow)\w*",
        r"{same}",
        r"(?:obligation|protection|terms|requirement|restriction|dut(?:y|ies)|level|standard)\w*",
        under=_SUB,
        without=(
            r"(?:extent|as if|liable|liability) .. (?:perform|same)",
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
        r"(?:rules|terms|obligations|duties|provisions|requirements) .. (?:this|here|between controller and processor|agreed) .. appl(?:y|ies) .. subprocessor",
        sure=0.85,
    ),
)

RULES = (
    Rule(
        alias="GDPR-28.2-auth",
        kind="grant",
        absent="that sub-processors need the controller's authorisation",
        core=tuple(
            replace(said, without=(*said.without, _NO_ENGAGEMENT)) for said in (*GENERAL, *SPECIFIC)
        ),
        weak=(
            Weak(
                "the processor reserves the use of sub-processors; no authorisation by the controller is said",
                (
                    says(
                        r"{P} (?:\w+ ){0,4}?(?:may|can|is entitled to|uses?|engages?|will use|reserves) .. ",
                        _SUB,
                        without=r"{C} .. (?:liab|breach)",
                        sure=0.85,
                    ),
                    says(r"(?:uses?|engages?|appoints?) .. subprocessors?", sure=0.8),
                ),
            ),
        ),
        near_misses=(says(r"subprocessors?", without=(r"^\W*\"", _OTHER_CONSENT), sure=0.4),),
    ),
    Rule(
        alias="GDPR-28.2-notice",
        kind="grant",
        absent="that the controller is told of new sub-processors in time to object",
        first=_notice_first,
        core=ANNOUNCED,
        elements=(
            Element(
                "that the notice comes before the change",
                (
                    says(
                        r"(?:before|beforehand|prior|advance|intended|intends|planned|proposed|at least .. days|days'? (?:\w+ ){0,3}notice|thereby giving|ahead\b|at least \w+ \(?\d)",
                        r"(?:subprocess|subcontract|third part|change|notice|list|addition|replacement)",
                    ),
                ),
                "section",
            ),
            Element("that the controller may object", _OBJECTS, "document"),
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
                            _OTHER_CONSENT,
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
                r"subprocessor",
                r"as (?:if|though|for) .. (?:own|itself|performed|directly)",
                r"(?:act|omission|fault|perform)\w*",
            ),
        ),
    ),
)
