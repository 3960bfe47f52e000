"""Break-glass: emergencies are declared with a reason, and each use of one is shown afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda_app.actions.access_policies import access_policy, require_known
from servanda_app.actions.access_records import (
    DeclaredEmergency,
    emergency_subject,
    require_reason,
)
from servanda_app.records.documents import record, stored
from servanda_app.workspace import Workspace


def break_glass(
    workspace: Workspace, *, person: str, agreement: str, because: str, now: Instant, actor: str
) -> str:
    """Declare an emergency, with its reason, for one agreement; the ledger has it from then on.

    It opens only what a break-glass rule names, for that rule's minutes. Returns the digest of the
    record. Raises ServandaError `no-emergency-rule` where no rule is for this person, or `no-reason`.
    """
    access = access_policy(workspace)
    subject = access.subject(person, now)
    require_known("read", agreement, access.policy)
    rules = [
        rule
        for rule in access.policy.rules
        if rule.break_glass
        and not rule.roles.isdisjoint(subject.roles)
        and (not rule.agreements or agreement in rule.agreements)
    ]
    if not rules:
        raise ServandaError(
            "no-emergency-rule",
            f"no break-glass rule is for `{person}` under `{agreement}`",
            hint="servanda access who-can says who has one",
        )
    value = DeclaredEmergency(
        person=person, agreement=agreement, because=require_reason(because), at=now
    )
    with workspace.recording():
        one = record(
            workspace.alias,
            kind="access-emergency",
            subject=emergency_subject(person, agreement),
            value=value,
            at=now,
            actor=actor,
        )
    return one.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """A declared emergency, and when it was used for what; a person looks at each afterwards."""

    at: Instant
    person: str
    agreement: str
    because: str
    uses: tuple[str, ...] = ()


def emergencies(workspace: Workspace) -> tuple[Emergency, ...]:
    """Every emergency that was declared, with each use of it that was recorded, oldest first."""
    uses: dict[str, list[tuple[Instant, str]]] = {}
    with workspace.told():
        for one in stored(workspace.alias, kind="access-emergency-use"):
            ask = one.plain()["request"]
            uses.setdefault(emergency_subject(ask["person"], ask["agreement"]), []).append(
                (one.at, f"{ask['action']} {ask['category']} for {ask['purpose']}")
            )
        declared = [
            one.value(DeclaredEmergency) for one in stored(workspace.alias, kind="access-emergency")
        ]
    found = []
    for place, each in enumerate(declared):
        key = emergency_subject(each.person, each.agreement)
        # a use belongs to the last declaration before it
        later = [
            d.at for d in declared[place + 1 :] if emergency_subject(d.person, d.agreement) == key
        ]
        found.append(
            Emergency(
                at=each.at,
                person=each.person,
                agreement=each.agreement,
                because=each.because,
                uses=tuple(
                    f"{to_plain(at)} {what}"
                    for at, what in uses.get(key, ())
                    if each.at <= at and (not later or at < later[0])
                ),
            )
        )
    return tuple(found)
