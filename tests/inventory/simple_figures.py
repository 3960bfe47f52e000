"""Figures by plain expressions, one after another: what the fast way (`prose.figures`) is held against."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from servanda.inventory.spotted import Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)


def _luhn(text: str) -> bool:
    from stdnum import luhn

    digits = re.sub(r"\D", "", text)
    return 12 <= len(digits) <= 19 and len(set(digits)) > 1 and bool(luhn.is_valid(digits))


def _iban(text: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(text))


def _ssn(text: str) -> bool:
    area, group, serial = text[:3], text[4:6], text[7:]
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def _address(text: str) -> bool:
    from ipaddress import ip_address

    try:
        return bool(ip_address(text))
    except ValueError:
        return False


def _telephone(text: str) -> bool:
    digits = re.sub(r"\D", "", text.partition("x")[0])
    if not 7 <= len(digits) <= 15 or len(set(digits)) < 3:
        return False
    return not re.fullmatch(r"(?:19|20)\d\d[-./ ]\d\d[-./ ]\d\d", text)


_RULES: tuple[tuple[str, str, float, str, Callable[[str], bool] | None], ...] = (
    ("email", r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}", 0.99,
     "the form of an e-mail address", None),
    ("iban", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", 0.99,
     "an IBAN whose checksum is right", _iban),
    ("payment_card", r"(?<![\w.-])(?<!\d )\d(?:[ -]?\d){11,18}(?![\w-])", 0.97,
     "a card number's length and checksum", _luhn),
    ("us_ssn", r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])", 0.95, "an SSN that can be issued", _ssn),
    ("ip_address", r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?![\w:])",
     0.96, "an IP address", _address),
    ("url", r"\bhttps?://[^\s<>\"')]{3,500}|\bwww\.[A-Za-z0-9.-]{3,200}(?:/[^\s<>\"')]{0,300})?"
     r"|(?<![\w@.-])[A-Za-z0-9-]{2,63}\.(?:com|org|net|edu|gov|io|info|biz|co\.uk|de|fr)\b(?!@)", 0.9,
     "the form of a web address", None),
    ("phone", r"(?<![\w.+-])(?:\+\d{1,3}[ .()-]{0,2})?(?:\(\d{2,5}\)[ .-]?)?\d{2,5}(?:[ .-]\d{2,5}){1,4}"
     r"(?:x\d{1,6})?(?![\w-])", 0.7, "digits grouped as a telephone number", _telephone),
    ("phone", r"(?<![\w+])\+\d{8,14}(?!\w)", 0.9, "an international telephone number", None),
    ("phone", r"(?i:(?<=phone )|(?<=phone: )|(?<=number is )|(?<=call )|(?<=call me at ))\d{7,12}(?!\w)", 0.75,
     "a number where a telephone is named", None),
    ("date_of_birth", rf"(?i:(?<!\w){_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?(?!\w)"
     rf"|(?<!\w)\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\.?(?:,? \d{{4}})?(?!\w)"
     rf"|(?<!\w)(?:{_MONTH} (?:19|20)\d\d)(?!\w))", 0.8, "a date in words", None),
    ("date_of_birth", r"(?<![\w./-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d\d-\d\d)(?![\w/-])", 0.8,
     "a date in figures", None),
    ("age", r"(?i:(?<=i'm )|(?<=i am )|(?<=age )|(?<=aged )|(?<=age of )|(?<=age: )|(?<=turned )|(?<=turning ))"
     r"(?:1[01]\d|\d{1,2})(?![\w.:/%-])", 0.75, "a number where an age is named", None),
    ("age", r"(?<![\w.])(?:1[01]\d|\d{1,2})(?=(?: |-)(?i:years?|yrs?)(?: |-)(?i:old)\b)", 0.9,
     "a number of years old", None),
)  # fmt: skip

_COMPILED = tuple(
    (name, re.compile(pattern), sure, why, valid) for name, pattern, sure, why, valid in _RULES
)


def find(text: str) -> Iterator[Span]:
    """The spans of this kind, which may overlap each other."""
    for name, pattern, sure, why, valid in _COMPILED:
        for match in pattern.finditer(text):
            if valid is None or valid(match[0]):
                yield Span(
                    start=match.start(),
                    end=match.end(),
                    data_class=name,
                    confidence=sure,
                    reason=why,
                )
