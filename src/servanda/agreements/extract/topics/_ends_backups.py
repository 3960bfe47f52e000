"""Backups: which lengths of a sentence are theirs, so that none is taken for that of the deletion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import Length, clock, focus, lengths
from servanda.agreements.passages import Passage
from servanda.agreements.terms import Term

BACKUP = re.compile(
    r"\bback-? ?ups?\b|\barchiv(?:es?|al|ing|ed(?! after))\b|\b(?:safety|restor\w+|recovery|security|reserve|snapshot) cop(?:y|ies)\b|\bcopies (?:for|made for|kept for) (?:\w+ )?(?:restor\w+|recovery|safety|continuity)\b|\bsnapshots?\b|\bpoint-in-time recovery\b"
    r"|(?<!active )(?<!live )(?<!production )(?<!primary )(?<!online )\b(?:copies|tapes?|media)\b(?=[^.;\d]{0,60}\b(?:overwrit\w+|rotat\w+))"
)
_TOGETHER = re.compile(
    r"\bdelet\w* [^.;]{0,60}\b(?:systems?|copies|databases?|servers?)(?:,)? (?:and|or) (?:(?:any|all|its|their|the) )?$"
)
_JOINED = re.compile(r"^(?: ?\(\w+\))?(?:,|;)? ?(?:and |or )?$")
_APART = re.compile(
    r"\b(?:unless|though|although|while|whereas|may (?:still )?remain|save|except\w*|other than|apart from|subject to|propagat\w*|but|however|including|inclusive)\b"
)
"""What parts a time from backups that are only mentioned as an exception to it, or as what follows."""


_NOT_KEPT = re.compile(
    r"^\W*(?:\(?\w{1,3}[.)] )?(?:the )?controller (?:itself )?(?:shall |will |must |should |may |can |is (?:responsible|to) [^.;]{0,30})?(?:keeps?|retains?|stores?|makes?|takes?|maintains?|holds?|backs?)\b"
    r"|\b(?:availability|uptime|durability)\b(?=[^.;]{0,60}\d)|\bkeys?\b[^.;]{0,40}\b(?:rotat|chang|replac|renew)\w*"
)
"""The controller's own backups; how good their store is; how old its keys get."""


def of_backups(passage: Passage) -> list[Length]:
    """The lengths that belong to backups: after each mention the next one, else the one before."""
    text = passage.plain
    if not re.search(
        r"\b(?:retain|retention|kept|keep|delet|overwrit|purg|expire|remov|rotat|eras|stor|cycle|remain|destr|hold|held|persist|live|age[sd]?\b|discard|cease|gone|disappear|vanish|maintain|rolling)\w*",
        passage.full,
    ):
        return []
    if _NOT_KEPT.search(text):
        return []
    found: list[Length] = []
    every = [x for x in lengths(text) if x.length.unit in ("days", "weeks", "months", "years")]
    for match in BACKUP.finditer(text):
        if _TOGETHER.search(text[: match.start()]):
            continue  # "from systems and backups": one time for all, that of the deletion
        after = [x for x in every if 0 <= x.start - match.end() < 130]
        before = [
            x
            for x in every
            if 0 <= match.start() - x.end < 90
            and not _APART.search(text[x.end : match.start()])
            and ";" not in text[x.end : match.start()]
        ]
        chosen = after[:1] or before[-1:]
        # "7 days (daily), 4 weeks (weekly)": each of them
        for earlier, later in pairwise(after):
            if earlier not in chosen or not _JOINED.match(text[earlier.end : later.start]):
                break
            chosen.append(later)
        found += [
            x
            for x in chosen
            if not re.search(r"every[ \w]{0,8}$", text[: x.start])
            or re.search(
                r"\b(?:overwrit|rotat|purg|delet|expir)\w* (?:automatically )?every[ \w]{0,8}$",
                text[: x.start],
            )
        ]
    return list(dict.fromkeys(found))


def backups(passage: Passage, taken: list[Length]) -> Iterator[Term]:
    for found in taken:
        yield term(
            "backup_retention",
            passage,
            clock=clock(found.length, "", ""),
            focus=focus(passage, found.start, found.end),
            confidence=0.85,
        )
