"""Check digits that python-stdnum has no module for, and the way into those that it has."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from types import ModuleType


@functools.cache
def _module(name: str) -> ModuleType:
    import importlib

    return importlib.import_module(f"stdnum.{name}")


@dataclass(frozen=True, slots=True)
class Stdnum:
    """The check of one of python-stdnum's modules (`gb.nhs`), which is imported when first asked.

    A value and not a function, so that a detector may travel to another process.
    """

    module: str

    def __call__(self, text: str) -> bool:
        # letters and digits of other scripts are no part of any of these numbers
        if not text.isascii():
            return False
        try:
            return bool(_module(self.module).is_valid(text))
        except (LookupError, ValueError, TypeError):
            # some modules look up a place that their tables lack
            return False


def digits(text: str) -> str:
    """The ASCII digits alone."""
    return re.sub(r"[^0-9]", "", text)


def luhn(text: str) -> bool:
    """ISO/IEC 7812-1 annex B over the digits of a text."""
    found = digits(text)
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in found[-2::-2])
    return len(set(found)) > 1 and (sum(map(int, found[::-2])) + doubled) % 10 == 0


def weighed(number: str, weights: tuple[int, ...]) -> int:
    """The sum of the digits, each times its weight."""
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))


def verhoeff(text: str) -> bool:
    """Verhoeff's dihedral check digit over the digits of a text."""
    return bool(_module("verhoeff").is_valid(digits(text)))


def a_day(text: str) -> bool:
    """Whether eight digits are a day of the calendar, year first, from 1850 to 2099."""
    from datetime import date

    try:
        return 1850 <= date(int(text[:4]), int(text[4:6]), int(text[6:8])).year < 2100
    except ValueError:
        return False


def au_medicare(text: str) -> bool:
    """Nine digits whose ninth is the weighed sum of eight modulo 10, and the number of the issue."""
    number = digits(text)
    return weighed(number[:8], (1, 3, 7, 9, 1, 3, 7, 9)) % 10 == int(number[8])


def hk_id(text: str) -> bool:
    """Weights 9 to 2, a missing first letter as 36, modulo 11."""
    letters, number, check = re.sub(r"[()]", "", text)[:-7], digits(text[:-1] if text[-1] != ")" else text[:-2])[:6], text.rstrip(")")[-1]  # fmt: skip
    padded = letters.rjust(2)
    first = (36 if padded[0] == " " else ord(padded[0]) - 55) * 9 + (ord(padded[1]) - 55) * 8
    total = first + weighed(number, (7, 6, 5, 4, 3, 2)) + (10 if check == "A" else int(check))
    return total % 11 == 0


def hu_taj(text: str) -> bool:
    """Odd places times 3, even places times 7, modulo 10."""
    number = digits(text)
    return len(set(number)) > 1 and weighed(number[:8], (3, 7) * 4) % 10 == int(number[8])


def jp_my_number(text: str) -> bool:
    """Eleven digits and a check digit modulo 11 (ordinance no. 85 of 2014, article 5)."""
    number = digits(text)
    rest = weighed(number[:11], (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return len(set(number)) > 1 and int(number[11]) == (0 if rest <= 1 else 11 - rest)


def lu_matricule(text: str) -> bool:
    """A day, a serial, Luhn over twelve digits and Verhoeff over eleven and the last."""
    number = digits(text)
    return a_day(number[:8]) and luhn(number[:12]) and verhoeff(number[:11] + number[12])


def ru_snils(text: str) -> bool:
    """Weights 9 to 1, modulo 101, 100 written as 00."""
    number = digits(text)
    return len(set(number[:9])) > 1 and weighed(
        number[:9], tuple(range(9, 0, -1))
    ) % 101 % 100 == int(number[9:])


def sg_nric(text: str) -> bool:
    """Weights 2, 7, 6, 5, 4, 3, 2 and a letter of the series' own alphabet."""
    series, number, letter = text[0], text[1:8], text[8]
    total = weighed(number, (2, 7, 6, 5, 4, 3, 2)) + {"T": 4, "G": 4, "M": 3}.get(series, 0)
    alphabet = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "M": "KLJNPQRTUWX"}.get(series, "XWUTRQPNMLK")  # fmt: skip
    return alphabet[10 - total % 11 if series == "M" else total % 11] == letter


def tw_id(text: str) -> bool:
    """The letter as two digits, weights 1, 9 to 1, 1, modulo 10."""
    region = 10 + "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(text[0])
    return (region // 10 + region % 10 * 9 + weighed(text[1:], (8, 7, 6, 5, 4, 3, 2, 1, 1))) % 10 == 0  # fmt: skip


def uy_ci(text: str) -> bool:
    """Weights 2, 9, 8, 7, 6, 3, 4 and what is missing to the next ten."""
    number = digits(text)
    return len(set(number)) > 1 and -weighed(number[:7], (2, 9, 8, 7, 6, 3, 4)) % 10 == int(number[7])  # fmt: skip


def us_dea(text: str) -> bool:
    """Digits 1, 3, 5 and twice 2, 4, 6; the last digit of the sum is the seventh."""
    return weighed(text[2:8], (1, 2, 1, 2, 1, 2)) % 10 == int(text[8])


def aba(text: str) -> bool:
    """Weights 3, 7, 1 modulo 10, under a Federal Reserve prefix."""
    number = digits(text)
    prefix = int(number[:2])
    known = prefix <= 12 or 21 <= prefix <= 32 or 61 <= prefix <= 72 or prefix == 80
    return known and number[:2] != "00" and weighed(number, (3, 7, 1) * 3) % 10 == 0


_VIN = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)  # fmt: skip


def vin(text: str) -> bool:
    """ISO 3779 with the check digit of 49 CFR 565.15(c), which North American cars carry."""
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    total = sum(
        (_VIN.get(letter) or int(letter)) * weight
        for letter, weight in zip(text, weights, strict=True)
    )
    return len(set(text)) > 4 and "0123456789X"[total % 11] == text[8]


_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def wallet(text: str) -> bool:
    """Base58Check (two SHA-256) or Bech32 (BIP 173, BIP 350) of Bitcoin; Ethereum has a form alone."""
    if text.startswith("0x"):
        return len(set(text)) > 8
    return _bech32(text) if text.startswith("bc1") else _base58(text)


def _base58(text: str) -> bool:
    from hashlib import sha256

    number = 0
    for letter in text:
        number = number * 58 + _BASE58.index(letter)
    data = number.to_bytes(30, "big")[-25:]
    return number < 1 << 200 and sha256(sha256(data[:-4]).digest()).digest()[:4] == data[-4:]


def _bech32(text: str) -> bool:
    check = 1
    for value in (3, 3, 0, 2, 3, *(_BECH32.index(letter) for letter in text[3:])):
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, mask in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            if top >> place & 1:
                check ^= mask
    return check in (1, 0x2BC830A3)


def loinc(text: str) -> bool:
    """Luhn over the digits before and after the hyphen (LOINC users' guide, section 2.3)."""
    return luhn(text)


def luhn_of_15(text: str) -> bool:
    """An IMEI: fifteen digits with Luhn and a reporting body that exists (3GPP TS 23.003, section 6.2)."""
    number = digits(text)
    return number[:2] in ("01", "35", "86", "99", "45", "44", "49", "52", "53", "91", "98") and luhn(number)  # fmt: skip


def eg_identity(text: str) -> bool:
    """A century, a day of birth and a governorate of 1 to 35, or 88 for those born abroad."""
    born = a_day(("19" if text[0] == "2" else "20") + text[1:7])
    return born and (1 <= int(text[7:9]) <= 35 or text[7:9] == "88")


def de_kvnr(text: str) -> bool:
    """The letter as two digits, then Luhn's weights turned round (GKV-Spitzenverband, KVNR)."""
    number = f"{ord(text[0]) - 64:02d}{text[1:9]}"
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(number))
    return total % 10 == int(text[9])


def card_track(text: str) -> bool:
    """A card number with Luhn before the separator (ISO/IEC 7813)."""
    return luhn(re.split(r"[\^=]", text)[0])


def company(text: str) -> bool:
    """An LEI (ISO 17442) or a VAT number of a member state of the EU."""
    return text.isascii() and bool(
        _module("lei").is_valid(text) if len(text) == 20 else _module("eu.vat").is_valid(text)
    )
