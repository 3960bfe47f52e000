"""What a vault is kept in: its rows, and the protocol of a store.

A store knows nothing of keys and values: it keeps bytes. What a row says is authenticated by the vault,
never believed because it stands in a database. `servanda.testing.vault_stores` tests a store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from servanda.base.errors import ServandaError
from servanda.safeguards.vault.format import joined


class Kind(StrEnum):
    """What a key is for (`docs/vault.md` 2.1)."""

    AGREEMENT = "agreement"
    INDEX = "index"
    DATA = "data"


class State(StrEnum):
    """Whether a key can be used. `RETIRED` keys open and seal nothing more; `ENDING` is a key whose
    destruction has begun."""

    LIVE = "live"
    RETIRED = "retired"
    ENDING = "ending"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """One version of a key, wrapped. `parent` is what wraps it: a key's id in hex, or for an agreement's
    key what the key service calls its own; `outer` the fingerprint of the customer's key around it, or
    nothing; `used` how many uses were reserved; `seal` authenticates all of it."""

    id: bytes
    kind: Kind
    agreement: str
    customer: str
    version: int
    state: State
    parent: str
    wrapped: bytes
    commitment: bytes
    outer: bytes = b""
    used: int = 0
    seal: bytes = b""

    def told(self) -> bytes:
        """The bytes that `seal` authenticates: every column but the seal (2.6)."""
        return joined(
            b"servanda/vault/key/1",
            self.id,
            self.kind.encode(),
            self.agreement.encode(),
            self.customer.encode(),
            self.version.to_bytes(8, "big"),
            self.state.encode(),
            self.parent.encode(),
            self.wrapped,
            self.commitment,
            self.outer,
            self.used.to_bytes(8, "big"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One sealed value at its place. `key` is the id that `sealed` names; `mark` the blind index, if any."""

    agreement: str
    customer: str
    field: str
    record: str
    category: str
    key: bytes
    sealed: bytes
    mark: bytes | None = None


USABLE = (State.LIVE, State.RETIRED)
"""States in which a key opens what it sealed."""

Place4 = tuple[str, str, str, str]
"""Agreement, customer, field, record: what a field is found by."""


class TakenError(ServandaError):
    """Another process has added this version of a key first."""


class VaultStore(Protocol):
    """Where wrapped keys and sealed values stand. Used from any thread and after a fork."""

    def transaction(self) -> AbstractContextManager[None]:
        """All writes inside are on the disk when it is left, or none is; a raised error undoes them.

        Transactions that write keys exclude one another. May be nested: the outermost counts.
        """
        ...

    def key(self, id: bytes, /) -> KeyRow | None:  # noqa: A002 (the key's id is its name)
        """One key."""
        ...

    def keys(
        self, *, agreement: str = "", customer: str | None = None, kind: Kind | None = None
    ) -> list[KeyRow]:
        """Keys by agreement, kind, customer and version, each where it is given."""
        ...

    def add_key(self, row: KeyRow, /) -> None:
        """Add a key; raises TakenError where its version or id is there already."""
        ...

    def swap_key(self, old: KeyRow, new: KeyRow, /) -> bool:
        """Put `new` in the place of `old` if that still stands there exactly; says whether it did."""
        ...

    def put(self, rows: Sequence[FieldRow], /) -> None:
        """Add values, or replace those that stand at the same places."""
        ...

    def drop(self, places: Sequence[Place4], /) -> int:
        """Remove values; says how many were there."""
        ...

    def fetch(
        self, agreement: str, customer: str, field: str, records: Sequence[str], /
    ) -> Mapping[str, FieldRow]:
        """The values of a field that exist among these records."""
        ...

    def record(self, agreement: str, customer: str, record: str, /) -> list[FieldRow]:
        """Every field of a record, by field."""
        ...

    def marked(
        self, agreement: str, field: str, marks: Sequence[bytes], customer: str | None = None, /
    ) -> list[FieldRow]:
        """The values of a field that have one of these blind indexes, by customer and record."""
        ...

    def under(self, key: bytes, limit: int, /) -> list[FieldRow]:
        """At most `limit` values that are sealed under a key."""
        ...

    def count_under(self, keys: Sequence[bytes], /) -> int:
        """How many values are sealed under any of these keys."""
        ...

    def swap(self, pairs: Iterable[tuple[FieldRow, FieldRow]], /) -> int:
        """Replace each value that still has the old one's `sealed`; says how many were replaced."""
        ...

    def scan(self, after: Place4 | None, limit: int, /) -> list[FieldRow]:
        """At most `limit` values after a place, by agreement, customer, field and record."""
        ...

    def count(self, agreement: str = "", /) -> int:
        """How many values there are."""
        ...

    def clear(self, agreement: str, limit: int, /) -> int:
        """Remove at most `limit` values of an agreement; says how many."""
        ...

    def sound(self) -> None:
        """Let the database verify its own pages; raises TamperingError `database-damaged`."""
        ...

    def close(self) -> None:
        """Close this thread's connection."""
        ...
