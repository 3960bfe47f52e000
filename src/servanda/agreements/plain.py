"""Words in the one spelling that every pattern is written in.

Lower case, straight quotes, American `-ize`, single spaces, the parties by their roles
(`processor`, `controller`, `subprocessor`) and the data by its role (`personal data`), so that
"Acme shall notify Client" and "the Data Importer will notify the Data Exporter" read alike. Only
patterns see these words; a quote is always taken from the document itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MARKS = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "\ufffe": "-",
        "\xa0": " ",
        "\xad": None,
        "\u200b": None,
        "\u200e": None,
        "\u200f": None,
        "\u2060": None,
        "\ufeff": None,
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬀ": "ff",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "*": None,
        "_": " ",
        "§": "section ",
    }
)

_BRITISH = re.compile(
    r"\b(\w{0,24}?(?:organ|author|pseudonym|anonym|recogn|util|final|minim|aggreg|summar|categor"
    r"|legitim|character|real|prior|custom|notar|local|emphas))is(e[ds]?|ing|ation\w{0,12})\b"
)

_FULFIL = re.compile(r"\bfulfill(?!ed\b|ing\b)")
"""The British root; "fulfilled" and "fulfilling" are so written everywhere."""

_SHORT_FORMS = (
    (re.compile(r"\bcan't\b"), "cannot"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|should|would|must|need)n't\b"), r"\1 not"),
    (re.compile(r"\b(we|you|they|it|i|that|who)'ll\b"), r"\1 will"),
    (re.compile(r"\b(we|you|they)'ve\b"), r"\1 have"),
    (re.compile(r"\b(we|you|they)'re\b"), r"\1 are"),
)  # fmt: skip

_SUBPROCESSOR = re.compile(
    r"\b(?:(?:onward|third[- ]party) )?"
    r"(?:sub ?- ?processor|subprocesor|subprocessor|sub processor|sub-? ?contractor)(s\b|\(s\)|\b)"
    r"|\b(?:another|other|additional|further|third[- ]party) (?:data )?processor(s\b|\b)"
    r"|\b(?:another|other|further) (?:compan(?:y|ies)|firms?|suppliers?|providers?|vendors?|organi[sz]ations?|businesses)(?= (?:to|that|which|we|it|who|as|for|engaged|if)\b)(\b)"
    r"|\b(?:another|any other|other) persons?(?= (?:to assist|to help|to process|to perform|it engages|that it engages|engaged))(\b)"
    r"|\b(?:anyone|any person|any company|companies|those|others) (?:we|it|provider|vendor|supplier|processor) (?:engages?|uses?|hires?|appoints?|brings? in)\b()"
)
_SUBPROCESSING = re.compile(r"\bsub ?- ?(process|contract)(ing|ed|s)?\b")

# contracts translated from other languages
_TRANSLATED = (
    (
        re.compile(r"\bdata-(subject|protection|processing|security|breach|controller|processor)"),
        r"data \1",
    ),
    (re.compile(r"\bhandle\b"), "process"),
    (re.compile(r"\bhandl(es|ed|ing)\b"), r"process\1"),
    (re.compile(r"\b(?:affected persons|persons (?:affected|concerned))\b"), "data subjects"),
    (re.compile(r"\b(?:affected person|person (?:affected|concerned))\b"), "data subject"),
    (re.compile(r"\b(?:kind|type) and purpose"), "nature and purpose"),
)

_DATA = re.compile(
    r"\b(?:(?:the |any |all |such |its |of |relevant )?"
    r"(?:controller|company|processed|relevant|protected|european|eu|covered|end user|user) )?"
    r"(?:controller's |controller )?"
    r"(?:personal data|personal information|controller's data(?! (?:protection|subject|cent|export|import))|personally identifiable information|personal content"
    r"|controller data|controller content|controller information|protected data|client data"
    r"|(?:visitor|patient|employee|end[ -]user|student|member|candidate) data(?! (?:subject|cent))"
    r"|protected health information|individually identifiable health information|service data"
    r"|e?phi|personal and confidential data|pii)\b"
)
_DATA_LEAD = re.compile(r"^(the |any |all |such |its |of |relevant )")


@dataclass(frozen=True, slots=True)
class Roles:
    """What the document calls the two sides, in the words of the document (lower case)."""

    processor: tuple[str, ...] = ()
    controller: tuple[str, ...] = ()
    first_person: bool = False
    patterns: tuple[tuple[re.Pattern[str], str], ...] = field(default=(), compare=False, repr=False)


def tidy(text: str) -> str:
    """Lower case, straight marks, single spaces, one spelling; the parties still by their names."""
    text = text.translate(_MARKS).lower()
    text = re.sub(r"\s+", " ", text).strip()
    for short, long in _SHORT_FORMS:
        text = short.sub(long, text)
    text = _BRITISH.sub(r"\1iz\2", text)
    text = _FULFIL.sub("fulfil", text)
    return text.replace("co-operat", "cooperat")


def plain(text: str, roles: Roles) -> str:
    """The words as patterns see them."""
    text = tidy(text)
    text = _SUBPROCESSOR.sub(lambda m: "subprocessor" + ("s" if m[1] or m[2] else ""), text)
    text = _SUBPROCESSING.sub(r"sub\1\2", text)
    for pattern, role in roles.patterns:
        text = pattern.sub(role, text)
    for pattern, words in _TRANSLATED:
        text = pattern.sub(words, text)
    return _DATA.sub(_data, text)


def _data(match: re.Match[str]) -> str:
    lead = _DATA_LEAD.match(match[0])
    return f"{lead[0] if lead else ''}personal data"
