"""From the heading of a provision to its path: `Article 28(3)(a)` is `28.3.a`.

The rule: an optional name of the code, then `§` or a word such as `Article`, then the number, then
sub-parts in parentheses. `45 CFR § 164.504(e)(2)(ii)(A)` is `164.504.e.2.ii.A`, `Requirement 12.8.2`
is `12.8.2`, `Article 28(3), second subparagraph` is `28.3.sub2`. A title may follow a colon.
"""

from __future__ import annotations

import re

_WORDS = "Article|Art\\.|Section|Sec\\.|Requirement|Req\\.|Rule|Annex|Recital|Clause"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_HEADING = re.compile(
    rf"""
    (?: (?:[A-Z0-9][\w.]*\s+){{0,5}} §\s* | (?:{_WORDS})\s+ )
    (?P<number> \d+[A-Za-z]{{0,3}} (?:[.-][0-9A-Za-z]{{1,6}})* )
    (?P<parts> (?: \([0-9A-Za-z]{{1,6}}\) )* )
    (?: ,\s* (?P<ordinal> {"|".join(_ORDINALS)} )\s+ subparagraph )?
    (?: \s*:\s* (?P<title> \S.* ) )?
    """,
    re.VERBOSE,
)


def path_of(heading: str) -> str:
    """The path that a heading names, empty where it names no provision (a chapter, a remark)."""
    found = _HEADING.fullmatch(heading.strip())
    if found is None:
        return ""
    parts = re.findall(r"\(([0-9A-Za-z]+)\)", found["parts"])
    if found["ordinal"]:
        parts.append(f"sub{_ORDINALS.index(found['ordinal']) + 1}")
    return ".".join([found["number"], *parts])


def title_of(heading: str) -> str:
    """The title after the colon, empty where there is none."""
    found = _HEADING.fullmatch(heading.strip())
    return (found["title"] or "") if found else ""
