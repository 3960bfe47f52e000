"""What is processed: subject matter, duration, nature and purpose, types of data, data subjects.

These stand as often in an annex as in a clause. A sentence that decides the matter satisfies; one
that points to an annex which is blank or not in the document does not.
"""

from __future__ import annotations

import re

from servanda.agreements.passages import Passage, Reading
from servanda.agreements.recognise.rules import Court, Decide, Judgement, Rule, Says, says
from servanda.agreements.recognise.standing import controllers_alone
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY, search
from servanda.agreements.recognise.words import compiled

_PLACE = (
    r"(?:schedule|annex(?:es)?|appendix|exhibit|attachment(?! (?:data|files?|contents?|metadata))|cover page|order form|statement of work"
    r"|setup page|sow|key terms)\b(?: (?:no\.? ?)?(?:[a-z]\b|\d+|[ivx]+\b)(?:\(?[a-z.\d]*\)?)?)?"
)
_POINTS = re.compile(
    r"(?:set (?:out|forth)|specified|describ\w+|detailed|contain\w*|listed|defined|found|provided|identified|given"
    r"|stated|determined|as per|see|sets? (?:out|forth)|laid down|refer\w* to|in|on)\b.{0,60}?"
    rf"\b({_PLACE})"
    rf"|\b({_PLACE})(?: \([^)]*\))?(?: to this \w+)?(?: on the cover page)? (?:describes?|sets? (?:out|forth)|contains?|specif\w+|lists?|details?|provides?)"
)
_SOLE = r"(?:(?:determined|controlled|chosen|decided) (?:and controlled )?by .. {C}|{C}'?s? sole discretion|in its sole discretion)"

TYPE = re.compile(
    r"\b(?:(?:first |last |full |user ?|real )?names?|(?:e-?mail|postal|home|ip|mailing|business|street|billing)(?: address(?:es)?)?|address(?:es)?|(?:tele)?phone(?: numbers?)?|contact (?:data|details|information)"
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
_OPERATION = re.compile(
    r"\b(?:collect\w*|record\w*|organiz\w*|structur\w*|stor(?:e|ing|age)|adapt\w*|retriev\w*|host\w*|transmi\w*|analy\w*|back-?up|eras\w*|support|maintenance|sending|display\w*|computing)\b"
)
_NEXT_TOPIC = re.compile(
    r"\b(?:categor(?:y|ies) of|types? of|nature|purpose|duration|subject[- ]matter|sensitive data|special categor|frequency|processing operations|retention|period for which|transfers to|security measures|technical and|subprocessors?|location|signature)\b"
)

TYPES = r"(?:^\W*(?:\d[\d.]* )?(?:the )?(?:personal )?(?:data|information) (?:(?:that |which )?(?:processor|is|are|being) )?(?:to be )?(?:process(?:ed|es)?|collect(?:ed|s)?|stor(?:ed|es)?|held|kept|in scope|concerned|involved|affected)(?: (?:by|under|for|in) (?:the )?[\w ]{2,30})?\W*$|^\W*(?:personal )?data (?:elements?|fields?|items?|points)(?:\W*$| \|)|^\W*(?:what|which) (?:personal )?data\b|following (?:personal )?data\b|(?:types?|categor(?:y|ies)|kinds?|classes)(?: ?\(s\))? of (?:the |controller's |controller |relevant |any )?(?:personal data|data(?! subject)|personal information|information)|personal data (?:types|categories)|data categories|(?:personal data|data) (?:to be )?(?:transferred|processed) (?:concern|includ|compris|consist|may include)\w*)"
SUBJECTS = r"(?:^\W*(?:\d[\d.]* )?(?:the )?(?:people|persons|individuals)(?: (?:concerned|affected|involved|in scope|covered))?\W*$|^\W*who(?:m)? (?:is|are) (?:affected|concerned|covered)\W*$|^\W*whose (?:personal )?data\b|(?:types?|categor(?:y|ies)|kinds?) of (?:personal )?data (?:about|relating to|concerning) (?:the |controller's )|personal data (?:processed |transferred )?concerns? (?!the following categor)|(?:categor(?:y|ies)|types?|groups?|classes|circles?|kinds?)(?: ?\(s\))? of (?:the |affected )?(?:those (?:affected|concerned)|data subjects?|individuals|persons|people)|data subject categor\w+|data subjects (?:include|concerned|affected|may include|are|concern)|^\W*(?:\w{1,3}[.)] )?data subjects?:?(?: |$)|concern\w* the following .. data subjects)"
_NATURE = r"(?:^\W*(?:nature|purposes?) and (?:nature|purposes?)\b|^\W*nature ?(?::|\|)|nature (?:and purpose|of (?:the |such |its |this )?(?:(?:data )?processing|operations)|, )|nature\b.{0,30}purpose|purposes? of (?:the )?(?:processing|data processing|data transfer)|purpose ?\(s\) of|processing operations|processing activities:|nature/purpose)"
_DURATION = r"(?:^\W*how long\b|duration of (?:the |data |this |such )?(?:process|dpa|agreement|addendum|contract|treatment)\w*|duration\b|period for which|term of (?:the )?processing)"
_SUBJECT_MATTER = r"(?:^\W*what processor do(?:es)? for controller|subject[ -]?matter(?! jurisdiction)|scope of (?:the )?processing|^\W*scope:|^\W*(?:subject|object) \||^\W*what (?:is this|it is|this is) about\b|^\W*what for\b|(?:subject|object) of (?:the |this )?(?:commission|processing|order|contract|agreement|assignment|engagement|data processing))"


_TYPES_LABEL = r"(?:(?:the )?(?:personal )?data(?: (?:concerned|processed|involved|types?|categories|fields|elements))?|(?:types?|categor(?:y|ies)|kinds?)(?: ?\(s\))? of (?:personal )?data|(?:which|what) (?:personal )?data)"
_SUBJECTS_LABEL = r"(?:(?:the )?(?:people|persons|individuals|data subjects?|those)(?: (?:concerned|affected|involved|categories))?|(?:types?|categor(?:y|ies)|kinds?|groups?)(?: ?\(s\))? of (?:data subjects?|people|persons|individuals)|whose (?:personal )?data)"


_STARTS_ANNEX = re.compile(rf"^\W*{_PLACE}")


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
        listed = after and _STARTS_ANNEX.match(after[0].plain) and len(after[0].plain) < 160
        titled = passage.heading or not passage.plain.rstrip().endswith((".", ",", ";"))
        if after and not listed and titled:
            return passage.heading or " | " not in passage.words
    return any(
        (re.search(rf"\b{short}\b", heading) and len(heading) < 120)
        or (clause.number.lower() == place and bool(clause.paragraphs or clause.children))
        for heading, clause in reading.headings
    )


def _points_away(reading: Reading, passage: Passage) -> bool | None:
    """None where a sentence points to no annex, else whether that annex is absent."""
    match = _POINTS.search(passage.plain)
    if match is None:
        return None
    return not _annex_is_here(reading, match[1] or match[2] or "")


def _label(text: str) -> bool:
    """A label such as "Categories of data:" rather than a sentence."""
    return len(text.split()) <= 16 and not re.search(r"\b(?:shall|will|may|include|are|is) ", text)


def _spoken(court: Court, words: str) -> list[Passage]:
    return [
        p
        for p in court.reading.passages
        if not p.definition
        and not p.form
        and not search(_IN_PASSING, p.plain)
        and not _CONTROLLERS_WORD.search(p.full)
        and (search(words, p.plain) or search(words, p.headings.rsplit(" > ", 1)[-1]))
    ]


def _following(reading: Reading, passage: Passage) -> list[Passage]:
    """The sentences under a label, up to the next label of such an annex."""
    found: list[Passage] = []
    size = 0
    for other in reading.passages[passage.at + 1 : passage.at + 24]:
        starts_next = _NEXT_TOPIC.search(other.plain) and len(other.plain.split()) <= 12
        if other.heading or (found and starts_next) or _STARTS_ANNEX.match(other.plain):
            break
        found.append(other)
        size += len(other.plain)
        if size > 1800:
            break
    return found


_VALUE = re.compile(r"^\W*[^:|.]{3,60}(?::| \|) ?\S")
"""A label with its value behind it."""


def _items(
    court: Court, passage: Passage, words: str, items: re.Pattern[str]
) -> tuple[Passage | None, list[str]]:
    """The concrete items in a sentence or under its label, and the sentence that holds the first."""
    own = compiled(words)[0]
    label = passage.heading or _label(passage.plain)
    opens = label or search(r"(?:following|includ|such as|as follows|concern|:$)", passage.plain)
    anchor: Passage | None = None
    names: list[str] = []
    for place in (passage, *(_following(court.reading, passage) if opens else ())):
        text = own.sub(" ", place.plain)
        if place is passage and label and not passage.plain.rstrip().endswith("."):
            text = text.partition(":")[2] or ("" if passage.heading else text)
        sole = compiled(_SOLE)[0].search(text)
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


def listed_items(
    court: Court, words: str, items: re.Pattern[str], need: int
) -> tuple[Passage, tuple[str, ...]] | None:
    """The first list of at least `need` items under the topic's words; blanks do not count."""
    for passage in _spoken(court, words):
        anchor, names = _items(court, passage, words, items)
        if len(names) >= need and anchor is not None and not (passage.blank or anchor.blank):
            return anchor, tuple(names)
    return None


def purpose_of(court: Court) -> Passage | None:
    """The sentence that states the purpose of the processing."""
    return court.first(*_PURPOSE)


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
        if _EMPTY.match(value) or search(_SOLE, value) or _points_away(court.reading, passage):
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


def _listed(words: str, items: re.Pattern[str], need: int, what: str, label: str) -> Decide:
    """Satisfied where concrete items stand in the sentence or under its label."""

    def decide(court: Court) -> Judgement | None:
        listed = listed_items(court, words, items, need)
        if listed is not None:
            return Judgement(status="satisfied", passage=listed[0], confidence=0.93)
        labelled = _under_label(court, label)
        if labelled is not None:
            return Judgement(status="satisfied", passage=labelled, confidence=0.85)
        named = _defined_group(court) if what == "categories of data subjects" else None
        if named is not None:
            return Judgement(status="satisfied", passage=named, confidence=0.86)
        pointers = _spoken(court, words)
        if not pointers:
            return None
        chosen = min(pointers, key=lambda p: (not search(_SOLE, p.plain), p.heading, p.at))
        why = f"no {what} are listed"
        if search(_SOLE, chosen.plain):
            why += "; they are left to the controller"
        elif _points_away(court.reading, chosen):
            why = f"the {what} are left to a part that is not in the document"
        elif chosen.blank:
            why = f"the {what} are left blank"
        return Judgement(status="partial", passage=chosen, why=why, confidence=0.85)

    return decide


def _decides(words: str, passage: Passage) -> bool:
    """Whether a sentence says it before it points elsewhere ("Duration: three years, see Annex 1")."""
    return bool(
        re.match(
            rf"^\W*(?:\w{{1,4}}[.)] )?(?:the )?{compiled(words)[0].pattern}[^:.]{{0,40}}?(?::| (?:is|are|lasts|shall be|consists? of))"
            r"(?! (?:further |as )?(?:set|describ|specif|detail|determin|stated|defin|provid|list|contain|found|given|annex|schedule|appendix|exhibit|\[)).{25,}?",
            passage.plain,
        )
    )


def _short_items(reading: Reading, passage: Passage) -> bool:
    """Whether a heading is followed by two items at least, each of two words or more."""
    under = [p for p in _following(reading, passage) if p.section == passage.section][:3]
    return passage.heading and len(under) > 1 and all(len(p.plain.split()) > 1 for p in under)


_LEFT_TO_CONTROLLER = re.compile(
    r"\b(?:is|are|shall be|will be) (?:\w+ )?(?:determined|decided|chosen|defined|controlled|set) (?:\w+ ){0,3}?by controller\b"
    r"(?!.{0,200}\b(?:namely|includ|such as|:))"
)
"""Nothing is stated, the controller will decide ("The nature is determined by the controller")."""


def _stated(words: str, otherwise: tuple[Says, ...], what: str, tells: str = "") -> Decide:
    """Satisfied where a sentence itself decides it, partial where it only points elsewhere.

    A sentence that stands only under a heading with the words must hold `tells`, if that is given.
    """

    def decide(court: Court) -> Judgement | None:
        reading = court.reading
        pointers: list[Passage] = []
        told: list[Passage] = []
        here: list[Passage] = []
        left: list[Passage] = []
        for passage in _spoken(court, words):
            if not passage.heading and _STARTS_ANNEX.match(passage.plain) and _label(passage.plain):
                continue
            away = _points_away(reading, passage)
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
            if away is False and not _label(passage.plain):
                here.append(passage)
                continue
            if passage.heading or _label(passage.plain):
                follow = next(iter(_following(reading, passage)), None)
                few = 2 if passage.heading or passage.plain.endswith(":") else 4
                if follow is None or (
                    len(follow.plain.split()) <= few and not _short_items(reading, passage)
                ):
                    continue
                if follow.blank or _points_away(reading, follow):
                    pointers.append(follow)
                    continue
                if tells and " and " in passage.plain and not search(tells, follow.plain):
                    # "Subject and duration": what follows first may be of the other
                    continue
                return Judgement(status="satisfied", passage=follow, confidence=0.9)
            if tells and controllers_alone(passage):
                continue
            if len(passage.plain.split()) >= 6 and (
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


def _pointer(court: Court) -> Judgement | None:
    """Where the details as a whole are left to an annex that is not here."""
    for passage in court.reading.passages:
        if passage.definition or not search(
            r"(?:details|description|particulars) (?:\w+ )?(?:regarding|of|about|concerning) .. process",
            passage.plain,
        ):
            continue
        if _points_away(court.reading, passage):
            return Judgement(
                status="partial",
                passage=passage,
                why="the details are left to a part that is not in the document",
                confidence=0.85,
            )
    return None


def _or_pointer(decide: Decide) -> Decide:
    def both(court: Court) -> Judgement | None:
        found = decide(court)
        if found is not None and found.status == "satisfied" and found.confidence > 0.85:
            return found
        return _pointer(court) or found

    return both


_SCOPE = (
    says(
        r"(?:appl(?:y|ies)|covers?|governs?|scope|in the course of|in connection with|with respect to|in relation to)",
        r"(?:process\w*|handl\w*)",
        r"personal data",
        r"(?:services?|product|platform|software|application|agreement)",
        # which services the processing belongs to, not merely that there are some
        r"(?:process|personal data) ... (?:services?|product|platform|software|application|agreement)\b|services? (?:\w+,? ){0,5}?(?:involv|requir|includ|entail|impl|compris)\w* .. process",
        without=(
            CONTROLLERS_DUTY,
            r"{breach}",
            r"subprocessor",
            r"transfer",
            r"audit|inspection",
            r"(?:wish|seek|want|intend|desire)\w* (?:\w+ )?to (?:implement|conclude|enter|lay down|regulate|agree)",
        ),
    ),
    says(
        r"(?:dpa|addendum|agreement|contract|annex|terms)",
        r"(?:forms? (?:an? )?(?:\w+ )?part|is made|made between|entered into|concluded|supplements|between)",
        r"(?:for|in respect of|concerning|regarding|relating to|in relation to|on) (?:the )?(?:provision|supply|delivery|operation|hosting|running|performance) of (?!(?:the |its |such |certain |these |our |their |processor's |any |all )*(?:\w+ )?services?\b)(?:[\w/'-]+ ){1,8}",
        sure=0.85,
    ),
    says(
        r"^\W*this (?:\w+ ){0,3}?(?:dpa|addendum|agreement|contract|annex)\b",
        r"(?:is made|made between|entered into|concluded|between)",
        r"(?:in respect of|concerning|regarding|relating to|for) the (?!process|protect|personal|data|services?|use|term|purposes?|parties|rights|provision|transfer)\w{4,} (?:and \w+ )?of\b",
        sure=0.82,
    ),
    says(
        r"(?:regulates?|governs?|covers?|concerns?|applies to) .. process\w* of (?:personal )?data .. behalf of .. {C}",
        without=(CONTROLLERS_DUTY, r"{breach}", r"subprocessor", r"transfer"),
    ),
)
_OF_CLAUSES = r"(?:(?:clauses?|sections?|provisions?|obligations?|dut(?:y|ies)|articles?) .. (?:surviv|outlast|outliv|continu|remain)\w*|(?:surviv|outlast|outliv)\w* .. (?:clauses?|sections?) \d)"
"""What lasts are single clauses beyond the end, not the processing."""

_LASTS = (
    says(
        r"(?:for the (?:duration|term|period|life)|until|as long as|during the (?:term|duration)|throughout the (?:term|duration)|term of (?:the|this)|remain\w* in (?:force|effect)|in effect|upon (?:expir|termin)\w+|terminat\w+ (?:upon|when|automatically|on|with|simultaneously))",
        r"(?:agreement|services?|process\w*|terminat\w*|dpa|addendum|contract|term)",
        r"(?:process\w*|dpa|addendum|agreement|contract|annex|clauses)",
        without=(
            r"confidential",
            r"{breach}",
            r"subprocessor",
            r"{subject}",
            r"^\W*(?:\w+[.)] )?(?:up)?on .. terminat\w+ .. (?:{delete}|{return})",
            _OF_CLAUSES,
            r"\b(?:fees?|prices?|pay(?:s|ment|able)?|certificat\w+|insurance|limitations? of liability|licen[cs]es?)\b",
        ),
        sure=0.85,
    ),
)
_PURPOSE = (
    says(
        r"process",
        r"(?:for the (?:following |sole |limited )?purposes? of|in order to (?:provide|perform|deliver)|to (?:provide|operate|run|host|deliver) .. (?:service|product|platform|software|application|solution)|as necessary to (?:provide|perform)|necessary (?:for|to) (?:the )?(?:provi|perform|deliver)\w+|permitted purposes?|purpose)",
    ),
)

_IN_PLAIN_WORDS = says(
    r"{P} (?:will |shall )?(?:keep|stor|sort|show|send|collect|host|record|organiz|read|display|cop(?:y|ies))\w*,? .. personal data",
    r"(?:so that|in order to|to (?:provide|run|operate|make|let|help))",
    r"(?:\w+, ){1,}\w+ (?:and|or) \w+",
    without=(r"(?:not|never|only|required by)", r"audit", r"retain", r"{breach}"),
)
_NAMED_SERVICES = says(
    r"process\w* .. purposes? of (?:provid|deliver|perform)\w+",
    r"includ\w+ [^.,]{3,60},[^.]{0,80},",
    without=CONTROLLERS_DUTY,
)
_OPERATES = says(
    r"{P} (?:will |shall )?(?:collects?|hosts?|records?|analy[sz]es?)\b",
    r"(?:personal data|information about)",
    without=(r"(?:not|never|only|required by)", r"audit", r"retain"),
)


_TIME = r"(?:until|as long as|term\b|terms\b|period|duration|terminat\w*|expir\w*|ends?\b|indefinite\w*|unlimited|in (?:force|effect)|life of|lifetime|\d+ ?(?:days?|weeks?|months?|years?)|(?:one|two|three|five) years?|effective|contract(?:ual)? (?:period|term|relationship))"
_DESCRIBED = r"(?:description|details|particulars) of (?:the )?(?:data )?processing"


def _subject_matter(court: Court) -> Judgement | None:
    """The subject matter in words of its own, else by the purpose that an annex describes."""
    stated = _stated(_SUBJECT_MATTER, _SCOPE, "the subject matter")(court)
    if stated is not None:
        return stated
    for passage in court.reading.passages:
        if search(_DESCRIBED, passage.headings) and not passage.blank:
            if passage.heading or not search(r"purpose", passage.plain) or passage.form:
                continue
            purpose = next(iter(_following(court.reading, passage)), None)
            if purpose is not None and not purpose.blank and len(purpose.plain.split()) >= 5:
                return Judgement(status="satisfied", passage=purpose, confidence=0.7)
    return None


_ACTIVITIES_HEAD = re.compile(
    r"^\W*(?:[^|]{2,30} \| )?(?:(?:data )?process(?:ing)? |our |the )?(?:activit(?:y|ies)|operations?|steps?|processing|what (?:is done|happens|processor do(?:es)?)(?: [^|]{1,30})?) \| .*\b(?:purposes?|why|reasons?|what for|aim)\b"
)


def _activities_table(court: Court) -> Passage | None:
    """The first row of a table of processing steps, each with what it is for."""
    for passage in court.reading.passages:
        if not _ACTIVITIES_HEAD.match(passage.plain):
            continue
        row = next(iter(court.reading.passages[passage.at + 1 : passage.at + 2]), None)
        if row is None or row.blank or row.section != passage.section:
            continue
        cells = [cell.strip() for cell in row.plain.split(" | ")]
        if len(cells) == passage.plain.count(" | ") + 1 and all(map(len, cells[:2])):
            return row
    return None


def _nature(court: Court) -> Judgement | None:
    row = _activities_table(court)
    if row is not None:
        return Judgement(status="satisfied", passage=row, confidence=0.86)
    stated = _stated(_NATURE, (), "the nature or purpose")(court)
    if stated is not None:
        return stated
    purpose, pointer = court.first(*_PURPOSE), _pointer(court)
    done = court.first(_OPERATES)
    if done is not None and pointer is None:
        return Judgement(status="satisfied", passage=done, confidence=0.75)
    done = court.first(_IN_PLAIN_WORDS, _NAMED_SERVICES)
    if done is not None:
        return Judgement(status="satisfied", passage=done, confidence=0.8)
    if purpose is None:
        return pointer
    operations = next(
        (
            p
            for p in court.reading.passages
            if not p.definition
            and len(set(_OPERATION.findall(p.plain))) >= 3
            and search(r"process", p.full)
        ),
        None,
    )
    if operations is not None and pointer is None:
        return Judgement(status="satisfied", passage=operations, confidence=0.75)
    return Judgement(
        status="partial",
        passage=purpose,
        why="a purpose is stated, the nature of the processing is not",
        confidence=0.8,
    )


RULES = (
    Rule(
        alias="GDPR-28.3-subject",
        absent="what the subject matter of the processing is",
        first=_or_pointer(_subject_matter),
    ),
    Rule(
        alias="GDPR-28.3-duration",
        absent="how long the processing lasts",
        first=_stated(_DURATION, _LASTS, "the duration", _TIME),
    ),
    Rule(
        alias="GDPR-28.3-nature", absent="the nature and purpose of the processing", first=_nature
    ),
    Rule(
        alias="GDPR-28.3-types",
        absent="which types of personal data are processed",
        first=_or_pointer(_listed(TYPES, TYPE, 2, "types of data", _TYPES_LABEL)),
    ),
    Rule(
        alias="GDPR-28.3-subjects",
        absent="whose data is processed",
        first=_or_pointer(
            _listed(SUBJECTS, SUBJECT, 1, "categories of data subjects", _SUBJECTS_LABEL)
        ),
    ),
)
