"""Firms that bear a person's or a place's name, told by what is said of them: `works for Berg`, `Lund is a bank`."""

from __future__ import annotations

import numpy as np

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import FIRM, PERSON, PLACE
from servanda.inventory.prose.lexicon import GIVEN, TITLE
from servanda.inventory.prose.lexicon import PLACE as PLACE_FLAG
from servanda.inventory.prose.mending import Labels, hashed, is_one_of, within
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import SMALL, among

_TRADES = ("company", "agency", "firm", "startup", "bank", "provider", "supplier", "manufacturer", "retailer", "airline", "corporation", "organisation",
           "organization", "charity", "foundation", "newspaper", "magazine", "website", "brand", "chain", "consultancy", "insurer", "brewery", "publisher",
           "conglomerate", "nonprofit", "enterprise", "business", "platform", "subsidiary", "multinational", "distributor", "utility",
           "startups", "vendor", "carrier", "broker", "lender", "cooperative", "orchestra", "choir", "club", "ngo")  # fmt: skip
_OWN = ("headquarters", "shares", "shareholders", "website", "customers", "employees", "stock", "branch", "branches", "ceo", "cfo", "cto", "hq", "quarterly",
        "profits", "revenue", "revenues", "subsidiary", "subsidiaries", "warehouse", "warehouses", "merger", "takeover", "earnings")  # fmt: skip
_WORKS = ("work", "works", "worked", "working", "employed", "job", "career", "internship", "intern", "interned", "consultant", "engineer", "employee",
          "employees", "contractor", "analyst", "manager", "hired", "recruited", "bank", "banks")  # fmt: skip


def traders(words: Words, labels: Labels) -> None:
    """Label whole names as a firm's where what stands beside them can be said of firms alone."""
    at = np.flatnonzero(among(labels, PERSON, PLACE))
    if not len(at):
        return
    same = np.append(False, (np.diff(at) == 1) & (labels[at[1:]] == labels[at[:-1]]))
    first, last = at[~same], at[~np.append(same[1:], False)]
    flags, key, gap, shape = words.flags, words.key, words.gap, words.shape
    trades, own = hashed(_TRADES), hashed(_OWN)
    # a given name that opens the name, or a title before it, and it is a person; a known place stays one
    person = (labels[first] == PERSON) & ((flags[first] & GIVEN) > 0) & (last > first)
    person |= (labels[first] == PERSON) & ((flags[first - 1] & TITLE) > 0)
    place = (labels[first] == PLACE) & ((flags[first] & PLACE_FLAG) > 0)
    given = (labels[first] == PERSON) & ((flags[first] & GIVEN) > 0)
    led = is_one_of(words, first - 1, "for", "at", "by", "with") & is_one_of(
        words, first - 2, *_WORKS
    )
    led &= gap[first] == gaps.SPACE
    firm = led & ~given & ~place
    # Lund is a small bank in Turku
    is_ = is_one_of(words, last + 1, "is", "was", "remains", "became") & (
        gap[last + 1] == gaps.SPACE
    )
    is_ &= is_one_of(words, last + 2, "a", "an", "the", "one", "our")
    said = np.zeros(len(first), bool)
    going = is_.copy()
    limit = len(shape) - 3
    for step in (3, 4, 5, 6):
        place_ = np.minimum(last + step, limit)
        going &= (shape[place_] == SMALL) | (step < 5)
        going &= among(gap[place_], gaps.SPACE, gaps.HYPHEN)
        said |= going & within(key[place_], trades)
    firm |= said & ~person & ~(place & (labels[first] == PLACE))
    # Lund's shares
    tail = np.minimum(last + 2, limit)
    has = (gap[np.minimum(last + 1, limit)] == gaps.APOSTROPHE) & within(key[tail], own)
    firm |= has & ~given & ~place
    for one, two in zip(first[firm].tolist(), last[firm].tolist(), strict=True):
        labels[one : two + 1] = FIRM
