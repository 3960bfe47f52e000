"""Verification of a whole ledger: every entry, every stored hash, every checkpoint.

What it finds it names: which entry was changed, removed, reordered or added. Where an attacker has
rewritten the hashes as well, the signed checkpoints bound the entries in question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from servanda.base.errors import TamperingError
from servanda.ledger.checkpoints import Checkpoint, open_checkpoint
from servanda.ledger.hashing import EMPTY_ROOT, leaf_hash
from servanda.ledger.notes import NoteVerifier
from servanda.ledger.store import LedgerStore
from servanda.ledger.tree import fold, grow, position, stored

CHUNK = 2_048

Progress = Callable[[int, int | None, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A ledger found whole: its size and root as last signed, and how many entries still wait."""

    origin: str
    size: int
    root: bytes
    checkpoints: int
    pending: int


def verify(
    store: LedgerStore,
    verifiers: Sequence[NoteVerifier],
    *,
    origin: str,
    anchors: Sequence[str] = (),
    progress: Progress = lambda _done, _total, _note: None,
) -> Verified:
    """Verify everything that the store holds against its signed checkpoints.

    `anchors` are signed checkpoints kept outside the store: what they hold must be in it, so a store
    that was cut back or replaced is found. Raises TamperingError; `where` names the entry. Progress
    counts entries. Source: RFC 9162 section 2.1, C2SP tlog-checkpoint.
    """
    signed = _signed(store, verifiers, origin, anchors)
    total = store.size()
    size, tops = 0, list[bytes]()
    due = iter([checkpoint for checkpoint in signed if checkpoint.size <= total])
    checkpoint = next(due, None)
    while size < total:
        end = min(size + CHUNK, total)
        rows = list(store.entries(size, end))
        leaves = [leaf_hash(data) for _, data in rows]
        expected = range(stored(size), stored(end))
        held = store.nodes(expected)
        if [index for index, _ in rows] != list(range(size, end)):
            raise _diagnose(store, signed, total)
        fresh: list[bytes] = []
        start = size
        while size < end:
            # the tree grows up to each checkpoint in turn, so that every signed root is met exactly
            stop = end if checkpoint is None else min(end, checkpoint.size)
            more, tops = grow(size, tops, leaves[size - start : stop - start])
            fresh += more
            size = stop
            if checkpoint is not None and checkpoint.size == size:
                if fold(tops) != checkpoint.root:
                    raise _diagnose(store, signed, total)
                checkpoint = next(due, None)
        if [held.get(place) for place in expected] != fresh:
            raise _diagnose(store, signed, total)
        progress(size, total, "entries")
    last = signed[-1] if signed else Checkpoint(origin=origin, size=0, root=EMPTY_ROOT)
    if last.size > size:
        raise _truncated(size, last.size)
    if last.size < size:
        raise _found("entry-added", last.size, size - 1, "added without being signed")
    if store.node_count() != stored(size):
        raise TamperingError("hash-added", "hashes are stored that belong to no entry")
    return Verified(
        origin=origin,
        size=size,
        root=last.root,
        checkpoints=len(signed),
        pending=store.pending_count(),
    )


def _signed(
    store: LedgerStore, verifiers: Sequence[NoteVerifier], origin: str, anchors: Sequence[str]
) -> list[Checkpoint]:
    """Every signed checkpoint by size, those from outside among them, one for each size."""
    found: dict[int, Checkpoint] = {}
    for size, note in store.checkpoints():
        try:
            checkpoint = open_checkpoint(note, verifiers, origin)
        except TamperingError as error:
            error.where = f"checkpoint of size {size}"
            raise
        if checkpoint.size != size:
            raise TamperingError(
                "checkpoint-moved",
                f"the checkpoint of {checkpoint.size} entries stands as that of {size}",
                where=f"checkpoint of size {size}",
            )
        found[size] = checkpoint
    for note in anchors:
        anchor = open_checkpoint(note, verifiers, origin)
        known = found.setdefault(anchor.size, anchor)
        if known.root != anchor.root:
            raise TamperingError(
                "history-rewritten",
                f"two different ledgers of {anchor.size} entries were signed",
                hint="compare both checkpoints with what others hold",
                where=f"checkpoint of size {anchor.size}",
            )
    return [found[size] for size in sorted(found)]


def _diagnose(store: LedgerStore, signed: Sequence[Checkpoint], total: int) -> TamperingError:
    """What was done to a ledger that does not verify, as exactly as its proofs can say."""
    held = {index: leaf_hash(data) for index, data in store.entries(0, total)}
    largest = max(total, signed[-1].size if signed else 0)
    places = [position(0, index) for index in range(largest)]
    nodes = store.nodes(places)
    leaves: list[bytes] = []
    for place in places:
        if place not in nodes:
            break
        leaves.append(nodes[place])
    bad_leaves = _first_refuted(leaves, signed)
    if bad_leaves is None:
        return _compare(held, leaves)
    entries = [held[index] for index in range(len(held))] if _gapless(held) else None
    if entries is not None and _first_refuted(entries, signed) is None:
        return _hash_changed()
    # both entries and hashes were altered: the last root that still holds bounds the damage
    start, end = bad_leaves
    if entries is not None and (other := _first_refuted(entries, signed)) is not None:
        start, end = max((start, end), other)
    return _found(
        "history-rewritten",
        start,
        end - 1,
        "rewritten with all hashes: not what was signed",
    )


def _gapless(held: dict[int, bytes]) -> bool:
    return all(index == place for place, index in enumerate(held))


def _first_refuted(leaves: Sequence[bytes], signed: Sequence[Checkpoint]) -> tuple[int, int] | None:
    """The first stretch of leaves, from the last root that holds to the first that does not."""
    size, tops = 0, list[bytes]()
    for checkpoint in signed:
        part = leaves[size : checkpoint.size]
        if size + len(part) < checkpoint.size:
            return size, checkpoint.size
        _, tops = grow(size, tops, part)
        if fold(tops) != checkpoint.root:
            return size, checkpoint.size
        size = checkpoint.size
    return None


def _compare(held: dict[int, bytes], leaves: Sequence[bytes]) -> TamperingError:
    """The entries against hashes that are known to be the signed ones."""
    size = max(held, default=-1) + 1
    now = [held.get(index) for index in range(max(size, len(leaves)))]
    was = [*leaves, *([None] * (len(now) - len(leaves)))]
    first = next(
        (index for index, (new, old) in enumerate(zip(now, was, strict=True)) if new != old), None
    )
    if first is None:
        return _hash_changed()
    if first >= len(leaves):
        return _found("entry-added", first, first, "added without being signed")
    if now[first] is None:
        return _found("entry-removed", first, first, "removed")
    rest, signed_rest = now[first:], was[first:]
    if rest[:-1] == signed_rest[1:]:
        return _found("entry-removed", first, first, "removed, and those after it moved up")
    if rest[1:] == signed_rest[:-1]:
        return _found("entry-added", first, first, "put in, and those after it moved down")
    if was[first] in rest:
        other = first + rest.index(was[first])
        if now[first] in signed_rest:
            return _found(
                "entry-reordered", first, first, f"moved to {other}: the order was changed"
            )
    return _found("entry-changed", first, first, "changed")


def _hash_changed() -> TamperingError:
    return TamperingError(
        "hash-changed",
        "a stored hash was changed or removed; the entries agree with what was signed",
        hint="restore the database from a backup",
        where="ledger",
    )


def _truncated(size: int, signed: int) -> TamperingError:
    return _found("ledger-truncated", size, signed - 1, "signed and afterwards removed")


def _found(code: str, first: int, last: int, what: str) -> TamperingError:
    """What was done (a participle) to the entries from `first` to `last`."""
    span = f"entry {first} was" if first >= last else f"entries {first} to {last} were"
    return TamperingError(
        code,
        f"{span} {what}",
        hint="keep the files as they are, and compare them with a backup",
        where="ledger",
    )
