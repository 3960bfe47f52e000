"""A witness signs what has only grown, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.errors import ServandaError, TamperingError
from servanda.ledger.checkpoints import Checkpoint, open_checkpoint
from servanda.ledger.log import sequence
from servanda.ledger.notes import NoteSigner
from servanda.ledger.store import MemoryStore
from servanda.ledger.tiles import publish
from servanda.ledger.witness import WitnessVerifier, witness, witness_verifier, witnessed

ORIGIN = "example.org/ledger"
SIGNER = NoteSigner(name=ORIGIN, seed=b"\x07" * 32)
WITNESS = NoteSigner(name="witness.example", seed=b"\x09" * 32)
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def _folder(words: list[str]):
    store = MemoryStore()
    for word in words:
        store.add(word.encode())
    while sequence(store, SIGNER, limit=100):
        pass
    files = dict(publish(store, [SIGNER.verifier], origin=ORIGIN))

    def fetch(path: str) -> bytes:
        try:
            return files[path]
        except KeyError:
            raise FileNotFoundError(path) from None

    return fetch


def _cosign(words: list[str], seen: Checkpoint | None = None, at: datetime = AT) -> str:
    return witness(
        _folder(words), [SIGNER.verifier], origin=ORIGIN, seen=seen, signer=WITNESS, at=at
    )


def _seen(note: str) -> Checkpoint:
    return open_checkpoint(note, [SIGNER.verifier], ORIGIN)


WORDS = [f"entry {n}" for n in range(700)]


@given(first=st.integers(1, 600), more=st.integers(0, 100))
def test_growth_is_signed_with_the_time(first: int, more: int) -> None:
    seen = _seen(_cosign(WORDS[:first]))
    note = _cosign(WORDS[: first + more], seen, AT + timedelta(hours=1))
    assert witnessed(note, witness_verifier(WITNESS)) == AT + timedelta(hours=1)
    assert _seen(note).size == first + more


@given(first=st.integers(2, 600), changed=st.integers(0, 599), more=st.integers(0, 50))
def test_another_history_is_not_signed(first: int, changed: int, more: int) -> None:
    seen = _seen(_cosign(WORDS[:first]))
    forged = WORDS[: first + more]
    forged[changed % first] = "something else"
    with pytest.raises(TamperingError):
        _cosign(forged, seen)
    with pytest.raises(TamperingError, match="were witnessed"):
        _cosign(WORDS[: first - 1], seen)


def test_an_empty_ledger_begins_every_other() -> None:
    empty = Checkpoint(origin=ORIGIN, size=0, root=bytes(32))
    assert _seen(_cosign(WORDS[:5], empty)).size == 5


def test_a_checkpoint_without_its_signature_is_not_witnessed() -> None:
    plain = _folder(WORDS[:5])("checkpoint")
    with pytest.raises(TamperingError, match="has not signed"):
        witnessed(plain, witness_verifier(WITNESS))
    note = _cosign(WORDS[:5])
    other = NoteSigner(name="witness.example", seed=b"\x0a" * 32)
    with pytest.raises(TamperingError, match="has not signed"):
        witnessed(note, witness_verifier(other))


def test_the_signature_covers_text_and_time() -> None:
    import base64

    note = _cosign(WORDS[:5])
    head, line = note[:-1].rsplit("\n", 1)
    dash, name, blob = line.split(" ")
    data = bytearray(base64.b64decode(blob))
    for place in (4, 11, 12, 70):
        changed = bytearray(data)
        changed[place] ^= 1
        text = base64.b64encode(changed).decode()
        with pytest.raises(TamperingError, match="does not fit"):
            witnessed(f"{head}\n{dash} {name} {text}\n", witness_verifier(WITNESS))
    with pytest.raises(TamperingError, match="does not fit"):
        witnessed(note.replace("\n5\n", "\n6\n"), witness_verifier(WITNESS))


def test_a_verifier_key_is_read_as_it_is_written() -> None:
    mine = witness_verifier(WITNESS)
    assert WitnessVerifier.parse(str(mine)) == mine
    for wrong in (
        "",
        "a+b",
        str(SIGNER.verifier),
        str(mine).replace("witness", "witnes"),
        "a+00+!!",
    ):
        with pytest.raises(ServandaError, match="no witness's verifier key"):
            WitnessVerifier.parse(wrong)
