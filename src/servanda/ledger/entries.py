"""What is entered: who recorded what, when, and the digest of the record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from servanda.base.codec import canonical, from_plain
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant

MAX_BYTES = 65_535
"""An entry fits the 16-bit length prefix of an entry bundle (C2SP tlog-tiles, "Log entries")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. It holds the SHA-256 of a record, never the record, so that shredding a record
    leaves every proof whole.

    `kind` says what was recorded (`review`, `evidence` ...), `subject` about what (an agreement's or
    a control's id), `actor` who did it, `run` the run of checks that it belongs to.
    """

    kind: str
    subject: str
    digest: str
    at: Instant
    actor: str
    run: str = ""
    schema: Literal["servanda/ledger-entry/1"] = "servanda/ledger-entry/1"

    def to_bytes(self) -> bytes:
        """Canonical JSON: what is hashed into the tree. Raises ServandaError `entry-too-large`."""
        data = canonical(self)
        if len(data) > MAX_BYTES:
            raise ServandaError(
                "entry-too-large", f"a ledger entry has at most {MAX_BYTES} bytes, this {len(data)}"
            )
        return data


def read_entry(data: bytes) -> Entry:
    """The entry of these bytes; raises ServandaError `bad-entry` for what is none."""
    try:
        return from_plain(Entry, json.loads(data))
    except (ValueError, RecursionError):
        raise ServandaError("bad-entry", "these bytes are no ledger entry") from None
    except ServandaError as error:
        raise ServandaError(
            "bad-entry",
            f"these bytes are no ledger entry: {error.message}",
            hint="a newer Servanda may have written it",
            where=error.where,
        ) from None
