"""The two hashes of the tree (RFC 9162 section 2.1.1)."""

from __future__ import annotations

import hashlib

HASH_BYTES = 32

EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a tree without entries: the hash of nothing (RFC 9162 section 2.1.1)."""

_LEAF = hashlib.sha256(b"\x00")
_NODE = hashlib.sha256(b"\x01")


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256 of 0x00 and the entry; the first byte parts leaves from nodes (section 2.1.1)."""
    state = _LEAF.copy()
    state.update(entry)
    return state.digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and the two hashes below (section 2.1.1)."""
    state = _NODE.copy()
    state.update(left + right)
    return state.digest()
