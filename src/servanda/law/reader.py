"""Reads the literate text of a legal instrument.

Block kinds: `law` once, under the title; `duty` and `requirement`, the rules; `case` (of the duty
above it, or of the one it names) and `example` (of the requirement above it, likewise).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.instants import require_instant
from servanda.base.literate import Block, Page, Section, read
from servanda.base.toml import read_toml
from servanda.law.conditions import require_condition, settles
from servanda.law.headings import path_of
from servanda.law.provisions import (
    Case,
    Confidence,
    Duty,
    Example,
    Law,
    Provision,
    Requirement,
)

RULES = ("duty", "requirement")
OTHERS = ("law", "case", "example")
_EXPECTED = ("due", "applies", "words")
_SETTINGS = ("zone", "holidays")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """The `law` block."""

    short: str
    jurisdiction: str
    source: str
    adopted: date
    since: date
    reviewed: date
    until: date | None = None
    proposed: date | None = None
    confidence: Confidence = ""


def read_law(law_id: str, source: bytes) -> Law:
    """Read one instrument; `law_id` is its id (`eu/gdpr`), and `file:line` shows `eu/gdpr.md`.

    Raises ServandaError with `where`: the codes of `servanda.base.literate`, and `no-law-block`,
    `no-citation`, `duplicate-provision`, `duplicate-id`, `unknown-duty`, `unknown-requirement`,
    `unused-fact`, `bad-condition`, `nothing-expected`.
    """
    page = read(source, f"{law_id}.md", rules=RULES, others=OTHERS)
    head_section, head = _head(page)
    provisions: list[Provision] = []
    lines: dict[str, int] = {}
    for section in page.sections:
        path = path_of(section.heading)
        blocks = tuple(block for block in section.blocks if block.kind != "law")
        if not path:
            if blocks:
                raise page.fault(
                    "no-citation",
                    section.line,
                    "this heading cites no provision",
                    "write it like `Article 33(1)`, `§ 164.410(b)` or `Requirement 12.8.2`",
                )
            continue
        if path in lines:
            raise page.fault(
                "duplicate-provision",
                section.line,
                f"provision `{path}` stands here a second time",
                f"it stands at line {lines[path]}",
            )
        lines[path] = section.line
        provisions.append(_provision(page, section, path, blocks))
    _refuse_duplicates(page, provisions)
    law = _law(law_id, head_section, head, tuple(provisions))
    _refuse_loose_ends(page, law)
    return law


_HEAD = re.compile(
    rb"# (?P<title>[^\n]+)\n\s*+(?P<about>(?:[^`#\n][^\n]*\n|\n)*+)```toml law\n(?P<block>.*?)\n```",
    re.DOTALL,
)


def read_head(law_id: str, source: bytes) -> Law:
    """What stands above the first provision: an instrument without its provisions, in a tenth of a
    millisecond.

    Raises ServandaError as `read_law` does.
    """
    found = _HEAD.match(source)
    if found is None:
        return replace(read_law(law_id, source), provisions=())
    line = source[: found.start("block")].count(b"\n") + 1
    head = read_toml(found["block"], f"{law_id}.md", line).value(_Head)
    section = Section(
        heading=found["title"].decode("utf-8", "replace").strip(),
        level=1,
        line=1,
        words=found["about"].decode("utf-8", "replace").strip(),
        blocks=(),
    )
    return _law(law_id, section, head, ())


def _law(law_id: str, section: Section, head: _Head, provisions: tuple[Provision, ...]) -> Law:
    return Law(
        id=law_id,
        title=section.heading,
        short=head.short,
        jurisdiction=head.jurisdiction,
        source=head.source,
        adopted=head.adopted,
        since=head.since,
        reviewed=head.reviewed,
        until=head.until,
        proposed=head.proposed,
        confidence=head.confidence,
        about=section.words,
        provisions=provisions,
    )


def _head(page: Page) -> tuple[Section, _Head]:
    found = [(s, block) for s in page.sections for block in s.blocks if block.kind == "law"]
    if len(found) != 1:
        line = found[1][1].line if found else 1
        raise page.fault(
            "no-law-block",
            line,
            "a law has exactly one `law` block, under its title",
            "```toml law with short, jurisdiction, source, adopted, since, reviewed",
        )
    section, block = found[0]
    return section, page.value(_Head, block)


def _provision(page: Page, section: Section, path: str, blocks: tuple[Block, ...]) -> Provision:
    duties: list[Duty] = []
    requirements: list[Requirement] = []
    examples: list[Example] = []
    cases: list[Case] = []
    for block in blocks:
        if block.kind == "duty":
            duties.append(_duty(page, block))
        elif block.kind == "requirement":
            requirements.append(_requirement(page, block))
        elif block.kind == "example":
            above = requirements[-1].id if requirements else ""
            table = {"requirement": above, **block.table}
            example = page.value(Example, _without(page, block, ("line",), table))
            examples.append(replace(example, words=example.words.strip(), line=block.line))
        else:
            cases.append(_case(page, block, duties[-1].id if duties else ""))
    return Provision(
        path=path,
        heading=section.heading,
        words=section.words,
        line=section.line,
        duties=tuple(duties),
        requirements=tuple(requirements),
        examples=tuple(examples),
        cases=tuple(cases),
    )


def _without(page: Page, block: Block, keys: tuple[str, ...], table: dict[str, Any]) -> Block:
    """The block with another table; what the reader fills in itself is no key of the text."""
    for key in keys:
        if key in block.table:
            raise page.fault("unknown-key", block.line, f"`{key}` is not a key here")
    return replace(block, table=table)


def _duty(page: Page, block: Block) -> Duty:
    table = dict(block.table)
    for key in ("when", "unless"):
        if isinstance(table.get(key), str):
            table[key] = [table[key]]
    duty = page.value(Duty, _without(page, block, ("words", "line"), table))
    try:
        for condition in (*duty.when, *duty.unless):
            require_condition(condition)
    except ServandaError as error:
        raise page.fault(error.code, block.line, error.message, error.hint) from None
    return replace(duty, words=block.words, line=block.line)


def _requirement(page: Page, block: Block) -> Requirement:
    table = dict(block.table)
    if isinstance(table.get("clause"), str):
        table["clause"] = table["clause"].strip()
    requirement = page.value(Requirement, _without(page, block, ("words", "line"), table))
    return replace(requirement, words=block.words, line=block.line)


def _case(page: Page, block: Block, above: str) -> Case:
    table = dict(block.table)
    name, duty = table.pop("name", None), table.pop("duty", above)
    if not isinstance(name, str) or not name or not isinstance(duty, str):
        raise page.fault("missing-key", block.line, "a case has a `name`, which is a text")
    expect = {key: table.pop(key) for key in _EXPECTED if key in table}
    if not expect:
        raise page.fault(
            "nothing-expected",
            block.line,
            "this case says nothing that could fail",
            f"state one of {', '.join(_EXPECTED)}",
        )
    try:
        facts = {key: _settled(value) for key, value in table.items()}
        expect = {key: _settled(value) for key, value in expect.items()}
    except ServandaError as error:
        raise page.fault(error.code, block.line, error.message, error.hint) from None
    return Case(name=name, duty=duty, facts=facts, expect=expect, line=block.line)


def _settled(value: Any) -> Any:
    """A value as facts hold it: instants in UTC, lists as tuples."""
    if isinstance(value, datetime):
        return require_instant(value)
    return tuple(value) if isinstance(value, list) else value


def _refuse_duplicates(page: Page, provisions: list[Provision]) -> None:
    ids: dict[str, int] = {}
    aliases: dict[str, int] = {}
    for rule in (rule for provision in provisions for rule in provision.rules):
        alias = rule.alias if isinstance(rule, Requirement) else ""
        for name, seen in ((rule.id, ids), (alias, aliases)):
            if name and name in seen:
                raise page.fault(
                    "duplicate-id",
                    rule.line,
                    f"the id `{name}` is taken",
                    f"it stands at line {seen[name]}",
                )
            seen[name] = rule.line


def _refuse_loose_ends(page: Page, law: Law) -> None:
    duties = {duty.id: duty for duty in law.duties}
    requirements = {requirement.id for requirement in law.requirements}
    for provision in law.provisions:
        for example in provision.examples:
            if example.requirement not in requirements:
                raise page.fault(
                    "unknown-requirement",
                    example.line,
                    "this example belongs to no requirement",
                    "put it below one, or name it with `requirement`",
                )
        for case in provision.cases:
            if case.duty not in duties:
                raise page.fault(
                    "unknown-duty",
                    case.line,
                    "this case belongs to no duty",
                    "put it below one, or name it with `duty`",
                )
            _refuse_unused_facts(page, case, duties[case.duty])


def _refuse_unused_facts(page: Page, case: Case, duty: Duty) -> None:
    conditions = (*duty.when, *duty.unless)
    starts = duty.clock.starts if duty.clock else ""
    for fact in case.facts:
        if fact in _SETTINGS or fact == starts:
            continue
        if not any(settles(fact, condition) for condition in conditions):
            known = ", ".join((*_EXPECTED, *_SETTINGS, *filter(None, (starts,)), *conditions))
            raise page.fault(
                "unused-fact",
                case.line,
                f"the duty `{duty.id}` does not ask about `{fact}`",
                f"it knows {known}",
            )
