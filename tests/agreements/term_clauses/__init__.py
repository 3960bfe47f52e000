"""Short clauses of our own writing with the terms each states; data in the TOML files beside this one.

A table holds `words` (Markdown) and a key for each kind of term that they state; a kind without a key
must not be found. A time is `COUNT UNIT`, with `from EVENT` where the words say what starts it, or
`words` where they give no number. `any` accepts every value of its kind, and none (a case on which readers differ).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agreement_kit import NUMERIC

from servanda.agreements.extract.catalog import terms_of
from servanda.agreements.passages import read_passages
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import IN_WEEKS, KINDS, Term
from servanda.documents.reader import read_bytes

OWN = {"purposes", "data_categories", "data_subjects", "subprocessors"}


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and table of every row, file by file."""
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        tables = tomllib.loads(path.read_text("utf-8"))["clause"]
        for n, table in enumerate(tables, 1):
            assert set(table) - {"words"} <= KINDS, table
            yield f"{path.stem}-{n}", table


def terms(words: str) -> tuple[Term, ...]:
    """The terms of one clause, read as a file of its own."""
    text = f"# Data Processing Agreement\n\n{words.strip()}\n"
    return terms_of(Court(read_passages(read_bytes(text.encode(), "paper.md")), {}))


def wire(kind: str, value: Any, unit: str) -> tuple[Any, str]:
    """A time as it is told: weeks as days, but where the guidelines of labelling have weeks."""
    return (value * 7, "days") if unit == "weeks" and kind not in IN_WEEKS else (value, unit)


def _time(stated: Any) -> tuple[Any, str, str | None]:
    length, _, starts = str(stated).partition(" from ")
    if length == "words":
        return None, "", starts or None
    count, unit = length.split()
    return (float(count) if "." in count else int(count)), unit, starts or None


def _alike(kind: str, stated: Any, got: Any) -> bool:
    if isinstance(stated, list):
        return isinstance(got, list) and {str(x).casefold() for x in stated} == {
            str(x).casefold() for x in got
        }
    if kind == "liability_cap":
        one, other = " ".join(str(stated).lower().split()), " ".join(str(got).lower().split())
        return one in other or other in one
    return str(stated).casefold() == str(got).casefold()


def faults(table: dict[str, Any]) -> list[str]:
    """What is wrong with the terms found in one row; `invented` marks a number that it does not state."""
    found = [term.flat() for term in terms(table["words"])]
    wrong = []
    for kind in sorted(KINDS - OWN):
        got = [flat for flat in found if flat["kind"] == kind]
        stated = table.get(kind)
        if stated is None:
            wrong += [
                f"{'invented' if kind in NUMERIC and flat['value'] is not None else 'extra'}"
                f" {kind} {flat['value']} {flat['unit'] or ''}"
                for flat in got
            ]
        elif stated == "any":
            continue
        elif kind in NUMERIC:
            times = [_time(x) for x in (stated if isinstance(stated, list) else [stated])]
            wanted = [(*wire(kind, value, unit), starts) for value, unit, starts in times]
            values = [(flat["value"], flat["unit"] or "") for flat in got]
            wrong += [
                f"missed {kind} {value} {unit}, found {values}"
                for value, unit, _ in wanted
                if (value, unit) not in values
            ]
            wrong += [
                f"invented {kind} {value} {unit}"
                for value, unit in values
                if value is not None and (value, unit) not in [w[:2] for w in wanted]
            ]
            starts = {flat["clock_starts"] for flat in got}
            wrong += [
                f"clock {kind} {event}, found {starts}"
                for _, _, event in wanted
                if event is not None and got and event not in starts
            ]
        elif not any(_alike(kind, stated, flat["value"]) for flat in got):
            wrong.append(f"missed {kind} {stated!r}, found {[flat['value'] for flat in got]!r}")
    return wrong
