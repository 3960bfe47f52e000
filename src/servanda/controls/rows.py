"""Counting the rows of an agreement, table by table, in the databases themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.controls.collecting import text, unread
from servanda.controls.control import Observation, Situation
from servanda.controls.databases import Database, opened
from servanda.controls.holdings import Declared, Holding, named
from servanda.controls.judging import View, covers, reach
from servanda.inventory.findings import Dataset
from servanda.inventory.systems import System
from servanda.obligations.obligation import Obligation

Question = Callable[[Database, Dataset, Obligation], dict[str, Any]]


class Tables:
    """For each obligation the tables that have to be looked at, the same for collection and judgement."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._declared = Declared(situation)
        self._reached = reach(situation)

    def systems(self, obligation: Obligation) -> tuple[str, ...]:
        """The systems that hold, or are said to hold, the data in question."""
        elsewhere = self._declared.elsewhere(obligation.agreement)
        return tuple(sorted({*self._reached(obligation), *elsewhere}))

    def of(self, obligation: Obligation) -> tuple[Holding, ...]:
        """The tables in question."""
        return self._declared.holdings(self.systems(obligation), obligation.agreement)

    def gaps(self, obligation: Obligation) -> list[tuple[str, str]]:
        """System and reason for every place in which unknown tables may hold more of the data."""
        gaps = []
        for system in self.systems(obligation):
            discovery = self._situation.discoveries.get(system)
            if discovery is None:
                gaps.append((system, f"{system} was not scanned: more tables may hold such data"))
            else:
                gaps += [(system, why) for _, why in unread(discovery)]
        return gaps


def per_table(
    situation: Situation, obligations: Sequence[Obligation], question: Question
) -> list[Observation]:
    """Ask a question of every table of every obligation; what cannot be asked is a failed observation."""
    tables = Tables(situation)
    asked: dict[str, list[tuple[Obligation, Holding]]] = {}
    observations = []
    for obligation in obligations:
        for holding in tables.of(obligation):
            asked.setdefault(holding.system, []).append((obligation, holding))
        observations += [
            Observation(
                subject=system,
                facts={"obligation": obligation.id, "system": system},
                failed=why,
            )
            for system, why in tables.gaps(obligation)
        ]
    systems = {system.id: system for system in situation.systems}
    for name in sorted(asked):
        observations += _ask(systems.get(name), situation.folder, asked[name], question)
    return observations


def _ask(
    system: System | None,
    folder: str,
    asked: Sequence[tuple[Obligation, Holding]],
    question: Question,
) -> list[Observation]:
    if system is None:
        return [_failed(o, h, f"{h.system} is not in servanda.toml") for o, h in asked]
    observations: list[Observation] = []
    try:
        with opened(system, folder, _columns(asked)) as database:
            for obligation, holding in asked:
                observations.append(_answer(database, obligation, holding, question))
    except (ServandaError, OSError) as error:
        why = error.message if isinstance(error, ServandaError) else f"{system.id} cannot be read"
        done = len(observations)
        observations += [_failed(o, h, why) for o, h in asked[done:]]
    return observations


def _columns(asked: Sequence[tuple[Obligation, Holding]]) -> set[str]:
    datasets = [holding.dataset for _, holding in asked if holding.dataset is not None]
    return {name for d in datasets for name in (d.created, d.customer) if name}


def _answer(
    database: Database, obligation: Obligation, holding: Holding, question: Question
) -> Observation:
    if holding.dataset is None:
        why = (
            f"{holding.table} of {holding.system} holds customer data, but is no dataset of "
            "inventory.toml: its rows cannot be dated or told apart"
        )
        return _failed(obligation, holding, why)
    try:
        facts = question(database, holding.dataset, obligation)
    except ServandaError as error:
        return _failed(obligation, holding, error.message)
    return Observation(subject=_subject(holding), facts={**_about(obligation, holding), **facts})


def _failed(obligation: Obligation, holding: Holding, why: str) -> Observation:
    return Observation(subject=_subject(holding), facts=_about(obligation, holding), failed=why)


def _subject(holding: Holding) -> str:
    return f"{holding.system}: {holding.table}"


def _about(obligation: Obligation, holding: Holding) -> dict[str, Any]:
    return {"obligation": obligation.id, "system": holding.system, "table": holding.table}


def missing(tables: Tables, obligation: Obligation, view: View) -> list[str]:
    """Reasons for every table and system that the evidence should speak of and does not."""
    looked = {(text(o.facts, "system"), text(o.facts, "table")) for o in (*view.seen, *view.failed)}
    return [
        f"{holding.table} of {holding.system} was not looked at"
        for holding in tables.of(obligation)
        if (holding.system, holding.table) not in looked
    ] + [why for _, why in tables.gaps(obligation)]


def count(
    database: Database, dataset: Dataset, agreement: str, before: Instant | None
) -> dict[str, Any]:
    """Count the rows of an agreement in a table, and those that came to be before an instant.

    `rows` are the agreement's; `unowned` those whose owner cannot be told; `shared` is True where the
    table is of several agreements and no column says whose a row is, so that all rows were counted.
    With `before`: `undated` of `rows` have no time, `past` are older, and `unowned` counts only rows
    that are older or undated. Raises ServandaError as `Database` does.
    """
    table, mark = database.table(dataset.table), database.mark
    own, unowned, owners = "1 = 1", "1 = 0", "NULL"
    mine: list[str] = []
    known: list[str] = []
    if dataset.customer:
        database.kind(dataset.table, dataset.customer)
        owners = f"CAST({database.name(dataset.customer)} AS text)"
        customers = dataset.customers or {name: name for name in named(dataset)}
        mine = [value for value, name in customers.items() if covers((name,), agreement)]
        known = list(customers)
        own = f"o IN ({', '.join([mark] * len(mine))})" if mine else "1 = 0"
        listed = f"o NOT IN ({', '.join([mark] * len(known))})" if known else "1 = 1"
        unowned = f"(o IS NULL OR {listed})"
    elif not named(dataset):
        raise ServandaError(
            "no-owner", f"inventory.toml does not say whose data `{dataset.table}` is"
        )
    dated, past = "NULL", "1 = 0"
    parameters: list[Any] = [*mine]
    if before is not None:
        if not dataset.created:
            raise ServandaError(
                "no-created",
                f"inventory.toml does not name the column that dates `{dataset.table}`",
            )
        dated, past = database.dated(dataset.table, dataset.created), f"d < {mark}"
        seconds = before.timestamp()
        parameters += [*mine, *mine, seconds, *known, seconds]
        unowned = f"{unowned} AND (d IS NULL OR {past})"
    else:
        parameters += [*mine, *mine, *known]
    counted = ", ".join(
        f"coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0)"
        for condition in (own, f"{own} AND d IS NULL", f"{own} AND {past}", unowned)
    )
    query = f"SELECT {counted} FROM (SELECT {dated} AS d, {owners} AS o FROM {table}) AS t"  # noqa: S608 (names are quoted, values are parameters)
    ((rows, undated, older, nobody),) = database.ask(query, parameters)
    facts = {
        "rows": int(rows),
        "unowned": int(nobody),
        "shared": not dataset.customer and len(set(named(dataset))) > 1,
    }
    if before is not None:
        facts |= {"undated": int(undated), "past": int(older)}
    return facts
