"""A de-identified copy of a table, batch by batch."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from servanda.inventory.combination import QUASI, Combination, combine
from servanda.inventory.deidentify.methods import Key, Method, Tokens, deidentify
from servanda.inventory.deidentify.plans import Treated
from servanda.inventory.evidence import Classes, records_of

_TELLING = 4
"""Characters from which on a value is looked for in the other cells of its row."""
_PROSE = re.compile(r"(?:\S+\s+){3}\S")
"""Four words are read as running text, in which names and places are looked for too."""
_BETWEEN = "\n\n"
_LOOKED = 20_000
"""Rows of the copy that are drawn to count how far its quasi-identifiers tell them apart."""


@dataclass(slots=True)
class Copying:
    """How one table is copied, and what is counted on the way."""

    treated: tuple[Treated, ...]
    key: Key
    classes: Classes
    tokens: Tokens | None = None
    rows: int = 0
    redacted: int = 0
    quasi: dict[str, list[Any]] = field(default_factory=dict)

    def batches(self, batches: Iterable[Any]) -> Iterator[tuple[list[str], list[list[Any]]]]:
        """The columns' names and values of each batch, de-identified; empty and missing cells stay.

        A value of a treated column is also taken out of the other texts of its row; what has the form
        of a class that can be told inside text (an e-mail address, a card number) out of every text;
        and names, places and the like out of running text.
        """
        plans = {one.column: one for one in self.treated if one.method is not Method.WITHIN}
        for batch in batches:
            records = records_of(batch)
            names = list(records.column_names)
            columns = [array.to_pylist() for array in records.columns]
            originals = [
                (plans[name], values)
                for name, values in zip(names, columns, strict=True)
                if name in plans
            ]
            made: list[list[Any]] = []
            for name, values in zip(names, columns, strict=True):
                plan = plans.get(name)
                if plan is not None:
                    made.append([self._cell(value, plan) for value in values])
                else:
                    made.append(self._texts(values, originals))
            self._look(names, made)
            yield names, made

    def _cell(self, value: Any, plan: Treated) -> str | None:
        if value is None:
            return None
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        if not text.strip():
            return None
        return deidentify(text, plan.data_class, plan.method, self.key, self.tokens)

    def _texts(self, values: list[Any], originals: list[tuple[Treated, list[Any]]]) -> list[Any]:
        made = [
            self._without(value, row, originals) if isinstance(value, str) else value
            for row, value in enumerate(values)
        ]
        long = [
            row for row, value in enumerate(made) if isinstance(value, str) and _PROSE.match(value)
        ]
        for row, text in zip(long, redact_prose([made[row] for row in long]), strict=True):
            self.redacted += text != made[row]
            made[row] = text
        return made

    def _without(self, text: str, row: int, originals: list[tuple[Treated, list[Any]]]) -> str:
        before = text
        for plan, values in originals:
            value = values[row]
            if isinstance(value, str) and len(value.strip()) >= _TELLING:
                text = re.sub(
                    re.escape(value.strip()), f"[{plan.data_class}]", text, flags=re.IGNORECASE
                )
        text = redact_text(text, self.classes)
        self.redacted += text != before
        return text

    def _look(self, names: list[str], columns: list[list[Any]]) -> None:
        """A reservoir of the rows of the quasi-identifiers, as they stand in the copy."""
        quasi = {one.column for one in self.treated if one.data_class in QUASI}
        for name in names:
            if name in quasi:
                self.quasi.setdefault(name, [])
        picked = [values for name, values in zip(names, columns, strict=True) if name in quasi]
        for row in zip(*picked, strict=True):
            self.rows += 1
            if self.rows <= _LOOKED:
                for held, value in zip(self.quasi.values(), row, strict=True):
                    held.append(value)
            elif (slot := random.randrange(self.rows)) < _LOOKED:  # noqa: S311 (a sample, no secret)
                for held, value in zip(self.quasi.values(), row, strict=True):
                    held[slot] = value

    def combination(self, table: str) -> Combination | None:
        """How far what is left tells the rows of the copy apart; None with fewer than two such columns."""
        return combine(
            table, list(self.quasi), list(self.quasi.values()), whole=self.rows <= _LOOKED
        )


def redact_text(text: str, classes: Classes) -> str:
    """The text with every value that has the form of a class replaced by the class in brackets."""
    for recogniser in classes.recognisers:
        if recogniser.inside is None:
            continue
        detector = recogniser.detector

        def said(match: re.Match[str], detector: Any = detector) -> str:
            if detector.valid is not None and not detector.valid(match[0]):
                return match[0]
            return f"[{detector.id}]"

        text = recogniser.inside.sub(said, text)
    return text


def redact_prose(texts: list[str]) -> list[str]:
    """Running texts with names, places, dates and whatever else is found in them replaced by the class."""
    from servanda.inventory.spans import find

    if not texts:
        return []
    made: list[list[str]] = [[] for _ in texts]
    whole = _BETWEEN.join(texts)
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(_BETWEEN)
    spans = list(find(whole))
    for text, start, parts in zip(texts, starts, made, strict=True):
        end, last = start + len(text), start
        while spans and spans[0].start < end:
            span = spans[0]
            first, stop = max(span.start, last), min(span.end, end)
            if first < stop and not _marked(whole, first, stop):
                parts += [whole[last:first], f"[{span.data_class}]"]
                last = stop
            if span.end > end:
                break  # it goes on in the next text
            spans.pop(0)
        parts.append(whole[last:end])
    return ["".join(parts) for parts in made]


def _marked(text: str, start: int, end: int) -> bool:
    """Whether a span is within a mark that was put there before."""
    return text.rfind("[", 0, start) > text.rfind("]", 0, start) and "]" in text[end : end + 60]
