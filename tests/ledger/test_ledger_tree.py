"""The tree with stored levels against the definition, and its proofs against the verifiers."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.errors import ServandaError, TamperingError
from servanda.ledger.hashing import leaf_hash
from servanda.ledger.proofs import verify_consistency, verify_inclusion
from servanda.ledger.tree import (
    consistency_path,
    fold,
    grow,
    inclusion_path,
    peaks,
    position,
    root,
    stored,
)


def definition(leaves: list[bytes]) -> bytes:
    """RFC 9162 section 2.1.1, word for word and as slow as that is."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(
        b"\x01" + definition(leaves[:split]) + definition(leaves[split:])
    ).digest()


def tree(size: int):
    entries = [f"entry {n}".encode() for n in range(size)]
    nodes, _ = grow(0, [], [leaf_hash(entry) for entry in entries])
    return entries, nodes, lambda places: [nodes[place] for place in places]


def test_every_size_has_the_root_of_the_definition() -> None:
    entries, nodes, read = tree(130)
    for size in range(131):
        assert root(size, read) == definition(entries[:size])
    assert len(nodes) == stored(130)
    assert position(0, 129) < len(nodes)


def test_positions_are_dense_and_in_the_order_of_completion() -> None:
    places = {position(level, index) for level in range(8) for index in range(128 >> level)}
    assert places == set(range(stored(128)))


@given(st.lists(st.integers(0, 40), max_size=8))
def test_growing_in_batches_stores_what_growing_at_once_stores(batches: list[int]) -> None:
    total = sum(batches)
    _, nodes, read = tree(total)
    size, tops, kept = 0, [], []
    for batch in batches:
        leaves = [leaf_hash(f"entry {n}".encode()) for n in range(size, size + batch)]
        fresh, tops = grow(size, tops, leaves)
        kept += fresh
        size += batch
    assert kept == nodes
    assert tops == peaks(total, read)
    assert fold(tops) == root(total, read)


@given(st.integers(1, 300), st.data())
def test_every_entry_is_proved_and_no_other(size: int, data: st.DataObject) -> None:
    entries, _, read = tree(size)
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_path(index, size, read)
    proof = {"size": size, "path": path, "root": root(size, read)}
    verify_inclusion(leaf=leaf_hash(entries[index]), index=index, **proof)
    with pytest.raises(TamperingError):
        verify_inclusion(leaf=leaf_hash(b"another"), index=index, **proof)
    other = data.draw(st.integers(0, size))
    if other != index:
        with pytest.raises(TamperingError):
            verify_inclusion(leaf=leaf_hash(entries[index]), index=other, **proof)


@given(st.integers(1, 300), st.data())
def test_every_earlier_tree_is_shown_to_begin_the_later(size: int, data: st.DataObject) -> None:
    _, _, read = tree(size)
    first = data.draw(st.integers(1, size))
    path = consistency_path(first, size, read)
    proof = {
        "first": first,
        "second": size,
        "first_root": root(first, read),
        "second_root": root(size, read),
        "path": path,
    }
    verify_consistency(**proof)
    if path:
        which = data.draw(st.integers(0, len(path) - 1))
        bent = [*path]
        bent[which] = bytes([bent[which][0] ^ 1]) + bent[which][1:]
        with pytest.raises(TamperingError):
            verify_consistency(**(proof | {"path": bent}))
    with pytest.raises(TamperingError):
        verify_consistency(**(proof | {"first_root": leaf_hash(b"another")}))


def test_what_is_not_there_is_not_proved() -> None:
    _, _, read = tree(5)
    with pytest.raises(ServandaError, match="no entry 5"):
        inclusion_path(5, 5, read)
    with pytest.raises(ServandaError, match="no entry -1"):
        inclusion_path(-1, 5, read)
    with pytest.raises(ServandaError, match="never one of 6"):
        consistency_path(6, 5, read)
