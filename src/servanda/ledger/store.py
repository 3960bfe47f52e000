"""What a ledger is kept in: the protocol of its store, and the store in memory.

Everything but `pending` is append-only. `append` is one atomic write: a batch with its hashes and its
checkpoint is there in full or not at all.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Entries taken into the tree together. `start` is the index of the first, `first_node` the
    position of the first hash; `keys` are the pending entries' keys; `note` the signed checkpoint."""

    start: int
    keys: tuple[int, ...]
    entries: tuple[bytes, ...]
    first_node: int
    nodes: tuple[bytes, ...]
    note: str


class LedgerStore(Protocol):
    """Where entries, hashes, checkpoints and pending entries stand."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Holds every other sequencer off until it is left; a raised error undoes all writes."""
        ...

    def size(self) -> int:
        """How many entries are in the tree: one more than the highest index, 0 for none."""
        ...

    def entries(self, start: int, end: int) -> Iterable[tuple[int, bytes]]:
        """Index and bytes of the entries that exist in `[start, end)`, by index."""
        ...

    def entries_at(self, indices: Sequence[int]) -> Mapping[int, bytes]:
        """The entries that exist among these indices."""
        ...

    def nodes(self, positions: Sequence[int]) -> Mapping[int, bytes]:
        """The stored hashes among these positions."""
        ...

    def node_count(self) -> int:
        """How many hashes are stored."""
        ...

    def checkpoints(self) -> Iterable[tuple[int, str]]:
        """Size and signed note of every checkpoint, by size."""
        ...

    def latest(self) -> str:
        """The signed note of the largest size, empty where there is none."""
        ...

    def pending(self, limit: int) -> Sequence[tuple[int, bytes]]:
        """Key and bytes of entries that wait for the sequencer, oldest first."""
        ...

    def pending_count(self) -> int:
        """How many entries wait."""
        ...

    def append(self, batch: Batch) -> None:
        """Write a batch and take its entries off the pending ones; called inside `exclusive`."""
        ...


class MemoryStore:
    """A ledger in memory, for tests and for trying out; nothing outlives the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = 0
        self.waiting: dict[int, bytes] = {}
        self.entry_rows: dict[int, bytes] = {}
        self.node_rows: dict[int, bytes] = {}
        self.notes: dict[int, str] = {}

    def add(self, entry: bytes) -> None:
        """Let an entry wait for the sequencer."""
        self.waiting[self._next] = entry
        self._next += 1

    def exclusive(self) -> AbstractContextManager[None]:
        return _Held(self._lock)

    def size(self) -> int:
        return max(self.entry_rows, default=-1) + 1

    def entries(self, start: int, end: int) -> Iterable[tuple[int, bytes]]:
        rows = self.entry_rows
        return [(index, rows[index]) for index in range(start, end) if index in rows]

    def entries_at(self, indices: Sequence[int]) -> Mapping[int, bytes]:
        rows = self.entry_rows
        return {index: rows[index] for index in indices if index in rows}

    def nodes(self, positions: Sequence[int]) -> Mapping[int, bytes]:
        rows = self.node_rows
        return {place: rows[place] for place in positions if place in rows}

    def node_count(self) -> int:
        return len(self.node_rows)

    def checkpoints(self) -> Iterable[tuple[int, str]]:
        return sorted(self.notes.items())

    def latest(self) -> str:
        return self.notes[max(self.notes)] if self.notes else ""

    def pending(self, limit: int) -> Sequence[tuple[int, bytes]]:
        return sorted(self.waiting.items())[:limit]

    def pending_count(self) -> int:
        return len(self.waiting)

    def append(self, batch: Batch) -> None:
        size = batch.start + len(batch.entries)
        self.entry_rows |= zip(range(batch.start, size), batch.entries, strict=True)
        last = batch.first_node + len(batch.nodes)
        self.node_rows |= zip(range(batch.first_node, last), batch.nodes, strict=True)
        self.notes[size] = batch.note
        for key in batch.keys:
            del self.waiting[key]


class _Held:
    """A lock as a context manager that yields nothing."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
