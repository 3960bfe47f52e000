"""Signed notes and checkpoints: what is accepted, what is refused, and what is never shown."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.errors import ServandaError, TamperingError
from servanda.ledger.checkpoints import Checkpoint, open_checkpoint, parse_checkpoint
from servanda.ledger.hashing import EMPTY_ROOT
from servanda.ledger.notes import NoteSigner, NoteVerifier, open_note, sign_note

SIGNER = NoteSigner(name="example.org/ledger", seed=b"\x07" * 32)
OTHER = NoteSigner(name="example.org/witness", seed=b"\x08" * 32)
TEXT = "first line\n\nafter an empty line\n"


def test_a_note_opens_with_its_key_and_with_one_key_of_several() -> None:
    note = sign_note(TEXT, [OTHER, SIGNER])
    assert open_note(note, [SIGNER.verifier]) == TEXT
    assert open_note(note.encode(), [SIGNER.verifier, OTHER.verifier]) == TEXT


def test_the_example_of_the_specification_is_read() -> None:
    # the published example's key is unknown, so it must be refused as unsigned, not as malformed
    note = (
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
        "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    )
    with pytest.raises(TamperingError) as refused:
        open_note(note, [SIGNER.verifier])
    assert refused.value.code == "unsigned-note"
    assert parse_checkpoint(note.split("\n\n")[0] + "\n").size == 20852163


def test_a_known_key_that_fails_rejects_the_whole_note() -> None:
    note = sign_note(TEXT, [SIGNER, OTHER]).replace("first line", "fjrst line")
    with pytest.raises(TamperingError) as refused:
        open_note(note, [SIGNER.verifier])
    assert refused.value.code == "bad-signature"


def test_a_key_of_the_same_name_is_another_key() -> None:
    imposter = NoteSigner(name=SIGNER.name, seed=b"\x09" * 32)
    with pytest.raises(TamperingError) as refused:
        open_note(sign_note(TEXT, [imposter]), [SIGNER.verifier])
    assert refused.value.code == "unsigned-note"


@pytest.mark.parametrize(
    "bend",
    [
        lambda note: note[:-1],
        lambda note: note.replace("— ", "-- "),
        lambda note: note.replace("\n\n—", "\n—"),
        lambda note: note + "\n",
        lambda note: note.replace("first", "fi\trst"),
        lambda note: note.replace("= ", " ").rstrip("\n") + "=\n",
        lambda note: note + "— x y\n",
        lambda note: note + "— a+b AAAAAAAA\n",
        lambda note: "",
    ],
)
def test_what_is_malformed_is_refused(bend) -> None:
    with pytest.raises(TamperingError):
        open_note(bend(sign_note(TEXT, [SIGNER])), [SIGNER.verifier])


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(TamperingError):
        open_note(data, [SIGNER.verifier])


@given(st.integers(0, 10_000))
def test_one_flipped_bit_anywhere_is_found(bit: int) -> None:
    note = bytearray(Checkpoint(origin=SIGNER.name, size=3, root=EMPTY_ROOT).sign(SIGNER).encode())
    bit %= len(note) * 8
    note[bit // 8] ^= 1 << bit % 8
    with pytest.raises(TamperingError):
        open_checkpoint(bytes(note), [SIGNER.verifier])


def test_keys_survive_their_files_and_stay_out_of_sight() -> None:
    assert NoteSigner.parse(SIGNER.export_secret() + "\n") == SIGNER
    assert NoteVerifier.parse(str(SIGNER.verifier)) == SIGNER.verifier
    secret = base64.b64encode(b"\x01" + SIGNER.seed).decode()
    assert secret in SIGNER.export_secret()
    for shown in (repr(SIGNER), str(SIGNER), repr(SIGNER.verifier)):
        assert secret not in shown
        assert "\\x07" not in shown
        assert "07070707" not in shown


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad-key"),
        ("SERVANDA-LEDGER-KEY-1", "bad-key"),
        ("SERVANDA-LEDGER-KEY-2+a+00000000+AQ==", "newer-key"),
        (SIGNER.export_secret().replace("example", "exomple"), "bad-key"),
        (SIGNER.export_secret()[:-5], "bad-key"),
    ],
)
def test_a_damaged_key_file_is_refused_without_being_shown(text: str, code: str) -> None:
    with pytest.raises(ServandaError) as refused:
        NoteSigner.parse(text)
    assert refused.value.code == code
    assert "BwcHBwcH" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
        "a\n1\n47DEQpj8HBSa\n",
        "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    ],
)
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(TamperingError):
        parse_checkpoint(text)


def test_a_checkpoint_of_another_ledger_is_refused() -> None:
    note = Checkpoint(origin=OTHER.name, size=3, root=EMPTY_ROOT).sign(SIGNER)
    with pytest.raises(TamperingError) as refused:
        open_checkpoint(note, [SIGNER.verifier], SIGNER.name)
    assert refused.value.code == "other-ledger"
