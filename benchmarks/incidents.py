"""How long an incident takes that touches 1,000 agreements and every law that Servanda tells."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from servanda import registry
from servanda.agreements.agreement import Agreement, Party
from servanda.agreements.terms import Term
from servanda.base.clocks import Clock
from servanda.base.durations import CalendarDays, Hours
from servanda.incidents.duties import assess
from servanda.incidents.facts import Facts
from servanda.incidents.places import UNIONS, ZONES
from servanda.law.reader import read_law

AWARE = datetime(2026, 3, 6, 2, 0, tzinfo=UTC)
AGREEMENTS = 1_000
PLACES = 100


def _agreement(number: int) -> Agreement:
    length = CalendarDays(number % 5 + 1) if number % 3 else Hours(24 + number % 49)
    return Agreement(
        id=f"agreement-{number}",
        title="Data Processing Agreement",
        kind="dpa",
        parties=(
            Party(name=f"Customer {number}", role="controller"),
            Party(name="We", role="processor"),
        ),
        terms=(
            Term(
                kind="breach_notice",
                quote="shall notify the Controller",
                clause="6.1",
                clock=Clock(starts="awareness", length=length),
                bearer="processor",
                to="controller",
            ),
        ),
    )


def run() -> list[tuple[str, float, str, float | None]]:
    """(name, figure, unit, the peer's figure or None). No open peer has contract clocks."""
    began = time.perf_counter()
    laws = [read_law(name, text) for name, text in registry.law_texts().items()]
    read = time.perf_counter() - began
    laws = [law for law in laws if law.duties]
    agreements = [_agreement(number) for number in range(AGREEMENTS)]
    places = [place for place in ZONES if place not in UNIONS][:PLACES]
    roles = frozenset({"controller", "processor", "covered-entity"})
    facts = Facts(
        people=PLACES * 700,
        people_in=dict.fromkeys(places, 700),
        roles=roles,
        established="DE",
        events={"awareness": AWARE, "discovery": AWARE},
    )
    now = AWARE + timedelta(hours=1)
    first, again = [], []
    for attempt in range(5):
        began = time.perf_counter()
        found = assess(facts, laws=laws, agreements=agreements, now=now)
        first.append(time.perf_counter() - began)
        more = replace(facts, financial=True, people=PLACES * 700 + attempt)
        began = time.perf_counter()
        assess(more, laws=laws, agreements=agreements, now=now)
        again.append(time.perf_counter() - began)
    owed = sum(duty.state != "not-owed" for duty in found.duties)
    return [
        (f"{AGREEMENTS:,} agreements, {PLACES} places, {len(laws)} laws: at first", first[0], "s", None),
        ("the same after one new fact", min(again) * 1000, "ms", None),
        ("duties found, owed or open among them", owed, "duties", None),
        ("reading the texts of all laws", read, "s", None),
    ]  # fmt: skip
