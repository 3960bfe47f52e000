"""Requests as columns of numbers, and what makes a column one that can be decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.access.requests import Context, Subject

NEVER = -(2**62)
"""In a column of authentication: none was shown."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Integers = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Requests as columns of equal length. Each row is a number into the tuple of words of its kind.

    `authenticated` is when strong authentication was shown, in microseconds since 1970, `NEVER` where it
    was not; None: by nobody. `place`, `network` and `system` None: unknown for all. `more` gives, by row,
    the whole context of requests with approvals, an emergency or steps behind them.
    """

    subjects: tuple[Subject, ...]
    actions: tuple[str, ...]
    categories: tuple[str, ...]
    purposes: tuple[str, ...]
    agreements: tuple[str, ...]
    subject: Integers
    action: Integers
    category: Integers
    purpose: Integers
    agreement: Integers
    systems: tuple[str, ...] = ("",)
    places: tuple[str, ...] = ("",)
    networks: tuple[str, ...] = ("",)
    system: Integers | None = None
    place: Integers | None = None
    network: Integers | None = None
    authenticated: NDArray[np.int64] | None = None
    more: Mapping[int, Context] | None = None


def context_of(columns: Columns, row: int, now: Instant) -> Context:
    """The circumstances of one row, of which its columns tell."""
    shown = NEVER if columns.authenticated is None else int(columns.authenticated[row])
    return Context(
        now=now,
        strong_authentication=None if shown == NEVER else EPOCH + timedelta(microseconds=shown),
        place=columns.places[0 if columns.place is None else columns.place[row]],
        network=columns.networks[0 if columns.network is None else columns.network[row]],
    )


def require_columns(columns: Columns) -> int:
    """How many rows there are; every number must have a word, or it would be another's.

    Raises ServandaError `bad-columns`.
    """
    rows = len(columns.subject)
    for name, words in (
        ("subject", columns.subjects),
        ("action", columns.actions),
        ("category", columns.categories),
        ("purpose", columns.purposes),
        ("agreement", columns.agreements),
        ("system", columns.systems),
        ("place", columns.places),
        ("network", columns.networks),
    ):
        column: Integers | None = getattr(columns, name)
        if column is None:
            if len(words) == 1:
                continue
            raise ServandaError("bad-columns", f"there are several words and no column `{name}`")
        if len(column) != rows or not np.can_cast(column.dtype, np.int64):
            raise ServandaError(
                "bad-columns", f"the column `{name}` is no column of {rows} whole numbers"
            )
        if rows and not (min(int(column.min()), len(words) - 1 - int(column.max())) >= 0):
            raise ServandaError("bad-columns", f"a number in the column `{name}` has no word")
    if columns.authenticated is not None and (
        len(columns.authenticated) != rows or columns.authenticated.dtype != np.int64
    ):
        raise ServandaError(
            "bad-columns", "the column `authenticated` is no column of 64-bit microseconds"
        )
    return rows
