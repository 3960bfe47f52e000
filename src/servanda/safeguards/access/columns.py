"""Arrow columns in, Arrow columns out: decisions for a table of requests.

Any producer of Arrow tables is taken (the PyCapsule interface). Columns of text: `subject`, `action`,
`category`, `purpose`, `agreement`; where known also `system`, `place`, `network`, and
`strong_authentication` (a timestamp, null where none was shown). Dictionary-encoded text is fastest, since
each word is looked at once; plain text is encoded first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from arro3.core import (
    Array,
    DataType,
    Table,
    dictionary_dictionary,
    dictionary_indices,
)
from numpy.typing import NDArray

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.access.batch import NEVER, BatchPolicy, Columns, Decisions
from servanda.safeguards.access.requests import Subject

_NEEDED = ("subject", "action", "category", "purpose", "agreement")
_OPTIONAL = ("system", "place", "network")
# a column of nothing but nulls may have no type of its own
_TEXT = (DataType.is_string, DataType.is_large_string, DataType.is_string_view, DataType.is_null)
_ENCODED = DataType.dictionary(DataType.int32(), DataType.string())
_PLURAL = {
    "subject": "subjects",
    "action": "actions",
    "category": "categories",
    "purpose": "purposes",
    "agreement": "agreements",
    "system": "systems",
    "place": "places",
    "network": "networks",
}


def decide_table(
    policy: BatchPolicy, requests: Any, *, subjects: Mapping[str, Subject], now: Instant
) -> Table:
    """Decide each row: the columns `permitted`, `outcome` (a number), `rules` and `clauses` (text).

    `subjects` are the people by id; one that is not there has no roles. Raises ServandaError
    `missing-column` or `bad-columns`.
    """
    said = policy.decide(read_columns(requests, subjects), now=now)
    return outcome_table(said)


def read_columns(requests: Any, subjects: Mapping[str, Subject]) -> Columns:
    """A table of requests as numbers and words."""
    table = Table.from_arrow(requests)
    names = table.column_names
    for name in _NEEDED:
        if name not in names:
            raise ServandaError(
                "missing-column",
                f"the table has no column `{name}`",
                hint=f"it needs {', '.join(_NEEDED)}",
            )
    table = table.combine_chunks()
    found: dict[str, Any] = {}
    for name in (*_NEEDED, *(each for each in _OPTIONAL if each in names)):
        words, numbers = _encoded(table.column(name), name)
        found[name] = numbers
        found[_PLURAL[name]] = (
            tuple(subjects.get(word, Subject(id=word)) for word in words)
            if name == "subject"
            else words
        )
    if "strong_authentication" in names:
        found["authenticated"] = _instants(table.column("strong_authentication"))
    return Columns(**found)


def outcome_table(said: Decisions) -> Table:
    """Decisions as a table; what an outcome rests on is written once (dictionary-encoded)."""
    rows = Array.from_numpy(said.outcome.astype(np.uint32))

    def text(of: list[str]) -> Array:
        return Array(of, type=DataType.string()).cast(_ENCODED).take(rows)

    return Table.from_pydict(
        {
            "permitted": Array.from_numpy(said.permitted),
            "outcome": Array.from_numpy(said.outcome),
            "rules": text(["; ".join(each.rules) for each in said.outcomes]),
            "clauses": text(["; ".join(map(str, each.clauses)) for each in said.outcomes]),
        }
    )


def _encoded(column: Any, name: str) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The distinct words of a column and, by row, the number of each; null is the empty word."""
    words: dict[str, int] = {}
    parts: list[NDArray[np.int64]] = []
    for chunk in column.chunks:
        if any(is_text(chunk.type) for is_text in _TEXT):
            chunk = chunk.cast(_ENCODED)
        elif not DataType.is_dictionary(chunk.type):
            raise _no_text(name)
        own = [_word(each, name) for each in dictionary_dictionary(chunk).to_pylist()]
        lookup = np.array([words.setdefault(each, len(words)) for each in own], np.int64)
        places = dictionary_indices(chunk)
        if not places.null_count:
            parts.append(lookup[np.asarray(places.to_numpy())])
            continue
        empty = words.setdefault("", len(words))
        rows = [empty if each is None else lookup[each] for each in places.to_pylist()]
        parts.append(np.array(rows, np.int64))
    return tuple(words) or ("",), np.concatenate(parts) if parts else np.empty(0, np.int64)


def _word(value: Any, name: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _no_text(name)
    return value


def _no_text(name: str) -> ServandaError:
    return ServandaError("bad-columns", f"the column `{name}` is no text")


def _instants(column: Any) -> NDArray[np.int64]:
    """Microseconds since 1970. A timestamp without a zone is no instant."""
    if not DataType.is_timestamp(column.type) or not column.type.tz:
        raise ServandaError(
            "bad-columns",
            "the column `strong_authentication` is no column of timestamps with a zone",
        )
    whole = column.cast(DataType.timestamp("us", tz="UTC")).cast(DataType.int64())
    if not whole.null_count:
        return np.asarray(whole.to_numpy(), np.int64)
    return np.array([NEVER if each is None else each for each in whole.to_pylist()], np.int64)
