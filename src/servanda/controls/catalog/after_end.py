"""Data that is still held after the agreement ended and its time for deletion ran out.

Counted are rows in live databases. Backups, exports and copies elsewhere are not seen, and the reason
given for a kept promise says so.
"""

from __future__ import annotations

from typing import Any

from servanda.agreements.agreement import Agreement
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.controls import collecting, judging, rows
from servanda.controls.control import Control, Evidence, Outcome, Situation
from servanda.controls.databases import Database
from servanda.controls.dating import gone_by, over_at
from servanda.inventory.findings import Dataset
from servanda.obligations.obligation import Obligation

ID = "after-end"
JUDGES = ("deletion_after_end",)


def collect(situation: Situation) -> Evidence:
    """Count, for each agreement that has ended, the rows that are still there."""
    ours, _ = judging.duties(ID, JUDGES, situation)
    agreements = _by_id(situation)
    ended = [duty for duty in ours if _ended(agreements.get(duty.agreement), situation.now)]

    def question(database: Database, dataset: Dataset, duty: Obligation) -> dict[str, Any]:
        return rows.count(database, dataset, duty.agreement, None)

    return collecting.evidence(ID, situation, rows.per_table(situation, ended, question))


def _by_id(situation: Situation) -> dict[str, Agreement]:
    return {agreement.id: agreement for agreement in situation.agreements}


def _ended(agreement: Agreement | None, now: Instant) -> bool:
    return agreement is not None and agreement.ends is not None and over_at(agreement.ends) <= now


def judge(evidence: Evidence, situation: Situation) -> tuple[Outcome, ...]:
    """Broken where rows of an ended agreement are left after the time for deletion."""
    ours, others = judging.duties(ID, JUDGES, situation)
    looked, tables = judging.Looked(evidence, situation, "obligation"), rows.Tables(situation)
    agreements, outcomes = _by_id(situation), list(others)
    for obligation in ours:
        agreement = agreements.get(obligation.agreement)
        if agreement is None:
            why = "the agreement whose end would start this duty is not in the workspace"
            outcomes.append(judging.apart(ID, obligation, "unknown", "agreement", why))
        elif not _ended(agreement, situation.now):
            until = f"until {agreement.ends}" if agreement.ends else "and is open-ended"
            why = f"{agreement.id} runs {until}: nothing has to be deleted yet"
            outcomes.append(judging.apart(ID, obligation, "not-applicable", "agreement", why))
        elif not tables.of(obligation) and not tables.gaps(obligation):
            why = "no table is known to hold, or to have held, such data"
            outcomes.append(judging.apart(ID, obligation, "unknown", "tables", why))
        else:
            outcomes.append(_outcome(looked, tables, obligation, agreement, situation.now))
    return tuple(outcomes)


def _outcome(
    looked: judging.Looked,
    tables: rows.Tables,
    obligation: Obligation,
    agreement: Agreement,
    now: Instant,
) -> Outcome:
    view = looked.at(obligation.id, "tables")
    left: list[str] = []
    unknown: list[str] = []
    for observation in view.seen:
        place = observation.subject
        held, unowned = (collecting.number(observation.facts, key) for key in ("rows", "unowned"))
        if held is None or unowned is None:
            unknown.append(f"what was seen of {place} is incomplete")
            continue
        if held and observation.facts.get("shared") is not False:
            unknown.append(
                f"{place} holds {collecting.plural(held, 'row')}, of whom no column says"
            )
        elif held:
            left.append(f"{collecting.plural(held, 'row')} in {place}")
        if unowned:
            unknown.append(
                f"{collecting.plural(unowned, 'row')} of {place} are of no known customer"
            )
    due, why_not = _due(agreement, obligation)
    broken: list[str] = []
    if left and due is not None and due <= now:
        broken.append(
            f"{agreement.id} ended on {agreement.ends} and its data had to be gone by {due:%Y-%m-%d}, but "
            f"{collecting.some(left)} are left"
        )
    elif left and due is not None:
        why = f"{agreement.id} ended on {agreement.ends}; its data may stay until {due:%Y-%m-%d %H:%M} UTC"
        return judging.apart(ID, obligation, "not-applicable", "tables", why)
    elif left:
        unknown.insert(0, f"{collecting.some(left)} are left, and {why_not}")
    return view.outcome(
        ID,
        obligation,
        broken=broken,
        unknown=[*unknown, *rows.missing(tables, obligation, view)],
        kept=f"no row is left in {collecting.plural(len(view.seen), 'table')} (backups were not looked at)",
        remedy=CONTROL.remedy,
    )


def _due(agreement: Agreement, obligation: Obligation) -> tuple[Instant | None, str]:
    nothing = "the words set no time by which it must be gone"
    if agreement.ends is None or obligation.clock is None:
        return None, nothing
    try:
        return gone_by(agreement.ends, obligation.clock), nothing
    except ServandaError as error:
        return None, error.message


CONTROL = Control(
    title="Kept after the agreement ended",
    finds="rows of a customer whose agreement has ended and whose time for deletion has run out",
    matters="there is no purpose left that would allow to hold them, and the customer was told they are gone",
    remedy="return the data if the customer chose so, delete the rows, and confirm the deletion in writing",
    judges=JUDGES,
    collect=collect,
    judge=judge,
)
