"""The literate reader: words, blocks, lines; any bytes give a page or one clear error."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.errors import ServandaError
from servanda.base.literate import MAX_BYTES, Page, read

PAGE = """\
# Title

Opening words.

```toml head
name = "x"
```

## Clause 1

> Words of the contract,
> in two lines.

And a remark.

```toml rule
id = "a"
limits.hours = 1
limits.days = 2
```

```toml note
id = "b"
```

- a list
- of words

```toml rule
id = "c"
```

```python
not = "a block of ours"
```
"""


def page(text: str | bytes = PAGE) -> Page:
    return read(text, "page.md", rules=("rule",), others=("head", "note"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    id: str
    limits: dict[str, int] | None = None


def test_words_stand_above_their_block_and_headings_above_both() -> None:
    first, second = page().sections
    assert (first.heading, first.level, first.line) == ("Title", 1, 1)
    assert (second.heading, second.level, second.line) == ("Clause 1", 2, 9)
    a, b, c = second.blocks
    assert a.words == "Words of the contract,\nin two lines.\n\nAnd a remark."
    assert a.quoted == "Words of the contract,\nin two lines."
    assert c.words == "- a list\n- of words"
    assert c.quoted == ""
    # a block without words of its own stands under those above
    assert b.words == a.words
    assert [block.kind for block in page().blocks] == ["head", "rule", "note", "rule"]


def test_a_block_knows_its_line() -> None:
    lines = PAGE.splitlines()
    for block in page().blocks:
        assert lines[block.line - 1] == f"```toml {block.kind}"


def test_a_block_becomes_a_value_and_a_wrong_key_is_told_with_its_line() -> None:
    found = page()
    assert found.value(Rule, found.blocks[1]) == Rule(id="a", limits={"hours": 1, "days": 2})
    for old, new, code, line in [
        ("days = 2", 'days = "two"', "wrong-type", 19),
        ('id = "c"', "ids = 5", "unknown-key", 30),
        ('id = "c"', "id = 5", "wrong-type", 30),
    ]:
        changed = page(PAGE.replace(old, new))
        with pytest.raises(ServandaError) as error:
            for block in changed.blocks:
                if block.kind == "rule":
                    changed.value(Rule, block)
        assert (error.value.code, error.value.where) == (code, f"page.md:{line}")


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_the_ends_of_lines_and_a_byte_order_mark_make_no_difference(ending: str) -> None:
    source = b"\xef\xbb\xbf" + PAGE.replace("\n", ending).encode()
    assert page(source) == page()


@pytest.mark.parametrize("mark", ["\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_signs_that_some_count_as_line_ends_do_not_shift_the_lines(mark: str) -> None:
    source = PAGE.replace("Opening words.", f"Opening{mark}words.").replace('id = "c"', "id = ")
    with pytest.raises(ServandaError) as error:
        page(source)
    assert error.value.where == "page.md:30"


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("# T\n\nx\n\n```toml\na = 1\n```\n", "no-kind", 5),
        ("# T\n\nx\n\n```toml rule more\na = 1\n```\n", "no-kind", 5),
        ("# T\n\nx\n\n```toml other\na = 1\n```\n", "unknown-block", 5),
        ("words\n\n```toml rule\na = 1\n```\n", "no-heading", 3),
        ("# T\n\n```toml rule\na = 1\n```\n", "no-words", 3),
        ("# T\n\nx\n\n```toml rule\na = 1\nb = \n```\n", "bad-toml", 7),
        ("# T\n\nx\n\n```toml rule\na = 1\na = 2\n```\n", "bad-toml", 7),
        ("# T\n\nx\n\n```toml rule\na = 'open\n```\n", "bad-toml", 6),
        (b"# T\n\xff\n", "not-utf8", 2),
    ],
)
def test_a_fault_is_told_with_its_line(source: str | bytes, code: str, line: int) -> None:
    with pytest.raises(ServandaError) as error:
        page(source)
    assert (error.value.code, error.value.where) == (code, f"page.md:{line}")


def test_a_page_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(ServandaError) as error:
        page(b"#" * (MAX_BYTES + 1))
    assert error.value.code == "too-large"


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\n\n",
        "words only\n",
        "# heading only",
        "# T\n\nx\n\n```toml rule\n",
        "> " * 500 + "deep",
    ],
)
def test_a_page_without_blocks_is_a_page(source: str) -> None:
    assert isinstance(page(source), Page)


@pytest.mark.parametrize(
    "source",
    [
        "# T\n\nx\n\n```toml rule\na = " + "[" * 5000 + "]" * 5000 + "\n```\n",
        "# T\n\nx\n\n```toml rule\n" + ".".join("a" * 5000) + " = 1\n```\n",
        "# T\n\n" + ">" * 50_000 + " x\n",
        "# T\n\n" + "- " * 5_000 + "x\n",
        "# T\n\n" + "[" * 5_000 + "\n",
    ],
)
def test_nesting_without_end_is_read_or_refused(source: str) -> None:
    _read_or_refuse(source.encode())


def _read_or_refuse(source: bytes) -> None:
    try:
        found = page(source)
    except ServandaError as error:
        assert error.where.startswith("page.md")
        return
    for block in found.blocks:
        try:
            found.value(Rule, block)
        except ServandaError as error:
            name, _, line = error.where.partition(":")
            assert name == "page.md"
            assert 1 <= int(line) <= source.count(b"\n") + source.count(b"\r") + 10


@given(st.binary(max_size=300))
def test_any_bytes_give_a_page_or_one_clear_error(source: bytes) -> None:
    _read_or_refuse(source)


PIECES = [
    *PAGE.splitlines(keepends=True),
    "```",
    "~~~toml rule\n",
    "    ```toml rule\n",
    "> ```toml rule\n",
    "\x00",
    "\ufeff",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25))
def test_any_order_of_pieces_gives_a_page_or_one_clear_error(pieces: list[str]) -> None:
    _read_or_refuse("".join(pieces).encode("utf-8", "surrogatepass"))
