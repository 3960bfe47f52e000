"""The example in `docs/vault.md` is what the program writes and reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from servanda.safeguards.vault import fields
from servanda.safeguards.vault.fields import FieldCipher
from servanda.safeguards.vault.format import MOST_USES, Place, Records
from servanda.safeguards.vault.material import Secret

PAGE = (Path(__file__).parents[3] / "docs" / "vault.md").read_text("utf-8")
KEY = Secret(bytes(range(32)))
ID = bytes.fromhex("a1a2a3a4a5a6a7a8")
PLACE = Place(agreement="bright-clinic", customer="c-1042", field="email", category="email")


def shown(number: int) -> bytes:
    """The bytes of a text block: hexadecimal words at the start of its lines."""
    block = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)[number]
    lines = re.findall(r"(?m)^([0-9a-f]{2,}(?: [0-9a-f]+)?) ", block)
    return bytes.fromhex("".join(lines).replace(" ", ""))


def test_the_example_opens() -> None:
    assert FieldCipher(ID, KEY).reveal(PLACE, Records(["patient-7"]), [shown(0)]) == [
        b"ada@example.org"
    ]


def test_the_example_is_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    nonce = bytes.fromhex("b1b2b3b4b5b6b7b8b9babbbc")
    monkeypatch.setattr(fields, "_nonces", lambda count: [(nonce,) * count])
    (sealed,) = FieldCipher(ID, KEY).seal(PLACE, Records(["patient-7"]), [b"ada@example.org"])
    assert sealed == shown(0)
    one, two = Records(["patient-7"]), Records(["patient-7", "p8"])
    assert PLACE.bound(ID) + one.common + one.tails[0] == shown(1)
    # whether the length stands before all or before each, the bytes are the same
    assert PLACE.bound(ID) + two.common + two.tails[0] == shown(1)
    assert KEY.derive("field", ID).expose_secret().hex() in PAGE
    assert KEY.commitment(ID).hex() in PAGE


def test_the_numbers_are_those_of_the_program() -> None:
    assert MOST_USES == 2**24 and "more than 2^24 values" in PAGE
