"""Access decided for a file of requests: Parquet or CSV in, Parquet or CSV out, one entry in the ledger."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from servanda.base.codec import digest, to_plain
from servanda.base.errors import ServandaError, UnreadableError
from servanda.base.instants import Instant
from servanda_app.actions.access_policies import access_policy
from servanda_app.files import read_small, write_whole
from servanda_app.records.documents import record
from servanda_app.workspace import Workspace

MAX_BYTES = 2_000_000_000
_TEXT = ("subject", "action", "category", "purpose", "agreement", "system", "place", "network")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """How many rows were refused by the same clauses."""

    count: int
    reason: str
    clauses: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyDecisions:
    """What became of a file; `source` and `result` are SHA-256 of what was read and written."""

    at: Instant
    rows: int
    permitted: int
    refusals: tuple[Refusals, ...]
    source: str
    policy: str
    result: str = ""
    recorded: str = ""

    def to_plain(self) -> dict[str, Any]:
        """`servanda/access-decisions/1`."""
        return {
            "schema": "servanda/access-decisions/1",
            "at": to_plain(self.at),
            "rows": self.rows,
            "permitted": self.permitted,
            "refusals": [to_plain(each) for each in self.refusals],
            "source_sha256": self.source,
            "result_sha256": self.result or None,
            "policy": self.policy,
            "recorded": self.recorded or None,
        }


def decide_file(
    workspace: Workspace,
    source: Path,
    *,
    target: Path | None,
    now: Instant,
    actor: str,
    keep: bool,
) -> ManyDecisions:
    """Decide every row. With `keep` one record says how many were refused by which clauses.

    Raises ServandaError `missing-column`, `bad-columns`, `bad-requests`, and what reading raises.
    """
    from servanda.safeguards.access.batch import BatchPolicy
    from servanda.safeguards.access.columns import outcome_table, read_columns
    from servanda.safeguards.access.outcomes import Deny

    access = access_policy(workspace)
    data = read_small(source, MAX_BYTES)
    people = {each.id: access.subject(each.id, now) for each in access.people}
    said = BatchPolicy(access.compiled).decide(read_columns(_table(data, source), people), now=now)
    counts = Counter(said.outcome.tolist())
    refusals = []
    for number, count in counts.most_common():
        outcome = said.outcomes[number]
        if isinstance(outcome, Deny):
            clauses = "; ".join(map(str, outcome.clauses))
            refusals.append(Refusals(count=count, reason=outcome.reason, clauses=clauses))
    made = ManyDecisions(
        at=now,
        rows=len(said),
        permitted=int(said.permitted.sum()),
        refusals=tuple(refusals),
        source=digest(data),
        policy=access.policy.version,
    )
    if target is not None:
        out = _written(outcome_table(said), target)
        write_whole(target, out)
        made = replace(made, result=digest(out))
    if not keep:
        return made
    with workspace.recording():
        one = record(
            workspace.alias,
            kind="access-decisions",
            subject=source.name[:200],
            value=made,
            at=now,
            actor=actor,
        )
    return replace(made, recorded=one.digest)


def _table(data: bytes, source: Path) -> Any:
    """The file as an Arrow table; a time in a CSV file names its zone."""
    from arro3.core import Array, DataType, Table

    if source.suffix.lower() == ".parquet":
        from arro3.io import read_parquet

        try:
            return read_parquet(io.BytesIO(data)).read_all()
        except BaseException as error:
            # a panic of the Rust reader is no Exception, but means the same: a damaged file
            if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
                raise
            raise UnreadableError(
                "bad-requests", "this is no readable Parquet file", where=str(source)
            ) from None
    try:
        table = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        rows = list(table)
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableError(
            "bad-requests", "this is no CSV file in UTF-8", where=str(source)
        ) from None
    names = table.fieldnames or ()
    columns = {
        name: Array([row[name] or "" for row in rows], type=DataType.string())
        for name in _TEXT
        if name in names
    }
    if rows and "strong_authentication" in names:
        columns["strong_authentication"] = _times(rows, source)
    return Table.from_pydict(columns)


def _times(rows: list[dict[str, str]], source: Path) -> Any:
    from arro3.core import Array, DataType

    from servanda.base.instants import parse_instant

    micros: list[int | None] = []
    for line, row in enumerate(rows, 2):
        text = row["strong_authentication"]
        try:
            at = parse_instant(text) if text else None
        except ServandaError as error:
            raise ServandaError(
                error.code, error.message, hint=error.hint, where=f"{source}:{line}"
            ) from None
        micros.append(None if at is None else round(at.timestamp() * 1_000_000))
    return Array(micros, type=DataType.int64()).cast(DataType.timestamp("us", tz="UTC"))


def _written(table: Any, target: Path) -> bytes:
    out = io.BytesIO()
    if target.suffix.lower() == ".parquet":
        from arro3.io import write_parquet

        write_parquet(table, out)
        return out.getvalue()
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    names = list(table.column_names)
    lines.writerow(names)
    lines.writerows(zip(*(table.column(name).to_pylist() for name in names), strict=True))
    return text.getvalue().encode()
