"""The published folder: the vectors of others, and that no change of any file goes unnoticed."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.errors import TamperingError
from servanda.ledger.checkpoints import parse_checkpoint
from servanda.ledger.log import prove_many, reader, sequence, verify_many
from servanda.ledger.notes import NoteSigner, NoteVerifier, open_note
from servanda.ledger.proofs import verify_consistency, verify_inclusion
from servanda.ledger.store import MemoryStore
from servanda.ledger.tiles import (
    _place,
    entries_path,
    publish,
    split_bundle,
    tile_path,
    tile_reader,
    verify_published,
)
from servanda.ledger.tree import consistency_path, inclusion_path, position, root

SIGNER = NoteSigner(name="example.org/ledger", seed=b"\x07" * 32)
VKEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
SECOND = Path(__file__).resolve().parents[2] / "docs" / "verify_ledger.py"


def _ledger(size: int, store: MemoryStore | None = None) -> MemoryStore:
    store = store or MemoryStore()
    for n in range(store.size(), size):
        store.add(f"entry {n}".encode())
    while sequence(store, SIGNER, limit=1000):
        pass
    return store


def _published(store: MemoryStore, published: str = "") -> dict[str, bytes]:
    return dict(publish(store, [SIGNER.verifier], origin="example.org/ledger", published=published))


def _fetch(files: dict[str, bytes]):
    def fetch(path: str) -> bytes:
        try:
            return files[path]
        except KeyError:
            raise FileNotFoundError(path) from None

    return fetch


def _verify(files: dict[str, bytes]) -> int:
    return verify_published(_fetch(files), [SIGNER.verifier], origin="example.org/ledger").size


def test_paths_are_those_of_the_specification() -> None:
    assert tile_path(0, 1234067) == "tile/0/x001/x234/067"
    assert tile_path(3, 5, 17) == "tile/3/005.p/17"
    assert entries_path(1000) == "tile/entries/x001/000"


@given(level=st.integers(0, 20), index=st.integers(0, 5000))
def test_a_position_leads_back_to_its_place(level: int, index: int) -> None:
    assert _place(position(level, index), (index + 1) << level) == (level, index)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 1000, 65_536, 65_793])
def test_what_is_published_verifies_and_answers_as_the_store_does(size: int) -> None:
    store = _ledger(size)
    files = _published(store)
    assert _verify(files) == size
    read = tile_reader(_fetch(files), size)

    def direct(places):
        return [store.node_rows[place] for place in places]

    draw = random.Random(size)
    assert root(size, read) == root(size, direct)
    for _ in range(20):
        index, before = draw.randrange(size), draw.randint(1, size)
        assert inclusion_path(index, size, read) == inclusion_path(index, size, direct)
        assert consistency_path(before, size, read) == consistency_path(before, size, direct)


@given(steps=st.lists(st.integers(0, 700), min_size=1, max_size=5))
def test_publishing_in_steps_leaves_the_same_files(steps: list[int]) -> None:
    store, folder, note = MemoryStore(), dict[str, bytes](), ""
    for more in steps:
        _ledger(store.size() + more, store)
        new = _published(store, note)
        folder |= new
        note = folder.get("checkpoint", b"").decode()
        # what was full before is not written again
        assert all(".p/" in path or path not in folder or folder[path] == new[path] for path in new)
    if store.size():
        assert _published(store).items() <= folder.items()
        assert _verify(folder) == store.size()


def test_any_flipped_bit_and_any_missing_file_is_found() -> None:
    files = _published(_ledger(600))
    draw = random.Random(5)
    for path in files:
        gone = {name: data for name, data in files.items() if name != path}
        with pytest.raises(TamperingError):
            _verify(gone)
        for _ in range(30):
            changed = bytearray(files[path])
            changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
            with pytest.raises(TamperingError):
                _verify(files | {path: bytes(changed)})


def test_a_store_that_was_cut_back_is_not_published_again() -> None:
    note = _ledger(300).latest()
    with pytest.raises(TamperingError, match="300 entries were published, but only 200"):
        _published(_ledger(200), note)
    other = MemoryStore()
    for n in range(400):
        other.add(f"another {n}".encode())
    sequence(other, SIGNER)
    with pytest.raises(TamperingError, match="only grown"):
        _published(other, note)


def test_an_older_checkpoint_is_held_against_the_folder() -> None:
    store = _ledger(300)
    older = store.latest()
    files = _published(_ledger(700, store))

    def against(note: str) -> int:
        return verify_published(
            _fetch(files), [SIGNER.verifier], origin="example.org/ledger", anchors=[note]
        ).size

    assert against(older) == 700
    with pytest.raises(TamperingError, match="only 700 are published"):
        against(_ledger(800, store).latest())
    other = MemoryStore()
    for n in range(300):
        other.add(f"another {n}".encode())
    sequence(other, SIGNER)
    with pytest.raises(TamperingError, match="not those that were signed"):
        against(other.latest())


@given(bundle=st.binary(max_size=80))
def test_any_bytes_are_a_bundle_or_refused(bundle: bytes) -> None:
    try:
        entries = split_bundle(bundle)
    except TamperingError:
        return
    assert b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries) == bundle


def test_the_shared_log_at_every_size(shared: Path) -> None:
    log = shared / "vectors/tlog-tiles-log/testdata/log"
    verifier = NoteVerifier.parse(VKEY)
    checked = 0
    for file in sorted(log.glob("checkpoint.*")):
        files = {"checkpoint": file.read_bytes()}
        for tile in log.glob("tile/**/*"):
            if tile.is_file():
                files[tile.relative_to(log).as_posix()] = tile.read_bytes()
        signed = parse_checkpoint(open_note(file.read_text(), [verifier]))
        found = verify_published(_fetch(files), [verifier], origin="example.com/log/testdata")
        assert (found.size, found.root) == (signed.size, signed.root)
        checked += 1
    assert checked == 16
    print(f"tiled log: {checked} of 16 checkpoints verified from their tiles")


def test_many_proofs_are_the_single_ones() -> None:
    store = _ledger(777)
    proofs = list(prove_many(store, [0, 5, 776, 5, 512], [SIGNER.verifier]))
    assert [proof.index for proof in proofs] == [0, 5, 776, 5, 512]
    for proof in proofs:
        assert proof.verify([SIGNER.verifier]).size == 777


def test_shared_blocks_give_the_paths_of_the_rfc() -> None:
    size = 70_003  # blocks two steps high, and a tail that is in none
    store = MemoryStore()
    for n in range(size):
        store.add(b"%d" % n)
    sequence(store, SIGNER, limit=size)
    wanted = [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 70_002, 1_234, 40_001]
    proofs = list(prove_many(store, wanted, [SIGNER.verifier]))
    for proof in proofs:
        assert proof.path == inclusion_path(proof.index, size, reader(store))
    assert {signed.size for signed in verify_many(proofs, [SIGNER.verifier])} == {size}
    forged = replace(proofs[3], entry=b"{}")
    with pytest.raises(TamperingError):
        verify_many([*proofs, forged], [SIGNER.verifier])
    store.node_rows[position(0, 1_235)] = bytes(32)
    with pytest.raises(TamperingError):
        list(prove_many(store, [7, 1_234], [SIGNER.verifier]))


def test_a_proof_from_the_folder_alone() -> None:
    store = _ledger(900)
    files = _published(store)
    signed = parse_checkpoint(open_note(files["checkpoint"], [SIGNER.verifier]))
    from servanda.ledger.hashing import leaf_hash

    verify_inclusion(
        leaf=leaf_hash(b"entry 612"),
        index=612,
        size=900,
        path=inclusion_path(612, 900, tile_reader(_fetch(files), 900)),
        root=signed.root,
    )
    verify_consistency(
        first=300,
        second=900,
        first_root=root(300, tile_reader(_fetch(files), 900)),
        second_root=signed.root,
        path=consistency_path(300, 900, tile_reader(_fetch(files), 900)),
    )


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _second(*arguments: object) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, str(SECOND), *map(str, arguments)], capture_output=True, text=True
    )
    assert not done.stderr
    return done.returncode, done.stdout


def test_the_second_verifier_agrees(tmp_path: Path) -> None:
    assert len(SECOND.read_text().splitlines()) < 150
    store = _ledger(300)
    older = tmp_path / "older"
    older.write_text(store.latest())
    _write(tmp_path, _published(_ledger(700, store)))
    code, said = _second(tmp_path, SIGNER.verifier, older)
    assert code == 0 and "700 entries, all as they were signed" in said
    for path in ["checkpoint", "tile/0/001", "tile/entries/000", "tile/1/000.p/2"]:
        kept = (tmp_path / path).read_bytes()
        changed = bytearray(kept)
        changed[len(kept) // 2] ^= 1
        (tmp_path / path).write_bytes(changed)
        assert _second(tmp_path, SIGNER.verifier)[0] == 12
        (tmp_path / path).write_bytes(kept)
    forged = NoteSigner(name="example.org/ledger", seed=b"\x66" * 32)
    assert _second(tmp_path, forged.verifier)[0] == 12
    other = MemoryStore()
    other.add(b"another")
    sequence(other, SIGNER)
    older.write_text(other.latest())
    assert _second(tmp_path, SIGNER.verifier, older)[0] == 12
