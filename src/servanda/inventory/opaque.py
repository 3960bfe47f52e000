"""Recognises what is not in clear: digests and ciphertext, by their form alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKED = re.compile(
    r"(?:gAAAA[A-Za-z0-9_-]{20,}={0,2}|vault:v\d+:.+|ENC\[.+\]|-----BEGIN PGP MESSAGE-----.*"
    r"|-----BEGIN AGE ENCRYPTED FILE-----.*|age-encryption\.org/.*|servanda/vault/\d+.+|sv\d+\.[A-Za-z0-9_.=-]{16,}"
    r"|eyJ[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){4}|\$(?:2[abxy]|argon2[a-z]*|scrypt|5|6|y)\$.+"
    r"|pbkdf2_sha\d+\$.+|\{S?SHA\d*\}.+)",
    re.DOTALL,
)
_STARTS = (
    "gAAAA", "vault:v", "ENC[", "-----BEGIN ", "age-", "servanda/", "sv", "eyJ", "$", "pbkdf2_sha", "{S",
)  # fmt: skip
_MARKS = frozenset(start[0] for start in _STARTS)
_HEX = re.compile(r"(?:0x|\\x)?(?:[0-9a-f]{32,}|[0-9A-F]{32,})")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{22,}={0,2}|[A-Za-z0-9_-]{22,}={0,2}")

_DIGIT = re.compile(r"\d")
_SWITCH = re.compile(r"[a-z](?![a-z])|[A-Z](?![A-Z])|\d(?!\d)")

# files that are no ciphertext although most of their bytes look random
_FILES = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"II*\x00",
    b"MM\x00*", b"RIFF", b"\xd0\xcf\x11\xe0", b"\x15\x1c", b"OggS", b"ID3", b"\x00\x00\x00", b"7z\xbc\xaf", b"SQLite format 3", b"PAR1", b"ARROW1", b"%!PS", b"wOF", b"fLaC",
)  # fmt: skip


def opaque_text(value: str) -> bool:
    """Whether a text has the form of ciphertext or a digest: marked as such, or long and random."""
    if len(value) < 22:
        return False
    if _may_be_marked(value) and _MARKED.fullmatch(value[:4096]):
        return True
    head = value[:4096]
    if _HEX.fullmatch(head):
        return _varied(head)
    if head.islower() or head.isupper() or not _BASE64.fullmatch(head):
        return False
    # words joined by hyphens, identifiers and UUIDs use one case, few different letters, or long runs
    # of one kind; 22 random base64 letters hold about 19 different ones, of all three kinds
    if head in (head.lower(), head.upper()) or not _DIGIT.search(head) or len(set(head)) < 12:
        return False
    start = head[:64]
    return len(_SWITCH.findall(start)) >= len(start) // 4


def _varied(head: str) -> bool:
    # nearly all digests show it in their first half
    return len(set(head[:32])) >= 9 or len(set(head.lower())) >= 9


def _may_be_marked(value: str) -> bool:
    return value[0] in _MARKS and value.startswith(_STARTS)


def opaque_texts(values: Iterable[str]) -> list[str]:
    """Those of many texts that are opaque."""
    found: list[str] = []
    for value in values:
        if len(value) < 22:
            continue
        if value[0] in _MARKS and value.startswith(_STARTS):
            if opaque_text(value):
                found.append(value)
        # only what is marked may hold a space or an at sign: that spares prose and mail addresses the closer look
        elif " " in value or "@" in value:
            continue
        elif value.islower() or value.isupper():
            # letters of one case: hexadecimal digits or nothing
            if len(value) >= 32 and "-" not in value and _HEX.fullmatch(value[:4096]) and _varied(value[:4096]):  # fmt: skip
                found.append(value)
        elif opaque_text(value):
            found.append(value)
    return found


def opaque_bytes(value: bytes) -> bool:
    """Whether bytes look random: no known kind of file, and nearly as many kinds of byte as there can be."""
    if len(value) < 16 or value.startswith(_FILES):
        return False
    head = value[:256]
    # of n random bytes about 256*(1-exp(-n/256)) are different; text and padded binary have far fewer
    expected = 256 * (1 - (255 / 256) ** len(head))
    return len(set(head)) >= 0.85 * expected
