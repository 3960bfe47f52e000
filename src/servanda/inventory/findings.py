"""What a scan found, and what a workspace declares."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from servanda.inventory.classes import Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in a text. `page`, `line` and the character `offset` in it count from 1, 1 and 0.

    `page` and `line` are 0 where the format has none; in a page `line` counts its paragraphs. `part`
    names the part of a larger whole (`message 3, attachment cv.txt`).
    """

    part: str = ""
    page: int = 0
    line: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFinding:
    """A column that holds a class of customer data. Never carries a value.

    `rows` is the size of the table where known (None otherwise), `seen` how many non-null values
    were read, `matched` how many of them are of the class; `in_clear` is False where the values are
    recognised as ciphertext or digests (then `data_class` comes from the column's name).
    `guarantee` is the probability that a class held by one value in a hundred of this column would
    have been seen (1.0 where every value was read; 0.0 where none was, or not a random draw).
    `at` are the first places of it where the column is a text.
    """

    system: str
    table: str
    column: str
    data_class: str
    sensitivity: Sensitivity
    confidence: float
    reason: str
    laws: tuple[str, ...]
    seen: int
    matched: int
    rows: int | None = None
    in_clear: bool = True
    dpv: str = ""
    guarantee: float = 0.0
    at: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A part of a system that was not read, and why: never silently left out."""

    system: str
    place: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """The result of one scan of one system. `complete` is False where anything was skipped.

    `guarantee` is the least that was reached over all columns that hold values; `met` every
    (table, column) that was there, found or not.
    """

    system: str
    target: str
    source: str
    tables: int
    columns: int
    rows_seen: int
    rows_total: int | None
    findings: tuple[ColumnFinding, ...]
    skipped: tuple[Skipped, ...] = ()
    guarantee: float = 0.0
    met: tuple[tuple[str, str], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every table was read to the extent that was asked."""
        return not self.skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A declared column of `inventory.toml`: class, why it is held, under which agreements.

    `retention` is a duration in words (`P2Y`, `2 years after the end of the agreement`), `region` an
    ISO 3166-1 code where it differs from the system's, `owner` who answers for it, `essential` whether
    the purpose needs it (None: nobody has said). `sensitivity` is a person's own rating, kept with
    `because` and `by`.
    """

    system: str
    table: str
    column: str
    data_class: str
    purpose: str = ""
    agreements: tuple[str, ...] = ()
    retention: str = ""
    note: str = ""
    owner: str = ""
    region: str = ""
    essential: bool | None = None
    sensitivity: Sensitivity | None = None
    because: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A declared table: whose data it holds and the columns by which rows are dated and owned.

    `created` names the column with the time a row came to be; `customer` the column that names the
    customer (then `customers` maps its values to agreements). `purpose`, `owner`, `region` and
    `retention` hold for those of its fields that do not say otherwise.
    """

    system: str
    table: str
    agreements: tuple[str, ...] = ()
    created: str = ""
    customer: str = ""
    customers: dict[str, str] | None = None
    purpose: str = ""
    owner: str = ""
    region: str = ""
    retention: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What the company says it holds (`inventory.toml`)."""

    reviewed: date | None = None
    datasets: tuple[Dataset, ...] = ()
    fields: tuple[Field, ...] = ()

    def declared(self, system: str, table: str, column: str) -> Field | None:
        """The declaration of one column, or None."""
        for field in self.fields:
            if (field.system, field.table, field.column) == (system, table, column):
                return field
        return None

    def filled(self, field: Field) -> Field:
        """The field with what its dataset says where it says nothing itself."""
        for dataset in self.datasets:
            if (dataset.system, dataset.table) == (field.system, field.table):
                return replace(
                    field,
                    agreements=field.agreements or dataset.agreements,
                    purpose=field.purpose or dataset.purpose,
                    owner=field.owner or dataset.owner,
                    region=field.region or dataset.region,
                    retention=field.retention or dataset.retention,
                )
        return field
