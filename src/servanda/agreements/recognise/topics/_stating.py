"""How a detail of the processing is stated: under a label, in a sentence, or by pointing to an annex."""

from __future__ import annotations

import re

from servanda.agreements.passages import Passage, Reading
from servanda.agreements.recognise.rules import Court, Decide, Judgement, Says
from servanda.agreements.recognise.standing import controllers_alone
from servanda.agreements.recognise.topics._shared import search
from servanda.agreements.recognise.words import compiled

PLACE = (
    r"(?:schedule|annex(?:es)?|appendix|exhibit|attachment(?! (?:data|files?|contents?|metadata))|cover page|order form|statement of work"
    r"|setup page|sow|key terms)\b(?: (?:no\.? ?)?(?:[a-z]\b|\d{1,6}+|[ivx]{1,8}\b)(?:\(?[a-z.\d]{0,12}\)?)?)?"
)
_POINTS = re.compile(
    r"(?:set (?:out|forth)|specified|describ\w{1,6}|detailed|contain\w{0,5}|listed|defined|found|provided|identified|given"
    r"|stated|determined|as per|see|sets? (?:out|forth)|laid down|refer\w{0,6} to|in|on)\b.{0,60}?"
    rf"\b({PLACE})"
    rf"|\b({PLACE})(?: \([^)]*\))?(?: to this \w+)?(?: on the cover page)? (?:describes?|sets? (?:out|forth)|contains?|specif\w+|lists?|details?|provides?)"
)
SOLE = r"(?:(?:determined|controlled|chosen|decided) (?:and controlled )?by .. {C}|{C}'?s? sole discretion|in its sole discretion)"

_NEXT_TOPIC = re.compile(
    r"\b(?:categor(?:y|ies) of|types? of|nature|purpose|duration|subject[- ]matter|sensitive data|special categor|frequency|processing operations|retention|period for which|transfers to|security measures|technical and|subprocessors?|location|signature)\b"
)

STARTS_ANNEX = re.compile(rf"^\W*{PLACE}")


_CONTROLLERS_WORD = re.compile(
    r"^\W*(?:\d[\d.]* )?controller (?:\w+ ){0,2}?(?:warrants?|represents?|is satisfied|(?:has|have) (?:\w+ )?(?:checked|satisfied|assessed|verified|examined)|guarantees?)\b"
)
"""What the controller vouches for is no description of the processing."""

_IN_PASSING = r"(?:(?:taking|having|take|takes) into account|account (?:of )?the nature|subject,? (?:\w+, )?to the nature|given the nature|considering the nature|may change|commensurate|regardless of|appropriate to the nature|(?:if|whether) the (?:nature|purposes?)\b)"


def _annex_is_here(reading: Reading, place: str) -> bool:
    """Whether the annex that a sentence points to stands in the document, with words of its own.

    A bare list of annexes ("Schedule 1 | Details") is not the annex.
    """
    place = re.sub(r"\(.*", "", place).strip(" .")
    short = re.escape(place)
    starts = re.compile(rf"^\W*(?:\d+\.? )?{short}\b(?! (?:describes|sets|contains))")
    for passage in reading.passages:
        if not starts.match(passage.plain) or len(passage.plain) > 160:
            continue
        after = reading.passages[passage.at + 1 : passage.at + 2]
        listed = after and STARTS_ANNEX.match(after[0].plain) and len(after[0].plain) < 160
        titled = passage.heading or not passage.plain.rstrip().endswith((".", ",", ";"))
        if after and not listed and titled:
            return passage.heading or " | " not in passage.words
    return any(
        (re.search(rf"\b{short}\b", heading) and len(heading) < 120)
        or (clause.number.lower() == place and bool(clause.paragraphs or clause.children))
        for heading, clause in reading.headings
    )


def points_away(reading: Reading, passage: Passage) -> bool | None:
    """None where a sentence points to no annex, else whether that annex is absent."""
    match = _POINTS.search(passage.plain)
    if match is None:
        return None
    return not _annex_is_here(reading, match[1] or match[2] or "")


def is_label(text: str) -> bool:
    """A label such as "Categories of data:" rather than a sentence."""
    return len(text.split()) <= 16 and (
        text.rstrip().endswith(":") or not re.search(r"\b(?:shall|will|may|include|are|is) ", text)
    )


def spoken(court: Court, words: str) -> list[Passage]:
    return [
        p
        for p in court.reading.passages
        if not p.definition
        and not p.form
        and not search(_IN_PASSING, p.plain)
        and not _CONTROLLERS_WORD.search(p.full)
        and (search(words, p.plain) or search(words, p.headings.rsplit(" > ", 1)[-1]))
    ]


def following(reading: Reading, passage: Passage) -> list[Passage]:
    """The sentences under a label, up to the next label of such an annex."""
    found: list[Passage] = []
    size = 0
    for other in reading.passages[passage.at + 1 : passage.at + 24]:
        starts_next = _NEXT_TOPIC.search(other.plain) and len(other.plain.split()) <= 12
        if other.heading or (found and starts_next) or STARTS_ANNEX.match(other.plain):
            break
        found.append(other)
        size += len(other.plain)
        if size > 1800:
            break
    return found


def _decides(words: str, passage: Passage) -> bool:
    """Whether a sentence says it before it points elsewhere ("Duration: three years, see Annex 1")."""
    return bool(
        re.match(
            rf"^\W*(?:\w{{1,4}}[.)] )?(?:the )?{compiled(words)[0].pattern}[^:.]{{0,40}}?(?::| (?:is|are|lasts|shall be|consists? of))"
            r"(?! (?:further |as )?(?:set|describ|specif|detail|determin|stated|defin|provid|list|contain|found|given|annex|schedule|appendix|exhibit|\[)).{25,}?",
            passage.plain,
        )
    )


_NOTHING_BEHIND = re.compile(
    r"^\W*(?:as |see |to be |n/?a\b|none\b|any\b|tbd|all\b|various|not applicable|same as|described|listed|set out|specified|defined|determined|depends?"
    r"|(?:to |for |the )*(?:provi|perform|deliver|fulfil|supply)\w*(?: of)?(?: (?:the|its|our|such))? (?:\w+ )?(?:services?|agreement|contract|purposes?)\b)"
)


def _says_behind(words: str, text: str) -> bool:
    """Whether a label has its value behind it in the same line ("Nature of processing: storage, printing")."""
    behind = re.match(
        rf"^\W*(?:\w{{1,4}}[.)] )?(?:the )?{compiled(words)[0].pattern}[^:.]{{0,40}}: (?P<value>\S.+)$",
        text,
    )
    if behind is None:
        return False
    value = behind["value"]
    return len(value.split()) >= 3 and not _NOTHING_BEHIND.match(value)


def _short_items(reading: Reading, passage: Passage) -> bool:
    """Whether a heading is followed by two items at least, each of two words or more."""
    under = [p for p in following(reading, passage) if p.section == passage.section][:3]
    return passage.heading and len(under) > 1 and all(len(p.plain.split()) > 1 for p in under)


_LEFT_TO_CONTROLLER = re.compile(
    r"\b(?:is|are|shall be|will be) (?:\w+ )?(?:determined|decided|chosen|defined|controlled|set) (?:\w+ ){0,3}?by controller\b"
    r"(?!.{0,200}\b(?:namely|includ|such as|:))"
)
"""Nothing is stated, the controller will decide ("The nature is determined by the controller")."""


def stated(words: str, otherwise: tuple[Says, ...], what: str, tells: str = "") -> Decide:
    """Satisfied where a sentence itself decides it, partial where it only points elsewhere.

    A sentence that stands only under a heading with the words must hold `tells`, if that is given.
    """

    def decide(court: Court) -> Judgement | None:
        reading = court.reading
        pointers: list[Passage] = []
        told: list[Passage] = []
        here: list[Passage] = []
        left: list[Passage] = []
        for passage in spoken(court, words):
            if (
                not passage.heading
                and STARTS_ANNEX.match(passage.plain)
                and is_label(passage.plain)
            ):
                continue
            away = points_away(reading, passage)
            label, _, value = passage.plain.partition(" | ")
            if value and not (away or passage.blank) and search(words, f"{label} |"):
                if len(value.split()) >= 3:
                    return Judgement(status="satisfied", passage=passage, confidence=0.9)
                continue
            if away and not passage.blank and _decides(words, passage):
                told.append(passage)
                continue
            if passage.blank or away:
                pointers.append(passage)
                continue
            if _LEFT_TO_CONTROLLER.search(passage.plain):
                left.append(passage)
                continue
            if away is False and not is_label(passage.plain):
                here.append(passage)
                continue
            if not passage.heading and _says_behind(words, passage.plain):
                return Judgement(status="satisfied", passage=passage, confidence=0.88)
            if passage.heading or is_label(passage.plain):
                follow = next(iter(following(reading, passage)), None)
                few = 2 if passage.heading or passage.plain.endswith(":") else 4
                if follow is None or (
                    len(follow.plain.split()) <= few
                    and follow.plain.count(",") < 2
                    and not _short_items(reading, passage)
                ):
                    continue
                if follow.blank or points_away(reading, follow):
                    pointers.append(follow)
                    continue
                if tells and " and " in passage.plain and not search(tells, follow.plain):
                    # "Subject and duration": what follows first may be of the other
                    continue
                return Judgement(status="satisfied", passage=follow, confidence=0.9)
            if tells and controllers_alone(passage):
                continue
            enough = 3 if tells and search(tells, passage.plain) else 6
            if len(passage.plain.split()) >= enough and (
                not tells or search(words, passage.plain) or search(tells, passage.plain)
            ):
                told.append(passage)
        definite = next((p for p in told if search(words, p.plain[:70])), None)
        if told and (definite is not None or not pointers):
            return Judgement(status="satisfied", passage=definite or told[0], confidence=0.9)
        if pointers:
            return Judgement(
                status="partial",
                passage=pointers[0],
                why=f"{what} is left to a part that is blank or not in the document",
                confidence=0.85,
            )
        if here:
            return Judgement(status="satisfied", passage=here[0], confidence=0.75)
        found = court.first(*otherwise)
        if found is not None:
            return Judgement(status="satisfied", passage=found, confidence=0.8)
        if left:
            return Judgement(
                status="partial",
                passage=left[0],
                why=f"{what} is left to the controller, not stated",
                confidence=0.8,
            )
        return None

    return decide


def pointer(court: Court) -> Judgement | None:
    """Where the details as a whole are left to an annex that is not here."""
    for passage in court.reading.passages:
        if passage.definition or not search(
            r"(?:details|description|particulars) (?:\w+ )?(?:regarding|of|about|concerning) .. process",
            passage.plain,
        ):
            continue
        if points_away(court.reading, passage):
            return Judgement(
                status="partial",
                passage=passage,
                why="the details are left to a part that is not in the document",
                confidence=0.85,
            )
    return None


def or_pointer(decide: Decide) -> Decide:
    def both(court: Court) -> Judgement | None:
        found = decide(court)
        if found is not None and found.status == "satisfied" and found.confidence > 0.85:
            return found
        return pointer(court) or found

    return both
