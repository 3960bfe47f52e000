"""The codec: canonical bytes (RFC 8785), round trips, and refusals that name their place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.citations import Citation
from servanda.base.clocks import Clock
from servanda.base.codec import canonical, digest, from_plain, to_plain
from servanda.base.durations import CalendarDays, Duration, Hours
from servanda.base.errors import ServandaError
from servanda.base.money import Money


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    name: str
    size: int = 0
    share: float = 0.0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    leaves: tuple[Leaf, ...]
    at: datetime
    on: date | None = None
    colour: Colour = Colour.RED
    mood: Literal["good", "bad"] = "good"
    price: Money | None = None
    ratio: Decimal = Decimal(0)
    raw: bytes = b""
    named: Mapping[str, int] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    pair: tuple[int, str] = (0, "")
    clock: Clock | None = None
    citation: Citation | None = None
    value: str | int | bool | tuple[str, ...] | None = None
    anything: Any = None
    flag: bool = False


TEXT = st.text(max_size=8)
# RFC 8785 writes numbers as IEEE 754 doubles: whole numbers beyond 2**53 have no canonical form
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
LEAVES = st.builds(
    Leaf,
    name=TEXT,
    size=WHOLE,
    share=st.floats(allow_nan=False, allow_infinity=False),
    tags=st.lists(TEXT, max_size=3).map(tuple),
)
TREES = st.builds(
    Tree,
    leaves=st.lists(LEAVES, max_size=3).map(tuple),
    at=st.datetimes(timezones=st.just(UTC)),
    on=st.one_of(st.none(), st.dates()),
    colour=st.sampled_from(Colour),
    mood=st.sampled_from(["good", "bad"]),
    price=st.one_of(
        st.none(),
        st.builds(
            Money, st.decimals(allow_nan=False, allow_infinity=False, places=2), st.just("EUR")
        ),
    ),
    ratio=st.decimals(allow_nan=False, allow_infinity=False, places=3),
    raw=st.binary(max_size=8),
    named=st.dictionaries(TEXT, WHOLE, max_size=3),
    kinds=st.frozensets(TEXT, max_size=3),
    pair=st.tuples(WHOLE, TEXT),
    clock=st.one_of(st.none(), st.just(Clock(starts="awareness", length=Hours(48)))),
    citation=st.one_of(st.none(), st.just(Citation("eu/gdpr", "33.1"))),
    value=st.one_of(st.none(), TEXT, WHOLE, st.booleans(), st.lists(TEXT, max_size=2).map(tuple)),
    flag=st.booleans(),
)


@given(TREES)
def test_a_value_survives_canonical_json(tree: Tree) -> None:
    data = canonical(tree)
    again = from_plain(Tree, json.loads(data))
    assert again == tree
    assert canonical(again) == data


@given(TREES)
def test_equal_values_have_equal_bytes_whatever_the_order_of_their_keys(tree: Tree) -> None:
    plain = to_plain(tree)
    turned = dict(reversed(plain.items()))
    assert canonical(turned) == canonical(plain)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        # RFC 8785 section 3.2.2: numbers as ECMAScript writes them, literals, escapes of strings
        (
            {
                "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
                "string": '€$\u000f\nA\'B"\\\\"/',
                "literals": [None, True, False],
            },
            '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
            '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
        ),
        # section 3.2.3: keys sorted by UTF-16 code units, so a surrogate pair before U+FB33
        (
            {
                "€": "Euro Sign",
                "\r": "Carriage Return",
                "\ufb33": "Hebrew Letter Dalet With Dagesh",
                "1": "One",
                "\U0001f600": "Emoji: Grinning Face",
                "\u0080": "Control",
                "ö": "Latin Small Letter O With Diaeresis",
            },
            '{"\\r":"Carriage Return","1":"One","\u0080":"Control",'
            '"ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign",'
            '"\U0001f600":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
        ),
        ({"b": 1, "a": {"d": [], "c": {}}}, '{"a":{"c":{},"d":[]},"b":1}'),
        (-0.0, "0"),
        (1e21, "1e+21"),
        (9007199254740991, "9007199254740991"),
    ],
)
def test_canonical_json_is_that_of_rfc_8785(value: Any, text: str) -> None:
    assert canonical(value).decode() == text


@pytest.mark.parametrize("value", [2**53 + 1, float("nan"), float("inf"), "\ud800"])
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(ServandaError) as error:
        canonical({"value": value})
    assert error.value.code == "not-canonical"


def test_what_has_no_wire_shape_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError):
        to_plain(object())


def test_the_digest_is_sha_256() -> None:
    assert digest(b"abc") == hashlib.sha256(b"abc").hexdigest()


GOOD: dict[str, Any] = {"leaves": [{"name": "x"}], "at": "2026-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"colour": "green"}, "wrong-value", "top/colour"),
        ({"mood": "fair"}, "wrong-value", "top/mood"),
        ({"leaves": [{"name": "x"}, {"name": 5}]}, "wrong-type", "top/leaves/1/name"),
        ({"leaves": [{"name": "x", "colour": "red"}]}, "unknown-key", "top/leaves/0/colour"),
        ({"leaves": [{}]}, "missing-key", "top/leaves/0"),
        ({"leaves": "abc"}, "wrong-type", "top/leaves"),
        ({"leaves": {}}, "wrong-type", "top/leaves"),
        ({"leaves": [{"name": "x", "size": True}]}, "wrong-type", "top/leaves/0/size"),
        ({"leaves": [{"name": "x", "size": 1.5}]}, "wrong-type", "top/leaves/0/size"),
        ({"leaves": [{"name": "x", "share": "1"}]}, "wrong-type", "top/leaves/0/share"),
        ({"at": "2026-01-01"}, "naive-instant", "top/at"),
        ({"at": 5}, "bad-instant", "top/at"),
        ({"on": "1 May"}, "bad-date", "top/on"),
        ({"on": datetime(2026, 1, 1, tzinfo=UTC)}, "wrong-type", "top/on"),
        ({"price": {"amount": 1.5, "currency": "EUR"}}, "bad-amount", "top/price"),
        ({"ratio": 1.5}, "wrong-type", "top/ratio"),
        ({"ratio": "x"}, "wrong-type", "top/ratio"),
        ({"raw": "xyz"}, "wrong-type", "top/raw"),
        ({"named": []}, "wrong-type", "top/named"),
        ({"named": {"a": "b"}}, "wrong-type", "top/named/a"),
        ({"pair": [1]}, "wrong-type", "top/pair"),
        ({"flag": 1}, "wrong-type", "top/flag"),
        ({"citation": "eu/gdpr"}, "bad-citation", "top/citation"),
        ({"clock": {"hours": 1, "days": 2}}, "bad-clock", "top/clock"),
        ({"size": 1}, "unknown-key", "top/size"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(
    change: dict[str, Any], code: str, where: str
) -> None:
    with pytest.raises(ServandaError) as error:
        from_plain(Tree, GOOD | change, "top")
    assert (error.value.code, error.value.where) == (code, where)


@pytest.mark.parametrize("plain", [None, [], "x", 5])
def test_a_value_that_is_no_table_is_refused(plain: Any) -> None:
    with pytest.raises(ServandaError) as error:
        from_plain(Tree, plain)
    assert error.value.code == "wrong-type"


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from(sorted(Tree.__dataclass_fields__)), PLAIN)
def test_whatever_json_says_is_read_or_refused(key: str, value: Any) -> None:
    try:
        assert isinstance(from_plain(Tree, GOOD | {key: value}), Tree)
    except ServandaError as error:
        assert error.code


def test_a_missing_field_takes_its_default_and_a_union_its_first_fitting_arm() -> None:
    assert from_plain(Tree, GOOD).colour is Colour.RED
    assert from_plain(Duration, {"days": 30}) == CalendarDays(30)  # type: ignore[arg-type]
    assert from_plain(Tree, GOOD | {"value": ["a"]}).value == ("a",)
    assert from_plain(Tree, GOOD | {"value": 5}).value == 5
