"""The texts of a language, read as literate pages: parts with their clauses, and schedules.

A `clause` block stands under its words. `answers` names requirements by their outside alias, `kinds`
the terms that the clause states, `laws` those of which one must be asked for, `when` and `unless`
terms or facts that must or must not be given, `not_when` values of a term that drop the clause.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from servanda.base.literate import Page, read


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseText:
    """The text of one clause, a Jinja template, with its heading."""

    id: str
    laws: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    not_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: tuple[str, ...] | Mapping[str, tuple[str, ...]] = ()
    kinds: tuple[str, ...] = ()
    heading: str = ""
    words: str = ""

    def answered(self, items: tuple[str, ...]) -> tuple[str, ...]:
        """The aliases that it answers; `items` are the values of its term where that decides."""
        if isinstance(self.answers, tuple):
            return self.answers
        return tuple(dict.fromkeys(a for item in items for a in self.answers.get(item, ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class PartText:
    """A numbered part of the agreement, or a schedule."""

    id: str
    laws: tuple[str, ...] = ()
    heading: str = ""
    clauses: tuple[ClauseText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All texts of a language."""

    parts: tuple[PartText, ...]
    schedules: tuple[PartText, ...]


@cache
def texts(language: str) -> Texts:
    """The texts of a language; raises ServandaError with `file:line` for a fault in them."""
    home = files("servanda.agreements.drafting") / "texts" / language

    def page(name: str, kind: str) -> tuple[PartText, ...]:
        source = (home / name).read_bytes()
        return _parts(read(source, f"{language}/{name}", rules=("clause",), others=(kind,)), kind)

    return Texts(parts=page("agreement.md", "part"), schedules=page("schedules.md", "schedule"))


def _parts(page: Page, kind: str) -> tuple[PartText, ...]:
    parts: list[PartText] = []
    clauses: list[ClauseText] = []
    head: PartText | None = None

    def close() -> None:
        if head is not None:
            parts.append(
                PartText(id=head.id, laws=head.laws, heading=head.heading, clauses=tuple(clauses))
            )
        clauses.clear()

    for section in page.sections:
        for block in section.blocks:
            table = {**block.table, "heading": section.heading}
            if block.kind == kind:
                close()
                head = page.value(PartText, replace(block, table=table))
            else:
                table["words"] = block.words
                clauses.append(page.value(ClauseText, replace(block, table=table)))
    close()
    return tuple(parts)


def example(language: str) -> str:
    """A complete brief, as the language's folder holds it."""
    home = files("servanda.agreements.drafting") / "texts" / language
    return (home / "example.toml").read_text("utf-8")
