"""A document as a reviewer reads it: sentence by sentence, each with what surrounds it.

A sentence of a list is read with the words that lead into the list; every sentence knows its
headings, its paragraph, its clause and the section about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from servanda.agreements.parties import roles_of
from servanda.agreements.plain import Roles, plain, tidy
from servanda.documents.clauses import Clause, Document

_END = re.compile(
    r"(?<=[.?!])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9(])|(?<=;)\s+(?=(?:and |but )?(?:the |The )?[A-Z][\w ]{2,24} (?:shall|will|must|may)\b)|(?<=;)\s+(?=(?:and |or )?\(?(?:[ivxa-h]{1,4}|\d{1,2})\))|\n+"
)
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|inc|ltd|llc|corp|co|no|nos|art|arts|sec|sect|cl|para|paras|v|vs|mr|ms"
    r"|dr|st|cal|civ|reg|ff?|resp|incl|excl|lit|subsec|vol|pp?|abs|nr|u\.s|u\.k|e\.u|cf|al|approx|max|min|seq|c\.f\.r|u\.s\.c|attn|s\.a|b\.v)\."
    r"|\b[A-Z]\.|^\W*(?:\d+|[a-z]|[ivx]+)\.)[\"”’')\]]*\s*$",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"(?:^|[?:|*]\W{0,8})no\.$", re.IGNORECASE)
_QUESTION = re.compile(r"\?[\s*\"')\]_]*$")
_DEFINITION = re.compile(
    r"^(?:[(\[]?\w{1,4}[)\].] ?|\d+(?:\.\d+)*\.? )?(?:the )?(?:terms? )?[\"'][^\"]{1,80}?[\"'](?:,? (?:and|or) [\"'][^\"]{1,60}?[\"']|, [\"'][^\"]{1,60}?[\"']|,? \(?[\"'][^\"]{1,60}?[\"']\)?)*,?"
    r"(?: \([^)]*\))?(?: or inflections thereof| and inflections thereof)? ?"
    r"(?:shall |will )?(?:means?\b|ha(?:s|ve) the (?:same )?meaning|refers? to|includes?\b|(?:is|are) defined)"
)
_DEFINED_HERE = re.compile(
    r"^(?:\d[\d.]* )?(?:definitions?|interpretation|defined terms|definitions? (?:and|&) \w+|interpretation and \w+|glossary)\W*$"
)
_HAS_THE_MEANING = re.compile(
    r"\b(?:following|capitalized|defined) (?:\w+ )?terms\b.{0,90}\bmeaning|\bterms? .{0,90}\bsame meaning|^\W*(?:in|for the purposes? of) this .{0,60}\bmeans\b"
)
_BINDS = re.compile(
    r"\b(?:processor|controller|part(?:y|ies))\b[^.;]{0,40} (?:shall|will|must|agrees?|undertakes?|may)\b"
)
_GOES_ON = re.compile(r"^\W*(?:and |or )?(?:\(?[ivx\d]{1,4}\)|[a-z]{2,} )")
_RECITAL = re.compile(r"^\W*(?:\(?\w{1,3}[).] )?(?:whereas\b|considering that\b|recitals?\b)")
_RECITALS = re.compile(
    r"^\W*(?:\d[\d.]* )?(?:recitals?|background|preamble|whereas|introduction|explanatory note)\W*$"
)
_FORM = re.compile(
    r"^\W*(?:\(?\w{1,3}[).] )?(?:for [^,]{0,60}, )?(?:please |also |if applicable,? |where applicable,? ){0,2}"
    r"(?:specify|describe|insert|indicate|fill in|complete|enter|select|tick|delete as|provide a (?:brief )?description|give details|include here|add here|list (?:all|the|any|here))\b"
    r"|\(if applicable\) and\b|\bto be filled in\b|^\W*(?:examples? of possible measures|explanatory note)\b"
)
_CONTENTS = re.compile(r"^\W*(?:table of )?contents\W*$")
_CONTENTS_LINE = re.compile(
    r"^(?:\d[\d.]*|annex|schedule|appendix|article|section)?\b[^.;:]{3,70}(?: ?\.){3,} ?\d{1,3}$"
)
_BACK = re.compile(
    r"^\W*(?:\(?\w{1,4}[).] )?(?:in (?:this|that|such(?: an?)?|these|those|either) (?:case|event|instance|situation|circumstance)s?\b"
    r"|(?:such|this|these|the|that|said|any such) (?:notice|notification|information|report|announcement|duty|obligation|consent|approval|instruction|request|assistance|support|help|agreement|contract|measures?|audits?|inspections?|examinations?|persons?|staff|employees?|deletion|return|processing|undertaking|commitment)s? (?:shall|will|must|may|is|are|has|have|can|contains?|includes?|covers?|extends?|comprises?|concerns?)\b"
    r"|(?:it|they|he|this) (?:shall|will|must)\b|(?:before processor (?:\w+ ){1,3}(?:one|them))\b|(?:each|all|any|none|both|every one) of (?:them|these|those)\b|[^,;:]{0,70}\b(?:us(?:e|ing)|engag(?:e|ing)|appoint|add|post|publish(?:es)?|list|put) (?:them|one(?! or| of)|any of them|it|new ones)\b|(?:this|the same|it) (?:also |in particular )*(?:applies|holds|includes|covers|comprises|extends|concerns|relates)\b|(?:if|where|should) (?:not|so|(?:it|this|that) (?:is|does|has|happens|fails))\b)"
)
_ITEM = re.compile(r"^\W*(?:\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})[).]|[-•●▪*])\s")
_ENUMERATED = re.compile(r"^(?:and |or )?\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})\)")
_FIRST_OF_LIST = re.compile(r"(?<!\w)\((?:a|i|1)\)")
_LABEL = re.compile(
    r"^\W*(?:\(?\w{1,3}[).] )?((?!e\.g|i\.e|note\b|whereas\b|and\b|or\b)[a-z][\w/&'() -]{2,48}?)(?::| \|)(?= ?\S)"
)
_ROW_NUMBER = re.compile(r"^\W*(?:\d{1,3}|[a-z]{1,2}\d{0,2})\.? \| (?=\D)")
_ROMAN = re.compile(r"^(?:and |or )?\(?[ivx]{1,4}\)")
_SELECTS = re.compile(
    r"^\W*(?:\(?\w{1,4}[).] )?(?:and |or )?(?:for the purposes? of |with respect to |as regards |in respect of |under |pursuant to |in |the optional (?:language|text|wording|clause) in )?"
    r"(?:optional )?clauses? \d{1,2}(?:\.\d{1,2})?(?: ?\([a-z\d]+\))*\b"
    r"(?=.{0,200}\b(?:shall (?:not )?(?:be|apply)|will (?:not )?(?:be|apply)|(?:does|do) not apply|applies|appl(?:y|ied)|option(?:al)?\b|is (?:deleted|removed|omitted|included|selected|chosen|completed)|(?:docking|redress)))"
)
_MODEL_CLAUSES = re.compile(
    r"standard contractual clauses|\bsccs?\b|model clauses|transfer mechanism"
)
_LEADS = re.compile(
    r"\b(?:shall|will|must|agrees?(?: and warrants)? that it (?:will|has))\s*$"
    r"|\b(?:the following|as follows|listed below|set out below|these (?:things|points|rules|matters|duties))[^.:;]{0,60}[.,]?\s*$",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"\[[^\[\]]*(?:complete|insert|specif|describe|fill|enter|list|tbd|\.\.\.|•|_|#)[^\]]{0,300}\]|_{4,}|\{[a-z_]+\}"
    r"|\bto be (?:completed|filled|inserted|determined)\b|<insert|\[\s*\]|\btbd\b|\.{6,}|…{2,}",
    re.IGNORECASE,
)


_NAMED = re.compile(
    r"\((?:each,? |together,? |collectively,? )?(?:an? |the )?[\"“](?P<term>[A-Z][\w -]{3,40})[\"”]\)"
    r"|^\W*[\"“](?P<means>[A-Z][\w -]{3,40})[\"”] (?:shall )?means? (?P<sense>[^.;]{8,260})"
)
_BREAK = re.compile(r"[.;()\"“”]")


def _named(words: str) -> Iterator[tuple[str, str, bool]]:
    """Each term that a sentence defines with its sense, and whether the sense stands before the term."""
    for match in _NAMED.finditer(words):
        if match["means"]:
            yield match["means"], match["sense"], False
            continue
        before = _BREAK.split(words[max(0, match.start() - 260) : match.start()])[-1]
        if len(before) >= 12:
            yield match["term"], before, True


_SENSES = (
    (
        re.compile(
            r"\b(?:data subjects?|consumers?|individuals?)\b.{0,60}\b(?:requests?|rights?|asks?|inquir\w+|complain\w*)\b"
            r"|\b(?:requests?|inquir\w+|complaints?)\b.{0,40}\b(?:data subjects?|consumers?|individuals?)\b"
        ),
        "consumer requests, requests of data subjects",
    ),
    (re.compile(r"\bunauthori[sz]ed (?:access|disclosure|use)\b"), "personal data breach"),
)
"""What a word of the agreement's own may stand for, and the words that patterns know it by."""


_IMPERATIVE = re.compile(
    r"^\W*(?:\(?\w{1,3}[).] )?(?:(?:only|always|promptly|immediately|never|do not) )?(?:notify|inform|tell|report|alert|assist|help|support|ensure|delete|erase|return|act|process|allow|permit|provide|implement|maintain|keep|make|remain|engage|bind|obtain|limit|follow|train|encrypt|cooperate|document|comply|use|disclose|submit|give|hand|impose|announce|grant|answer|accept|apply|restrict|protect|secure)\b"
)
_HELP = re.compile(
    r"^\W*(?:(?:reasonable|processor's) )?(?:assistance|cooperation|help)(?: (?:of|to|for|by|with) [\w' ]{2,40})?\W*$"
)
_DUTIES_OF = re.compile(
    r"\b(processor|controller)(?:'s|s')?,? (?:\w+ ){0,2}?(?:obligations?|dut(?:y|ies)|commitments?|promises?|responsibilit(?:y|ies)|undertakings?|tasks?|shall|will|must)\b"
    r"|\b(?:obligations?|dut(?:y|ies)|commitments?|responsibilit(?:y|ies)|undertakings?) of (?:the )?(processor|controller)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence. `words` is verbatim, `plain` and `full` are for patterns only.

    `full` is `plain` with the words that lead into the list; `headings` those above it, outermost
    first; `paragraph` and `section` are positions in the reading. `recital` and `form` (an instruction
    to whoever fills the paper in, a line of contents) promise nothing; `back` points to the sentence
    before ("In this case ..."), whose words are then in `before`; `selects` marks a choice among the
    options of the standard contractual clauses ("in Clause 11 the option shall not apply").
    """

    at: int
    words: str
    plain: str
    full: str
    headings: str
    clause: str
    page: int
    paragraph: int
    section: int
    definition: bool = False
    blank: bool = False
    heading: bool = False
    recital: bool = False
    form: bool = False
    back: bool = False
    before: str = ""
    selects: bool = False


@dataclass(slots=True)
class Reading:
    """The sentences of a document, its paragraphs and sections, and who is who in it."""

    document: Document
    roles: Roles
    passages: list[Passage] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    headings: list[tuple[str, Clause]] = field(default_factory=list)
    whole: str = ""

    def in_section(self, number: int) -> Iterator[Passage]:
        """The sentences of one section, in order."""
        return (passage for passage in self.passages if passage.section == number)


def sentences(text: str) -> list[str]:
    """Cut a paragraph into sentences; each is a verbatim part of it."""
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.start()]
        # "No. 5" goes on, "No. The provider ..." is an answer
        answer = bool(_ANSWER.search(before)) and not text[match.end() : match.end() + 1].isdigit()
        if "\n" not in match[0] and not answer and _NO_END.search(before[-14:]):
            continue
        if before.strip():
            parts.append(before.strip())
        start = match.end()
    if text[start:].strip():
        parts.append(text[start:].strip())
    return parts


def _leads(text: str) -> bool:
    return text.rstrip().endswith((":", ": -", "—", "–")) or bool(_LEADS.search(text))


class _Reader:
    def __init__(self, document: Document) -> None:
        self.reading = Reading(document, roles_of(document.text))
        self.cache: dict[str, str] = {}

    def plain(self, text: str) -> str:
        return plain(text, self.reading.roles)

    def read(self) -> Reading:
        led = ""
        for clause in self.reading.document.clauses:
            # a list that stands as clauses of its own goes on from the sentence before it
            led = led if _continues(clause) else ""
            self._clause(clause, (), led, None)
            led = led or _trailing(clause, self.plain)
        self._follow_defined_words()
        self.reading.sections = [""] * (
            1 + max((p.section for p in self.reading.passages), default=-1)
        )
        gathered: dict[int, list[str]] = {}
        for passage in self.reading.passages:
            gathered.setdefault(passage.section, []).append(passage.plain)
        for number, texts in gathered.items():
            self.reading.sections[number] = " ".join(texts)
        self.reading.whole = "\n".join(p.plain for p in self.reading.passages)
        return self.reading

    def _follow_defined_words(self) -> None:
        """Read a word that the agreement defines ("Requests") with what it stands for."""
        known: dict[str, str] = {}
        for passage in self.reading.passages:
            for term, given, before in _named(passage.words):
                # the sense is given last: "... any request of a consumer ("Request")"
                sense = self.plain(given)[-120:] if before else self.plain(given)
                for pattern, words in _SENSES:
                    if pattern.search(sense) and not pattern.search(self.plain(term)):
                        known.setdefault(term, words)
        if not known:
            return
        terms = re.compile(
            rf"\b({'|'.join(re.escape(t.rstrip('s')) for t in sorted(known, key=len, reverse=True))})s?\b"
        )
        senses = {term.rstrip("s"): words for term, words in known.items()}
        for at, passage in enumerate(self.reading.passages):
            used = terms.search(passage.words)
            if used is None or passage.definition:
                continue
            words = senses[used[1]]
            said = any(p.search(passage.full) for p, sense in _SENSES if sense == words)
            if not said or any(True for _ in _named(passage.words)):
                self.reading.passages[at] = replace(
                    passage, full=f"{passage.full} ({used[0].lower()}: {words})"
                )

    def _clause(
        self, clause: Clause, above: tuple[str, ...], lead: str, section: int | None
    ) -> None:
        reading = self.reading
        mine = section
        if mine is None or not _small(clause):
            mine = self._next_section()
        heading = self.plain(clause.heading)
        headings = (*above, heading) if heading else above
        if heading:
            reading.headings.append((heading, clause))
            self._add(clause.heading, clause, above, lead, mine, clause.page, heading=True)
        own_lead = ""
        if heading and (_leads(clause.heading) or len(heading.split()) > 8):
            own_lead = heading
        paragraphs = clause.paragraphs
        for paragraph in paragraphs:
            text = paragraph.text
            item = paragraph.kind in ("item", "cell") or bool(_ITEM.match(text))
            context = own_lead if item and own_lead else lead
            self._add(
                text, clause, headings, context, mine, paragraph.page, item=item and not context
            )
            if _leads(text):
                parts = sentences(text)
                own_lead = self.plain(parts[-1]) if parts else ""
                last = reading.passages[-1]
                if last.back and last.before and last.before not in own_lead:
                    # "This covers:" leads in with the sentence that it points to
                    own_lead = f"{last.before} {own_lead}"
                if item and lead:
                    own_lead = f"{lead} {own_lead}"
            elif not item:
                own_lead = ""
        into = own_lead if own_lead else ""
        if not into and paragraphs and not clause.heading and lead and clause.children:
            into = lead
        if lead and into and into != lead and lead not in into:
            into = f"{lead} {into}"
        for child in clause.children:
            self._clause(child, headings, into[-600:], mine if _small(clause) else None)

    def _next_section(self) -> int:
        return 1 + max((p.section for p in self.reading.passages[-1:]), default=-1)

    def _add(
        self,
        text: str,
        clause: Clause,
        headings: tuple[str, ...],
        lead: str,
        section: int,
        page: int,
        *,
        heading: bool = False,
        item: bool = False,
    ) -> None:
        reading = self.reading
        number = len(reading.paragraphs)
        texts: list[str] = []
        stem, inner, ended, defined = "", "", False, False
        last = headings[-1] if headings else ""
        in_definitions = bool(
            any(_DEFINED_HERE.match(above) for above in headings[-2:])
            or _HAS_THE_MEANING.search(lead)
        )
        in_recitals = bool(_RECITALS.match(last))
        in_contents = bool(_CONTENTS.match(last))
        for words in sentences(text):
            # the number of a table's row is no part of what it says
            words_plain = _ROW_NUMBER.sub("", self.plain(words))
            texts.append(words_plain)
            binds = bool(_BINDS.search(words_plain))
            # "... means (i) the regulator; and (ii) any similar body": the rest of a definition
            goes_on = defined and bool(_GOES_ON.match(words))
            defined = (
                bool(_DEFINITION.match(tidy(words)))
                or goes_on
                or bool(_HAS_THE_MEANING.search(words_plain))
                or (in_definitions and not binds and not heading)
            )
            back = bool(_BACK.match(words_plain)) and bool(reading.passages) and not heading
            before = reading.passages[-1] if back else None
            said = before.full if before is not None else ""
            if before is not None and before.back:
                said = f"{before.before} {said}"[-500:]
            # the parts of "shall notify if (a) ...; (b) ..." all follow from its beginning
            into = lead
            opening = _FIRST_OF_LIST.search(words_plain)
            if ended and _ENUMERATED.match(words_plain):
                deeper = inner if _ROMAN.match(words_plain) else ""
                into = " ".join(part for part in (lead, stem, deeper) if part)
                if opening and opening.start() > 8:
                    # "(b) assist with: (i) ...; (ii) ...": a list within the list
                    inner = words_plain[: opening.start()].strip()
            else:
                stem = words_plain[: opening.start()].strip() if opening else ""
                inner = ""
            label = _LABEL.match(words_plain) if not heading and not into else None
            if label:
                # "Sub-processors: permitted. Changes: 30 days ahead": read under the label
                headings = (*headings, label[1])
            question = bool(_QUESTION.search(words)) and not heading
            ended = words.endswith(";")
            reading.passages.append(
                Passage(
                    at=len(reading.passages),
                    words=words,
                    plain=words_plain,
                    full=f"{into} {words_plain}"
                    if into
                    else _with_heading(words_plain, headings)
                    if item and not in_definitions
                    else words_plain,
                    headings=" > ".join(headings),
                    clause=clause.path or clause.number,
                    page=page or clause.page,
                    paragraph=number,
                    section=section,
                    definition=defined,
                    blank=bool(_BLANK.search(words)),
                    heading=heading,
                    recital=bool(_RECITAL.match(words_plain)) or (in_recitals and not binds),
                    form=in_contents
                    or question
                    or bool(_CONTENTS_LINE.match(words_plain))
                    or (not into and bool(_FORM.search(words_plain))),
                    back=back,
                    before=said
                    if before is not None and not before.heading and not before.definition
                    else "",
                    selects=bool(_SELECTS.search(words_plain))
                    and bool(_MODEL_CLAUSES.search(f"{into} {words_plain} {' '.join(headings)}")),
                )
            )
            if question:
                # what answers a question is read under it
                headings = (*headings, words_plain)
        reading.paragraphs.append(" ".join(texts))


def _with_heading(words: str, headings: tuple[str, ...]) -> str:
    """A bare item of a list with the heading above it, and with the party whose list it is."""
    last = headings[-1] if headings else ""
    if not last or len(last.split()) > 7 or len(words.split()) > 16 or " | " in words:
        return words
    if not _IMPERATIVE.match(words):
        helps = "processor shall assist controller with " if _HELP.match(last) else ""
        return f"{last}: {helps}{words}"
    whose = next((m for above in headings[::-1] if (m := _DUTIES_OF.search(above))), None)
    bearer = f"{whose[1] or whose[2]} shall " if whose else ""
    return f"{last}: {bearer}{words}"


def _continues(clause: Clause) -> bool:
    """Whether a clause without a heading starts in the middle of a sentence."""
    if clause.heading or not clause.paragraphs:
        return False
    return bool(re.match(r"\W*[a-z]", clause.paragraphs[0].text))


def _trailing(clause: Clause, spelt: Callable[[str], str]) -> str:
    """The sentence with which a clause leads into what follows it, if it does."""
    while clause.children:
        clause = clause.children[-1]
    if not clause.paragraphs or not _leads(clause.paragraphs[-1].text):
        return ""
    return spelt(sentences(clause.paragraphs[-1].text)[-1])


def _size(clause: Clause) -> int:
    return (
        len(clause.heading)
        + sum(len(p.text) for p in clause.paragraphs)
        + sum(_size(child) for child in clause.children)
    )


def _small(clause: Clause) -> bool:
    """Whether a clause with all under it is one section, read together."""
    return _size(clause) < 4000


def read_passages(document: Document) -> Reading:
    """Read a document for review."""
    return _Reader(document).read()
