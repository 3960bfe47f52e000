"""The Merkle tree with stored levels: growth, roots, inclusion and consistency paths.

Every complete subtree has its hash stored once, in the order in which it becomes complete; its place
in that order is its position. So storage is only ever appended to, `2 n - popcount(n)` hashes for n
entries, and any root or path of any earlier size is read from a handful of positions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from servanda.base.errors import ServandaError
from servanda.ledger.hashing import EMPTY_ROOT, node_hash

Read = Callable[[Sequence[int]], Sequence[bytes]]
"""Gives the stored hashes at these positions, in the order asked."""


def position(level: int, index: int) -> int:
    """Where the hash of leaves `[index << level, (index + 1) << level)` is stored, from 0."""
    leaves = (index + 1) << level
    # when its last leaf arrives, count(leaves - 1) hashes stand; then come the levels from 0 up
    return stored(leaves - 1) + level


def stored(size: int) -> int:
    """How many hashes a tree of `size` entries has stored."""
    return 2 * size - size.bit_count()


def complete_subtrees(start: int, end: int) -> list[tuple[int, int]]:
    """The complete subtrees `(level, index)` that make up leaves `[start, end)`, left to right.

    `start` must be a multiple of the largest power of two below `end - start`, as in every split of
    RFC 9162 section 2.1.1.
    """
    parts: list[tuple[int, int]] = []
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append((level, start >> level))
        start += 1 << level
    return parts


def fold(hashes: Sequence[bytes]) -> bytes:
    """One hash from those of complete subtrees, left to right (RFC 9162 section 2.1.1)."""
    if not hashes:
        return EMPTY_ROOT
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = node_hash(left, result)
    return result


def grow(
    size: int, peaks: Sequence[bytes], leaves: Iterable[bytes]
) -> tuple[list[bytes], list[bytes]]:
    """Append leaf hashes to a tree of `size`; returns the new hashes to store, and the new peaks.

    `peaks` are the hashes of the complete subtrees of the tree as it stands, left to right.
    """
    peaks = list(peaks)
    fresh: list[bytes] = []
    for leaf in leaves:
        fresh.append(leaf)
        peaks.append(leaf)
        size += 1
        for _ in range((size & -size).bit_length() - 1):
            right = peaks.pop()
            peaks[-1] = node_hash(peaks[-1], right)
            fresh.append(peaks[-1])
    return fresh, peaks


def peaks(size: int, read: Read) -> list[bytes]:
    """The hashes of the complete subtrees that make up a tree of `size`, left to right."""
    return list(read(_places(0, size)))


def root(size: int, read: Read) -> bytes:
    """The root of the tree when it held `size` entries (RFC 9162 section 2.1.1)."""
    return fold(peaks(size, read))


def inclusion_path(index: int, size: int, read: Read) -> tuple[bytes, ...]:
    """The path that proves entry `index` in a tree of `size` (RFC 9162 section 2.1.3.1).

    Raises ServandaError `no-such-entry`.
    """
    parts = inclusion_places(index, size)
    found = iter(read([place for group in parts for place in group]))
    return tuple(fold([next(found) for _ in group]) for group in parts)


def inclusion_places(index: int, size: int) -> list[list[int]]:
    """The positions of the hashes that fold to each part of the path of entry `index`.

    Raises ServandaError `no-such-entry`.
    """
    if not 0 <= index < size:
        raise ServandaError(
            "no-such-entry",
            f"there is no entry {index}",
            hint=f"the ledger holds entries 0 to {size - 1}" if size else "the ledger is empty",
        )
    ranges: list[tuple[int, int]] = []
    start, end = 0, size
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            ranges.append((split, end))
            end = split
        else:
            ranges.append((start, split))
            start = split
    return [_places(*span) for span in ranges[::-1]]


BLOCK = 8
"""A block is a complete subtree BLOCK levels high: all paths from within it share what lies above."""


def in_block(level: int, index: int, size: int) -> bool:
    """Whether the block of node `index` of `level` is complete in a tree of `size` entries."""
    return 0 <= index >> BLOCK < size >> level + BLOCK


def block_places(level: int, index: int) -> list[int]:
    """The positions of the path of a node inside its complete block, from the node up."""
    if level:
        return [position(level + step, index >> step ^ 1) for step in range(BLOCK)]
    first = stored(index >> BLOCK << BLOCK)
    return [first + offset for offset in _offsets()[index & (1 << BLOCK) - 1]]


@cache
def _offsets() -> tuple[tuple[int, ...], ...]:
    """Where the siblings of each leaf of a block stand, counted from the block's first hash."""
    return tuple(
        tuple(position(step, index >> step ^ 1) for step in range(BLOCK))
        for index in range(1 << BLOCK)
    )


def consistency_path(first: int, second: int, read: Read) -> tuple[bytes, ...]:
    """The path from the tree of `first` entries to that of `second` (RFC 9162 section 2.1.4.1).

    Raises ServandaError `no-such-size`. It is empty where the two sizes are equal or `first` is 0.
    """
    if not 0 <= first <= second:
        raise ServandaError(
            "no-such-size", f"a tree of {second} entries was never one of {first} entries"
        )
    if first in (0, second):
        return ()
    ranges: list[tuple[int, int]] = []
    start, end, whole = 0, second, True
    while first != end:
        split = start + _split(end - start)
        if first <= split:
            ranges.append((split, end))
            end = split
        else:
            ranges.append((start, split))
            start, whole = split, False
    if not whole:
        # the old tree's root is known to who asks, so its hash is given only where it is a part
        ranges.append((start, end))
    return _hashes(ranges[::-1], read)


def _split(size: int) -> int:
    """The largest power of two smaller than `size` (RFC 9162 section 2.1.1)."""
    return 1 << ((size - 1).bit_length() - 1)


def _hashes(ranges: Sequence[tuple[int, int]], read: Read) -> tuple[bytes, ...]:
    parts = [_places(*span) for span in ranges]
    found = iter(read([place for group in parts for place in group]))
    return tuple(fold([next(found) for _ in group]) for group in parts)


def _places(start: int, end: int) -> list[int]:
    return [position(*part) for part in complete_subtrees(start, end)]
