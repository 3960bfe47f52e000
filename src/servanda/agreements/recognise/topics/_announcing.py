"""Sub-processors announced before they come, and the right to object: Article 28(2)."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Court, Judgement, says
from servanda.agreements.recognise.topics._authorising import GENERAL, SPECIFIC, SUB

OBJECTS = (
    says(
        r"(?:object\w*|oppos\w+|veto\w*|reject\w*|refus\w+|disapprov\w+|contest\w*|withhold\w*|(?:do|does|did|is) not (?:\w+ )?(?:agree|consent|approve|accept)|(?:do|does|did) not want|says? no\b|protest\w*|challeng\w*|complain\w*|turn\w* (?:it|them|one) down|disagree\w*)",
        r"(?:subprocess|subcontract|chang|addition|replac|appoint|engag|third part|such|new)\w*",
        without=r"data subject",
    ),
    says(
        r"{C} (?:may|can|is (?:\w+ )?entitled to|has the right to) (?:\w+ ){0,3}?(?:object|oppose)\b(?: (?:to (?:it|this|them|that)|within|in writing|in text|on|by)\b|[.,;)]|$)",
        without=r"{subject}",
    ),
    says(
        r"(?:object|objection|oppos\w+|(?:don't|do not|does not|doesn't) (?:like|agree|want))",
        under=r"(?:subprocess|subcontract)",
    ),
)

_ABOUT_OTHERS = (
    r"^\W*controller (?:shall|must|will) (?!(?:\w+ )?be\b)|(?:list|copies|copy) of (?:\w+ )?subprocess\w+ agreements",
    r"(?:days?|weeks?) (?:after|of|from|following) (?:\w+ ){0,2}?(?:notice|notification)\b.{0,60}{C} (?:\w+ ){0,3}?(?:notif|object|inform|tell)",
    r"(?:data|security) (?:breach|incident)\w*|\bincidents?\b|breach(?:es)? of\b",
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
        rf"(?:new|added|additional|chang|replac|add|further)\w* .. {SUB}|{SUB} .. (?:new|added|additional|chang|replac|add|further)\w*",
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
        under=SUB,
        without=(
            r"^\W*(?:\w+[.)] )?(?:if )?controller (?:\w+ ){0,3}?objects?",
            *_ABOUT_OTHERS[:3],
            r"{C} .. (?:shall|must|will|may) (?:\w+ )?(?:notify|inform) {P}",
            r"failure|fails",
        ),
        sure=0.93,
    ),
    says(
        r"(?:{notify} (?:\w+[ ,]+){0,9}?{C}|{C} .. (?:notified|informed)|prior (?:\w+ ){0,2}?notice|advance (?:\w+ )?notice|days'? (?:\w+ ){0,3}?notice|(?:provid|giv|post|send|issu)\w* (?:\w+ ){0,3}?(?:notice|notification)s? (?:of|about|on) (?:\w+ ){0,3}?(?:new|add|change|replac)\w*|provid\w* notification|notification (?:to|of)|mechanism to .. notif|subscribe .. notif\w*)",
        SUB,
        r"{changes}",
        without=(
            r"^\W*(?:\w+[.)] )?(?:if )?controller (?:\w+ ){0,3}?objects?",
            *_ABOUT_OTHERS[:3],
            r"{C} .. (?:shall|must|will|may) (?:\w+ )?(?:notify|inform) {P}",
            r"{subject}",
            r"obligations? subcontracted|failure|fails",
        ),
    ),
    says(
        r"(?:updat\w+|publish\w*|maintain\w*|make available|post\w*) .. list",
        SUB,
        r"(?:{notify}|before|prior|days|in advance)",
        without=r"{breach}",
        sure=0.8,
    ),
)

TOLD = (
    says(
        r"{notify}",
        r"{changes}",
        rf"{SUB}",
        without=(*_ABOUT_OTHERS, r"{subject} .. request"),
        sure=0.8,
    ),
    says(
        r"{notify} (?:\w+ ){0,3}?(?:of|about)",
        r"{changes}",
        under=SUB,
        without=(*_ABOUT_OTHERS, r"{subject} .. request"),
        sure=0.8,
    ),
)
"""Told of a change, whether before or after."""


def notice_first(court: Court) -> Judgement | None:
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
