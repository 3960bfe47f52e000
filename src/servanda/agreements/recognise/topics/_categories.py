"""Which types of personal data are processed and whose: lists, labels with values, definitions."""

from __future__ import annotations

import re

from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, Decide, Judgement
from servanda.agreements.recognise.standing import controllers_alone
from servanda.agreements.recognise.topics._shared import search
from servanda.agreements.recognise.topics._stating import (
    SOLE,
    following,
    is_label,
    points_away,
    spoken,
)
from servanda.agreements.recognise.words import compiled

TYPE = re.compile(
    r"\b(?:(?:personal )?(?:master|registration|account|identity|booking|order|application|survey|telemetry|activity|session|event|tracking|technical|behaviou?ral) data|cvs?\b|r[eé]sum[eé]s?|cover letters?|documents|transcripts?|(?:first |last |full |user ?|real )?names?|(?:e-?mail|postal|home|ip|mailing|business|street|billing)(?: address(?:es)?)?|address(?:es)?|(?:tele)?phone(?: numbers?)?|contact (?:data|details|information)"
    r"|dates? of birth|birth ?dates?|gender|age|nationality|passport|national id\w*|social security|identification (?:data|numbers?|information)|identifiers?|user ?names?|passwords?|login|credentials|authentication data"
    r"|payment|bank(?:ing)? (?:details|account)?|credit card|financial (?:data|information|details)|billing|salary|payroll|job titles?|titles?|positions?|employers?|employment (?:data|details|information|history)|professional"
    r"|location data|geolocation|cookies?|device (?:data|information|ids?)|usage data|log (?:data|files)|browsing|health(?: data| information)?|medical|genetic|biometric|photos?|photographs?|images?|voice|video|recordings?|avatar"
    r"|communications? (?:data|content)|messages?|correspondence|customer history|contract(?:ual)? data|order data|purchase history|transaction\w*|preferences|interests|education(?:al)?|family|marital|connection data|localization data"
    r"|racial|ethnic|religious|political|trade union|traffic data|metadata|personal details|demographic|signatures?|vehicle|tax|insurance|profile (?:data|information|pictures?))\b"
)
SUBJECT = re.compile(
    r"\b(?:employees?|managers|people (?:on|who|in)|staff|personnel|workers?|contractors?|consultants?|freelancers?|agents?|advisors?|representatives?|controller's (?:customers|clients|end users|users)|customers?|clients?|end[- ]users?|users?|visitors?|prospects?|prospective|suppliers?|vendors?"
    r"|business partners?|partners?|patients?|students?|pupils?|children|parents?|candidates?|applicants?|members?|subscribers?|contacts(?! us)|contact persons?|tenants?|consumers?|shoppers|guests|passengers|donors|volunteers|citizens|residents|policyholders|insured"
    r"|beneficiaries|debtors|shareholders|directors|officers|dependents|relatives|family members|collaborators|callers|recipients|participants|trainees|interns|guardians|teachers|administrators)\b"
)

TYPES = r"(?:\| (?:personal )?data(?: (?:types?|categories|processed|concerned))?(?: \||\W*$)|^\W*(?:\w{1,3}[.)] )?data (?:types?|kinds?)\W*(?:$|:|\|)|^\W*(?:\w{1,3}[.)] )?(?:the )?(?:data )?processing (?:of personal data )?(?:covers|concerns|comprises|includes|extends to)\b|(?:process\w*|collect\w*|stor\w*|host\w*) (?:the )?following (?:information|data)\b|(?:personal )?(?:information|data) (?:processed|collected|stored|handled) (?:includ|compris|consist|are\b|may)\w*|^\W*(?:\d[\d.]* )?(?:the )?(?:personal )?(?:data|information) (?:(?:that |which )?(?:processor|is|are|being) )?(?:to be )?(?:process(?:ed|es)?|collect(?:ed|s)?|stor(?:ed|es)?|held|kept|in scope|concerned|involved|affected)(?: (?:by|under|for|in) (?:the )?[\w ]{2,30})?\W*$|^\W*(?:personal )?data (?:elements?|fields?|items?|points)(?:\W*$| \|)|^\W*(?:what|which) (?:personal )?data\b|following (?:personal )?data\b|(?:types?|categor(?:y|ies)|kinds?|classes)(?: ?\(s\))? of (?:the |controller's |controller |relevant |any )?(?:personal data|data(?! subject)|personal information|information)|personal data (?:types|categories)|data categories|(?:personal data|data) (?:to be )?(?:transferred|processed) (?:concern|includ|compris|consist|may include)\w*)"
SUBJECTS = r"(?:following groups\b|categori[sz]ation of (?:the )?data subjects|^\W*(?:\w{1,3}[.)] )?(?:affected )?(?:data subject|user) (?:types|groups)\b|(?:affected|concerned) (?:groups|circles)(?: of \w+)?\b|^\W*(?:\w{1,3}[.)] )?(?:the )?(?:data )?processing (?:affects|concerns|relates to)\b|personal data (?:\w+ ){0,3}?relates? to\b(?! (?:the following categor|an? |any ))|^\W*(?:\d[\d.]* )?(?:the )?(?:people|persons|individuals)(?: (?:concerned|affected|involved|in scope|covered))?\W*$|^\W*who(?:m)? (?:is|are) (?:affected|concerned|covered)\W*$|^\W*whose (?:personal )?data\b|(?:types?|categor(?:y|ies)|kinds?) of (?:personal )?data (?:about|relating to|concerning) (?:the |controller's )|personal data (?:processed |transferred )?concerns? (?!the following categor)|(?:categor(?:y|ies)|types?|groups?|classes|circles?|kinds?)(?: ?\(s\))? of (?:the |affected )?(?:those (?:affected|concerned)|data subjects?|individuals|persons|people)|data subject categor\w+|data subjects (?:include|concerned|affected|may include|are|concern)|^\W*(?:\w{1,3}[.)] )?data subjects?:?(?: |$)|concern\w* the following .. data subjects)"

TYPES_LABEL = r"(?:data (?:types?|categor(?:y|ies)|kinds?)|(?:the )?(?:personal )?data(?: (?:concerned|processed|involved|types?|categories|fields|elements))?|(?:types?|categor(?:y|ies)|kinds?)(?: ?\(s\))? of (?:personal )?data|(?:which|what) (?:personal )?data)"
SUBJECTS_LABEL = r"(?:(?:data subject|user) (?:types|groups|categories)|categori[sz]ation of data subjects|(?:affected|concerned) (?:groups|circles)(?: of \w+)?|(?:the )?(?:people|persons|individuals|data subjects?|those)(?: (?:concerned|affected|involved|categories))?|(?:types?|categor(?:y|ies)|kinds?|groups?)(?: ?\(s\))? of (?:data subjects?|people|persons|individuals)|whose (?:personal )?data)"

_VALUE = re.compile(r"^\W*[^:|.]{3,60}(?::| \|) ?\S")
"""A label with its value behind it."""


def _items(
    court: Court, passage: Passage, words: str, items: re.Pattern[str]
) -> tuple[Passage | None, list[str]]:
    """The concrete items in a sentence or under its label, and the sentence that holds the first."""
    own = compiled(words)[0]
    label = passage.heading or is_label(passage.plain)
    opens = label or search(r"(?:following|includ|such as|as follows|concern|:$)", passage.plain)
    anchor: Passage | None = None
    names: list[str] = []
    for place in (passage, *(following(court.reading, passage) if opens else ())):
        text = own.sub(" ", place.plain)
        if place is passage and label and not passage.plain.rstrip().endswith("."):
            text = text.partition(":")[2] or ("" if passage.heading else text)
        sole = compiled(SOLE)[0].search(text)
        if sole is not None and not search(r"(?:includ|such as|following)", text):
            # "Data subjects: staff and guests, as determined by the controller" does name them
            if place is not passage or not _VALUE.match(place.plain):
                continue
            text = text[: sole.start()]
        found = [match[0] for match in items.finditer(text)]
        if found and anchor is None:
            anchor = place
        names += found
    return anchor, list(dict.fromkeys(names))


def _in_a_list(court: Court, label: Passage, anchor: Passage | None) -> bool:
    """Whether an item stands under a label, beside at least one other short item."""
    if anchor is None or anchor is label or not (label.heading or is_label(label.plain)):
        return False
    under = [p for p in following(court.reading, label) if p.section == label.section]
    return len(under) > 1 and all(len(p.plain.split()) <= 12 for p in under[:2])


_HANDLED = r"\b(?:process|submit|upload|stor|collect|host|receiv|enter|transfer|transmit)\w{0,6}\b[^.;]{0,80}?\b"
_TYPES_NAMED = re.compile(
    _HANDLED
    + r"(?:data|information)\b[^.;:]{0,60}?(?:\b(?:includ(?:es?|ing)|such as|compris(?:es|ing)|consist(?:s|ing) of|namely)\b|[:(]) ?(?P<named>[^.;]{3,240})"
)
_SUBJECTS_NAMED = re.compile(
    _HANDLED
    + r"(?:data|details|names|addresses|records|cvs?|history) (?:about|of|on|relating to|concerning|regarding) (?:and about |the |its |their |controller's |his |your |our ){0,2}(?P<named>[^.;]{3,60})"
)
_OTHERWISE = re.compile(
    r"\b(?:not|no|never|without|prohibit\w*|sensitive|special categor\w*|breach\w*|incident\w*|unauthori[sz]ed|requests?|rights|notif\w+|audit\w*|instructions?|measures|safeguards|access|confidential\w*|subprocessors?|contact (?:us|processor)|signature|invoices?|fees|marketing|independent controller)\b"
    r"|\bown (?:purposes|account)"
)


def _mentioned(
    court: Court, named: re.Pattern[str], items: re.Pattern[str], need: int
) -> Passage | None:
    """A sentence on the processing that names the items in passing ("we store data such as names and e-mails")."""
    for passage in court.reading.passages:
        text = passage.plain
        if passage.definition or passage.form or passage.blank or passage.heading:
            continue
        if controllers_alone(passage) and not _SUBMITS.search(text):
            continue
        match = named.search(text)
        if match is None or _OTHERWISE.search(text) or search(SOLE, text):
            continue
        if len({found[0] for found in items.finditer(match["named"])}) >= need:
            return passage
    return None


_SUBMITS = re.compile(
    r"\bcontroller (?:\w+ )?(?:may|can|will) (?:\w+ )?(?:submit|upload|provide|enter|store|transfer)\b"
)


def listed_items(
    court: Court, words: str, items: re.Pattern[str], need: int
) -> tuple[Passage, tuple[str, ...]] | None:
    """The first list of at least `need` items under the topic's words; blanks do not count."""
    for passage in spoken(court, words):
        anchor, names = _items(court, passage, words, items)
        if len(names) == need - 1 and _in_a_list(court, passage, anchor):
            # "Contact data" and "other data that is added": one known kind in a list of several
            need = len(names)
        if len(names) >= need and anchor is not None and not (passage.blank or anchor.blank):
            return anchor, tuple(names)
    return None


_EMPTY = re.compile(
    r"^\W*(?:as |see |to be |n/?a\b|none\b|any\b|tbd|all\b|various|not applicable|same as|described|listed|set out|specified|defined|determined|depends?)"
)


def _under_label(court: Court, label: str) -> Passage | None:
    """A value that stands right behind a short label ("Data: sender, address", "People | staff")."""
    named = re.compile(rf"^\W*(?:\w{{1,3}}[.)] )?{label}\W{{0,3}}(?::| \|) ?(?P<value>.+)$")
    for passage in court.reading.passages:
        match = named.match(passage.plain)
        if match is None or passage.definition or passage.form or passage.blank:
            continue
        value = match["value"]
        if _EMPTY.match(value) or search(SOLE, value) or points_away(court.reading, passage):
            continue
        if re.search(r"[a-z]{4,}", value):
            return passage
    return None


_GROUP = re.compile(
    r"(?:^|\W )\W?data subjects?\W{0,3}(?::| means?| shall mean| are\b| \|)(?P<value>[^.;:]{3,200})"
)


def _defined_group(court: Court) -> Passage | None:
    """A definition of the data subjects that names groups of people, not the law's own words."""
    for passage in court.reading.passages:
        if not passage.definition or passage.form or passage.blank:
            continue
        match = _GROUP.search(passage.plain) or re.search(
            r"\bdata subjects?\W{0,2}: (?P<value>[^.;:]{3,200})", passage.plain
        )
        if match is None or re.search(r"identif|meaning", match["value"]):
            continue
        if SUBJECT.search(match["value"]):
            return passage
    return None


_STRAIGHT = re.compile(
    r"\bprocessor (?:\w+ )?(?:process|collect|stor|host)\w* (?:the )?(?P<named>[^.;:]{3,160})"
)
_MEANS = re.compile(
    r"^\W*(?:\w{1,4}[.)] )?\W?(?:personal )?data\W? (?:shall )?means? (?P<named>[^.;]{3,240})"
)


def _named_at_once(court: Court) -> Passage | None:
    """Kinds of data as the very object ("we store names, e-mail addresses and orders"), or as the definition."""
    for passage in court.reading.passages:
        text = passage.plain
        if passage.form or passage.blank or passage.heading:
            continue
        match = (_MEANS if passage.definition else _STRAIGHT).search(text)
        if match is None or re.search(r"identif|meaning|natural person", match["named"]):
            continue
        if not passage.definition and _OTHERWISE.search(text):
            continue
        found = list(TYPE.finditer(match["named"]))
        if len({one[0] for one in found}) >= 3 and found[0].start() < 30:
            return passage
    return None


def listed(words: str, items: re.Pattern[str], need: int, what: str, label: str) -> Decide:
    """Satisfied where concrete items stand in the sentence or under its label."""

    def decide(court: Court) -> Judgement | None:
        listed = listed_items(court, words, items, need)
        if listed is not None:
            return Judgement(status="satisfied", passage=listed[0], confidence=0.93)
        labelled = _under_label(court, label)
        if labelled is not None:
            return Judgement(status="satisfied", passage=labelled, confidence=0.85)
        named_so = _TYPES_NAMED if need > 1 else _SUBJECTS_NAMED
        passing = _mentioned(court, named_so, items, need)
        if passing is None and need > 1:
            passing = _named_at_once(court)
        if passing is not None:
            return Judgement(status="satisfied", passage=passing, confidence=0.86)
        named = _defined_group(court) if what == "categories of data subjects" else None
        if named is not None:
            return Judgement(status="satisfied", passage=named, confidence=0.86)
        pointers = spoken(court, words)
        if not pointers:
            return None
        chosen = min(pointers, key=lambda p: (not search(SOLE, p.plain), p.heading, p.at))
        why = f"no {what} are listed"
        if search(SOLE, chosen.plain):
            why += "; they are left to the controller"
        elif points_away(court.reading, chosen):
            why = f"the {what} are left to a part that is not in the document"
        elif chosen.blank:
            why = f"the {what} are left blank"
        return Judgement(status="partial", passage=chosen, why=why, confidence=0.85)

    return decide
