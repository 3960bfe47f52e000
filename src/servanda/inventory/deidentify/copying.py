"""A de-identified copy of a table, batch by batch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from servanda.inventory.deidentify.methods import DEFAULTS, Key, Method, deidentify
from servanda.inventory.evidence import Classes, records_of
from servanda.inventory.findings import ColumnFinding

_TELLING = 4
"""Characters from which on a value is looked for in the other cells of its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treated:
    """What is done to a column: `data_class` and `method`; `inside` where only parts of its text are."""

    column: str
    data_class: str
    method: Method


def treatments(
    findings: Iterable[ColumnFinding], chosen: Mapping[str, Method] | None = None
) -> tuple[Treated, ...]:
    """What to do with each column in which something was found, once a column.

    Where several classes were found in one column it holds free text or a mixture: all of it is
    redacted. `chosen` are methods by class, in place of `DEFAULTS`.
    """
    columns: dict[str, list[ColumnFinding]] = {}
    for finding in findings:
        columns.setdefault(finding.column, []).append(finding)
    treated = []
    for column, found in columns.items():
        classes = {one.data_class for one in found}
        name = found[0].data_class if len(classes) == 1 else "text"
        mixed = len(classes) > 1 or found[0].matched * 2 < found[0].seen
        default = Method.REDACT if mixed else DEFAULTS.get(name, Method.TOKENISE)
        method = default if mixed else (chosen or {}).get(name, default)
        treated.append(Treated(column=column, data_class=name, method=method))
    return tuple(treated)


def rows_deidentified(
    batches: Iterable[Any], treated: Iterable[Treated], key: Key, classes: Classes
) -> Iterator[tuple[list[str], list[list[Any]]]]:
    """The columns' names and values of each batch, de-identified; empty and missing cells stay.

    A value of a treated column is also taken out of the other texts of its row, and what has the form
    of a class that can be told inside text (an e-mail address, a card number) is taken out of every
    text.
    """
    plans = {one.column: one for one in treated}
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
                made.append([_cell(value, plan, key) for value in values])
            else:
                made.append(
                    [
                        _text(value, row, originals, classes) if isinstance(value, str) else value
                        for row, value in enumerate(values)
                    ]
                )
        yield names, made


def _cell(value: Any, plan: Treated, key: Key) -> str | None:
    if value is None:
        return None
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return deidentify(text, plan.data_class, plan.method, key) if text.strip() else None


def _text(text: str, row: int, originals: list[tuple[Treated, list[Any]]], classes: Classes) -> str:
    for plan, values in originals:
        value = values[row]
        if isinstance(value, str) and len(value.strip()) >= _TELLING:
            text = re.sub(
                re.escape(value.strip()), f"[{plan.data_class}]", text, flags=re.IGNORECASE
            )
    return redact_text(text, classes)


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
