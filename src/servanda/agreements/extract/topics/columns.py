"""Terms in the columns of a table whose head names them: how long kept, when deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import clock, lengths
from servanda.agreements.extract.topics._ends_kept import END
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import Term

_COLUMNS = (
    (
        "retention",
        re.compile(
            r"^\W*(?:(?:data|log) )?retention\b|\bhow long\b.{0,160}\b(?:keep|kept|store|stored|hold|held|retain\w*)\b|\bretention (?:period|time)|\bretained for|\bstorage (?:period|duration)|\bkept for",
            re.IGNORECASE,
        ),
    ),
    (
        "deletion_after_end",
        re.compile(r"\b(?:deleted|deletion|erased|erasure|removed|removal)\b", re.IGNORECASE),
    ),
)


def find(court: Court) -> Iterator[Term]:
    """What a table says in a column whose head names the term."""
    document = court.reading.document
    for table in document.tables:
        if len(table.rows) < 2:
            continue
        for kind, head in _COLUMNS:
            column = next((n for n, cell in enumerate(table.rows[0]) if head.search(cell)), None)
            if column is None:
                continue
            of_backups = re.search(r"back-?up", " ".join(table.rows[0]), re.IGNORECASE)
            for row in table.rows[1:]:
                cell = row[column] if len(row) > column else ""
                passage = next(
                    (
                        p
                        for p in court.reading.passages
                        if "|" in p.words and cell and cell in p.words and row[0][:40] in p.words
                    ),
                    None,
                )
                if passage is None or re.search(r"back-?up|subprocess", passage.plain):
                    continue
                if kind == "deletion_after_end" and not END.search(
                    f"{table.rows[0][column]} {cell}".lower()
                ):
                    continue
                found = list(lengths(cell.lower()))
                if (
                    len({one.start for one in found}) != 1
                    or found[0].length.unit == "hours"
                    or not found[0].length.count
                ):
                    continue
                named = "backup_retention" if of_backups and kind == "retention" else kind
                for one in found:
                    yield term(named, passage, clock=clock(one.length), focus=1.0, confidence=0.8)
