"""Rows that are older than the promised retention, counted in the database.

A retention that the words state as a minimum ("at least three years") is no limit on what is held, and
one without a number cannot be counted: both stay unknown.
"""

from __future__ import annotations

import re
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, format_instant
from servanda.controls import collecting, judging, rows
from servanda.controls.control import Control, Evidence, Outcome, Situation
from servanda.controls.databases import Database
from servanda.controls.dating import cutoff
from servanda.inventory.findings import Dataset
from servanda.obligations.obligation import Obligation

ID = "past-retention"
JUDGES = ("retention",)

_MINIMUM = re.compile(r"\b(at least|minimum|not less than|no less than|no fewer than)\b", re.I)


def collect(situation: Situation) -> Evidence:
    """Count, for each promise and table, the rows that came to be too long ago."""
    ours, _ = judging.duties(ID, JUDGES, situation)
    limits = {duty.id: _limit(duty, situation.now) for duty in ours}
    counted = [duty for duty in ours if isinstance(limits[duty.id], Instant)]

    def question(database: Database, dataset: Dataset, duty: Obligation) -> dict[str, Any]:
        before = limits[duty.id]
        if not isinstance(before, Instant):
            raise TypeError("only promises with a limit are counted")
        facts = rows.count(database, dataset, duty.agreement, before)
        return {"limit": str(duty.clock), "before": format_instant(before), **facts}

    return collecting.evidence(ID, situation, rows.per_table(situation, counted, question))


def _limit(obligation: Obligation, now: Instant) -> Instant | str:
    """The instant before which a row is too old, or why none can be told."""
    clock = obligation.clock
    if clock is None or clock.length is None:
        return "the words set no length that could be counted"
    if any(_MINIMUM.search(basis.words) for basis in obligation.basis):
        return "the words read as a minimum: a person must say whether a maximum was promised"
    try:
        return cutoff(now, clock.length, clock.rule)
    except ServandaError as error:
        return error.message


def judge(evidence: Evidence, situation: Situation) -> tuple[Outcome, ...]:
    """Broken where a row is past the limit, kept where every row of every table is dated and younger."""
    ours, others = judging.duties(ID, JUDGES, situation)
    looked, tables = judging.Looked(evidence, situation, "obligation"), rows.Tables(situation)
    outcomes = list(others)
    for obligation in ours:
        limit = _limit(obligation, situation.now)
        if isinstance(limit, str):
            outcomes.append(judging.apart(ID, obligation, "unknown", "retention", limit))
        elif not tables.of(obligation) and not tables.gaps(obligation):
            why = "no table is known to hold such data"
            outcomes.append(judging.apart(ID, obligation, "unknown", "tables", why))
        else:
            view = looked.at(obligation.id, "tables")
            unseen = rows.missing(tables, obligation, view)
            outcomes.append(_outcome(view, obligation, unseen))
    return tuple(outcomes)


def _outcome(view: judging.View, obligation: Obligation, unseen: list[str]) -> Outcome:
    broken: list[str] = []
    unknown: list[str] = []
    total = 0
    for observation in view.seen:
        facts, place = observation.facts, observation.subject
        held, past, undated, unowned = (
            collecting.number(facts, key) for key in ("rows", "past", "undated", "unowned")
        )
        if held is None or past is None or undated is None or unowned is None:
            unknown.append(f"what was seen of {place} is incomplete")
            continue
        if facts.get("limit") != str(obligation.clock):
            unknown.append(f"{place} was counted for another limit")
            continue
        total += held
        if past and facts.get("shared") is not False:
            unknown.append(
                f"{collecting.plural(past, 'row')} of {place} are older, of which agreement no column says"
            )
        elif past:
            before = collecting.text(facts, "before")[:10]
            broken.append(
                f"{collecting.plural(past, 'row')} of {held:,} in {place} are older than "
                f"{obligation.clock.length if obligation.clock else ''} (made before {before})"
            )
        if undated:
            unknown.append(f"{collecting.plural(undated, 'row')} of {place} cannot be dated")
        if unowned:
            unknown.append(
                f"{collecting.plural(unowned, 'row')} of {place}, old or undated, are of no known customer"
            )
    return view.outcome(
        ID,
        obligation,
        broken=broken,
        unknown=[*unknown, *unseen],
        kept=f"all {collecting.plural(total, 'row')} in {collecting.plural(len(view.seen), 'table')} are "
        "younger than the limit",
        remedy=CONTROL.remedy,
    )


CONTROL = Control(
    title="Kept past its retention",
    finds="rows that came to be longer ago than the agreement lets them be kept, by the column that "
    "inventory.toml names as their date",
    matters="every row that should be gone can still leak, and must then be notified and explained",
    remedy="delete the rows that are past the limit, and let a job delete them from now on",
    judges=JUDGES,
    collect=collect,
    judge=judge,
)
