"""A fault in a TOML text is told by file and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.errors import ServandaError
from servanda.base.toml import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    id: str
    port: int = 0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    name: str
    places: tuple[Place, ...] = ()
    limits: dict[str, int] | None = None


TEXT = """\
name = "here"

[[places]]
id = "a"
port = 1

[[places]]
id = "b"
port = 2

[limits]
high = 3
"""


def place_of(text: str) -> str:
    with pytest.raises(ServandaError) as refused:
        read_toml(text, "house.toml").value(House)
    return refused.value.where


def test_a_sound_text_becomes_a_value() -> None:
    house = read_toml(TEXT.encode(), "house.toml").value(House)
    assert house.places == (Place(id="a", port=1), Place(id="b", port=2))
    assert house.limits == {"high": 3}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('name = "here"', "name = 1", 1),
        ("port = 2", 'port = "2"', 9),
        ("port = 2", "prot = 2", 9),
        ('id = "b"\n', "", 7),
        ("high = 3", 'high = "3"', 12),
        ("[limits]", "[limit]", 11),
        ("port = 1", "tags = [1]", 5),
        ('name = "here"\n', "\n", None),
    ],
)
def test_a_wrong_key_is_told_by_its_line(old: str, new: str, line: int | None) -> None:
    assert place_of(TEXT.replace(old, new)) == f"house.toml:{line or 1}"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a = 1\nb = \n", "house.toml:2"),
        ('a = 1\nb = """\nopen\n', "house.toml:3"),
        (b"a = 1\nb = '\xff'\n", "house.toml:2"),
        ("a = " + "[" * 5_000, "house.toml:1"),
    ],
)
def test_what_is_no_toml_is_told_by_its_line(text: str | bytes, where: str) -> None:
    with pytest.raises(ServandaError) as refused:
        read_toml(text, "house.toml")
    assert refused.value.where == where


def test_a_fault_points_at_a_key_inside_a_block_of_another_file() -> None:
    inner = read_toml(TEXT, "page.md", line=41)
    assert inner.fault("odd", "places/1/port", "odd").where == "page.md:49"
    assert inner.fault("odd", "", "odd").where == "page.md:41"
    assert inner.fault("odd", "not/there", "odd").where == "page.md:41"


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes_give_a_value_or_an_error_with_a_place(source: Any) -> None:
    try:
        read_toml(source, "house.toml").value(House)
    except ServandaError as error:
        assert error.where.startswith("house.toml:")
