"""Courts, prosecutors, police, prisons and offices, called by their place or kind: `Graz Regional Court`."""

from __future__ import annotations

import numpy as np

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import FIRM, ROAD
from servanda.inventory.prose.lexicon import TOP
from servanda.inventory.prose.mending import Labels, hashed, is_one_of, within
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import CAPITAL, CAPITALS, MIXED, NUMBER, SMALL, Ints, among

_HEADS = ("court", "tribunal", "police", "prison", "prosecutor", "prosecutors", "office", "department", "directorate", "inspectorate",
          "prosecution", "station", "command", "government", "chamber", "registry", "bench", "magistrates", "penitentiary",
          "jail", "headquarters", "constabulary", "ministry", "sheriff", "inspection", "administration", "hospital", "infirmary",
          "school", "college", "university", "academy", "clinic", "municipality", "council")  # fmt: skip
"""What such a body's name ends in."""
_LAW = ("court", "tribunal", "bench", "magistrates")
_COURTS = ("supreme", "constitutional", "administrative", "regional", "district", "county", "high", "assize", "military", "commercial", "labour",
           "labor", "family", "criminal", "civil", "federal", "crown", "municipal", "city", "superior", "appellate", "circuit", "cantonal", "provincial",
           "juvenile", "probate", "bankruptcy", "security", "sheriff", "town", "appeal", "cassation", "arbitrazh", "insolvency", "social", "youth")  # fmt: skip
"""Kinds of courts."""
_QUALITIES = (*_COURTS, "state", "central", "national", "public", "chief", "prosecutor", "prosecutors", "police", "tax", "land", "border", "immigration",
              "customs", "registration", "passport", "forensic", "fire", "health", "prison", "remand", "gendarmerie", "general", "local", "first",
              "instance", "anti", "terror", "serious", "crime", "investigation", "traffic", "aliens", "asylum", "migration", "employment", "welfare",
              "education", "social", "works", "revenue", "detention", "correctional", "special", "metropolitan", "attorney", "s")  # fmt: skip
"""What stands before the last word and says of what kind the body is."""
_PLAIN = (
    "court",
    "office",
    "department",
    "government",
    "chamber",
    "administration",
    "command",
    "station",
    "police",
    "headquarters",
    "ministry",
)
_LED = ("the", "a", "an", "this", "that", "its", "your", "our", "their", "his", "her")
_AFTER = ("office", "station", "department", "service", "command", "headquarters", "directorate")


def bodies_by_their_words(words: Words, labels: Labels) -> None:
    """Label the words of such names as a firm's, from the first capitalised one up to the last word."""
    shape, gap, flags, key = words.shape, words.gap, words.flags, words.key
    count = len(shape)
    head = np.flatnonzero(among(shape, CAPITAL, CAPITALS))
    head = head[within(key[head], hashed(_HEADS))]
    # 12 Orchard Court is a street
    head = head[(head > 2) & (head < count - 2) & (labels[head] != ROAD)]
    head = head[~among(shape[head - 1], NUMBER) & ~among(shape[head - 2], NUMBER)]
    if not len(head):
        return
    qualities, courts = (frozenset(hashed(some).tolist()) for some in (_QUALITIES, _COURTS))
    law, plain, led = (frozenset(hashed(some).tolist()) for some in (_LAW, _PLAIN, _LED))
    (letter,) = hashed(("s",)).tolist()
    joins = (gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE)
    # one at a time, bytes are read several times as fast as an array
    shapes, gaps_ = shape.tobytes(), gap.tobytes()
    for last in head.tolist():
        of_it = gaps_[last + 1] == gaps.APOSTROPHE and key[last + 2] == letter
        if of_it and shapes[last + 2] == SMALL and shapes[last + 3] == CAPITAL:
            # Prosecutor's Office ends with its last word
            continue
        first, kinds, names, courtly = last, 0, 0, False
        while last - first < 7 and gaps_[first] in joins:
            before = first - 1
            if shapes[before] == SMALL:
                # the s of Prosecutor's, and `and` or `of` between two capitals
                if gaps_[before] == gaps.APOSTROPHE and key[before] == letter:
                    first = before
                    continue
                break
            if shapes[before] not in (CAPITAL, CAPITALS, MIXED):
                break
            mine = int(key[before])
            if mine in led or (mine not in qualities and flags[before] & TOP):
                break
            if labels[before] == ROAD:
                break
            first = before
            if mine in qualities:
                kinds += 1
                courtly = courtly or mine in courts
            else:
                names += 1
        if first == last:
            continue
        # what opens a sentence is no part of it unless it says what body it is
        head_key = int(key[last])
        if head_key in law:
            whole = courtly or kinds > 0 or names > 0
        elif head_key in plain:
            whole = kinds > 0 and (names > 0 or kinds > 1)
        else:
            whole = names > 0 or kinds > 0
        if whole:
            labels[first : last + 1] = FIRM


def courts_of(words: Words, labels: Labels) -> None:
    """`High Court of Dublin`: the kind of court before one that is called by its place belongs to it."""
    at: Ints = np.flatnonzero((words.shape == CAPITAL) & (labels == FIRM))
    at = at[is_one_of(words, at, "court", "bank", "office", "university", "council")]
    at = at[(words.gap[at] == gaps.SPACE) & (words.shape[at - 1] == CAPITAL)]
    at = at[
        is_one_of(words, at - 1, *_COURTS, "state", "national", "central", "technical", "federal")
    ]
    labels[at - 1] = FIRM
