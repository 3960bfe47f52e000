"""Every tampering with a ledger is found, and what was done is named."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError, TamperingError
from servanda.ledger.checkpoints import Checkpoint, open_checkpoint
from servanda.ledger.entries import Entry, read_entry
from servanda.ledger.hashing import leaf_hash
from servanda.ledger.log import InclusionProof, prove, sequence
from servanda.ledger.notes import NoteSigner
from servanda.ledger.store import MemoryStore
from servanda.ledger.tree import fold, grow, position
from servanda.ledger.verification import verify

SIGNER = NoteSigner(name="example.org/ledger", seed=b"\x07" * 32)
FORGER = NoteSigner(name="example.org/ledger", seed=b"\x66" * 32)
CASES = 500


def entry(n: int) -> Entry:
    return Entry(
        kind="evidence",
        subject=f"control-{n % 7}",
        digest=f"{n:064x}",
        at=datetime(2026, 3, 1, tzinfo=UTC),
        actor="test",
    )


def ledger(batches: list[int]) -> MemoryStore:
    store = MemoryStore()
    n = 0
    for batch in batches:
        for _ in range(batch):
            store.add(entry(n).to_bytes())
            n += 1
        sequence(store, SIGNER)
    return store


def check(store: MemoryStore, anchor: str = "") -> object:
    return verify(store, [SIGNER.verifier], origin=SIGNER.name, anchors=[anchor] if anchor else [])


def rewrite(store: MemoryStore, entries: list[bytes], signer: NoteSigner | None) -> None:
    """Put other entries in with all hashes anew, and sign them where there is a key."""
    nodes, tops = grow(0, [], [leaf_hash(data) for data in entries])
    store.entry_rows = dict(enumerate(entries))
    store.node_rows = dict(enumerate(nodes))
    if signer is not None:
        checkpoint = Checkpoint(origin=SIGNER.name, size=len(entries), root=fold(tops))
        store.notes = {size: note for size, note in store.notes.items() if size < len(entries)} | {
            len(entries): checkpoint.sign(signer)
        }


def change(store: MemoryStore, rng: random.Random) -> None:
    index = rng.randrange(store.size())
    data = bytearray(store.entry_rows[index])
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    store.entry_rows[index] = bytes(data)


def drop(store: MemoryStore, rng: random.Random) -> None:
    index = rng.randrange(store.size())
    rows = [data for place, data in sorted(store.entry_rows.items()) if place != index]
    store.entry_rows = dict(enumerate(rows))


def leave_a_gap(store: MemoryStore, rng: random.Random) -> None:
    del store.entry_rows[rng.randrange(store.size())]


def reorder(store: MemoryStore, rng: random.Random) -> None:
    first, second = rng.sample(range(store.size()), 2)
    rows = store.entry_rows
    rows[first], rows[second] = rows[second], rows[first]


def insert(store: MemoryStore, rng: random.Random) -> None:
    rows = [data for _, data in sorted(store.entry_rows.items())]
    rows.insert(rng.randrange(len(rows) + 1), entry(10**6 + rng.randrange(10**6)).to_bytes())
    store.entry_rows = dict(enumerate(rows))


def truncate(store: MemoryStore, rng: random.Random) -> None:
    """Back to an earlier signed state, in every table: only the checkpoint outside tells."""
    sizes = sorted(store.notes)
    keep = rng.choice([0, *sizes[:-1]])
    rows = [store.entry_rows[n] for n in range(keep)]
    rewrite(store, rows, None)
    store.notes = {size: note for size, note in store.notes.items() if size <= keep}


def rewrite_unsigned(store: MemoryStore, rng: random.Random) -> None:
    """Another entry with every hash made anew, the signatures left as they were."""
    rows = [data for _, data in sorted(store.entry_rows.items())]
    rows[rng.randrange(len(rows))] = entry(10**6).to_bytes()
    rewrite(store, rows, None)


def forge(store: MemoryStore, rng: random.Random) -> None:
    """The same, signed by a key of the same name."""
    rows = [data for _, data in sorted(store.entry_rows.items())]
    rows[rng.randrange(len(rows))] = entry(10**6).to_bytes()
    rewrite(store, rows, FORGER)


def fork(store: MemoryStore, rng: random.Random) -> None:
    """The same, signed with the true key, the newest checkpoint replaced."""
    rows = [data for _, data in sorted(store.entry_rows.items())]
    rows[rng.randrange(len(rows))] = entry(10**6).to_bytes()
    rewrite(store, rows, SIGNER)


def flip_a_hash(store: MemoryStore, rng: random.Random) -> None:
    place = rng.randrange(len(store.node_rows))
    data = bytearray(store.node_rows[place])
    data[rng.randrange(32)] ^= 1 << rng.randrange(8)
    store.node_rows[place] = bytes(data)


def lose_a_hash(store: MemoryStore, rng: random.Random) -> None:
    del store.node_rows[rng.randrange(len(store.node_rows))]


def add_a_hash(store: MemoryStore, rng: random.Random) -> None:
    store.node_rows[len(store.node_rows) + rng.randrange(9)] = rng.randbytes(32)


def change_with_its_leaf_hash(store: MemoryStore, rng: random.Random) -> None:
    index = rng.randrange(store.size())
    store.entry_rows[index] = entry(10**6).to_bytes()
    store.node_rows[position(0, index)] = leaf_hash(store.entry_rows[index])


def bend_a_checkpoint(store: MemoryStore, rng: random.Random) -> None:
    size = rng.choice(sorted(store.notes))
    note = bytearray(store.notes[size].encode())
    note[rng.randrange(len(note))] ^= 1 << rng.randrange(7)
    store.notes[size] = note.decode("utf-8", "replace")


def move_a_checkpoint(store: MemoryStore, rng: random.Random) -> None:
    size = rng.choice(sorted(store.notes))
    store.notes[size + rng.randrange(1, 5)] = store.notes.pop(size)


def lose_the_last_checkpoint(store: MemoryStore, rng: random.Random) -> None:
    del store.notes[max(store.notes)]


TAMPERINGS: list[Callable[[MemoryStore, random.Random], None]] = [
    change,
    drop,
    leave_a_gap,
    reorder,
    insert,
    truncate,
    rewrite_unsigned,
    forge,
    fork,
    flip_a_hash,
    lose_a_hash,
    add_a_hash,
    change_with_its_leaf_hash,
    bend_a_checkpoint,
    move_a_checkpoint,
    lose_the_last_checkpoint,
]


def found(seed: int) -> bool:
    """Whether one random tampering with one random ledger is found."""
    rng = random.Random(seed)
    store = ledger([rng.randrange(1, 12) for _ in range(rng.randrange(1, 6))])
    if store.size() < 2:
        store = ledger([2, 3])
    anchor = store.latest()
    check(store, anchor)
    before = (dict(store.entry_rows), dict(store.node_rows), dict(store.notes))
    tamper = TAMPERINGS[seed % len(TAMPERINGS)]
    tamper(store, rng)
    if (store.entry_rows, store.node_rows, store.notes) == before:
        raise AssertionError(f"{tamper.__name__} with seed {seed} changed nothing")
    if tamper is lose_the_last_checkpoint:
        # the checkpoint outside holds the same, so nothing that was signed is lost
        check(store, anchor)
        anchor = ""
    try:
        check(store, anchor)
    except TamperingError:
        return True
    return False


def test_every_random_tampering_is_found() -> None:
    missed = [seed for seed in range(CASES) if not found(seed)]
    assert missed == []


def test_an_untouched_ledger_verifies_at_every_size() -> None:
    store = MemoryStore()
    for n in range(40):
        store.add(entry(n).to_bytes())
        note = sequence(store, SIGNER)
        verified = check(store, note)
        assert (verified.size, verified.checkpoints, verified.pending) == (n + 1, n + 1, 0)
    assert check(MemoryStore()).size == 0


def test_what_waits_is_counted_and_taken_in_order_and_in_batches() -> None:
    store = MemoryStore()
    for n in range(25):
        store.add(entry(n).to_bytes())
    assert check(store).pending == 25
    while sequence(store, SIGNER, limit=10):
        pass
    assert sorted(store.notes) == [10, 20, 25]
    rows = [read_entry(data) for _, data in store.entries(0, 25)]
    assert rows == [entry(n) for n in range(25)]


def named(tamper: Callable[[MemoryStore], None]) -> TamperingError:
    store = ledger([5, 5, 5])
    anchor = store.latest()
    tamper(store)
    with pytest.raises(TamperingError) as refused:
        check(store, anchor)
    return refused.value


def put(store: MemoryStore, rows: list[bytes]) -> None:
    store.entry_rows = dict(enumerate(rows))


def test_what_was_done_is_named() -> None:
    rows = [entry(n).to_bytes() for n in range(15)]
    other = entry(99).to_bytes()

    error = named(lambda store: store.entry_rows.update({7: other}))
    assert (error.code, error.message) == ("entry-changed", "entry 7 was changed")

    error = named(lambda store: store.entry_rows.pop(7))
    assert (error.code, error.message) == ("entry-removed", "entry 7 was removed")

    error = named(lambda store: put(store, rows[:7] + rows[8:]))
    assert error.code == "entry-removed"
    assert error.message.startswith("entry 7 was removed")

    error = named(lambda store: put(store, [*rows[:7], rows[9], rows[8], rows[7], *rows[10:]]))
    assert error.code == "entry-reordered"
    assert error.message == "entry 7 was moved to 9: the order was changed"

    error = named(lambda store: put(store, [*rows[:7], other, *rows[7:]]))
    assert error.code == "entry-added"
    assert error.message.startswith("entry 7 was put in")

    error = named(lambda store: put(store, [*rows, other]))
    assert (error.code, error.message) == (
        "entry-added",
        "entry 15 was added without being signed",
    )

    error = named(lambda store: put(store, rows[:12]))
    assert (error.code, error.message[:9]) == ("ledger-truncated", "entries 1")

    error = named(lambda store: rewrite(store, [*rows[:7], other, *rows[8:]], None))
    assert error.code == "history-rewritten"
    assert error.message.startswith("entries 5 to 9 were rewritten")

    error = named(lambda store: rewrite(store, [*rows[:14], other], SIGNER))
    assert (error.code, error.where) == ("history-rewritten", "checkpoint of size 15")

    error = named(lambda store: store.node_rows.update({3: bytes(32)}))
    assert error.code == "hash-changed"


def test_nothing_is_added_to_a_ledger_that_was_altered_or_cut_back() -> None:
    for tamper in (truncate, rewrite_unsigned, forge, lose_the_last_checkpoint):
        store = ledger([4, 4])
        anchor = open_checkpoint(store.latest(), [SIGNER.verifier])
        tamper(store, random.Random(1))
        store.add(entry(50).to_bytes())
        before = dict(store.notes)
        with pytest.raises(TamperingError):
            sequence(store, SIGNER, anchor=anchor)
        assert store.notes == before
        assert store.pending_count() == 1


def test_a_proof_stands_alone_and_breaks_when_bent() -> None:
    store = ledger([5, 5, 3])
    proof = prove(store, 6, [SIGNER.verifier])
    sent = InclusionProof.from_plain(json.loads(json.dumps(to_plain(proof))))
    assert sent == proof
    assert sent.verify([SIGNER.verifier], SIGNER.name).size == 13
    plain = to_plain(proof)
    for bent in (
        plain | {"index": 7},
        plain | {"entry": plain["entry"].replace("test", "tost")},
        plain | {"path": plain["path"][:-1]},
        plain | {"checkpoint": Checkpoint(origin="x", size=13, root=bytes(32)).sign(FORGER)},
    ):
        with pytest.raises(TamperingError):
            InclusionProof.from_plain(bent).verify([SIGNER.verifier])
    for malformed in ({}, [], plain | {"index": "6"}, plain | {"path": ["zz"]}):
        with pytest.raises(ServandaError):
            InclusionProof.from_plain(malformed)


def test_a_tampered_entry_is_not_proved() -> None:
    store = ledger([5])
    store.entry_rows[2] = entry(9).to_bytes()
    with pytest.raises(TamperingError):
        prove(store, 2, [SIGNER.verifier])


def test_an_entry_survives_its_bytes_and_its_form_is_fixed() -> None:
    assert read_entry(entry(1).to_bytes()) == entry(1)
    assert entry(1).to_bytes() == (
        b'{"actor":"test","at":"2026-03-01T00:00:00Z","digest":"'
        + b"0" * 63
        + b'1","kind":"evidence","run":"","schema":"servanda/ledger-entry/1","subject":"control-1"}'
    )
    for data in (b"", b"{", b"[]", b'{"kind":1}', b"\xff", b"[" * 100_000):
        with pytest.raises(ServandaError):
            read_entry(data)
    with pytest.raises(ServandaError, match="at most 65535 bytes"):
        Entry(
            kind="x" * 70_000,
            subject="",
            digest="",
            at=datetime(2026, 3, 1, tzinfo=UTC),
            actor="",
        ).to_bytes()


if __name__ == "__main__":
    # the same property at length: python tests/ledger/test_ledger_tampering.py 10000
    import sys

    count = int(sys.argv[1])
    unfound = [seed for seed in range(count) if not found(seed)]
    sys.stdout.write(f"{count - len(unfound)} of {count} random tamperings found {unfound[:5]}\n")
    sys.exit(bool(unfound))
