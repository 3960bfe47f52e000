"""Which tables hold whose data, as `inventory.toml` says and the scan found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from servanda.controls.control import Situation
from servanda.controls.judging import covers
from servanda.inventory.findings import Dataset, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A table that holds, or may hold, data of an agreement; `dataset` is None where undeclared."""

    system: str
    table: str
    dataset: Dataset | None


class Declared:
    """The inventory by place, for look-ups."""

    def __init__(self, situation: Situation) -> None:
        inventory = situation.inventory
        self.fields: dict[tuple[str, str, str], Field] = {
            (f.system, f.table, f.column): f for f in inventory.fields
        }
        self._places = {(f.system, f"{f.table}.{f.column}"): f for f in inventory.fields}
        self.datasets: dict[str, dict[str, Dataset]] = {}
        self._elsewhere: dict[str, set[str]] = {}
        for dataset in inventory.datasets:
            self.datasets.setdefault(dataset.system, {})[dataset.table] = dataset
            for agreement in named(dataset):
                self._elsewhere.setdefault(agreement, set()).add(dataset.system)
        self._found: dict[str, dict[str, list[str]]] = {}
        for system, discovery in situation.discoveries.items():
            tables = self._found.setdefault(system, {})
            for finding in discovery.findings:
                tables.setdefault(finding.table, []).append(finding.column)

    def under(self, system: str, table: str, column: str, agreement: str) -> bool:
        """Whether a column counts as holding an agreement's data.

        A column that nobody declared counts for every agreement. One that is declared with a purpose
        and no agreement, in a table that names none either, is the company's own.
        """
        field = self.fields.get((system, table, column))
        if field is None or not agreement:
            return True
        if field.agreements:
            return agreement in field.agreements
        dataset = self.datasets.get(system, {}).get(table)
        if dataset is not None and named(dataset):
            return agreement in named(dataset)
        return not field.purpose

    def counts(self, system: str, place: str, agreement: str) -> bool:
        """The same for a column that is written as `table.column`."""
        field = self._places.get((system, place))
        return field is None or self.under(system, field.table, field.column, agreement)

    def holdings(self, systems: Collection[str], agreement: str) -> tuple[Holding, ...]:
        """The tables of these systems, declared or found, that count for the agreement, in order."""
        found = []
        for system in sorted(systems):
            declared = self.datasets.get(system, {})
            tables = self._found.get(system, {})
            for table in sorted({*declared, *tables}):
                dataset = declared.get(table)
                if dataset is not None:
                    mine = covers(named(dataset), agreement)
                else:
                    mine = any(self.under(system, table, c, agreement) for c in tables[table])
                if mine:
                    found.append(Holding(system=system, table=table, dataset=dataset))
        return tuple(found)

    def elsewhere(self, agreement: str) -> frozenset[str]:
        """The systems in which a dataset names the agreement, whatever the systems say themselves."""
        return frozenset(self._elsewhere.get(agreement, ()))


def named(dataset: Dataset) -> tuple[str, ...]:
    """The agreements that a dataset names, by itself and by its customers."""
    return (*dataset.agreements, *sorted(set((dataset.customers or {}).values())))
