"""What standing a sentence has: whether it binds anyone, whom it binds, and to tell whom.

Wording differs from house to house, the grammar of a duty does not: a bearer, then a modal, then what
is owed. These functions look at that grammar in plain spelling and at nothing else, so they hold for
every topic. Where a sentence names no bearer they say so (an empty string) and exclude nothing.
"""

from __future__ import annotations

import re
from typing import Literal

from servanda.agreements.passages import Passage

Bearer = Literal["processor", "controller", "subprocessor", "other", ""]

_PARTY = (
    r"(?P<who>subprocessors?|(?:the )?(?:supervisory|data protection) authorit(?:y|ies)|auditors?"
    r"|data subjects?|processor|controller|(?:each|either|both|the) part(?:y|ies))"
)
_NAMED_TOO = (
    r"(?:'s \w+| and (?:its|any|the|their) [^,.;]{0,40}|,? \([^)]{0,60}\)|, [^,.;]{0,60},)?"
)
_DUTY = (
    r"(?:shall|will|must|undertakes? to|warrants? (?:that|and)|agrees? (?:to\b|that it (?:shall|will))"
    r"|(?:is|are) (?:\w+ )?(?:obliged|obligated|required|bound|responsible)|commits?\b|(?:has|have) to\b|ensures\b)"
)
# what one receives or may do is no duty
_RECEIVES = (
    r"(?! (?:also |then |thereby |in any case |at all times )?(?:have\b|be (?:entitled|notified|informed|given|provided|allowed|permitted|deemed|granted|free|able)"
    r"|receive|retain (?:the|its|a)|remain (?:entitled|free)|not be (?:charged|required|liable)))"
)
_OWES = re.compile(
    rf"\b{_PARTY}{_NAMED_TOO} (?:also |hereby |further |therefore )?{_DUTY}{_RECEIVES}"
)
_MAY = re.compile(
    rf"\b{_PARTY}{_NAMED_TOO} (?:may|can|(?:is|are) (?:\w+ )?(?:permitted|entitled|allowed|authorized|free) to|reserves? the right)\b"
    r"(?! (?:\w+ )?(?:not|only|solely|no)\b)"
)
_CONDITION = re.compile(
    r"^\W*(?:\(?\w{1,4}[).] )?(?:if|where|when|should|in the event|in case|to the extent|insofar|as soon as|once|after|upon|before|unless|without prejudice|notwithstanding|subject to)\b[^,;]{0,240}[,;] (?:then )?"
)


def _main_clause(text: str) -> str:
    """A sentence without the condition that leads into it."""
    for _ in range(3):
        text = _CONDITION.sub("", text, count=1)
    return text


def bearer(text: str) -> Bearer:
    """Who owes what a sentence promises: the first party in its main clause with a duty's modal."""
    clause = _main_clause(text)
    match = _OWES.search(clause)
    # "processor helps controller where controller must consult": the second is no bearer here
    if match is None or (
        match["who"] != "processor" and re.search(r"\bprocessor\b", clause[: match.start()])
    ):
        return ""
    who = match["who"]
    if who.startswith("subprocessor"):
        return "subprocessor"
    if who in ("processor", "controller"):
        return "processor" if who == "processor" else "controller"
    return "" if "part" in who else "other"


def permits_only(text: str, *, of: str = "") -> bool:
    """Whether the main clause lets a party do something and obliges none ("Processor may assist").

    `of` asks for one party's leave only.
    """
    clause = _main_clause(text)
    may = _MAY.search(clause)
    if may is None or may.start() > 16 or (of and may["who"] != of):
        return False
    return not re.search(
        r"\b(?:shall|will|must|only|solely|exclusively|strictly|not|no|without|unless|provided that|on condition"
        r"|undertakes?|obliged|obligated|ensures?|agrees?|subject to)\b",
        clause,
    )


_ON_CONDITION = re.compile(
    r"\bcontroller (?:\w+ )?(?:agrees|consents) to\b.{0,400}\b(?:provided that|on (?:the )?condition)\b"
)
"""A consent that holds on a condition: the condition is the processor's to meet."""


def controllers_alone(passage: Passage) -> bool:
    """Whether a sentence binds or entitles the controller and promises nothing of the processor."""
    for text in dict.fromkeys((passage.plain, passage.full)):
        who = bearer(text)
        if who == "controller":
            if _ON_CONDITION.search(text):
                return False
            return not re.search(
                rf"\bprocessor (?:\w+ )?{_DUTY}|\bby processor\b(?! (?:shall|will))", text
            )
        if who:
            return False
        may = _MAY.search(_main_clause(text))
        if may is not None and may["who"] == "controller" and may.start() < 16:
            return not re.search(rf"\bprocessor (?:\w+ )?(?:{_DUTY}|\w+s\b)", text)
    return False


def subprocessors_alone(passage: Passage) -> bool:
    """Whether the sub-processor, and not the processor, bears what a sentence says."""
    return bearer(passage.plain) == "subprocessor"


_NO_DUTY_OF = re.compile(
    r"\b(?:whereas|considering that|the parties (?:acknowledge|recognize) that)\b"
)


def promises_nothing(passage: Passage) -> bool:
    """A recital, a form's instruction, a line of contents: words about an agreement, not of it."""
    return passage.recital or passage.form


_NO_DUTY = re.compile(
    r"\bnothing (?:in|under|herein|contained)\b.{0,80}?\b(?:shall|will|is|obliges?|requires?|entitles?|grants?|gives?)\b"
    r"|\bprocessor(?: \w+)? (?:is|are|shall be|will be)? ?(?:not (?:be )?(?:\w+ )?(?:obliged|obligated|required|bound)|under no (?:\w+ )?(?:obligation|duty))"
    r"|\bprocessor (?:has|have|shall have|will have|assumes?) no (?:\w+ )?(?:obligation|duty|responsibility)\b"
    r"|\bno (?:right|entitlement|claim)s? (?:of|to) (?:\w+ ){0,3}?(?:audit|inspection|access|assistance)\b"
)
_REFUSES = re.compile(
    r"\bprocessor (?:\w+ )?(?:cannot|can not|can't|(?:does|do|will|shall) not|don't|won't|is (?:not able|unable) to|declines? to|is not in a position to)"
    r" (?:\w+ )?(?:grant|offer|host|permit|allow|provide|support|accommodate|assist|help|facilitate|accept|undertake|commit)\b"
)
_LEFT_OUT = re.compile(
    r"\b(?:(?:is|are) )?(?:not|never) (?:\w+ )?(?:included|offered|available|provided|part of|covered|foreseen|possible|agreed)\b|\b(?:is|are) excluded\b"
)
_SAVING = re.compile(
    r"\b(?:unless|except|save|other than|without (?!undue|delay)|until|only (?:if|where|to|with|on|after)|before|more than|beyond|outside|but (?:shall|will|must)|however|if|where|third part|to any|to other|subprocessor)"
)


def denies(text: str) -> bool:
    """Whether a sentence says that something is not owed, and makes no exception that is.

    "Nothing here obliges the provider to help", "we cannot grant audit rights", "audits: not included".
    """
    refused = _NO_DUTY.search(text)
    if refused is not None:
        before = text[: refused.start()]
        return not re.search(rf"\bprocessor (?:\w+ )?{_DUTY}(?! not\b)", before)
    refused = _REFUSES.search(text)
    if refused is not None and refused.start() < 90:
        return not _SAVING.search(text[refused.start() :])
    left_out = _LEFT_OUT.search(text)
    return left_out is not None and len(text) < 80 and not _SAVING.search(text)


def selects_only(passage: Passage) -> bool:
    """A choice among the options of model clauses, other than the one for sub-processors."""
    return passage.selects and not re.search(
        r"\bclauses? 9\b|\bauthoriz|\bprior notice", passage.plain
    )


_WEIGHT = (
    (re.compile(r"\bprocessor\b"), 0.02),
    (
        re.compile(r"\b(?:shall|will|must|agrees?|undertakes?|obliged|obligated|required to)\b"),
        0.02,
    ),
    (re.compile(r"\b(?:art(?:icle)?s?\.? \(?\d|section 164|164\.\d)"), 0.01),
    (
        re.compile(
            r"\b(?:appropriate|necessary|without undue delay|immediately|in writing|written)\b"
        ),
        0.005,
    ),
)


def tells(passage: Passage) -> float:
    """Of two sentences that decide alike, the one that binds the processor outright is quoted."""
    words = passage.plain
    told = sum(weight for pattern, weight in _WEIGHT if pattern.search(passage.full))
    told += 0.01 if bearer(words) == "processor" else 0.0
    told -= 0.03 if passage.heading or len(words) < 30 else 0.0
    told -= 0.02 if len(words) > 700 else 0.0
    told -= 0.02 if re.search(r"\bmay employ\b|\bcontroller (?:shall|will|must)\b", words) else 0.0
    # said of a case already spoken of, or as an exception to something else
    told -= 0.02 if passage.back else 0.0
    told -= 0.02 if permits_only(words) else 0.0
    return told


_OTHER_LAW = (
    r"(?:regulation \((?:eu|ec|eec)\) (?:no\.? ?)?(?!2016/679)\d{2,4}/\d{1,6}|directive|(?:(?!gdpr|general|regulation)\S{1,60} ){0,3}?(?:act|code|charter|treaty|constitution|statute)\b"
    r"|(?:this|these|the|that) (?:(?!gdpr|general|regulation)\S{1,60} ){0,3}?(?:agreement|addendum|dpa|contract|clauses|annex|schedule|appendix|terms|msa)\b"
    r"|part [iv\d]+|section \d|chapter \d|the (?:uk |swiss )?(?:fadp|lgpd|ccpa|pipeda))"
)
_OF_OTHER = re.compile(
    rf"^[\s,]*(?:\([^)]*\) ?)?(?:respectively )?(?:of|in|under|to|from) (?:the )?(?:said )?{_OTHER_LAW}"
)
_BY_OTHER = re.compile(rf"{_OTHER_LAW}[,:]? (?:\(\S{{1,60}}\) )?$")


def of_another_law(text: str, start: int, end: int) -> bool:
    """Whether an article named at `start`..`end` belongs to another law or to the contract itself.

    "Article 34 of Regulation (EU) 2018/1725" is not the GDPR's Article 34. An article that names no
    law is taken for the GDPR's.
    """
    return bool(_OF_OTHER.match(text[end:].lstrip())) or bool(
        _BY_OTHER.search(text[max(0, start - 60) : start])
    )
