"""The verifiers of inclusion and consistency proofs, as RFC 9162 states them step by step.

They raise and never return False: who forgets to look at a result has not verified.
"""

from __future__ import annotations

from collections.abc import Sequence

from servanda.base.errors import TamperingError
from servanda.ledger.hashing import HASH_BYTES, node_hash


def verify_inclusion(
    *, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> None:
    """Verify that the entry with hash `leaf` stands at `index` in the tree of `size` with `root`.

    Raises TamperingError `inclusion-refuted`. Source: RFC 9162 section 2.1.3.2.
    """
    _hashes_only((leaf, root, *path), "inclusion-refuted")
    # 2.1.3.2 step 1: the index lies inside the tree
    if not 0 <= index < size:
        raise _inclusion("the index lies outside the tree")
    # 2.1.3.2 steps 2 and 3
    fn, sn = index, size - 1
    r = leaf
    # 2.1.3.2 step 4
    for p in path:
        # 4.a: a path longer than the tree is high fails
        if sn == 0:
            raise _inclusion("the proof is too long")
        # 4.b: the sibling stands left of a right child, and left of the last node of a level
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            r = node_hash(r, p)
        # 4.c: one level up
        fn >>= 1
        sn >>= 1
    # 2.1.3.2 step 5
    if sn != 0:
        raise _inclusion("the proof is too short")
    if r != root:
        raise _inclusion("the proof leads to another root")


def verify_consistency(
    *, first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]
) -> None:
    """Verify that the tree of `second` entries begins with the tree of `first` entries, unchanged.

    `first` is at least 1: an empty tree begins every tree, so that proves nothing and is refused.
    Raises TamperingError `consistency-refuted`. Source: RFC 9162 section 2.1.4.2.
    """
    _hashes_only((first_root, second_root, *path), "consistency-refuted")
    # 2.1.4: a proof is defined for 0 < first <= second
    if not 0 < first <= second:
        raise _consistency("the sizes do not follow one another")
    if first == second:
        # 2.1.4.1: the path between equal trees is empty, and so 2.1.4.2 needs only equal roots
        if path:
            raise _consistency("trees of one size need no proof")
        if first_root != second_root:
            raise _consistency("trees of one size have two roots")
        return
    # 2.1.4.2 step 1
    if not path:
        raise _consistency("the proof is empty")
    # 2.1.4.2 step 2: where `first` is a power of two its root is the first part of the path
    nodes = [first_root, *path] if first & (first - 1) == 0 else list(path)
    # 2.1.4.2 step 3
    fn, sn = first - 1, second - 1
    # 2.1.4.2 step 4
    while fn & 1:
        fn >>= 1
        sn >>= 1
    # 2.1.4.2 step 5
    fr = sr = nodes[0]
    # 2.1.4.2 step 6
    for c in nodes[1:]:
        # 6.a: a path longer than the tree is high fails
        if sn == 0:
            raise _consistency("the proof is too long")
        # 6.b: what stands left belongs to both trees, what stands right to the later one alone
        if fn & 1 or fn == sn:
            fr = node_hash(c, fr)
            sr = node_hash(c, sr)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            sr = node_hash(sr, c)
        # 6.c: one level up
        fn >>= 1
        sn >>= 1
    # 2.1.4.2 step 7
    if sn != 0:
        raise _consistency("the proof is too short")
    if fr != first_root:
        raise _consistency("the proof leads to another earlier root")
    if sr != second_root:
        raise _consistency("the proof leads to another later root")


def _hashes_only(hashes: Sequence[bytes], code: str) -> None:
    if set(map(len, hashes)) != {HASH_BYTES}:
        raise TamperingError(code, f"a hash of the proof is not {HASH_BYTES} bytes long")


def _inclusion(why: str) -> TamperingError:
    return TamperingError("inclusion-refuted", f"the entry is not shown to be in the ledger: {why}")


def _consistency(why: str) -> TamperingError:
    return TamperingError(
        "consistency-refuted", f"the ledger is not shown to have only grown: {why}"
    )
