"""The bytes of the vault's format: what is written before a ciphertext, and what is bound to it.

Everything here stands in `docs/vault.md`; the numbers in comments are its sections.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

from servanda.base.errors import ServandaError, TamperingError

VERSION = 1
KEY_BYTES = 32
ID_BYTES = 8
NONCE_BYTES = 12
TAG_BYTES = 16
HEAD_BYTES = 1 + ID_BYTES
OVERHEAD = HEAD_BYTES + NONCE_BYTES + TAG_BYTES
"""What a sealed value is longer than the value: 37 bytes."""

LONGEST_NAME = 1_000
"""Bytes of UTF-8 that an agreement, customer, record, field or category may have."""

MOST_USES = 2**24
"""How often one version of a key seals at most. See `docs/vault.md` 3.2 for what follows from it."""

_FIELD = b"servanda/vault/field/1"
_WRAP = b"servanda/vault/wrap/1"

# the lengths that stand before a name, made once
_LENGTHS = tuple(n.to_bytes(4, "big") for n in range(LONGEST_NAME + 1))


def joined(*parts: bytes) -> bytes:
    """The parts one after the other, each with its length before it in four bytes (1.2)."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def name_bytes(name: str, what: str) -> bytes:
    """A name as UTF-8; raises ServandaError `bad-name` for one that is empty or too long."""
    try:
        data = name.encode()
    except UnicodeEncodeError:
        data = b""
    if not 0 < len(data) <= LONGEST_NAME or "\x00" in name:
        raise ServandaError(
            "bad-name",
            f"the name of {what} has 1 to {LONGEST_NAME} bytes of UTF-8, and no zero byte",
            hint="use an id that is not itself personal data",
        )
    return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a column of values belongs: all that is bound to a ciphertext but the record (1.3)."""

    agreement: str
    customer: str
    field: str
    category: str

    def bound(self, key: bytes) -> bytes:
        """The associated data up to the record, for values under the key of this id."""
        return joined(
            _FIELD,
            head(key),
            name_bytes(self.agreement, "an agreement"),
            name_bytes(self.customer, "a customer"),
            name_bytes(self.field, "a field"),
            name_bytes(self.category, "a category"),
        )

    def __str__(self) -> str:
        return f"{self.agreement}/{self.customer}/{self.field}"


def head(key: bytes) -> bytes:
    """What stands before the nonce: the format's version and the key's id (1.1)."""
    return bytes((VERSION,)) + key


class Records:
    """Records' names, and what of them is bound to their values (1.3).

    The associated data of a value end in its record's name with its length before it. Where all names
    have one length it stands in `common`, to be joined to the place once; else in each of `tails`.
    Raises ServandaError `bad-name`.
    """

    __slots__ = ("common", "names", "tails")

    def __init__(self, names: list[str]) -> None:
        try:
            tails = list(map(str.encode, names))
            lengths = set(map(len, tails))
            if lengths and not 0 < min(lengths) <= max(lengths) <= LONGEST_NAME:
                raise ValueError
            if "\x00" in "".join(names):
                raise ValueError
        except (TypeError, ValueError):
            # what is no text, or no text that UTF-8 can say (UnicodeEncodeError is a ValueError)
            raise ServandaError(
                "bad-name",
                f"the name of a record has 1 to {LONGEST_NAME} bytes of UTF-8, and no zero byte",
                hint="use an id that is not itself personal data",
            ) from None
        self.names = names
        self.common = _LENGTHS[lengths.pop()] if len(lengths) == 1 else b""
        self.tails = tails if self.common else [_LENGTHS[len(tail)] + tail for tail in tails]

    def __len__(self) -> int:
        return len(self.names)

    def part(self, start: int, end: int) -> Records:
        """The records from `start` to before `end`."""
        if start == 0 and end >= len(self.names):
            return self
        return self._with(self.names[start:end], self.tails[start:end])

    def only(self, there: list[bool]) -> Records:
        """The records where `there` is true."""
        return self._with(list(compress(self.names, there)), list(compress(self.tails, there)))

    def _with(self, names: list[str], tails: list[bytes]) -> Records:
        found = Records.__new__(Records)
        found.names, found.tails, found.common = names, tails, self.common
        return found


def bound_key(parent: bytes, *, kind: str, agreement: str, customer: str, key: bytes, version: int) -> bytes:  # fmt: skip
    """The associated data of a wrapped key (2.2)."""
    return joined(
        _WRAP,
        head(parent),
        kind.encode(),
        agreement.encode(),
        customer.encode(),
        key,
        version.to_bytes(8, "big"),
    )


def key_of(sealed: bytes) -> bytes:
    """The id of the key that a sealed value names; raises TamperingError `not-sealed` or
    `newer-format`."""
    if len(sealed) < OVERHEAD:
        raise TamperingError("not-sealed", "this is too short for a sealed value")
    if sealed[0] != VERSION:
        raise TamperingError(
            "newer-format",
            f"this value has format {sealed[0]}, and this Servanda knows format {VERSION}",
            hint="update Servanda, or compare the database with a backup",
        )
    return sealed[1:HEAD_BYTES]
