"""The register of breaches: the facts, the effects and the remedies of each (GDPR Article 33(5))."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.base.instants import Instant
from servanda.incidents.contents import ITEMS as _ITEMS
from servanda.incidents.contents import Sender
from servanda.incidents.duties import Assessment
from servanda.incidents.facts import Facts

COLUMNS = (
    "incident", "opened", "closed", "title", "facts", "data", "people", "risk", "effects", "remedies",
    "told", "owed", "not_told_because",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One breach as the register shows it; every field is text, empty where nothing is known."""

    incident: str
    opened: str
    closed: str
    title: str
    facts: str
    data: str
    people: str
    risk: str
    effects: str
    remedies: str
    told: str
    owed: str
    not_told_because: str


def entry(
    incident: str,
    facts: Facts,
    assessment: Assessment,
    *,
    opened: Instant,
    closed: Instant | None = None,
    title: str = "",
    remedies: tuple[str, ...] = (),
) -> Entry:
    """The entry of one incident; a decision of a person about the risk is told with its reason."""
    risk = assessment.risk
    because = "; ".join(reason.words for reason in risk.reasons)
    decided = f" (decided by {risk.by}: {risk.because})" if risk.because else ""
    told = [f"{duty.to} {duty.sent:%Y-%m-%d %H:%M}Z" for duty in assessment.duties if duty.sent]
    owed = [duty.to for duty in assessment.of_state("owed", "overdue", "waiting")]
    silent = "" if risk.answer != "unlikely" else because
    return Entry(
        incident=incident,
        opened=f"{opened:%Y-%m-%d %H:%M}Z",
        closed="" if closed is None else f"{closed:%Y-%m-%d %H:%M}Z",
        title=title,
        facts=_text("what-happened", facts),
        data=_text("data-involved", facts),
        people=_text("people-in-all", facts),
        risk=f"{risk.answer}{decided}",
        effects=_text("consequences", facts),
        remedies=" ".join([_text("what-was-done", facts), *remedies]).strip(),
        told="; ".join(told),
        owed="; ".join(dict.fromkeys(owed)),
        not_told_because=silent,
    )


def _text(item: str, facts: Facts) -> str:
    return _ITEMS[item].fill(facts, Sender(name=""), "", "UTC") or ""
