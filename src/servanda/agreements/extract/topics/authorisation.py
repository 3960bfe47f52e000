"""What leave the processor has to engage sub-processors: general, specific or none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.topics._whose import theirs, unchosen
from servanda.agreements.extract.topics.subprocessors import announcing
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, Says, says
from servanda.agreements.recognise.standing import promises_nothing
from servanda.agreements.recognise.topics.subprocessors import GENERAL, SPECIFIC
from servanda.agreements.terms import Term

_NONE = says(
    r"(?:shall|will|may|must|does) not (?:\w+ ){0,3}?(?:engage|use|appoint|subcontract)\w*",
    r"subprocessors?|subcontract",
    without=r"(?:without|unless|except|until|prior|only|other than|for any other)",
    sure=0.8,
)
_FORBIDDEN = says(
    r"(?:subprocess|subcontract|outsourc)\w* .. (?:is|are|shall be) (?:\w+ )?(?:not (?:\w+ )?(?:permitted|allowed|admissible|intended)|prohibited|forbidden|excluded)|no subprocessors? (?:is|are|shall be|will be|may be) (?:\w+ )?(?:used|engaged|employed|appointed|involved)",
    without=r"(?:without|unless|except|until|prior|only|other than|if)",
    sure=0.8,
)

_CONSENT = r"(?:consent|authoriz|approv|permission)\w{0,12}+"
_PERMITTED = (
    says(
        r"{C} (?:hereby )?(?:permits|allows|lets) {P} (?:to )?{engage}",
        r"subprocess|subcontract",
        without=(rf"(?:prior|specific|individual|subject to) .. {_CONSENT}", r"only|provided that"),
        sure=0.85,
    ),
    says(
        r"(?:subprocess|subcontract|outsourc)\w* (?:\S+ ){0,12}?(?:is|are|shall be) (?:\w+ )?(?:permitted|allowed|admissible|permissible)|{P} (?:is|are|shall be) (?:\w+ )?(?:permitted|allowed|free|entitled) to .. (?:subprocess|subcontract)\w*",
        without=(
            rf"(?:prior|specific|written|with|without|after|upon) .. {_CONSENT}",
            r"not (?:permitted|allowed|admissible)",
            r"only (?:permitted|allowed|admissible|permissible)",
            r"only .. if",
        ),
        sure=0.85,
    ),
    says(
        r"{P} (?:may|can|reserves the right to|has the right to|is free to) (?:\S+ ){0,6}?{engage}",
        r"subprocess|subcontract",
        without=(
            rf"(?:prior|specific|without|after|upon|subject to) .. {_CONSENT}",
            r"may not|can only|terminat\w*",
        ),
        sure=0.8,
    ),
)
"""Subcontracting is free, with or without a word of notice."""
_IN_USE = (
    says(
        r"{P} (?:\w+ ){0,2}?(?:uses|use|employs|engages|works with|relies on|utilizes)",
        r"subprocessors?",
        without=(_CONSENT, r"{breach}", r"not (?:use|employ|engage)"),
        sure=0.7,
    ),
)
"""Sub-processors are used, and nowhere is leave to be asked."""

_CASE_BY_CASE = re.compile(
    rf"{_CONSENT}[^.;]{{0,90}}\b(?:in each (?:individual |single |particular )?case|case[- ]by[- ]case|before (?:each|every|any) (?:appointment|engagement|use)|for (?:each|every) (?:\w+ )?(?:subprocessor|engagement|appointment))"
    rf"|\b(?:individual|specific|separate) (?:prior )?(?:written )?{_CONSENT}"
)
_OPTION = re.compile(
    r"\boption (?P<which>1|2|one|two|a|b)\b(?=[^.;]{0,60}\b(?:general|specific)\b)|\b(?:general|specific) (?:prior |written )*authoriz\w+[^.;]{0,40}\boption (?P<other>1|2|one|two)\b"
)
_AGREES_TO_THEM = re.compile(
    r"\bcontroller (?:\w+ ){0,2}?(?:agrees?|consents?|authorizes?) (?:to )?(?:\S+ ){0,2}?(?:use|using|engagement|engaging) (?:of )?(?:them|these|those)\b"
)
_GIVEN_GENERALLY = re.compile(
    rf"\bcontroller (?:\w+ ){{0,2}}?(?:gives?|grants?|issues?|provides?)\b[^.;]{{0,40}}\bgeneral (?:\w+ ){{0,2}}?{_CONSENT}"
)
_CLAUSE_9_OPTION = re.compile(
    r"\bclause 9\b[^;]{0,80}?\boption (?P<n>1|2|one|two)\b(?! (?:does|shall|will|is) not)"
)
"""The choice in clause 9(a) of the standard contractual clauses."""


def find(court: Court) -> Iterator[Term]:
    """`subprocessor_authorisation`: general, specific or none."""
    chosen = dict(_chosen(court))
    general = chosen.get("general")
    if "specific" not in chosen:
        general = (
            general or _first_named(court, GENERAL) or _first_named(court, _PERMITTED, on_data=True)
        )
    specific = None
    if general is None:
        specific = chosen.get("specific") or _first_named(court, SPECIFIC) or _case_by_case(court)
    none = court.first(_NONE, _FORBIDDEN) if general is None and specific is None else None
    in_use = None
    if general is None and specific is None and none is None:
        in_use = _first_named(court, _IN_USE, on_data=True)
        # that some are used is leave to change them only where changes are announced or listed
        if in_use is not None and next(announcing(court), None) is None:
            listed = re.search(r"\blists?\b", court.reading.paragraphs[in_use.paragraph])
            in_use = in_use if listed else None
    if general is not None:
        yield term(
            "subprocessor_authorisation",
            general,
            value="general",
            bearer="controller",
            to="processor",
        )
    elif specific is not None:
        yield term(
            "subprocessor_authorisation",
            specific,
            value="specific",
            bearer="controller",
            to="processor",
        )
    elif none is not None:
        yield term("subprocessor_authorisation", none, value="none", confidence=0.8)
    elif in_use is not None:
        yield term(
            "subprocessor_authorisation",
            in_use,
            value="general",
            bearer="controller",
            to="processor",
            confidence=0.6,
        )


def _chosen(court: Court) -> Iterator[tuple[str, Passage]]:
    """The kind of leave where a row of a table or the choice of an option names it."""
    for passage in court.reading.passages:
        text = passage.plain
        if passage.definition or passage.blank or promises_nothing(passage):
            continue
        before = court.reading.passages[passage.at - 1] if passage.at else passage
        if (
            _AGREES_TO_THEM.search(text)
            and re.search(r"subprocess", before.plain)
            and before.paragraph == passage.paragraph
        ):
            yield "general", passage
            continue
        if _GIVEN_GENERALLY.search(text) and re.search(
            r"subprocess|subcontract", f"{text} {passage.headings}"
        ):
            yield "general", passage
            continue
        kinds = [kind for kind in ("general", "specific") if re.search(rf"\b{kind}\b", text)]
        numbered = _CLAUSE_9_OPTION.search(text)
        if not kinds and numbered is not None:
            yield "general" if numbered["n"] in ("2", "two") else "specific", passage
            continue
        if len(kinds) != 1:
            continue
        option = _OPTION.search(text)
        if unchosen(court, passage):
            continue
        if option is not None or (
            ("|" in text or re.match(r"^[^:]{4,50}: ", text))
            and re.search(rf"{_CONSENT}[^|:]{{0,200}}[|:].{{0,300}}\b{kinds[0]}\b", text)
            and re.search(r"subprocess|subcontract", f"{text} {passage.headings}")
        ):
            yield kinds[0], passage


def _case_by_case(court: Court) -> Passage | None:
    for passage in court.reading.passages:
        if passage.definition or promises_nothing(passage) or theirs(passage):
            continue
        if unchosen(court, passage):
            continue
        around = f"{passage.headings} {court.reading.paragraphs[passage.paragraph]}"
        if (
            _CASE_BY_CASE.search(passage.plain)
            and re.search(r"subprocess|subcontract", around)
            and not re.search(r"data subject|consumer|\bgeneral\b", passage.plain)
        ):
            return passage
    return None


def _first_named(
    court: Court, options: tuple[Says, ...], *, on_data: bool = False
) -> Passage | None:
    """The first sentence that speaks of sub-processors by that name."""
    for said in options:
        for passage in court.find(said):
            if not re.search(r"subprocess|subcontract", passage.full):
                continue
            if re.search(r"\b(?:delet|eras|destroy|destruct)\w*", passage.plain):
                continue
            if theirs(passage) or unchosen(court, passage):
                continue
            if on_data and not re.search(
                r"personal data|\bprocessing\b|data protection",
                court.reading.sections[passage.section] + passage.headings + _title(court),
            ):
                continue
            return passage
    return None


def _title(court: Court) -> str:
    return court.reading.headings[0][0] if court.reading.headings else ""
