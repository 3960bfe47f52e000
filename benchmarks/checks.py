"""Promises judged per second: a simulated company of many agreements, systems and columns.

Judging is what grows with agreements times duties times systems. Collection is a scan or a handshake and
as fast as the place that answers; what this room adds to it, counting rows in SQLite, is measured too.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from servanda import registry
from servanda.agreements.agreement import Agreement
from servanda.agreements.terms import Term
from servanda.base.citations import ClauseRef
from servanda.base.clocks import Clock
from servanda.base.durations import CalendarDays, Months
from servanda.controls.catalog import past_retention
from servanda.controls.control import Evidence, Observation, Situation
from servanda.controls.promises import promises
from servanda.inventory.classes import Sensitivity
from servanda.inventory.findings import ColumnFinding, Dataset, Discovery, Field, Inventory
from servanda.inventory.systems import Company, Endpoint, SubProcessor, System
from servanda.obligations.obligation import Basis, Obligation

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
AGREEMENTS = 1_000
SYSTEMS = 200
COLUMNS = 50
ROWS = 500_000

_PROMISED = {
    "declared_data": {},
    "encryption_at_rest": {"value": True},
    "encryption_in_transit": {"value": "TLS 1.2"},
    "retention": {"clock": Clock(length=Months(24))},
    "deletion_after_end": {"clock": Clock(length=CalendarDays(30))},
    "data_location": {"value": ("EEA",)},
    "access_control": {"value": ("least_privilege",)},
    "subprocessors": {"value": ("Nordwind Hosting AB",)},
    "subprocessor_authorisation": {"value": "specific"},
    "security_contact": {"value": "security@larkfield.example"},
}


def company() -> Situation:
    """Each agreement has ten duties; each system holds data of five agreements and has 50 columns."""
    agreements = tuple(
        Agreement(
            id=f"a{n}",
            title="DPA",
            kind="dpa",
            ends=date(2025, 12, 31) if n % 10 == 0 else None,
            terms=(Term(kind="subprocessors", quote="", value=("Nordwind Hosting AB",)),),
        )
        for n in range(AGREEMENTS)
    )
    held = {
        f"s{n}": tuple(f"a{k % AGREEMENTS}" for k in range(n * 5, n * 5 + 5))
        for n in range(SYSTEMS)
    }
    return Situation(
        now=NOW,
        company=Company(name="Larkfield", security_contact="security@larkfield.example"),
        agreements=agreements,
        obligations=tuple(_duty(a.id, kind) for a in agreements for kind in _PROMISED),
        inventory=Inventory(
            datasets=tuple(
                Dataset(
                    system=s,
                    table="people",
                    agreements=who,
                    created="made",
                    customer="owner",
                    customers={a.upper(): a for a in who},
                )
                for s, who in held.items()
            ),
            fields=tuple(
                Field(system=s, table="people", column=f"c{n}", data_class="email")
                for s in held
                for n in range(COLUMNS)
            ),
        ),
        systems=tuple(
            System(id=s, target=f"{s}.db", region="SE", agreements=who) for s, who in held.items()
        ),
        endpoints=tuple(
            Endpoint(id=f"e{s}", address="127.0.0.1:1", agreements=who) for s, who in held.items()
        ),
        subprocessors=(SubProcessor(name="Nordwind Hosting AB", country="SE"),),
        discoveries={s: _scan(s) for s in held},
    )


def _duty(agreement: str, kind: str) -> Obligation:
    clause = ClauseRef(agreement=agreement, clause="4", quote="shall")
    return Obligation(
        id=f"{agreement}/{kind}",
        kind=kind,
        what=kind,
        bearer="processor",
        beneficiary="controller",
        basis=(Basis(words="shall", clause=clause),),
        agreement=agreement,
        **_PROMISED[kind],  # type: ignore[arg-type]
    )


def _scan(system: str) -> Discovery:
    findings = tuple(
        ColumnFinding(
            system=system,
            table="people",
            column=f"c{n}",
            data_class="email",
            sensitivity=Sensitivity.CONFIDENTIAL,
            confidence=0.9,
            reason="",
            laws=(),
            seen=900,
            matched=900,
            in_clear=False,
        )
        for n in range(COLUMNS)
    )
    return Discovery(
        system=system,
        target=f"{system}.db",
        source="SQLite",
        tables=1,
        columns=COLUMNS,
        rows_seen=900,
        rows_total=900,
        findings=findings,
    )


def _evidence(at: Situation) -> dict[str, Evidence]:
    """What the controls collect; endpoints and files are answered here as a good company's would be."""
    return {
        control.id: _answered(control.id, at)
        if control.id in ("tls-version", "certificate", "database-roles")
        else control.collect(at)
        for control in registry.controls()
    }


def _answered(control: str, at: Situation) -> Evidence:
    far, taken = "2030-01-01T00:00:00Z", {"TLS 1.0": False, "TLS 1.1": False, "TLS 1.2": True}
    shown = {
        "tls": True,
        "negotiated": "TLS 1.3",
        "accepts": taken,
        "begins": "2020-01-01T00:00:00Z",
        "ends": far,
        "above_end": far,
        "for_host": True,
        "untrusted": "",
    }
    about = [
        {"system": system.id, "kind": "file", "group": False, "others": False}
        if control == "database-roles"
        else {"endpoint": f"e{system.id}", **shown}
        for system in at.systems
    ]
    observations = tuple(Observation(subject="x", facts=facts) for facts in about)
    return Evidence(
        control=control, at=NOW, observations=observations, population=len(observations)
    )


def run() -> list[tuple[str, float, str, float | None]]:
    """Rows of (name, figure, unit, peer). No peer judges promises by their clauses: none to run beside."""
    at, controls = company(), registry.controls()
    began = time.perf_counter()
    evidence = _evidence(at)
    collecting = time.perf_counter() - began
    began = time.perf_counter()
    outcomes = [o for control in controls for o in control.judge(evidence[control.id], at)]
    kept = promises(at.obligations, outcomes)
    judging = time.perf_counter() - began
    assert {p.status for p in kept} >= {"kept", "unknown"}, "the simulated company is judged"
    seen = sum(len(e.observations) for e in evidence.values())
    size = f"{AGREEMENTS:,} agreements, {len(at.obligations):,} promises"
    return [
        (f"{size}: promises judged", len(kept) / judging, "promises/s", None),
        (f"{size}: checks (outcomes)", len(outcomes) / judging, "checks/s", None),
        (f"{size}: collected, scans at hand", seen / collecting, "looks/s", None),
        ("old rows counted in SQLite", _counting(), "rows/s", None),
    ]


def _counting() -> float:
    with tempfile.TemporaryDirectory() as scratch:
        with closing(sqlite3.connect(Path(scratch) / "s0.db")) as connection, connection:
            connection.execute("create table people (owner text, made text)")
            days = [(NOW - timedelta(days=n)).date().isoformat() for n in range(1_000)]
            connection.executemany(
                "insert into people values (?, ?)",
                ((f"A{n % 5}", days[n % 1_000]) for n in range(ROWS)),
            )
        small = company()
        at = Situation(
            **{
                **{name: getattr(small, name) for name in small.__slots__},
                "folder": scratch,
                "obligations": (_duty("a0", "retention"),),
                "systems": small.systems[:1],
            }
        )
        began = time.perf_counter()
        (observation,) = past_retention.collect(at).observations
        took = time.perf_counter() - began
        assert observation.facts["past"], observation.failed
    return ROWS / took
