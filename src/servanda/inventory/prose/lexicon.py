"""What is known of a word: a name of a person or a place, a form of address, a common word; by its hash.

Loaded once from the lists in `gazetteers/` (their origin stands in the README there). A look-up of a
hundred thousand words is two numpy gathers; a wrong answer needs two words with the same 64-bit hash.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose.letters import folded
from servanda.inventory.prose.tokens import Hashes, hashes_of

Flags = npt.NDArray[np.uint32]

GIVEN, FAMILY, SMALL_PLACE, MIDDLE_PLACE, LARGE_PLACE, COUNTRY = 1, 2, 4, 8, 16, 32
FOLK, BELIEF, FIRM, BODY, JOB, STREET, FLAT, MONTH, WEEKDAY, TITLE, SMALL = (1 << k for k in range(6, 17))  # fmt: skip
REGION, HONORIFIC, COMPANY, THING, PARTY, TRIGGER = (1 << k for k in range(17, 23))
LINK = 1 << 23
"""A word that only joins the names of a list."""
TOP, COMMON, USUAL, KNOWN = (1 << k for k in range(24, 28))
"""English by frequency: the first 500 words, 4,000, 20,000, and the rest of the list."""
ENGLISH = TOP | COMMON | USUAL | KNOWN
CITY_OR_MORE = MIDDLE_PLACE | LARGE_PLACE | COUNTRY | REGION
PLACE = SMALL_PLACE | MIDDLE_PLACE | LARGE_PLACE | COUNTRY | REGION
HEAD, LEAD, NOBODY, OF = (1 << k for k in range(28, 32))
"""The first word of a place's name of several, a word that asks for a name, one that names nobody, a body called by what it is of."""

PERSON_KEYS = ("firstname", "lastname", "fullname", "surname", "forename", "givenname", "familyname", "middlename", "vorname", "nachname",
               "nombre", "apellido", "apellidos", "prenom", "cognome", "voornaam", "achternaam")  # fmt: skip
PLACE_KEYS = ("city", "town", "country", "birthplace", "stadt", "ville", "ciudad", "citta", "land", "pays", "pais")  # fmt: skip
NAMED_IS = ("name", "called", "named")
BODIES = ("university", "universitat", "universite", "universidad", "ministry", "bank", "court", "department", "institute", "academy",
          "council", "museum", "college", "chamber", "embassy", "consulate", "bishop", "diocese", "office", "bureau", "federation", "church", "society",
          "school", "hospital", "board", "district", "tribunal", "city", "county", "port", "house")  # fmt: skip
"""Bodies that are called by what stands after `of`."""
_LINKS = ("and", "or", "und", "et", "y", "e", "of", "de")

_LISTS = {
    "given": GIVEN, "given-names": GIVEN, "family": FAMILY, "family-names": FAMILY, "places-small": SMALL_PLACE,
    "places-middle": MIDDLE_PLACE, "places-large": LARGE_PLACE, "countries": COUNTRY, "countries-all": COUNTRY,
    "regions": REGION, "nationalities": FOLK, "jobs": JOB, "companies": COMPANY,
}  # fmt: skip
_CUES = {
    "title": TITLE, "firm": FIRM, "body": BODY, "street": STREET, "flat": FLAT, "month": MONTH, "weekday": WEEKDAY,
    "belief": BELIEF, "folk": FOLK, "job": JOB, "small": SMALL, "given": GIVEN, "honorific": HONORIFIC, "thing": THING, "party": PARTY, "trigger": TRIGGER,
}  # fmt: skip

NUMBERED = 3_000
"""Words that have a number of their own: the commonest and those of the cues."""

_BITS = 20
_LEVELS = 15
_AGAIN = [np.uint64(pow(0xD6E8FEB86659FD93, times, 1 << 64)) for times in range(3)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """A table of `2**_BITS` places; what finds its place taken stands at another one of a few.

    `facts` are number (13 bits), grade (7) and kind (4) as one.
    """

    keys: npt.NDArray[np.uint64]
    flags: Flags
    numbers: npt.NDArray[np.uint16]
    grades: npt.NDArray[np.uint8]
    kinds: npt.NDArray[np.uint8]
    facts: npt.NDArray[np.uint32]
    depth: int

    def look_up(self, keys: Hashes) -> npt.NDArray[np.int64]:
        """The place of each word in the other arrays; 0 for those that are in no list."""
        place = _place(keys, 0)
        there = self.keys.take(place)
        right = there == keys
        # where a place is empty the word is in no list; only a place that is taken sends it further
        rest = np.flatnonzero(~right & (there != 0))
        for level in range(1, self.depth):
            if not len(rest):
                break
            mine = keys[rest]
            other = _place(mine, level)
            there = self.keys[other]
            hit = there == mine
            place[rest[hit]] = other[hit]
            right[rest[hit]] = True
            rest = rest[~hit & (there != 0)]
        place *= right
        return place


def _place(keys: Hashes, level: int) -> npt.NDArray[np.int64]:
    if level > 4:
        # all bits are used up: other ones
        keys, level = keys * _AGAIN[level // 5], level % 5
    shift = np.uint64(64 - _BITS - 11 * level)
    place = ((keys >> shift) & np.uint64((1 << _BITS) - 1)).astype(np.int64)
    # place 0 stays empty: it is the answer of a word that is not there
    return np.maximum(place, 1)


def words_of(name: str) -> list[str]:
    """The folded words of a list in its order."""
    return [word.strip() for line in lines_of(name) for word in line.split(";") if word.strip()]


def lines_of(name: str) -> list[str]:
    """The lines of a list that are no remarks."""
    text = (files("servanda.inventory") / "gazetteers" / f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@functools.cache
def lexicon() -> Lexicon:
    """All lists as one table; takes about half a second once."""
    words: list[str] = []
    flags: list[npt.NDArray[np.uint32]] = []

    def put(some: list[str], flag: int) -> None:
        words.extend(some)
        flags.append(np.full(len(some), flag, np.uint32))

    for name, flag in _LISTS.items():
        some = words_of(name)
        # the lists of the columns' detectors keep their accents, the wide ones are folded already
        if name[-5:] in ("names", "tries", "gions", "ities"):
            some = [folded(word) for word in some]
        put(some, flag)
        if flag & PLACE:
            put(_heads(some), HEAD)
    english = words_of("english")
    put(english[:500], TOP)
    put(english[500:4_000], COMMON)
    put(english[4_000:20_000], USUAL)
    put(english[20_000:], KNOWN)
    put([*PERSON_KEYS, *PLACE_KEYS, *NAMED_IS], LEAD)
    put(words_of("nobody"), NOBODY)
    put(list(BODIES), OF)
    numbered = english[:NUMBERED]
    for line in lines_of("cues"):
        kind, _, rest = line.partition(":")
        some = [word.strip() for word in rest.split(";")]
        put(some, _CUES[kind])
        if kind not in ("folk", "month", "weekday", "given", "thing", "trigger"):
            numbered += some
    return _built(words, np.concatenate(flags), list(dict.fromkeys(numbered)))


_FIRST = re.compile(r"[^\W\d_]+|\d+")


def _heads(names: list[str]) -> list[str]:
    """The first words of the names that are of several."""
    found = (_FIRST.match(name) for name in names if not name.isalpha())
    return sorted({match[0] for match in found if match})


def _built(words: list[str], flags: Flags, numbered: list[str]) -> Lexicon:
    keys, back = np.unique(hashes_of(words), return_inverse=True)
    joined = np.zeros(len(keys), np.uint32)
    np.bitwise_or.at(joined, back, flags)
    known = dict(zip(keys.tolist(), range(len(keys)), strict=True))
    numbers = np.zeros(len(keys), np.uint16)
    for number, key in enumerate(hashes_of(numbered).tolist(), 1):
        if key in known:
            numbers[known[key]] = number
    for key in hashes_of(list(_LINKS)).tolist():
        if key in known and numbers[known[key]]:
            joined[known[key]] |= LINK
    size = 1 << _BITS
    table, held, ids = (
        np.zeros(size, np.uint64),
        np.zeros(size, np.uint32),
        np.zeros(size, np.uint16),
    )
    left = np.arange(len(keys))
    # common words first, so that they are found at the first look
    left = left[np.argsort((joined & (TOP | COMMON)) == 0, kind="stable")]
    depth = 0
    while len(left):
        place = _place(keys[left], depth)
        free = table[place] == 0
        _, one = np.unique(place[free], return_index=True)
        chosen = np.flatnonzero(free)[one]
        table[place[chosen]], held[place[chosen]] = keys[left[chosen]], joined[left[chosen]]
        ids[place[chosen]] = numbers[left[chosen]]
        left = np.delete(left, chosen)
        depth += 1
        if depth == _LEVELS:
            break  # one that found them all taken would be left out; none is
    grades, kinds = _grades(held), _kinds(held)
    facts = ids.astype(np.uint32)
    facts |= grades.astype(np.uint32) << np.uint32(13)
    facts |= kinds.astype(np.uint32) << np.uint32(20)
    return Lexicon(
        keys=table, flags=held, numbers=ids, grades=grades, kinds=kinds, facts=facts, depth=depth
    )


def _grades(flags: Flags) -> npt.NDArray[np.uint8]:
    """Name of a person (2 bits), size of a place (2), how common in English (0 to 4): below 80."""
    place = np.select(
        [(flags & bit) > 0 for bit in (LARGE_PLACE | COUNTRY | REGION, MIDDLE_PLACE, SMALL_PLACE)],
        [3, 2, 1],
    )
    common = np.select([(flags & bit) > 0 for bit in (TOP, COMMON, USUAL, KNOWN)], [4, 3, 2, 1])
    grades: npt.NDArray[np.uint8] = ((flags & (GIVEN | FAMILY)) + 4 * place + 16 * common).astype(
        np.uint8
    )
    return grades


KINDS = (
    THING,
    TITLE,
    MONTH,
    WEEKDAY,
    FOLK,
    BELIEF | PARTY,
    FLAT,
    FIRM,
    STREET,
    BODY,
    SMALL,
    COUNTRY,
    REGION,
    JOB,
    COMPANY,
)


def _kinds(flags: Flags) -> npt.NDArray[np.uint8]:
    """1 more than the place in `KINDS` of the first flag that a word has; 0 for none."""
    return np.select([(flags & bit) > 0 for bit in KINDS], range(1, len(KINDS) + 1)).astype(
        np.uint8
    )
