"""The log over its store: taking entries in, and proving them.

A writer lets an entry wait in its own transaction; one sequencer takes what waits into the tree in
batches and signs a checkpoint for each (as transparency logs do), so writers never wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self

from servanda.base.codec import from_plain
from servanda.base.errors import ServandaError, TamperingError
from servanda.ledger.checkpoints import Checkpoint, open_checkpoint
from servanda.ledger.hashing import EMPTY_ROOT, leaf_hash
from servanda.ledger.notes import NoteSigner, NoteVerifier
from servanda.ledger.proofs import verify_inclusion
from servanda.ledger.store import Batch, LedgerStore
from servanda.ledger.tree import (
    BLOCK,
    Read,
    block_places,
    fold,
    grow,
    in_block,
    inclusion_places,
    peaks,
    position,
    root,
    stored,
)

BATCH = 10_000


def sequence(
    store: LedgerStore,
    signer: NoteSigner,
    *,
    anchor: Checkpoint | None = None,
    limit: int = BATCH,
    fresh: Sequence[bytes] = (),
) -> str:
    """Take up to `limit` waiting entries into the tree; returns the signed checkpoint, or "".

    `fresh` entries are taken in behind these: a group costs one commit where waiting first
    costs two. They are recorded when this returns, and not at all where it raises.

    `anchor` is the latest checkpoint known from outside the store. A log never signs what does not
    continue all that it signed before (C2SP tlog-checkpoint, "Signatures"), so a store that was cut
    back or altered is refused: TamperingError.
    """
    with store.exclusive():
        waiting = store.pending(limit)
        entries = [*(entry for _, entry in waiting), *fresh]
        if not entries:
            return ""
        size = store.size()
        read = reader(store)
        tops = peaks(size, read)
        _require_continuation(store, signer, size, tops, anchor)
        nodes, tops = grow(size, tops, [leaf_hash(entry) for entry in entries])
        note = Checkpoint(origin=signer.name, size=size + len(entries), root=fold(tops)).sign(
            signer
        )
        store.append(
            Batch(
                start=size,
                keys=tuple(key for key, _ in waiting),
                entries=tuple(entries),
                first_node=stored(size),
                nodes=tuple(nodes),
                note=note,
            )
        )
        return note


def _require_continuation(
    store: LedgerStore,
    signer: NoteSigner,
    size: int,
    tops: Sequence[bytes],
    anchor: Checkpoint | None,
) -> None:
    note = store.latest()
    if note:
        last = open_checkpoint(note, [signer.verifier], signer.name)
        if (last.size, last.root) != (size, fold(tops)):
            raise _refused(f"the tree of {size} entries is not the one that was last signed")
    elif size:
        raise _refused(f"{size} entries stand without any checkpoint")
    if anchor is None:
        return
    if anchor.size > size:
        raise _refused(f"{anchor.size} entries were signed, but only {size} are left")
    if root(anchor.size, reader(store)) != anchor.root:
        raise _refused(f"the first {anchor.size} entries are not those that were signed")


def _refused(why: str) -> TamperingError:
    return TamperingError(
        "ledger-not-continued",
        f"nothing is added to this ledger: {why}",
        hint="run `servanda ledger verify`",
    )


def reader(store: LedgerStore) -> Read:
    """The store's hashes as the tree reads them; a missing one raises TamperingError."""

    return lambda positions: _reader(store.nodes(positions))(positions)


def _reader(found: Mapping[int, bytes]) -> Read:
    def read(positions: Sequence[int]) -> list[bytes]:
        try:
            return [found[position] for position in positions]
        except KeyError as error:
            raise TamperingError(
                "hash-removed", f"the ledger's stored hash {error.args[0]} is gone"
            ) from None

    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusionProof:
    """All that shows an entry to be in the ledger: verified with nothing but the public key.

    `entry` are the entry's bytes, `path` the hashes of RFC 9162 section 2.1.3.1, `checkpoint` the
    signed note whose tree it leads to.
    """

    index: int
    entry: bytes
    path: tuple[bytes, ...]
    checkpoint: str

    def verify(self, verifiers: Sequence[NoteVerifier], origin: str = "") -> Checkpoint:
        """Return the checkpoint that holds the entry; raises TamperingError where it does not."""
        signed = open_checkpoint(self.checkpoint, verifiers, origin)
        self.verify_in(signed)
        return signed

    def verify_in(self, signed: Checkpoint) -> None:
        """Verify against a checkpoint whose signature was verified already; raises TamperingError."""
        verify_inclusion(
            leaf=leaf_hash(self.entry),
            index=self.index,
            size=signed.size,
            path=self.path,
            root=signed.root,
        )

    def to_plain(self) -> dict[str, Any]:
        """`servanda/ledger-proof/1`; the entry is text, since it is canonical JSON."""
        return {
            "schema": "servanda/ledger-proof/1",
            "index": self.index,
            "entry": self.entry.decode("utf-8"),
            "path": [value.hex() for value in self.path],
            "checkpoint": self.checkpoint,
        }

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        """The inverse of `to_plain`; raises ServandaError `bad-proof`."""
        if not isinstance(plain, dict) or plain.get("schema") != "servanda/ledger-proof/1":
            raise ServandaError("bad-proof", "this is no servanda/ledger-proof/1")
        try:
            return cls(
                index=from_plain(int, plain.get("index"), "index"),
                entry=from_plain(str, plain.get("entry"), "entry").encode("utf-8"),
                path=from_plain(tuple[bytes, ...], plain.get("path"), "path"),
                checkpoint=from_plain(str, plain.get("checkpoint"), "checkpoint"),
            )
        except (ServandaError, UnicodeEncodeError) as error:
            raise ServandaError("bad-proof", f"this proof is malformed: {error}") from None


Hashes = tuple[bytes, ...]
WIDTH = 1 << BLOCK


def prove(store: LedgerStore, index: int, verifiers: Sequence[NoteVerifier]) -> InclusionProof:
    """The proof that entry `index` is in the ledger as last signed.

    Raises ServandaError `no-such-entry`, and TamperingError where the proof would not hold.
    """
    return next(prove_many(store, [index], verifiers))


def prove_many(
    store: LedgerStore, indices: Sequence[int], verifiers: Sequence[NoteVerifier]
) -> Iterator[InclusionProof]:
    """The proofs of many entries, in the order asked; their common hashes are read once.

    Raises as `prove` does.
    """
    note = store.latest()
    size, signed_root = 0, EMPTY_ROOT
    if note:
        signed = open_checkpoint(note, verifiers)
        size, signed_root = signed.size, signed.root
    for first in range(0, len(indices), BATCH):
        part = indices[first : first + BATCH]
        entries = store.entries_at(part)
        paths = _paths(store, part, entries, size, signed_root)
        for index in part:
            yield InclusionProof(
                index=index, entry=entries[index], path=paths[index], checkpoint=note
            )


def _paths(
    store: LedgerStore,
    indices: Sequence[int],
    entries: Mapping[int, bytes],
    size: int,
    signed_root: bytes,
) -> dict[int, Hashes]:
    """The path of each entry, verified from the root down: what lies above a block once for all in it."""
    steps = _steps(indices, size)
    wanted = {position(level, index) for level, step in steps[1:] for index in step}
    for _, step in steps:
        wanted.update(chain.from_iterable(step.values()))
    read = _reader(store.nodes(sorted(wanted)))
    above: dict[int, tuple[bytes, Hashes]] = {}
    for level, step in reversed(steps):
        here: dict[int, tuple[bytes, Hashes]] = {}
        for index, places in step.items():
            node = read([position(level, index)])[0] if level else _leaf(entries, index)
            if index >> BLOCK in above:
                top, rest = above[index >> BLOCK]
                path = tuple(read(places))
                verify_inclusion(leaf=node, index=index % WIDTH, size=WIDTH, path=path, root=top)
                here[index] = node, path + rest
            else:
                groups = inclusion_places(index << level, size)[level:]
                path = tuple(fold(read(group)) for group in groups)
                last = (size - 1 >> level) + 1
                verify_inclusion(leaf=node, index=index, size=last, path=path, root=signed_root)
                here[index] = node, path
        above = here
    return {index: path for index, (_, path) in above.items()}


def _leaf(entries: Mapping[int, bytes], index: int) -> bytes:
    if index not in entries:
        raise TamperingError("entry-removed", f"entry {index} was removed", where=f"entry {index}")
    return leaf_hash(entries[index])


def _steps(indices: Sequence[int], size: int) -> list[tuple[int, dict[int, list[int]]]]:
    """By level, from the leaves up: the nodes on the way, each with the positions that it needs.

    A node in a complete block needs the path inside it; the block's own top follows a step higher,
    once for all that lie in it. Raises ServandaError `no-such-entry`.
    """
    steps: list[tuple[int, dict[int, list[int]]]] = []
    level, nodes = 0, list(dict.fromkeys(indices))
    while nodes:
        step: dict[int, list[int]] = {}
        tops: dict[int, None] = {}
        for index in nodes:
            if in_block(level, index, size):
                step[index] = block_places(level, index)
                tops[index >> BLOCK] = None
            else:
                groups = inclusion_places(index << level, size)[level:]
                step[index] = list(chain.from_iterable(groups))
        steps.append((level, step))
        level, nodes = level + BLOCK, list(tops)
    return steps


def verify_many(
    proofs: Iterable[InclusionProof], verifiers: Sequence[NoteVerifier], origin: str = ""
) -> list[Checkpoint]:
    """As `InclusionProof.verify` of each; a checkpoint that many proofs share is opened once."""
    opened: dict[str, Checkpoint] = {}
    found: list[Checkpoint] = []
    for proof in proofs:
        signed = opened.get(proof.checkpoint)
        if signed is None:
            signed = opened[proof.checkpoint] = open_checkpoint(proof.checkpoint, verifiers, origin)
        proof.verify_in(signed)
        found.append(signed)
    return found
