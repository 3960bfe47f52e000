"""Whether words are a person's name: gazetteers of given and family names, in any order and case."""

from __future__ import annotations

import functools
import re

from servanda.inventory.words import gazetteer, plain

# names that are also colours, months, gems, plants, virtues or places; alone they name nobody
_WORDS = frozenset(
    """amber april august autumn angel art beryl bill bishop black blue bonnie brand brook brown carol cash chance
    charity chase chelsea cherry christian clay coral crystal daisy dale dallas dawn dean destiny diamond
    dominic drew duke eve fern flora florence ford france frank garnet genesis georgia ginger glory gold
    grace grant gray green harmony harry hazel heather heaven holly honor hope hunter iris israel ivory
    ivy jack jade jasmine jay jet jewel jordan joy judge jules june justice king lane laurel lavender liberty
    lily london lotus love lynx major mallow mark marigold mars mason may melody mercy miles mint misty
    navy norm olive opal orchid page paris parker pearl penny peony pepper phoenix pierce poppy prince
    princess queen rain rainbow raven ray red reed reef rich river robin rock rocky roman rose ruby rusty
    sage sandy savannah scarlet scout sienna sierra silver sky sol stark star sterling stone storm summer
    sunny sydney teal terra tiger troy unity velvet victor victoria violet virginia washington white will
    willow winter wren zion marina regina alba luna aurora lima verona charlotte austin boston israel
    chad kenya malta cuba india china martin franklin lincoln jackson page lang mar jan jun sun mon sat wed
    safari bazaar market male female man woman king lee west east north south new old open high low first last none other
    monday tuesday wednesday thursday friday saturday sunday january february july september october november
    december montag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes
    viernes sabado domingo""".split()
)
_LAST = frozenset(
    """academy airport alliance association associates avenue bakery bank bar bay beach books boulevard
    bridge bros brothers cafe center centre chapel church city clinic close club college company consulting
    corp corporation county court creek crescent district drive energy estate estates falls farm farms field
    fields film foods forest foundation garden gardens gmbh group hall high hill hills hospital hotel house
    hs inc industries institute island junction labs lake lane limited llc lodge logistics ltd mall manor
    marine market media memorial mill mine ministry motors mountain museum nursery office park parade pass
    path place plaza plc point port press primary products pub records reserve resort restaurant ridge river
    road rovers royal school secondary services shop site solutions sons spring springs square stadium
    state station store street studio studios systems tea team technologies terrace theater theatre town trail trust
    union united university valley view village vineyard ward way woods works world yard zoo""".split()
)
_BETWEEN = frozenset(
    "de del della di da do dos das du la le las los van von der den dem ten ter zu af av al el bin bint ibn abu ben y e i mac mc st san".split()
)  # fmt: skip
_AROUND = frozenset(
    """mr mrs ms miss mx dr prof professor sir herr frau monsieur madame mme mlle sr sra srta don dona sig
    dott ing hr fru rev hon capt sgt lt jr sr ii iii iv phd md esq dds dvm rn cpa esq mba bsc msc dipl mag
    cllr councillor councilor councilmember councilman councilwoman alderman senator rabbi avv geom rag sgra dottssa
    dhr mevr mevrouw meneer mw drs fam pani pan judge justice
    trustee trustees ttee trs etal etux etvir""".split()
)
_BEFORE_ONE = frozenset(
    """mr mrs ms miss mx dr prof professor herr frau monsieur madame mme mlle sr sra srta sig sgra dott hr fru rev
    cllr councillor councilor councilmember councilman councilwoman alderman senator rabbi avv capt sgt lt judge justice
    dhr mevr mevrouw meneer mw drs fam familie pani pan hon""".split()
)
_TWO = re.compile(r" ?(?:&| and | und ) ?", re.IGNORECASE)
_ASIDE = re.compile(r" ?\([^\W\d_][\w .-]{1,20}\)\Z")
_OTHERS = re.compile(r" et (?:al|ux|vir)\.?\Z", re.IGNORECASE)
_FIGURES = re.compile(r"[\d_]")
_APART = re.compile(r"[ \u00a0]+")


def folded(text: str) -> str:
    """Lower case without accents."""
    return plain(text).casefold()


@functools.cache
def _languages() -> frozenset[str]:
    own = "deutsch francais espanol italiano polski nederlands portugues svenska english".split()
    return frozenset((*map(folded, gazetteer("nationalities")), *own))


def is_given(text: str) -> bool:
    """Whether one or two words are given names that are no other word."""
    if _FIGURES.search(text):
        return False
    words = _APART.split(folded(text).strip("."))
    known = gazetteer("given")
    return len(words) <= 2 and all(
        word not in _WORDS and (word in known or _hyphened(word, known)) for word in words
    )


def is_family(text: str) -> bool:
    """Whether one to four words are a family name that is no other word."""
    words = [word for word in _APART.split(folded(text)) if word not in _BETWEEN]
    known = gazetteer("family")
    if _FIGURES.search(text) or folded(text) in _languages():
        return False
    return 0 < len(words) <= 3 and all(
        word not in _WORDS
        and word not in _LAST
        and (word in known or _hyphened(word, known) or _of_slavs(word, known))
        for word in words
    )


def is_person(text: str) -> bool:
    """Whether two to five words name a person: a given name and a family name, in either order.

    `Anders, Maria`, `ANDERS MARIA J`, `Dr. Maria Anders`, `M. Anders`. A word that is no known family
    name passes if it is no word of English either.
    """
    if _FIGURES.search(text):
        return False
    text = _ASIDE.sub("", _OTHERS.sub("", text))
    both = _TWO.split(text)
    if len(both) > 1:
        # Hall, Maria & Jon; two of whom neither is named in full are a firm
        return len(both) == 2 and (
            (is_person(both[0]) and (is_given(both[1]) or is_person(both[1])))
            or (is_given(both[0]) and is_person(both[1]))
        )
    head, comma, tail = folded(text).partition(",")
    if not comma and _called_by_title(head):
        return True
    first, last = _words(head), _words(tail)
    if comma and last and not first:
        return False
    if comma and not last:
        first, last = first, []
    words = [*last, *first] if comma else first
    if not 2 <= len(words) <= 5 or words[-1] in _LAST or (comma and first and first[-1] in _LAST):
        return False
    if any(word in ("and", "of", "the", "for", "in", "on", "to", "with", "under") for word in words):  # fmt: skip
        return False
    if all(len(word) == 1 for word in words[:-1]):
        return _may_be_family(words[-1], "")
    if comma or _given(words[0]):
        middle = len(words) > 2 and len(words[1]) == 1
        return _given(words[0]) and (middle or _may_be_family(words[-1], words[0]))
    if _given(words[-1]) or (len(words[-1]) == 1 and _given(words[-2])):
        return _family(words[0])
    return all(len(word) == 1 for word in words[1:]) and _family(words[0])


def _called_by_title(text: str) -> bool:
    """Whether a form of address stands before a family name alone: `Mme Perrin`."""
    words = _APART.split(text.replace(". ", " ").replace(".", " ").strip())
    # Dhr. A. Smits
    words = [
        word for nth, word in enumerate(words) if not 0 < nth < len(words) - 1 or len(word) > 1
    ]
    return (
        len(words) == 2
        and words[0] in _BEFORE_ONE
        and words[1] not in _WORDS
        and words[1] not in gazetteer("english")
        and _family(words[1])
    )


def _words(text: str) -> list[str]:
    parts = (part.strip(".") for part in _APART.split(text.replace(".", ". ").strip()))
    named = [part for part in parts if part]
    found = [part for part in named if part not in _AROUND]
    # an initial may look like a form of address: `M. Anders`
    found = found if len(found) > 1 or len(named) < 2 else named
    return [part for part in found if part not in _BETWEEN] if len(found) > 2 else found


def _hyphened(word: str, known: frozenset[str]) -> bool:
    parts = word.split("-")
    return len(parts) > 1 and parts[0] in known


def _of_slavs(word: str, known: frozenset[str]) -> bool:
    """A woman's form of a man's name: `kowalska`, `novakova`, `pavlova`."""
    if word.endswith("ska") or word.endswith("cka"):
        return word[:-1] + "i" in known or word[:-1] + "y" in known
    if word.endswith("ova"):
        return word[:-3] in known or word[:-1] in known
    return word.endswith("eva") and word[:-1] in known


def _given(word: str) -> bool:
    known = gazetteer("given")
    return len(word) > 1 and (word in known or _hyphened(word, known))


def _family(word: str) -> bool:
    known = gazetteer("family")
    return (
        len(word) > 1
        and word not in _LAST
        and (word in known or _hyphened(word, known) or _of_slavs(word, known))
    )


def _may_be_family(word: str, given: str) -> bool:
    if _family(word):
        # two words that are also other words name a thing as often as a person
        return not (word in _WORDS and given in _WORDS)
    return given not in _WORDS and word not in _LAST and word not in gazetteer("english")
