"""The ledger as a folder of static files (C2SP tlog-tiles): anyone can verify it, offline.

`checkpoint` is the signed note, `tile/<L>/<N>` 256 hashes of level 8·L, `tile/entries/<N>` the
entries under tile N of level 0, each behind its length in two bytes. The last tile of a level may be
partial: `<N>.p/<W>` of W hashes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from servanda.base.errors import ServandaError, TamperingError
from servanda.ledger.checkpoints import Checkpoint, open_checkpoint
from servanda.ledger.hashing import HASH_BYTES, leaf_hash, node_hash
from servanda.ledger.notes import NoteVerifier
from servanda.ledger.proofs import verify_consistency
from servanda.ledger.store import LedgerStore
from servanda.ledger.tree import Read, consistency_path, fold, grow, position, stored
from servanda.ledger.tree import root as tree_root

WIDTH = 256
HEIGHT = 8
MAX_LEVEL = 7
"""Tiles of eight levels each hold any tree whose size fits 63 bits."""

Fetch = Callable[[str], bytes]
"""Gives the bytes of a file of the folder by its path; raises FileNotFoundError for one that is not there."""


def folder_fetch(tiles: Path) -> Fetch:
    """Reads the files of a published folder; raises FileNotFoundError and ServandaError."""

    def fetch(path: str) -> bytes:
        try:
            return (tiles / path).read_bytes()
        except NotADirectoryError:
            raise FileNotFoundError(path) from None
        except OSError as error:
            if isinstance(error, FileNotFoundError):
                raise
            raise ServandaError(
                "cannot-read", f"this file cannot be read: {error.strerror}", where=path
            ) from None

    return fetch


def tile_path(level: int | str, number: int, width: int = WIDTH) -> str:
    """The path of a tile ("Merkle Tree"): N in groups of three digits, all but the last with an `x`."""
    groups = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        groups.append(f"x{number % 1000:03d}")
    partial = f".p/{width}" if width != WIDTH else ""
    return f"tile/{level}/{'/'.join(reversed(groups))}{partial}"


def entries_path(number: int, width: int = WIDTH) -> str:
    """The path of the bundle of entries under tile `number` of level 0 ("Log entries")."""
    return tile_path("entries", number, width)


def spans(size: int, level: int, since: int = 0) -> Iterator[tuple[int, int]]:
    """Number and width of the tiles of a level of a tree of `size` that one of `since` had not."""
    hashes, before = size >> (HEIGHT * level), since >> (HEIGHT * level)
    if hashes == before:
        return
    for number in range(before // WIDTH, -(-hashes // WIDTH)):
        yield number, min(WIDTH, hashes - number * WIDTH)


def publish(
    store: LedgerStore,
    verifiers: Sequence[NoteVerifier],
    *,
    origin: str,
    published: str = "",
) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file that is new since the checkpoint `published`; the checkpoint last.

    Write them in this order, so that whoever reads the folder meanwhile finds all that its checkpoint
    speaks of. Raises TamperingError where the store does not continue what was published.
    """
    note = store.latest()
    if not note:
        return
    last = open_checkpoint(note, verifiers, origin)
    before = open_checkpoint(published, verifiers, origin) if published else None
    since = before.size if before else 0
    if before is not None:
        _require_growth(store, before, last)
    for number, width in spans(last.size, 0, since):
        start = number * WIDTH
        yield entries_path(number, width), _bundle(store, start, width)
    for level in range(MAX_LEVEL + 1):
        for number, width in spans(last.size, level, since):
            places = [position(HEIGHT * level, number * WIDTH + offset) for offset in range(width)]
            found = store.nodes(places)
            try:
                yield tile_path(level, number, width), b"".join(found[place] for place in places)
            except KeyError as error:
                raise TamperingError(
                    "hash-removed", f"the ledger's stored hash {error.args[0]} is gone"
                ) from None
    if before is None or before.size != last.size:  # one with a witness's signature stays
        yield "checkpoint", note.encode("utf-8")


def _require_growth(store: LedgerStore, before: Checkpoint, last: Checkpoint) -> None:
    if before.size == 0:
        return
    if before.size > last.size:
        raise TamperingError(
            "ledger-truncated",
            f"{before.size} entries were published, but only {last.size} are left",
            hint="run `servanda ledger verify`",
        )
    from servanda.ledger.log import reader

    verify_consistency(
        first=before.size,
        second=last.size,
        first_root=before.root,
        second_root=last.root,
        path=consistency_path(before.size, last.size, reader(store)),
    )


def _bundle(store: LedgerStore, start: int, width: int) -> bytes:
    rows = list(store.entries(start, start + width))
    if [index for index, _ in rows] != list(range(start, start + width)):
        raise TamperingError(
            "entry-removed", "entries were removed", where=f"entries {start} to {start + width - 1}"
        )
    return b"".join(len(data).to_bytes(2, "big") + data for _, data in rows)


def split_bundle(bundle: bytes) -> list[bytes]:
    """The entries of a bundle; raises TamperingError `bad-bundle` where lengths do not add up."""
    entries: list[bytes] = []
    place = 0
    while place < len(bundle):
        end = place + 2 + int.from_bytes(bundle[place : place + 2], "big")
        if place + 2 > len(bundle) or end > len(bundle):
            raise TamperingError("bad-bundle", "this bundle of entries is cut off")
        entries.append(bundle[place + 2 : end])
        place = end
    return entries


def tile_reader(fetch: Fetch, size: int) -> Read:
    """The hashes of a published tree of `size`, as the tree's functions read them.

    Only what a question needs is fetched. A tile that is not there or has another length raises
    TamperingError `tile-removed` or `bad-tile`.
    """

    @lru_cache(maxsize=64)
    def tile(level: int, number: int) -> bytes:
        width = min(WIDTH, (size >> (HEIGHT * level)) - number * WIDTH)
        return _whole(fetch, tile_path(level, number, width), width * HASH_BYTES)

    def hash_of(level: int, index: int) -> bytes:
        within = level % HEIGHT
        first = index << within
        number, offset = divmod(first, WIDTH)
        data = tile(level // HEIGHT, number)
        hashes = [
            data[HASH_BYTES * at : HASH_BYTES * (at + 1)]
            for at in range(offset, offset + (1 << within))
        ]
        while len(hashes) > 1:
            hashes = [node_hash(*pair) for pair in zip(hashes[::2], hashes[1::2], strict=True)]
        return hashes[0]

    return lambda positions: [hash_of(*_place(place, size)) for place in positions]


def _place(place: int, size: int) -> tuple[int, int]:
    """Level and index of the hash that is stored at this position: the inverse of `position`."""
    leaf = bisect_right(range(size + 1), place, key=stored) - 1
    level = place - stored(leaf)
    return level, ((leaf + 1) >> level) - 1


def _whole(fetch: Fetch, path: str, length: int) -> bytes:
    try:
        data = fetch(path)
    except FileNotFoundError:
        raise TamperingError("tile-removed", "this file is missing", where=path) from None
    if len(data) != length:
        raise TamperingError("bad-tile", "this tile has not the hashes it should", where=path)
    return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published ledger found whole: every entry and every hash lead to the signed root."""

    origin: str
    size: int
    root: bytes


def verify_published(
    fetch: Fetch,
    verifiers: Sequence[NoteVerifier],
    *,
    origin: str,
    anchors: Sequence[str] = (),
    progress: Callable[[int, int | None, str], None] = lambda _done, _total, _note: None,
) -> Published:
    """Verify a folder of tiles with nothing but the public key.

    `anchors` are older checkpoints that someone kept: the ledger must contain them. Raises
    TamperingError; `where` names the file.
    """
    try:
        note = fetch("checkpoint")
    except FileNotFoundError:
        raise TamperingError(
            "tile-removed", "there is no checkpoint here", where="checkpoint"
        ) from None
    signed = open_checkpoint(note, verifiers, origin)
    levels: list[list[bytes]] = [[] for _ in range(MAX_LEVEL + 1)]
    size, tops = 0, list[bytes]()
    for number, width in spans(signed.size, 0):
        path = entries_path(number, width)
        try:
            entries = split_bundle(fetch(path))
        except FileNotFoundError:
            raise TamperingError("tile-removed", "this file is missing", where=path) from None
        except TamperingError as error:
            error.where = path
            raise
        if len(entries) != width:
            raise TamperingError("bad-bundle", f"{len(entries)} entries, not {width}", where=path)
        leaves = [leaf_hash(entry) for entry in entries]
        if b"".join(leaves) != _whole(fetch, tile_path(0, number, width), width * HASH_BYTES):
            raise TamperingError("entry-changed", "entries and hashes differ", where=path)
        size_before, tops_before = size, tops
        _, tops = grow(size_before, tops_before, leaves)
        size += width
        if width == WIDTH:
            levels[1].append(_root(leaves))
        progress(size, signed.size, "entries")
    if fold(tops) != signed.root:
        raise TamperingError(
            "history-rewritten", "the entries do not lead to the signed root", where="checkpoint"
        )
    _verify_upper(fetch, signed.size, levels)
    for anchor in anchors:
        kept = open_checkpoint(anchor, verifiers, origin)
        if kept.size > size:
            raise TamperingError(
                "ledger-truncated",
                f"{kept.size} entries were signed, but only {size} are published",
            )
        if tree_root(kept.size, tile_reader(fetch, size)) != kept.root:
            raise TamperingError(
                "history-rewritten", f"the first {kept.size} entries are not those that were signed"
            )
    return Published(origin=signed.origin, size=signed.size, root=signed.root)


def _verify_upper(fetch: Fetch, size: int, levels: list[list[bytes]]) -> None:
    """The tiles above level 0 are what those below them hash to."""
    for level in range(1, MAX_LEVEL + 1):
        for number, width in spans(size, level):
            held = levels[level][number * WIDTH : number * WIDTH + width]
            path = tile_path(level, number, width)
            if b"".join(held) != _whole(fetch, path, width * HASH_BYTES):
                raise TamperingError("hash-changed", "this tile does not follow", where=path)
            if width == WIDTH and level < MAX_LEVEL:
                levels[level + 1].append(_root(held))


def _root(hashes: Sequence[bytes]) -> bytes:
    """The root of a full tile."""
    level = list(hashes)
    while len(level) > 1:
        level = [node_hash(*pair) for pair in zip(level[::2], level[1::2], strict=True)]
    return level[0]
