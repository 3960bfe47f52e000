"""What is known of a word: a name of a person or a place, a form of address, a common word; by its hash.

Loaded once from the lists in `gazetteers/` (their origin stands in the README there). A look-up of a
hundred thousand words is two numpy gathers; a wrong answer needs two words with the same 64-bit hash.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose.letters import codes
from servanda.inventory.prose.tokens import MOST, Hashes, between, hashes_of, tokens_of

Flags = npt.NDArray[np.uint32]
_Number = TypeVar("_Number", bound=np.generic)

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
    return [line for line in _text_of(name).splitlines() if line and not line.startswith("#")]


def _text_of(name: str) -> str:
    return (files("servanda.inventory") / "gazetteers" / f"{name}.txt").read_text("utf-8")


def _hashed(name: str) -> tuple[Hashes, Hashes]:
    """The hashes of the words of a list, and those of the first words of such as are several."""
    text = _text_of(name)
    if ";" in text or "#" in text:
        text = "\n".join(words_of(name))
    whole, heads = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint64)]
    here = 0
    while here < len(text):
        end = len(text) if len(text) - here <= MOST else text.rfind("\n", here, here + MOST) + 1
        tokens = tokens_of(codes(text[here:end]))
        stop = np.append(np.flatnonzero(tokens.text == 10), len(tokens.text))
        start = np.append(0, stop[:-1] + 1)
        start, stop = start[stop > start], stop[stop > start]
        whole.append(between(tokens.sums, start, stop))
        first = np.searchsorted(tokens.start, start)
        start, stop = start[first < len(tokens)], stop[first < len(tokens)]
        first = first[first < len(tokens)]
        several = (tokens.start[first] == start) & (tokens.end[first] < stop)
        heads.append(tokens.key[first[several]])
        here = end
    return np.concatenate(whole), np.unique(np.concatenate(heads))


@functools.cache
def lexicon() -> Lexicon:
    """All lists as one table; takes some two tenths of a second once."""
    keys: list[Hashes] = []
    flags: list[Flags] = []

    def put(some: Hashes, flag: int) -> None:
        keys.append(some)
        flags.append(np.full(len(some), flag, np.uint32))

    for name, flag in _LISTS.items():
        some, heads = _hashed(name)
        put(some, flag)
        if flag & PLACE:
            put(heads, HEAD)
    english, _ = _hashed("english")
    put(english[:500], TOP)
    put(english[500:4_000], COMMON)
    put(english[4_000:20_000], USUAL)
    put(english[20_000:], KNOWN)
    put(hashes_of([*PERSON_KEYS, *PLACE_KEYS, *NAMED_IS]), LEAD)
    put(hashes_of(words_of("nobody")), NOBODY)
    put(hashes_of(list(BODIES)), OF)
    numbered = _text_of("english").split("\n", NUMBERED)[:NUMBERED]
    for line in lines_of("cues"):
        kind, _, rest = line.partition(":")
        cues = [word.strip() for word in rest.split(";")]
        put(hashes_of(cues), _CUES[kind])
        if kind not in ("folk", "month", "weekday", "given", "thing", "trigger"):
            numbered += cues
    return _built(
        np.concatenate(keys), np.concatenate(flags), hashes_of(list(dict.fromkeys(numbered)))
    )


def _built(keys: Hashes, flags: Flags, numbered: Hashes) -> Lexicon:
    order = np.argsort(keys)
    keys, flags = keys[order], flags[order]
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    keys, flags = keys[first], np.bitwise_or.reduceat(flags, first)

    def find(some: Hashes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        place = np.searchsorted(keys, some)
        return place, keys.take(place, mode="clip") == some

    numbers = np.zeros(len(keys), np.uint16)
    place, there = find(numbered)
    numbers[place[there]] = np.arange(1, len(numbered) + 1)[there]
    place, there = find(hashes_of(list(_LINKS)))
    links = place[there]
    flags[links[numbers[links] > 0]] |= np.uint32(LINK)
    size = 1 << _BITS
    table, where = np.zeros(size, np.uint64), np.zeros(len(keys), np.int64)
    # common words first, so that they are found at the first look
    left = np.argsort((flags & (TOP | COMMON)) == 0, kind="stable")
    owner = np.zeros(size, np.int64)
    depth = 0
    while len(left):
        place = _place(keys[left], depth)
        free = np.flatnonzero(table[place] == 0)
        # of those that want one place the first gets it: what is written last stands
        owner[place[free[::-1]]] = free[::-1]
        chosen = free[owner[place[free]] == free]
        table[place[chosen]] = keys[left[chosen]]
        where[left[chosen]] = place[chosen]
        left = np.delete(left, chosen)
        depth += 1
        if depth == _LEVELS:
            break  # one that found them all taken would be left out; none is
    grades, kinds = _grades(flags), _kinds(flags)
    facts = numbers.astype(np.uint32)
    facts |= grades.astype(np.uint32) << np.uint32(13)
    facts |= kinds.astype(np.uint32) << np.uint32(20)

    def placed(column: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
        found = np.zeros(size, column.dtype)
        found[where] = column
        # place 0 is nobody's
        found[0] = 0
        return found

    return Lexicon(
        keys=table,
        flags=placed(flags),
        numbers=placed(numbers),
        grades=placed(grades),
        kinds=placed(kinds),
        facts=placed(facts),
        depth=depth,
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
