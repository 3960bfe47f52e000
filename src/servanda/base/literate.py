"""The literate reader: Markdown whose fenced TOML blocks are the data.

A law and an agreement are both such pages. The heading is the provision or clause, the words stand
above the block, the block is the rule. Any bytes give a `Page` or a ServandaError whose `where` is
`file:line`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from markdown_it import MarkdownIt
from markdown_it.token import Token

from servanda.base.codec import from_plain
from servanda.base.errors import ServandaError
from servanda.base.toml import line_of, read_toml

T = TypeVar("T")

MAX_BYTES = 8_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced TOML block: its kind, its table, and the words that stand above it.

    `quoted` holds those of the words that stand in a block quote, exactly as written.
    """

    kind: str
    table: dict[str, Any]
    source: str
    line: int
    words: str
    quoted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its words and blocks; `level` counts from 1."""

    heading: str
    level: int
    line: int
    words: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A literate text. `name` is what `file:line` shows as the file."""

    name: str
    sections: tuple[Section, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block, in the order of the page."""
        return tuple(block for section in self.sections for block in section.blocks)

    def value(self, kind: type[T], block: Block) -> T:
        """The block as a `kind`; an unknown, missing or ill-typed key raises with `file:line`."""
        try:
            return from_plain(kind, block.table)
        except ServandaError as error:
            at = 1 + line_of(block.source, error.where) if error.where else 0
            raise type(error)(
                error.code, error.message, hint=error.hint, where=f"{self.name}:{block.line + at}"
            ) from None

    def fault(self, code: str, line: int, why: str, hint: str = "") -> ServandaError:
        """An error that points at a line of this page."""
        return ServandaError(code, why, hint=hint, where=f"{self.name}:{line}")


def read(
    source: str | bytes, name: str, *, rules: Collection[str], others: Collection[str] = ()
) -> Page:
    """Read a page. Blocks of a kind in `rules` need words above them, those in `others` do not.

    Raises ServandaError `not-utf8`, `too-large`, `bad-toml`, `no-kind`, `unknown-block`,
    `no-heading` or `no-words`.
    """
    text = _decode(source, name)
    # lines end with \n alone, as for the Markdown reader, TOML and every editor's line numbers
    lines = [f"{line}\n" for line in text.split("\n")]
    sections: list[Section] = []
    heading, level, start = "", 0, 1
    words: list[tuple[str, bool]] = []
    fresh: list[tuple[str, bool]] = []
    blocks: list[Block] = []

    def close() -> None:
        if heading or words or blocks:
            sections.append(
                Section(
                    heading=heading,
                    level=level,
                    line=start,
                    words="\n\n".join(text for text, _ in words),
                    blocks=tuple(blocks),
                )
            )

    above: list[tuple[str, bool]] = []
    tokens = _parse(text, name)
    for position, token in enumerate(tokens):
        if token.level or token.map is None:
            continue
        first, last = token.map
        if token.type == "heading_open":
            close()
            heading = tokens[position + 1].content.strip()
            level, start = int(token.tag[1:]), first + 1
            words, fresh, above, blocks = [], [], [], []
        elif token.type == "fence" and token.info.split()[:1] == ["toml"]:
            above, fresh = fresh or above, []
            blocks.append(_block(token, name, first + 1, above, heading, (*rules,), (*others,)))
        elif token.type == "blockquote_open":
            fresh.append((_unquote(lines[first:last]), True))
            words.append(fresh[-1])
        elif token.type not in ("fence", "hr"):
            fresh.append(("".join(lines[first:last]).strip(), False))
            words.append(fresh[-1])
    close()
    return Page(name=name, sections=tuple(sections))


def _decode(source: str | bytes, name: str) -> str:
    if len(source) > MAX_BYTES:
        raise ServandaError(
            "too-large",
            f"this page is larger than {MAX_BYTES // 1_000_000} MB",
            hint="split it; one page is one law or one agreement",
            where=name,
        )
    if isinstance(source, bytes):
        try:
            source = source.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise ServandaError(
                "not-utf8",
                "this page is not UTF-8 text",
                hint="save it as UTF-8",
                where=f"{name}:{line}",
            ) from None
    return re.sub(r"\r\n?", "\n", source)


def _parse(text: str, name: str) -> list[Token]:
    try:
        return MarkdownIt("commonmark").parse(text)
    except (RecursionError, ValueError, IndexError):
        raise ServandaError(
            "bad-markdown", "this page is no readable Markdown", where=name
        ) from None


def _unquote(lines: list[str]) -> str:
    return "".join(re.sub(r"^ {0,3}> ?", "", line) for line in lines).strip()


def _block(
    token: Token,
    name: str,
    line: int,
    above: list[tuple[str, bool]],
    heading: str,
    rules: tuple[str, ...],
    others: tuple[str, ...],
) -> Block:
    def fault(code: str, at: int, why: str, hint: str = "") -> ServandaError:
        return ServandaError(code, why, hint=hint, where=f"{name}:{at}")

    known = ", ".join(rules + others)
    info = token.info.split()
    if len(info) != 2:
        raise fault("no-kind", line, "a TOML block names its kind", f"```toml KIND, one of {known}")
    kind = info[1]
    if kind not in rules and kind not in others:
        raise fault("unknown-block", line, f"`{kind}` is no kind of block here", f"one of {known}")
    if not heading:
        raise fault("no-heading", line, "this block stands under no heading")
    words = "\n\n".join(text for text, _ in above)
    if kind in rules and not words:
        raise fault(
            "no-words",
            line,
            "this rule has no words above it",
            "put the provision's or clause's words between the heading and the block",
        )
    table = read_toml(token.content, name, line + 1).table
    return Block(
        kind=kind,
        table=table,
        source=token.content,
        line=line,
        words=words,
        quoted="\n\n".join(text for text, quoted in above if quoted),
    )
