"""Patterns that several topics need."""

from __future__ import annotations

import re

from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, Says, counts, says
from servanda.agreements.recognise.standing import of_another_law, tells
from servanda.agreements.recognise.words import compiled

CONTROLLERS_DUTY = (
    r"^\W*(?:(?:\(?\w{1,4}[).]|\d[\d.]*) )?(?:[^,:]{0,110}, )?controller"
    r"(?: and (?:its|any) [^,]{0,30})? (?:shall|will|must|undertakes?|represents?|warrants?|is (?:solely |fully )?responsible|has|have|agrees? (?:that it|to)|remains? (?:solely )?responsible)\b"
)
"""The controller is the bearer: such a sentence is no promise of the processor."""

ASSIST = (
    r"(?:{assist}|{provide} (?:\w+ ){0,8}?(?:information|documentation|cooperation|input)"
    r"|{provide} .. (?:information|documentation|descriptions?|evidence|details|input|facts) .. (?:needs?|necessary|needed|required|requires)\b"
    r"|(?:information|documentation|cooperation) .. (?:necessary|needed|required|reasonably))"
)

GENERAL_HELP = (
    says(
        r"{assist}",
        r"{C}",
        r"(?:obligations?|complian(?:ce|t)|comply(?:ing)?|duties|responsibilities) .. (?:under |with |pursuant to |in relation to |regarding )?(?:\w+ ){0,4}?{data law}",
        without=(
            r"impact assessment",
            r"consult",
            r"{subject}",
            r"{breach}",
            r"(?:request|audit|subprocessor|transfer|delet|accuracy)",
            # articles named alone are no help with the others
            r"\bart(?:icle)?s?\.? \(?3[2-6]",
            CONTROLLERS_DUTY,
        ),
        sure=0.8,
    ),
    says(
        r"{assist}",
        r"{C}",
        r"(?:other similar matters|similar (?:matters|requests|obligations)|data protection (?:matters|obligations|concerns|compliance)|privacy (?:matters|obligations|compliance))",
        without=CONTROLLERS_DUTY,
        sure=0.8,
    ),
)

_ARTICLES = re.compile(
    r"\bart(?:icle|\.)?s?\.? ((?:\(?\d{1,2}\)?(?:\(\d\))?(?:\([a-h]\))?(?:, ?(?:and |or |to )?| ?(?:to|-|through|until|and|or|&) ?(?:art(?:icle|\.)?s? )?)?){1,9})"
)
_RANGE = re.compile(r"(\d{1,2})\s?(?:to|-|through|until)\s?(?:art(?:icle|\.)?s?\.? )?(\d{1,2})")


def articles_in(text: str) -> set[int]:
    """The numbers of the GDPR's articles that a text names, ranges filled in; not another law's."""
    found: set[int] = set()
    for match in _ARTICLES.finditer(text):
        if of_another_law(text, match.start(), match.end()):
            continue
        run = re.sub(r"\(\w\)", "", match[1])
        found |= {int(number) for number in re.findall(r"\d{1,2}", run)}
        for low, high in _RANGE.findall(run):
            if int(low) < int(high) <= 99:
                found |= set(range(int(low), int(high) + 1))
    return found


_HELPS_WITH_ARTICLES = (
    says(
        ASSIST,
        r"art(?:icle|\.)?s?\.? \(?3[2-6]",
        r"(?:{C}|compliance|obligations)",
        without=CONTROLLERS_DUTY,
    ),
    # what it helps with, the articles behind it, whom goes without saying
    says(
        r"{assist} (?:\w+ ){0,4}?(?:with|in|on|regarding|concerning|as to|for|under|pursuant to) ... art(?:icle|\.)?s?\.? \(?3[2-6]",
        without=(CONTROLLERS_DUTY, r"{P}'s own (?:dut|oblig)\w*"),
    ),
)


def helps_with_article(court: Court, number: int) -> Passage | None:
    """A promise of help that names the article, alone or in a range ("Articles 32 to 36")."""
    named = [
        passage
        for said in _HELPS_WITH_ARTICLES
        for passage in court.find(said)
        if counts("duty", passage) and number in articles_in(passage.full)
    ]
    return max(named, key=lambda p: (tells(p), -p.at), default=None)


def search(pattern: str, text: str) -> bool:
    """Whether a pattern of families occurs in a text."""
    return bool(compiled(pattern)[0].search(text))


def any_of(court: Court, *options: Says) -> Passage | None:
    """The first sentence that says one of them."""
    return court.first(*options)
