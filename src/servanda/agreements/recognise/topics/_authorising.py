"""Leave to bring in sub-processors, general or case by case: Article 28(2)."""

from __future__ import annotations

from servanda.agreements.recognise.rules import says

SUB = r"(?:subprocessors?|subprocessing|subcontract(?:s|ed|ing)?|third part(?:y|ies))"

NO_ENGAGEMENT = r"^(?!.*(?:subprocess|subcontract|engag|appoint|commission|entrust|outsourc|delegat|hir(?:e|ing)|perform|behalf|assist|carry|carried|involv|process(?:ed|ing) by|to process|\bus(?:e|es|ing|age) ))(?=.*third part)"
"""Third parties are spoken of, but not as taking part in the processing."""

_MOVED_ONLY = r"^(?!.*(?:engag|appoint|retain|commission|subcontract|transfer\w* (?:\S+ ){0,5}?to (?:\S+ ){0,4}?subprocessor)).*transfer\w* .. (?:united states|other countr|countries|third countr)"
"""Leave to move data abroad, not to bring in anyone."""

OTHER_CONSENT = (
    r"(?:(?:withhold|delay|condition)\w* .. (?:agreement|consent|approval) (?:\w+ )?(?:to|of|for) (?:any |a |such |the )?(?:\w+ )?(?:change|amendment|variation|modification|adjustment)s?\b(?! (?:of|to|in|concerning|regarding) (?:\w+ ){0,4}?subprocess)"
    r"|(?:accept|agree|approv|consent)\w* (?:to )?(?:any |the |such |all )?(?:changes?|amendments?|variations?|updates?|adjustments?)\b(?! (?:of|to|in|concerning|regarding) (?:\w+ ){0,4}?subprocess)"
    r"|indemnif|hold harmless)"
)
"""Consent to something else, in words that name sub-processors in passing."""

_ONLY_IF_CONSENTED = r"(?:only|solely|exclusively|not|no)\b (?:\w+ ){0,4}?(?:if|when|where|once|after|as soon as|as long as) (?:the )?controller (?:\w+ ){0,4}?(?:consent|authoriz|approv|agree|permi)\w*"
"""Each case waits for the controller's word: no leave given beforehand."""

GENERAL = (
    says(
        r"general(?:ly)? (?:and )?(?:prior )?(?:\w+ )?(?:authoriz|consent|approv|permission)\w*",
        SUB,
    ),
    says(r"{C} (?:\w+ ){0,3}?generally (?:authoriz|consent|approv|agree)\w*", SUB),
    says(
        r"{C} (?:\w+,? ){0,8}?(?:authoriz|consent|approv|agree|acknowledg|permit|grant|provid|accept|instruct|allow|give|(?:fine|happy|okay|comfortable) (?:with|for))\w*",
        rf"{{engage}} .. {SUB}|{SUB} .. (?:be |are |is )?(?:engag|appoint|retain|us)\w*|(?:engage|use|appoint|retain) .. affiliates",
        without=(
            r"^\W*(?:\w+ ){0,3}?if controller (?:does not|objects)",
            r"controller (?:may|can|shall|has|will)?.{0,30}object",
            r"(?:without|unless|until|prior to) .. (?:consent|authoriz|approv)",
            _ONLY_IF_CONSENTED,
            r"liab",
            _MOVED_ONLY,
            OTHER_CONSENT,
        ),
        sure=0.9,
    ),
    says(
        r"general(?:ly)? (?:and )?(?:prior )?(?:\w+ )?(?:authoriz|consent|approv|permission)\w*",
        r"(?:{C}|given|granted|order|agreement)",
        under=SUB,
        without=r"{P} (?:shall|will|must) (?:\w+ )?obtain",
    ),
    says(
        r"{C} (?:\w+,? ){0,4}?(?:authoriz|consent|approv|agree|permit|allow)\w* .. (?:them|these|those|the following)\b",
        rf"{SUB}",
        sure=0.85,
    ),
    says(
        r"{C} (?:\w+ ){0,3}?(?:authoriz|approv|accept|consents? to|agrees? to|permit|allow)\w* (?:to )?(?:the use of )?(?:the |all |those |any |its |processor's )?(?:\w+ ){0,3}?subprocessors? (?:\w+ )?(?:listed|named|identified|set out|specified|shown|described|mentioned|in\b|at\b|on\b|below)",
        without=(OTHER_CONSENT, r"controller (?:may|can|shall|has|will)?.{0,30}object"),
        sure=0.9,
    ),
    says(
        r"{C} (?:hereby )?(?:agrees?|consents?|has agreed) to (?:the )?(?:\w+ ){0,3}?subprocessors?\b",
        without=(r"liab", OTHER_CONSENT, r"controller (?:may|can|shall|has|will)?.{0,30}object"),
        sure=0.85,
    ),
    says(
        r"{C} (?:\w+,? ){0,6}?(?:agree|consent|accept|authoriz|permit|allow|(?:fine|happy|okay|comfortable) with)\w* .. {P} (?:\w+ ){0,2}?(?:us(?:e|es|ing)|engag\w+|work\w* with|hir\w+|bring\w* in) (?:the |its |other |outside |our |some |certain )*(?:suppliers?|partners?|vendors?|contractors?|service providers?|companies|others|helpers?|firms?)\b",
        without=(
            OTHER_CONSENT,
            r"(?:without|unless|until|prior to) .. (?:consent|authoriz|approv)",
        ),
        sure=0.85,
    ),
    says(
        SUB,
        r"(?:permi\w+|allowed|admissible|may|can|possible) .. (?:notif|inform|announc|tell|told|notice)\w* .. (?:not|no|without|unless) .. (?:object|contradict|oppos|veto)\w*",
        without=(r"{breach}", r"{subject}"),
        sure=0.88,
    ),
    says(rf"{SUB} .. (?:deemed|considered) (?:authorized|approved|accepted)", sure=0.85),
    says(
        rf"{{P}} (?:has|have|is granted|is given) (?:the )?{{C}}'?s? (?:\w+ ){{0,4}}?(?:authorization|consent|permission) .. {SUB}"
    ),
    says(
        rf"{{P}} (?:is|are) (?:hereby )?(?:generally )?(?:authorized|permitted|allowed|entitled by controller) to .. {SUB}",
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
        SUB,
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
        rf"(?:not|no|neither|refrain|prohibit\w*|never|only) ... {SUB}",
        r"(?:without|unless|until|except|subject to|with|after|only (?:with|upon|after)|prior|if|once) .. (?:consent|authoriz|approv|permission|agree)\w*",
        without=(
            r"general (?:written )?(?:authoriz|consent)",
            _TOLD_TO_OTHERS,
            r"(?:agreement|contract) with .. subprocessors? that",
            r"^\W*controller (?:may|shall) not",
            r"{breach}",
        ),
    ),
    says(
        r"(?:prior|specific|advance) (?:\w+ ){0,3}?(?:authoriz|consent|approv|permission)\w* .. ",
        SUB,
        without=r"general",
    ),
    says(
        SUB,
        r"(?:obtain\w*|received?) .. (?:prior )?(?:written )?(?:consent|authoriz|approv)\w*",
        without=r"general",
    ),
    says(
        r"(?:{C}'?s? |written |prior )+(?:\w+ )?(?:consent|authoriz|approv|permission)\w* (?:\w+ )?(?:is|are|must be|shall be|has to be) (?:\w+ )?(?:needed|required|necessary|obtained|given|sought)",
        under=SUB,
        without=r"general",
        sure=0.85,
    ),
    says(
        SUB,
        r"(?:permitted|allowed|admissible|possible|requires?|needs?|subject to|depends? (?:up)?on|conditional) .. (?:{C}'?s? |prior |written |express )+(?:consent|authoriz|approv|permission)\w*",
        without=(r"general", r"{breach}", _TOLD_TO_OTHERS, _USERS_LEAVE),
    ),
    says(rf"{{C}} has (?:\w+ )?(?:approved|authorized) .. {SUB}"),
)
