"""Statements: who said which fact of an incident, when, and since when it is known. Append-only.

A later statement of a fact replaces an earlier one and never removes it; saying None takes a fact back
to unknown. Mappings (`events`, `people_in`) are stated whole or by key (`events.awareness`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from servanda.base.codec import from_plain, to_plain
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.base.toml import read_toml
from servanda.incidents.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One fact as stated. `known_since` is when it became known in the house, `at` when it was written
    down here, `by` who wrote it, `source` what it rests on (a log, a caller, a report)."""

    fact: str
    value: Any
    at: Instant
    by: str
    known_since: Instant | None = None
    source: str = ""
    schema: Literal["servanda/incident-statement/1"] = "servanda/incident-statement/1"

    def __post_init__(self) -> None:
        fold([self])  # a statement that cannot be read is refused at once


def fold(statements: Iterable[Statement], *, until: Instant | None = None) -> Facts:
    """The facts as they stood at `until` (at the end where None), the latest statement of each.

    Raises ServandaError `unknown-key`, `wrong-type`, `wrong-value`, `wrong-fact` or `unknown-event`.
    """
    plain: dict[str, Any] = {}
    for statement in sorted(statements, key=lambda item: item.at):
        if until is not None and statement.at > until:
            break
        name, _, key = statement.fact.partition(".")
        value = to_plain(statement.value)
        if not key:
            plain[name] = value
            continue
        whole = dict(plain.get(name) or {})
        if value is None:
            whole.pop(key, None)
        else:
            whole[key] = value
        plain[name] = whole
    return from_plain(Facts, plain)


def state(facts: Mapping[str, Any], *, at: Instant, by: str, source: str = "") -> list[Statement]:
    """A statement for each of these facts."""
    return [
        Statement(fact=name, value=value, at=at, by=by, source=source)
        for name, value in facts.items()
    ]


def read_facts(source: str | bytes, name: str) -> Facts:
    """The facts of a TOML file (`schema = "servanda/incident-facts/1"`, then facts by name).

    Raises ServandaError with `file:line: why`.
    """
    text = read_toml(source, name)
    table = dict(text.table)
    if table.pop("schema", None) != "servanda/incident-facts/1":
        raise text.fault(
            "bad-facts",
            "schema",
            "this is no file of facts",
            'schema = "servanda/incident-facts/1"',
        )
    try:
        return from_plain(Facts, table)
    except ServandaError as error:
        raise type(error)(
            error.code,
            error.message,
            hint=error.hint,
            where=f"{name}:{text.line_of(error.where)}",
        ) from None
