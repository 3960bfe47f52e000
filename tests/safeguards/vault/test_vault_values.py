"""What counts as the same value, and what of a value may be shown, by data class."""

from __future__ import annotations

import pytest

from servanda.registry import detectors
from servanda.safeguards.vault import formats, masking, normal
from servanda.safeguards.vault.masking import HIDDEN, mask


@pytest.mark.parametrize(
    ("category", "one", "other"),
    [
        ("email", "Ada@Example.org", "ada@example.ORG"),
        ("email", "ÄDA@example.org", "äda@example.org"),
        ("phone", "+49 221 / 12-34", "0049221 1234"),
        ("payment-card", "4111 1111 1111 1111", "4111-1111-1111-1111"),
        ("iban", "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("full-name", "  Ada   LOVELACE ", "ada lovelace"),
        ("full-name", "\u0041\u0308da", "\u00c4da"),
        ("city", "KÖLN", "köln"),
    ],
)
def test_the_same_value_in_two_forms(category: str, one: str, other: str) -> None:
    assert normal.normal(one.encode(), category) == normal.normal(other.encode(), category)


@pytest.mark.parametrize(
    ("category", "one", "other"),
    [
        ("email", "ada@example.org", "ada@example.com"),
        ("phone", "+49 221 1234", "+49 221 12345"),
        ("full-name", "Ada Lovelace", "Adal Ovelace"),
        ("unknown-class", "a", "b"),
    ],
)
def test_two_values_are_two(category: str, one: str, other: str) -> None:
    assert normal.normal(one.encode(), category) != normal.normal(other.encode(), category)


def test_bytes_are_compared_byte_by_byte() -> None:
    assert normal.normal(b"\xff\x00A", "email") == b"\xff\x00A"


@pytest.mark.parametrize(
    ("category", "value", "shown"),
    [
        ("payment-card", "4111 1111 1111 1234", "****1234"),
        ("payment-card", "1234", HIDDEN),
        ("iban", "DE89370400440532013000", "****3000"),
        ("email", "ada@example.org", "a****@example.org"),
        ("email", "a@example.org", HIDDEN),
        ("email", "no address", HIDDEN),
        ("date-of-birth", "1987-04-23", "1987-**-**"),
        ("date-of-birth", "last spring", HIDDEN),
        ("postcode", "50674", "50***"),
        ("diagnosis", "J45.0", HIDDEN),
        ("a-class-nobody-knows", "anything", HIDDEN),
    ],
)
def test_masks(category: str, value: str, shown: str) -> None:
    assert mask(value.encode(), category) == shown


def test_what_is_no_text_is_hidden() -> None:
    assert mask(b"\xff\xfe1234567890123", "payment-card") == HIDDEN


def test_every_class_that_is_named_exists() -> None:
    known = {detector.id for detector in detectors()}
    named = {*masking._BY_CLASS, *normal._BY_CLASS, *formats._OF_DIGITS, *formats._OF_UPPER}
    assert named <= known


def test_no_mask_shows_a_whole_sample_of_its_class() -> None:
    for detector in detectors():
        for sample in detector.samples:
            shown = mask(sample.encode(), detector.id)
            assert sample.strip() not in shown, detector.id
