"""The facts of an incident: typed, each of them possibly unknown.

None is unknown, and a fact that is not stated is unknown. What is known of an incident at some moment
is the fold of its statements (`servanda.incidents.statements`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant

Loss = Literal["confidentiality", "integrity", "availability"]
Recipient = Literal["none", "trusted", "known", "unknown", "public", "malicious"]
Recovery = Literal["at-once", "hours", "days", "partly", "never"]
Confirmed = Literal["suspected", "confirmed"]

EVENTS = (
    "occurrence",
    "discovery",
    "awareness",
    "determination",
    "classification",
    "materiality",
    "containment",
    "processor-notice",
    "authority-notice",
    "individual-notice",
    "initial-notification",
    "intermediate-report",
    "incident-notification",
    "incident-handled",
    "payment",
    "law-enforcement-release",
)
"""Events that clocks start from. An instant that is not stated has not happened, or is not known."""


_MOST = 20_000_000_000
"""More people than live: a larger count is a slip of the keyboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an incident. Every field is None where it is unknown.

    What happened: `loss` (of confidentiality, integrity, availability: personal data seen, altered, or
    out of reach), `source` (from inside or outside the house), `malicious`, `disclosed` (someone
    obtained or saw the data: True with evidence, False only where evidence rules it out), `recipient`
    (who has them: `none`, `trusted` by law or contract and cooperating, `known` and cooperating,
    `unknown`, `public`, `malicious`), `encrypted` by the state of the art and `key_safe`, or directly
    `unintelligible` to whoever has them, `recoverable` (how soon availability or integrity is or was
    back), `service_harm` (people were harmed by what could not be used meanwhile), `ongoing`.

    Whose data: `people` in all, `people_in` by place (`DE`, `US-CA`), `vulnerable` (children, patients,
    employees towards their employer ...), `minors`.

    Which data: `data_classes` are ids of the inventory; `special_category` (GDPR Article 9),
    `criminal` (Article 10), `financial` (enables payment or fraud), `national_id`, `credentials`,
    `health`, `contact`, `locations`, `public_before`. What is left unknown here is read from
    `data_classes`, where those are known.

    What follows: `harm` are likely harms (`identity-theft`, `fraud`, `discrimination`, `reputation`,
    `physical`, `psychological`, `stalking`, `profiling`, `service`), an empty list that none is likely;
    `risk_removed` (measures taken since make a high risk unlikely), `disproportionate` (telling each
    person would take disproportionate effort), `acquired` (data were really acquired or viewed: HIPAA's
    third factor), `returned` (assurance that they were destroyed or given back: its fourth),
    `good_faith` (a worker's unintended access within authority, or an inadvertent disclosure among
    authorised ones, not carried further), `significant` (significant, severe or major by the thresholds
    of a sector's law: NIS2, DORA ...), `material` (to investors), `clients_affected` (their financial
    interests), `deemed_compliant` (told under another regime that a state accepts).

    Who we are in it: `roles` (`controller`, `processor`, `covered-entity`, `business-associate`,
    `business`, `service-provider`, `owner`, `maintainer`, `merchant`), `sectors` (`health`, `bank`,
    `telecom`, `trust-service`, `financial-entity`, `essential-entity`, `listed`, `insurance` ...),
    `established` (country of the main establishment), `agreements` touched by their ids.

    When: `events` by name (`EVENTS`); `hold_until` is a delay that a law-enforcement agency asked for
    in writing. `status` is whether a breach is confirmed.
    """

    title: str = ""
    status: Confirmed | None = None
    loss: frozenset[Loss] | None = None
    source: Literal["internal", "external"] | None = None
    malicious: bool | None = None
    disclosed: bool | None = None
    recipient: Recipient | None = None
    encrypted: bool | None = None
    key_safe: bool | None = None
    unintelligible: bool | None = None
    recoverable: Recovery | None = None
    service_harm: bool | None = None
    ongoing: bool | None = None
    people: int | None = None
    people_in: Mapping[str, int] | None = None
    vulnerable: bool | None = None
    minors: bool | None = None
    data_classes: frozenset[str] | None = None
    special_category: bool | None = None
    criminal: bool | None = None
    financial: bool | None = None
    national_id: bool | None = None
    credentials: bool | None = None
    health: bool | None = None
    contact: bool | None = None
    locations: bool | None = None
    public_before: bool | None = None
    harm: frozenset[str] | None = None
    risk_removed: bool | None = None
    disproportionate: bool | None = None
    acquired: bool | None = None
    returned: bool | None = None
    good_faith: bool | None = None
    significant: bool | None = None
    material: bool | None = None
    clients_affected: bool | None = None
    deemed_compliant: bool | None = None
    roles: frozenset[str] | None = None
    sectors: frozenset[str] | None = None
    established: str | None = None
    agreements: tuple[str, ...] | None = None
    events: Mapping[str, Instant] | None = None
    hold_until: Instant | None = None

    def __post_init__(self) -> None:
        for name, count in {"people": self.people, **(self.people_in or {})}.items():
            if count is not None and count < 0:
                raise ServandaError("wrong-fact", f"`{name}` counts people, so it is not negative")
            if count is not None and count > _MOST:
                raise ServandaError("wrong-fact", f"`{name}` counts more people than there are")
        for name in self.events or {}:
            if name not in EVENTS:
                raise ServandaError(
                    "unknown-event",
                    f"`{name}` is no event of an incident",
                    hint=f"one of {', '.join(EVENTS)}",
                )

    def known(self) -> dict[str, Any]:
        """The facts that are known, by name."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in found.items() if value not in (None, "")}

    def at(self, event: str) -> Instant | None:
        """When an event happened; None where that is unknown or it has not."""
        return (self.events or {}).get(event)

    def places(self) -> frozenset[str]:
        """Where people live who are concerned, and where we are established, as far as known."""
        found = {place for place, people in (self.people_in or {}).items() if people}
        return frozenset(found | {self.established} if self.established else found)

    @property
    def safe(self) -> bool | None:
        """Whether the data are unintelligible to whoever has them: encrypted, and the key is safe."""
        if self.unintelligible is not None:
            return self.unintelligible
        if False in (self.encrypted, self.key_safe):
            return False
        return True if self.encrypted and self.key_safe else None
