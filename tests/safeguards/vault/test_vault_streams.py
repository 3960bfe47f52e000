"""Files: what goes in comes out, and nothing else does."""

from __future__ import annotations

import io
import os
import random
from dataclasses import replace
from typing import Any

import pytest

from servanda.base.errors import ServandaError, TamperingError
from servanda.safeguards.vault.elsewhere import reveal_file, seal_file
from servanda.safeguards.vault.format import Place
from servanda.safeguards.vault.material import Secret, fresh_key
from servanda.safeguards.vault.streams import (
    CHUNK,
    HEADER_BYTES,
    reveal_stream,
    seal_stream,
    whole,
)
from servanda.safeguards.vault.vault import Vault

PLACE = Place(agreement="bright", customer="clinic", field="scan", category="photo")
ID = b"\x01" * 8
SEALED = CHUNK + 16


def seal(data: bytes, key: Secret, place: Place = PLACE, record: str = "r") -> bytes:
    out = io.BytesIO()
    assert seal_stream(io.BytesIO(data), out, id=ID, key=key, place=place, record=record) == len(
        data
    )
    return out.getvalue()


def opened(data: bytes, key: Secret, place: Place = PLACE, record: str = "r") -> bytes:
    return b"".join(reveal_stream(io.BytesIO(data), key=key, place=place, record=record))


def refused(data: bytes, key: Secret, **where: Any) -> str:
    with pytest.raises(TamperingError) as caught:
        opened(data, key, **where)
    return caught.value.code


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 16 * CHUNK, 16 * CHUNK + 1, 40 * CHUNK]
)
def test_a_file_comes_back(size: int) -> None:
    key, data = fresh_key(), os.urandom(size)
    sealed = seal(data, key)
    assert opened(sealed, key) == data
    assert len(sealed) == HEADER_BYTES + size + 16 * max(1, -(-size // CHUNK))


class Dripping(io.RawIOBase):
    """A pipe that gives a few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._data.read(min(size, 999))


def test_a_file_that_comes_in_parts_comes_back() -> None:
    key, data = fresh_key(), os.urandom(3 * CHUNK)
    out = io.BytesIO()
    seal_stream(Dripping(data), out, id=ID, key=key, place=PLACE, record="r")  # type: ignore[arg-type]
    pieces = reveal_stream(Dripping(out.getvalue()), key=key, place=PLACE, record="r")  # type: ignore[arg-type]
    assert b"".join(pieces) == data


def test_every_file_has_a_key_of_its_own() -> None:
    key, data = fresh_key(), b"the same file" * 1000
    assert seal(data, key)[HEADER_BYTES:] != seal(data, key)[HEADER_BYTES:]


def test_any_changed_bit_is_found() -> None:
    key = fresh_key()
    sealed = seal(os.urandom(2 * CHUNK + 100), key)
    rng = random.Random(7)
    places = [*range(HEADER_BYTES + 20), *rng.sample(range(len(sealed)), 200), len(sealed) - 1]
    for place in places:
        changed = bytearray(sealed)
        changed[place] ^= 1 << rng.randrange(8)
        assert refused(bytes(changed), key) in ("not-authentic", "not-a-stream", "newer-format")


def test_a_file_that_was_cut_off_is_found() -> None:
    key = fresh_key()
    sealed = seal(os.urandom(3 * CHUNK + 5), key)
    ends = [HEADER_BYTES + n * SEALED for n in range(4)]
    for end in (*ends, ends[1] + 1, ends[1] + 16, ends[2] - 1, len(sealed) - 1, 0, 50):
        code = refused(sealed[:end], key)
        assert code == ("cut-off" if end in ends else code)
        assert code in ("cut-off", "not-authentic", "not-a-stream")
    assert refused(sealed + b"x", key) == "not-authentic"
    assert refused(sealed + bytes(SEALED), key) == "not-authentic"


def test_chunks_keep_their_order() -> None:
    key = fresh_key()
    sealed = seal(os.urandom(4 * CHUNK), key)
    header = sealed[:HEADER_BYTES]
    a, b, c, d = (
        sealed[HEADER_BYTES + n * SEALED : HEADER_BYTES + (n + 1) * SEALED] for n in range(4)
    )
    assert opened(header + a + b + c + d, key)
    for order in ([b, a, c, d], [a, c, d], [a, b, b, c, d], [a, b, d], [d], [a, b, c, d, d]):
        assert refused(header + b"".join(order), key) == "not-authentic"
    # nor do chunks of another file under the same key fit
    other = seal(os.urandom(4 * CHUNK), key)
    mixed = header + a + other[HEADER_BYTES + SEALED :]
    assert refused(mixed, key) == "not-authentic"
    assert refused(other[:HEADER_BYTES] + a + b + c + d, key) == "not-authentic"


def test_a_file_belongs_to_its_place() -> None:
    key = fresh_key()
    sealed = seal(b"x" * 100, key)
    assert refused(sealed, key, record="s") == "not-authentic"
    for name in ("agreement", "customer", "field", "category"):
        names = {"agreement": "bright", "customer": "clinic", "field": "scan", "category": "photo"}
        assert refused(sealed, key, place=Place(**(names | {name: "other"}))) == "not-authentic"
    assert refused(sealed, fresh_key()) == "not-authentic"


def test_looking_whether_it_is_whole_moves_nothing() -> None:
    key = fresh_key()
    source = io.BytesIO(b"before" + seal(b"y" * 100, key))
    source.seek(6)
    assert whole(source, key=key, place=PLACE, record="r") == 100
    assert source.tell() == 6


def test_a_vault_seals_files_and_gives_out_nothing_of_a_damaged_one(vault: Vault) -> None:
    data, out = os.urandom(3 * CHUNK), io.BytesIO()
    seal_file(vault, PLACE, "r1", io.BytesIO(data), out)
    out.seek(0)
    assert b"".join(reveal_file(vault, PLACE, "r1", out)) == data
    cut = io.BytesIO(out.getvalue()[: HEADER_BYTES + SEALED])
    with pytest.raises(TamperingError) as caught:
        reveal_file(vault, PLACE, "r1", cut)  # refuses at once, before a byte is asked for
    assert caught.value.code == "cut-off"
    with pytest.raises(ServandaError):
        other = replace(PLACE, customer="zoo")
        reveal_file(vault, other, "r1", io.BytesIO(out.getvalue()))
