"""Labels: how a clause's number looks, what it can mean, and which label may follow which.

A label is kept as it is rendered, without one closing full stop or colon and without a closing
bracket that was never opened: `6.1.` is `6.1`, `(a)` stays `(a)`, `a)` is `a`, `SECTION 1:` is
`SECTION 1`. The same rule serves what Word numbers itself and what is typed as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Family = Literal["decimal", "alpha", "roman", "ALPHA", "ROMAN"]

ANNEX_WORDS: Final = (
    "annex|annexe|annexure|appendix|schedule|exhibit|attachment"
    "|anlage|anhang|bijlage|allegato|anexo|apéndice|appendice"
)
NAMED_WORDS: Final = (
    "article|section|clause|part|chapter|module|paragraph"
    "|artikel|abschnitt|ziffer|klausel|teil|kapitel|artículo|articulo|cláusula|articolo|sezione|sección"
)

_ROMAN: Final = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_ORDINAL: Final = r"(?:\d{1,3}(?:\.\d{1,3}){0,5}|[IVXLC]{1,6}|[A-Z])"
_ANNEX: Final = re.compile(
    rf"(?:{ANNEX_WORDS})(?:\s+(?:no\.?\s*)?{_ORDINAL}(?:\.[A-Z]|\([A-Za-z0-9]\))?)?", re.IGNORECASE
)
_NAMED: Final = re.compile(
    rf"(?:(?:{NAMED_WORDS})\s+|art\.\s*|§{{1,2}}\s*){_ORDINAL}", re.IGNORECASE
)
_PLAIN: Final = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){1,6}(?:\.|\))?"  # 6.1  6.1.  6.1)
    r"|\d{1,3}[.)]"  # 6.  6)
    r"|\((?:\d{1,3}|[a-zA-Z]{1,2}|[ivxlcIVXLC]{1,7})\)\.?"  # (1) (a) (iv)
    r"|(?:[a-zA-Z]|[ivxlc]{2,7}|[IVXLC]{2,7})[.)]"  # a.  iv)  A.
)
_SEPARATOR: Final = re.compile(r"\s*+(?:[.:]|[-–—](?=\s))?\s*+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a label: `(i)` is the ninth letter or the first Roman numeral."""

    family: Family
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A clause's label: `number` as kept, `style` what surrounds it, `readings` what it can mean.

    `word` is the lower-case word of `Article 4` or `Annex II`, empty for a bare number.
    """

    number: str
    style: str
    readings: tuple[Reading, ...]
    word: str = ""
    annex: bool = False

    @property
    def dotted(self) -> tuple[int, ...]:
        """The numbers of a decimal label, `(6, 1)` for `6.1`; empty for letters."""
        return next((r.values for r in self.readings if r.family == "decimal"), ())

    @property
    def first(self) -> bool:
        """Whether a series can begin with it."""
        return any(r.values[-1] in (0, 1) for r in self.readings)

    def follows(self, other: Label, gap: int = 1) -> bool:
        """Whether it can stand next after `other` in one series, at most `gap` numbers on."""
        if self.style != other.style or self.word != other.word:
            return False
        return any(
            mine.family == theirs.family
            and len(mine.values) == len(theirs.values)
            and mine.values[:-1] == theirs.values[:-1]
            and 0 < mine.values[-1] - theirs.values[-1] <= gap
            for mine in self.readings
            for theirs in other.readings
        )

    def alike(self, other: Label) -> bool:
        """Whether both are of one style, so that they may stand on one level."""
        return (
            self.style == other.style
            and self.word == other.word
            and any(
                a.family == b.family and len(a.values) == len(b.values)
                for a in self.readings
                for b in other.readings
            )
        )


def kept(rendered: str) -> str:
    """A rendered label as `Clause.number` keeps it."""
    text = " ".join(rendered.split())
    if len(text) > 1 and text[-1] in ".:":
        text = text[:-1].rstrip()
    if text.endswith(")") and "(" not in text and len(text) > 1:
        text = text[:-1].rstrip()
    return text


def parse(rendered: str) -> Label | None:
    """A rendered label read; None for a bullet or a label without number or letter."""
    text = " ".join(rendered.split())
    if not any(character.isalnum() for character in text):
        return None
    number = kept(text)
    for pattern, annex in ((_ANNEX, True), (_NAMED, False)):
        if pattern.fullmatch(number):
            word, _, ordinal = number.partition(" ")
            if number.startswith("§"):
                word, ordinal = "§", number.lstrip("§ ")
            return Label(number, "", _readings(ordinal.strip()), word.lower(), annex)
    inner = re.search(r"[0-9A-Za-z][0-9A-Za-z.\-]*", number)
    if inner is None:
        return None
    core = inner[0].rstrip(".-")
    style = f"{number[: inner.start()]}_{text[inner.start() + len(core) :]}"
    return Label(number, style.strip(), _readings(core))


def split(text: str) -> tuple[Label, int] | None:
    """The label that a text begins with, and where its words start; None when it has none.

    Whether the label is one, and not the start of a sentence (`Section 4 applies ...`), is for
    the outline to judge from what stands around it.
    """
    for pattern in (_ANNEX, _NAMED):
        found = pattern.match(text)
        if found and not text[found.end() : found.end() + 1].isalnum():
            gap = _SEPARATOR.match(text, found.end())
            label = parse(found[0])
            return (label, gap.end() if gap else found.end()) if label else None
    found = _PLAIN.match(text)
    if not found:
        bare = re.match(r"(\d{1,2})\s+(?=[A-ZÄÖÜÉ])", text)
        if bare:
            label = parse(bare[1])
            return (label, bare.end()) if label else None
        return None
    rest = text[found.end() :]
    if rest and not rest[0].isspace() and rest[0] not in "“\"‘'[(":
        return None
    label = parse(found[0])
    return (label, found.end() + len(rest) - len(rest.lstrip())) if label else None


def _readings(core: str) -> tuple[Reading, ...]:
    if re.fullmatch(r"\d+(?:[.\-]\d+)*", core):
        return (Reading("decimal", tuple(int(n) for n in re.split(r"[.\-]", core))[:9]),)
    found: list[Reading] = []
    upper = core.isupper()
    if len(core) == 1 and core.isascii() and core.isalpha():
        found.append(Reading("ALPHA" if upper else "alpha", (ord(core.lower()) - 96,)))
    elif len(core) == 2 and core[0] == core[1] and core.isalpha():
        found.append(Reading("ALPHA" if upper else "alpha", (ord(core[0].lower()) - 70,)))
    if core and _ROMAN.fullmatch(core):
        found.append(Reading("ROMAN" if upper else "roman", (from_roman(core),)))
    return tuple(found)


def from_roman(text: str) -> int:
    """`xiv` is 14; the text must be a Roman numeral."""
    values = [
        {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[c] for c in text.lower()
    ]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def to_roman(number: int) -> str:
    """14 is `xiv`; a number below 1 or above 3,999 stays in figures."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, letters in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        while number >= value:
            out, number = out + letters, number - value
    return out


def to_letters(number: int) -> str:
    """1 is `a`, 26 `z`, 27 `aa`, 28 `bb`, as Word and LibreOffice letter a list."""
    if number < 1:
        return str(number)
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 780 else str(number)
