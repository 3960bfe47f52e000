"""The agreement file: Markdown whose quoted clauses carry their terms as TOML.

Under the title stands one `agreement` block, under each quoted clause its `term` blocks. What was
written reads back to the same agreement, whatever the contract's words contain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

import tomli_w

from servanda.agreements.agreement import Agreement, DocumentKind, Party, Source
from servanda.agreements.terms import CLOCK_KINDS, KINDS, Term
from servanda.base.clocks import Clock
from servanda.base.literate import Block, Page, Section, read

UNSURE_BELOW = 0.7
"""A term less sure than this is marked `unsure = true` for a person."""

_MARKED_UNSURE = 0.5
_LINE_ENDS = re.compile(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029\x00]")
_NO_WORDS = "(no words quoted)"
_SIMPLE = re.compile(r"(?=.*\d)[A-Za-z0-9.()/-]+")
_NUMBER = re.compile(r"^(?=\S*\d)[\w.()/-]+(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    kind: DocumentKind
    parties: tuple[Party, ...] = ()
    laws: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _TermBlock:
    kind: str
    clock: Clock | None = None
    value: str | int | float | bool | tuple[str, ...] | None = None
    unit: str = ""
    bearer: str = ""
    to: str = ""
    clause: str | None = None
    page: int = 0
    quote: str | None = None
    confidence: float | None = None
    unsure: bool = False


def read_agreement(source: bytes, name: str) -> Agreement:
    """Read an agreement file; its id is the stem of `name`.

    Raises ServandaError with `file:line`: `no-agreement`, `two-agreements`, `unknown-term`,
    `bad-term`, and what the literate reader raises.
    """
    page = read(source, name, rules=("term",), others=("agreement",))
    heads = [
        (section, block)
        for section in page.sections
        for block in section.blocks
        if block.kind == "agreement"
    ]
    if not heads:
        raise page.fault(
            "no-agreement",
            1,
            "this page has no `agreement` block",
            'put ```toml agreement with kind = "dpa" under its title',
        )
    if len(heads) > 1:
        raise page.fault(
            "two-agreements", heads[1][1].line, "this page has a second `agreement` block"
        )
    section, block = heads[0]
    head = page.value(_Head, block)
    terms = [
        _term(page, part, block)
        for part in page.sections
        for block in part.blocks
        if block.kind == "term"
    ]
    return Agreement(
        id=PurePath(name).stem,
        title=section.heading,
        kind=head.kind,
        parties=head.parties,
        laws=head.laws,
        begins=head.begins,
        ends=head.ends,
        source=head.source,
        terms=tuple(terms),
    )


def _term(page: Page, section: Section, block: Block) -> Term:
    if isinstance(block.table.get("kind"), str):
        block.table["kind"] = block.table["kind"].replace("-", "_")
    value = page.value(_TermBlock, block)
    line = _line(block, "kind")
    if value.kind not in KINDS:
        raise page.fault(
            "unknown-term",
            line,
            f"`{value.kind}` is no kind of term",
            f"one of {', '.join(sorted(KINDS))}",
        )
    if value.kind in CLOCK_KINDS and value.clock is None:
        raise page.fault(
            "bad-term", line, f"`{value.kind}` is a time limit", "give it clock = { hours = 48 }"
        )
    if value.kind not in CLOCK_KINDS and value.clock is not None:
        raise page.fault(
            "bad-term", _line(block, "clock"), f"`{value.kind}` is no time limit", "give it a value"
        )
    confidence = value.confidence
    if confidence is not None and not 0 <= confidence <= 1:
        raise page.fault("bad-term", _line(block, "confidence"), "confidence runs from 0 to 1")
    if confidence is None:
        confidence = _MARKED_UNSURE if value.unsure else 1.0
    elif not value.unsure and confidence < UNSURE_BELOW:
        # the mark was taken away by the person who confirmed it
        confidence = 1.0
    return Term(
        kind=value.kind,
        quote=value.quote if value.quote is not None else (block.quoted or block.words),
        clause=value.clause if value.clause is not None else _clause_of(section.heading),
        page=value.page,
        clock=value.clock,
        value=value.value,
        unit=value.unit,
        bearer=value.bearer,
        to=value.to,
        confidence=confidence,
    )


def _line(block: Block, key: str) -> int:
    for offset, line in enumerate(block.source.splitlines()):
        if re.match(rf"\s*[\"']?{key}\b", line):
            return block.line + 1 + offset
    return block.line


def _clause_of(heading: str) -> str:
    found = _NUMBER.match(heading)
    return found[0] if found else heading


def write_agreement(agreement: Agreement, *, remarks: Sequence[str] = ()) -> str:
    """The agreement as its file; `remarks` are listed at the end for a person to settle."""
    head: dict[str, Any] = {"kind": agreement.kind}
    if agreement.laws:
        head["laws"] = list(agreement.laws)
    if agreement.begins:
        head["begins"] = agreement.begins
    if agreement.ends:
        head["ends"] = agreement.ends
    if agreement.source:
        head["source"] = {"file": agreement.source.file, "digest": agreement.source.digest}
    if agreement.parties:
        head["parties"] = [{"name": p.name, "role": p.role} for p in agreement.parties]
    title = _one_line(agreement.title) or "Agreement"
    parts = [f"# {title}\n", _fence("agreement", head)]
    heading, quoted = None, None
    for term in agreement.terms:
        name = _one_line(term.clause)
        name = name or term.kind.replace("_", " ")
        if name != heading:
            parts.append(f"## {name}\n")
            heading, quoted = name, None
        if term.quote != quoted:
            parts.append(_quoted(term.quote))
            quoted = term.quote
        parts.append(_fence("term", _term_table(term, name)))
    if remarks:
        parts.append("## To be confirmed\n")
        parts.append("".join(f"- {_one_line(remark)}\n" for remark in remarks))
    return "\n".join(parts).encode("utf-8", "replace").decode("utf-8")


def _term_table(term: Term, heading: str) -> dict[str, Any]:
    table: dict[str, Any] = {"kind": term.kind.replace("_", "-")}
    if term.clock is not None:
        table["clock"] = term.clock.to_plain()
    if term.value is not None:
        table["value"] = list(term.value) if isinstance(term.value, tuple) else term.value
    for key, text in (("unit", term.unit), ("bearer", term.bearer), ("to", term.to)):
        if text:
            table[key] = text
    if not _SIMPLE.fullmatch(term.clause) or _clause_of(heading) != term.clause:
        table["clause"] = term.clause
    if term.page:
        table["page"] = term.page
    if not _plainly_quoted(term.quote):
        table["quote"] = term.quote
    if term.confidence != 1.0:
        table["confidence"] = term.confidence
        if term.confidence < UNSURE_BELOW:
            table["unsure"] = True
    return table


def _plainly_quoted(words: str) -> bool:
    """Whether a block quote gives the words back exactly."""
    return bool(words) and words == words.strip() and not _LINE_ENDS.search(words)


def _quoted(words: str) -> str:
    shown = _LINE_ENDS.sub(" ", words).strip() or _NO_WORDS
    return "".join(f"> {line}\n" for line in shown.split("\n"))


def _one_line(text: str) -> str:
    """Text as a heading gives it back: one line, nothing that Markdown would take for itself."""
    text = " ".join(_LINE_ENDS.sub(" ", text).split())
    return re.sub(r"^#+\s*|\s#+$", "", text).strip()


def _fence(kind: str, table: dict[str, Any]) -> str:
    body = tomli_w.dumps(_inline(table))
    # a line of the block that looks like its end would end it
    longest = max((len(run) for run in re.findall(r"`{3,}", body)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}toml {kind}\n{body}{ticks}\n"


def _inline(table: dict[str, Any]) -> dict[str, Any]:
    """Surrogates have no UTF-8; they cannot have come from a document that was read."""

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return value.encode("utf-8", "replace").decode("utf-8")
        if isinstance(value, dict):
            return {clean(key): clean(item) for key, item in value.items()}
        if isinstance(value, list):
            return [clean(item) for item in value]
        return value

    cleaned: dict[str, Any] = clean(table)
    return cleaned
