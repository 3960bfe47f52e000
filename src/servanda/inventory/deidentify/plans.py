"""What is done to each column of the tables to be copied, and where a person has to decide first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from servanda.inventory.deidentify.methods import DEFAULTS, Method
from servanda.inventory.evidence import Classes, ColumnEvidence
from servanda.inventory.findings import ColumnFinding

SURE = 0.6
"""Confidence below which a person is asked whether a column is of its class."""
_SOME = 0.05
"""The share of distinct values of a form with a check from which on a column is not simply left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treated:
    """What is done to a column, as values of which class, and why if not for its own findings."""

    column: str
    data_class: str
    method: Method
    table: str = ""
    sure: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A person's word on a column: leave it (`method` None), or what to do with it."""

    data_class: str = ""
    method: Method | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """A column of which a person must say what to do, and why."""

    table: str
    column: str
    why: str


def treatments(
    findings: Iterable[ColumnFinding], chosen: Mapping[str, Method] | None = None
) -> tuple[Treated, ...]:
    """What to do with each column in which something was found, once a column.

    Where several classes were found in one column it holds free text or a mixture: all of it is
    redacted. `chosen` are methods by class, in place of `DEFAULTS`.
    """
    columns: dict[tuple[str, str], list[ColumnFinding]] = {}
    for finding in findings:
        columns.setdefault((finding.table, finding.column), []).append(finding)
    treated = []
    for (table, column), found in columns.items():
        classes = {one.data_class for one in found}
        name = found[0].data_class if len(classes) == 1 else "text"
        mixed = len(classes) > 1 or found[0].matched * 2 < found[0].seen
        default = Method.REDACT if mixed else DEFAULTS.get(name, Method.TOKENISE)
        method = default if mixed else (chosen or {}).get(name, default)
        treated.append(
            Treated(
                table=table,
                column=column,
                data_class=name,
                method=method,
                sure=max(one.confidence for one in found),
            )
        )
    return tuple(treated)


def decided(
    plans: Iterable[Treated],
    columns: Mapping[str, tuple[str, ...]],
    told: Mapping[str, Told],
) -> tuple[Treated, ...]:
    """The plans with a person's word, and alike for columns of one name, so that joins survive.

    `columns` are those of each table, `told` is by `column` or `table.column`. Of one name, the plan
    of the surest finding holds in every table.
    """
    made = {(plan.table, plan.column): plan for plan in plans}
    best: dict[str, Treated] = {}
    for plan in made.values():
        if plan.column not in best or plan.sure > best[plan.column].sure:
            best[plan.column] = plan
    for table, names in columns.items():
        for column in names:
            said = told.get(f"{table}.{column}", told.get(column))
            shared = best.get(column)
            if said is not None:
                made.pop((table, column), None)
                if said.method is not None:
                    made[table, column] = Treated(
                        table=table,
                        column=column,
                        data_class=said.data_class,
                        method=said.method,
                        why="as you said",
                    )
            elif shared is not None and not _alike(made.get((table, column)), shared):
                made[table, column] = Treated(
                    table=table,
                    column=column,
                    data_class=shared.data_class,
                    method=shared.method,
                    sure=shared.sure,
                    why=f"as `{shared.table}.{column}`",
                )
    return tuple(
        made[table, column]
        for table, names in columns.items()
        for column in names
        if (table, column) in made
    )


def _alike(one: Treated | None, two: Treated) -> bool:
    return one is not None and (one.data_class, one.method) == (two.data_class, two.method)


def unsure(
    table: str,
    evidence: Iterable[ColumnEvidence],
    plans: Iterable[Treated],
    told: Mapping[str, Told],
    classes: Classes,
) -> tuple[Unsure, ...]:
    """The columns of a table that a person must decide on: nothing is written while one is left."""
    planned = {plan.column: plan for plan in plans if plan.table == table}
    found = []
    for column in evidence:
        name = column.column
        if f"{table}.{name}" in told or name in told:
            continue
        plan = planned.get(name)
        if plan is None:
            why = _doubt(column, classes)
        elif plan.sure < SURE and plan.method is not Method.REDACT:
            why = f"it is `{plan.data_class}` with a confidence of {plan.sure:.0%} only"
        else:
            why = ""
        if why:
            found.append(Unsure(table=table, column=name, why=why))
    return tuple(found)


def _doubt(column: ColumnEvidence, classes: Classes) -> str:
    """Why a column in which nothing was found might hold something after all."""
    if column.cut:
        return f"{column.cut} long cells were read in part"
    if column.distinct and column.opaque * 2 > column.distinct:
        return "its values look like ciphertext or digests"
    for name, evidence in sorted(column.classes.items()):
        detector = classes.headers.detectors[name]
        checked = detector.valid is not None and detector.chance <= 0.1
        share = evidence.valid / column.distinct if column.distinct else 0.0
        # what passes by accident is no doubt
        if checked and share >= max(_SOME, 2 * detector.chance) and len(evidence.marks) > 1:
            return (
                f"{evidence.valid} of {column.distinct} distinct values pass the check of `{name}`"
            )
    return ""
