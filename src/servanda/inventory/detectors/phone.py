"""Telephone number."""

from __future__ import annotations

import functools
import re

from servanda.inventory.classes import Detector, Sensitivity

_LED = re.compile(
    r"\A(?:tel|telephone|phone|ph|fax|mob|mobile|cell|t|m|f|p)\b[.:]{0,2} ?", re.IGNORECASE
)
_EXTENSION = re.compile(r" ?(?:x|ext\.?|#) ?\d{1,6}\Z", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}([./ -])\d{1,2}\1(?:19|20)?\d{2}")
_AMERICAN = re.compile(r"(?:1[ .-])?(?:\(\d{3}\)[ .-]{0,2}|\d{3}[ .-])\d{3}[ .-]\d{4}")

_BETWEEN = str.maketrans("", "", "+ .()/-")
"""All that may stand between the digits of the pattern."""


def _possible(text: str) -> bool:
    """Whether a number of this length exists under this prefix."""
    if text[0].isalpha():
        text = _LED.sub("", text, count=1)
    if not text[-5:].isdigit() or "x" in text or "#" in text:
        text = _EXTENSION.sub("", text)
    digits = text.translate(_BETWEEN)
    if not (digits.isascii() and digits.isdigit()) or len(set(digits)) < 3:
        return False
    if text.startswith("+"):
        # `+49 (0)30` has a digit that is not dialled
        digits = digits if "(0)" not in text else text.replace("(0)", "").translate(_BETWEEN)
        return _possible_length(True, digits[:7], len(digits))
    if _AMERICAN.fullmatch(text):
        return _possible_length(False, digits[:7], len(digits))
    if _DATE.fullmatch(text):
        return False
    parts = text.split("-")
    if len(parts) > 2 and min(map(len, parts[1:])) < 3:
        return False
    # of other countries the grouping is the evidence, and the length of what can be dialled
    return 8 <= len(digits) <= (15 if digits.startswith("00") else 12)


@functools.cache
def _possible_length(international: bool, prefix: str, length: int) -> bool:
    # which lengths exist depends on country and area alone, so one example stands for many numbers
    import phonenumbers

    example = prefix + "2" * (length - len(prefix))
    try:
        number = phonenumbers.parse(f"+{example}" if international else example, "US")
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(number))


DETECTOR = Detector(
    title="Telephone number",
    dpv="TelephoneNumber",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it reaches one person and receives their login codes",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(D): telephone numbers; (E): fax numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "phone",
        "telephone",
        "tel",
        "mobile",
        "cell",
        "cellphone",
        "cell phone",
        "fax",
        "phone number",
        "telephone number",
        "mobile number",
        "cell number",
        "contact number",
        "fax number",
        "phone no",
        "tel no",
        "handy",
        "telefon",
        "telefonnummer",
        "mobilnummer",
        "rufnummer",
        "portable",
        "numero de telephone",
        "telefono",
        "numero de telefono",
        "movil",
        "celular",
        "cellulare",
        "telefone",
        "telemovel",
        "telefoon",
        "telefoonnummer",
        "komorka",
        "msisdn",
        "mob",
        "mobil",
        "mobiel",
        "mobile no",
        "gsm",
        "landline",
        "festnetz",
        "tlf",
        "tlf nr",
        "numer telefonu",
        "telefone celular",
        "cep telefonu",
        "puhelin",
        "puhelinnumero",
        "telephone fixe",
        "day phone",
        "evening phone",
        "ph",
        "ph no",
        "contact no",
        "phone1",
        "phone2",
        "whatsapp",
    ),
    unless=(
        "type",
        "model",
        "os",
        "brand",
        "price",
        "plan",
        "app",
        "company",
        "friendly",
        "network",
        "size",
        "block",
        "part",
        "serial",
        "sku",
        "order",
        "invoice",
        "item",
        "product",
        "isbn",
        "lot",
        "batch",
        "version",
        "parcel",
        "case",
        "docket",
    ),
    pattern=(
        r"(?:[A-Za-z]{1,9}[.:]{0,2} ?)?"
        r"(?:(?:\+|00)[1-9]\d{0,2}[ .()/-]{0,2}\d[\d .()/-]{5,18}\d"
        r"|(?:1[ .-])?(?:\(\d{3}\)[ .-]{0,2}|\d{3}[ .-])\d{3}[ .-]\d{4}"
        r"|\(0?[1-9]\d{0,3}\) ?\d{2,5}[ -]?\d{3,5}(?:[ -]\d{2,4})?"
        r"|0[1-9]\d{0,3}[ /-]{1,3}\d{2,8}(?:[ -]\d{2,5}){0,4}|0[1-9](?:\.\d{2}){4}"
        r"|[6-9]\d{4} \d{5}|1[3-9]\d[ -]\d{4}[ -]\d{4}|[5-9]\d{2} \d{3} \d{3}"
        r"|\d{2} \d{2} \d{2} \d{2}|3\d{2}[ /.-]\d{6,7})"
        r"(?: ?(?:x|ext\.?|#) ?\d{1,6})?"
    ),
    within=(
        r"\+\d{1,3}[ .()/-]{0,2}\d[\d .()/-]{5,18}\d"
        r"|(?:1[ .-])?(?:\(\d{3}\)[ .-]{0,2}|\d{3}[ .-])\d{3}[.-]\d{4}"
    ),
    valid=_possible,
    fits=r"(?:[A-Za-z]{1,9}[.:]{0,2} ?)?[+(]{0,2}\d[\d .,()/x*#-]{3,28}\d|\+?[\d .()/-]{5,20} ?(?:x|ext\.?) ?\d{1,6}",
    trigger="+()-. ",
    alone=0.6,
    in_text=True,
    person="suits",
    samples=(
        "+49 30 901820",
        "+1 202-555-0143",
        "(503) 555-9831",
        "1-877-267-2323",
        "+442079460958",
        "01 23 45 67 89",
        "030 901820",
        "(02) 9374 4000",
        "08-123 456 78",
        "98765 43210",
        "Tel: 020 7946 0958",
        "+49 (0) 30 901820",
        "(503) 555-9831 ext. 12",
    ),
    lookalikes=(
        "2024-01-15",
        "1234567890",
        "978-3-16-148410-0",
        "192.168.1.100",
        "12.5",
        "555",
        "01-02-2024",
        "01.02.2024",
        "0.123456",
        "Widget 555",
        "+1",
    ),
)
