"""Telephone number."""

from __future__ import annotations

import functools

from servanda.inventory.classes import Detector, Sensitivity

_BETWEEN = str.maketrans("", "", "+ .()/-")
"""All that may stand between the digits of the pattern."""


def _possible(text: str) -> bool:
    """Whether a number of this length exists under this prefix."""
    digits = text.translate(_BETWEEN)
    return _possible_length(text.startswith("+"), digits[:7], len(digits))


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
        "whatsapp",
    ),
    unless=("type", "model", "os", "brand", "price", "plan", "app"),
    pattern=(
        r"\+\d{1,3}[ .()/-]{0,2}\d[\d .()/-]{5,18}\d"
        r"|(?:1[ .-])?(?:\(\d{3}\)[ .-]{0,2}|\d{3}[ .-])\d{3}[.-]\d{4}"
    ),
    valid=_possible,
    fits=r"[+(]{0,2}\d[\d .,()/x*#-]{3,28}\d|\+?[\d .()/-]{5,20} ?(?:x|ext\.?) ?\d{1,6}",
    trigger="+()-.",
    alone=0.6,
    in_text=True,
    person="suits",
    samples=(
        "+49 30 901820",
        "+1 202-555-0143",
        "(503) 555-9831",
        "1-877-267-2323",
        "+442079460958",
    ),
    lookalikes=(
        "2024-01-15",
        "1234567890",
        "978-3-16-148410-0",
        "192.168.1.100",
        "12.5",
        "555",
        "+1",
    ),
)
