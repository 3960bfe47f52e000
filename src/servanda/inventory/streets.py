"""Street addresses in text, as far as they go on: number, street, flat, place, code, country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.inventory.spotted import Span

_CAP = r"[^\W\d_a-z][\w'’.-]{0,24}"
_KIND = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Pl|Terrace|Close"
    r"|Crescent|Square|Highway|Parkway|Trail|Circle|Row|Walk|Hill|Grove|Parade|Quay|Alley|Loop)\.?"
)
_JOINED = (
    r"[^\W\d_a-z][^\W\d_]{1,25}(?:stra(?:ss|ß)e|str\.|gasse|weg|platz|allee|straat|laan|plein|gade|vej"
    r"|gata|gatan|vägen|veien|vegen|katu|tie|utca)"
)
_LED = (
    rf"(?:(?i:rue|avenue|boulevard|place|chemin|quai|via|viale|piazza|corso|calle|avenida|plaza|rua"
    rf"|ulica|ul\.|paseo))(?: (?:de|del|della|di|da|do|dos|des|du|la|las|los|le|les|{_CAP})){{1,4}}"
)
_FLAT = r"(?:[ ,\n]{1,3}(?i:apt|apartment|suite|ste|unit|flat|floor|room)\.? ?#?\w{1,6})?"
_ON = (
    rf"(?:[ ,\n]{{1,4}}{_CAP}(?:[ ]{_CAP}){{0,2}})?(?:[ ,\n]{{1,4}}[A-Z]{{2}}(?=[ ,\n]|$))?"
    rf"(?:[ ,\n]{{1,4}}(?:[A-Z]{{1,2}}\d[\dA-Z]? \d[A-Z]{{2}}|\d{{4,6}}(?:-\d{{3,4}})?))?"
    rf"(?:\n ?{_CAP}(?: {_CAP}){{0,2}}(?: \d{{4,6}})?)?"
)
# where the text goes on as an address only what it says on the next lines or after commas is taken
_ADDRESS = re.compile(
    rf"(?<![\w.])(?:\d{{1,6}}[A-Za-z]?,? (?:{_CAP} ){{1,4}}?{_KIND}(?!\w)"
    rf"|\d{{1,6}} {_LED}(?: \d{{1,4}})?|(?:\d{{1,6}} )?(?:{_JOINED}|{_LED}) \d{{1,4}}[a-z]?(?!\w)"
    rf"|\d{{1,6}} (?:{_CAP} ){{1,3}}\d{{1,4}}(?!\w)"
    rf"|\d{{1,6}} {_CAP}(?: {_CAP}){{0,3}}(?=[ ,]{{1,2}}(?:Apt|Suite|Unit)\b|\n{_CAP}))"
    rf"{_FLAT}(?:{_ON})"
)
_BOX = re.compile(r"\b(?i:P\.? ?O\.? ?Box) \d{1,7}\b")
_POSTCODE = re.compile(
    r"(?:(?<=zip code )|(?<=zip code is )|(?<=zip )|(?<=zipcode )|(?<=postcode )|(?<=postal code ))"
    r"[A-Z0-9]{4,5}(?:[ -][A-Z0-9]{3,4})?\b",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    """The spans of this kind."""
    for pattern, name, sure, why in (
        (_ADDRESS, "street_address", 0.92, "a house number beside a street's name"),
        (_BOX, "street_address", 0.9, "a post-office box"),
        (_POSTCODE, "postcode", 0.8, "a code after the words for one"),
    ):
        for match in pattern.finditer(text):
            yield Span(
                start=match.start(), end=match.end(), data_class=name, confidence=sure, reason=why
            )
