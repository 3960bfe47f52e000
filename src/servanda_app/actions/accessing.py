"""Access: who may do what with whose data, approvals of it, and emergencies, as the workspace says.

The page of rules is `access.md` beside `servanda.toml`; a workspace without one permits nothing. What is
asked for, approved, refused or broken open is recorded with its ledger entry.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.access.compiled import CompiledPolicy, compile_policy
from servanda.safeguards.access.explaining import explain
from servanda.safeguards.access.gates import Untied
from servanda.safeguards.access.outcomes import Outcome, Permit
from servanda.safeguards.access.people import Person
from servanda.safeguards.access.policy import assemble
from servanda.safeguards.access.reaching import TOUCHES, Reach, who_can
from servanda.safeguards.access.requests import (
    ACTIONS,
    Approval,
    BreakGlass,
    Context,
    Data,
    Subject,
)
from servanda.safeguards.access.rules import Policy
from servanda_app.actions.reading import read_files
from servanda_app.files import read_small
from servanda_app.records.documents import latest, record, stored
from servanda_app.workspace import Workspace, shown

PAGE = "access.md"
LONGEST_APPROVAL = 24 * 60
"""Minutes for which an approval may hold at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPolicy:
    """The policy of a workspace, compiled; `untied` are words of agreements that allow nothing yet."""

    compiled: CompiledPolicy
    people: tuple[Person, ...]
    untied: tuple[Untied, ...]
    page: bool

    @property
    def policy(self) -> Policy:
        """The rules."""
        return self.compiled.policy

    def subject(self, person: str, now: Instant) -> Subject:
        """A person with the roles of today; raises ServandaError `unknown-person`."""
        for each in self.people:
            if each.id == person:
                return Subject(id=person, roles=each.roles_on(now.date()))
        known = ", ".join(each.id for each in self.people[:12])
        raise ServandaError(
            "unknown-person",
            f"there is no person `{person}`",
            hint=f"one of {known}" if known else "name people under [[people]] in servanda.toml",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked, in the words of whoever asks; `place`, `network` and when strong authentication
    was shown are facts that the asking program vouches for."""

    person: str
    action: str
    category: str
    agreement: str
    purpose: str
    system: str = ""
    strong_authentication: Instant | None = None
    place: str = ""
    network: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessDecision:
    """A decision with the request, its sentences and the version of the policy that made it."""

    ask: Ask
    at: Instant
    outcome: Outcome
    sentences: tuple[str, ...]
    policy: str
    recorded: str = ""

    def to_plain(self) -> dict[str, Any]:
        """`servanda/access-decision/1`."""
        return {
            "schema": "servanda/access-decision/1",
            "request": to_plain(self.ask),
            "at": to_plain(self.at),
            **self.outcome.to_plain(),
            "sentences": list(self.sentences),
            "policy": self.policy,
            "recorded": self.recorded or None,
        }


def access_policy(workspace: Workspace) -> AccessPolicy:
    """The policy that agreements, `access.md`, roles, data classes and shreddings make.

    Raises ServandaError with `file:line` for any fault: a rule that cannot be read is not passed over.
    """
    from servanda.registry import detectors

    told = read_files(workspace)
    path = workspace.folder / PAGE
    there = path.exists()
    with workspace.told():
        gone = {one.subject for one in stored(workspace.alias, kind="vault-shredding")}
    made = assemble(
        agreements=told.agreements,
        roles=workspace.settings.roles,
        classes=detectors(),
        page=read_small(path) if there else b"",
        page_name=shown(path),
        systems=workspace.settings.systems,
        shredded=gone,
    )
    return AccessPolicy(
        compiled=compile_policy(made.policy),
        people=workspace.settings.people,
        untied=made.untied,
        page=there,
    )


def decide_access(
    workspace: Workspace, ask: Ask, *, now: Instant, actor: str, keep: bool = False
) -> AccessDecision:
    """Decide one request. A use of an emergency is always recorded, a refusal or permit with `keep`.

    Raises ServandaError `unknown-person`, `unknown-category` or `unknown-purpose`.
    """
    said = explain_access(workspace, ask, now=now)
    glass = isinstance(said.outcome, Permit) and said.outcome.break_glass
    if not keep and not glass:
        return said
    kind = "access-emergency-use" if glass else f"access-{said.to_plain()['decision']}"
    with workspace.recording():
        one = record(
            workspace.alias, kind=kind, subject=ask.person, value=said, at=now, actor=actor
        )
    return replace(said, recorded=one.digest)


def explain_access(workspace: Workspace, ask: Ask, *, now: Instant) -> AccessDecision:
    """Decide one request and say why; nothing is recorded."""
    access = access_policy(workspace)
    policy = access.policy
    ask = replace(
        ask,
        category=policy.categories.require(ask.category, "category"),
        purpose=policy.purposes.require(ask.purpose, "purpose"),
    )
    subject = access.subject(ask.person, now)
    data = Data(agreement=ask.agreement, category=ask.category, system=ask.system)
    outcome = access.compiled.decide(
        subject, ask.action, data, ask.purpose, _context(workspace, ask, now)
    )
    return AccessDecision(
        ask=ask,
        at=now,
        outcome=outcome,
        sentences=explain(policy, subject, ask.action, data, ask.purpose, outcome),
        policy=policy.version,
    )


def _context(workspace: Workspace, ask: Ask, now: Instant) -> Context:
    """The circumstances, with the approvals and the emergency that are on record."""
    with workspace.told():
        approvals = tuple(
            one.value(_Approved).approval()
            for one in stored(workspace.alias, kind="access-approval", subject=ask.person)
        )
        last = latest(
            workspace.alias, kind="access-emergency", subject=_glass(ask.person, ask.agreement)
        )
    return Context(
        now=now,
        strong_authentication=ask.strong_authentication,
        place=ask.place,
        network=ask.network,
        approvals=tuple(each for each in approvals if each.until > now),
        break_glass=last.value(_Emergency).glass() if last else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest:
    """Someone asks for an approval: `because` is for whoever approves."""

    schema: str = "servanda/access-request/1"
    id: str
    person: str
    action: str
    category: str
    agreement: str
    purpose: str
    because: str
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class _Approved:
    schema: str = "servanda/access-approval/1"
    request: str
    by: str
    roles: frozenset[str]
    at: Instant
    until: Instant
    person: str
    action: str
    category: str
    agreement: str
    purpose: str

    def approval(self) -> Approval:
        return Approval(
            by=self.by,
            roles=self.roles,
            at=self.at,
            until=self.until,
            subject=self.person,
            action=self.action,
            agreement=self.agreement,
            category=self.category,
            purpose=self.purpose,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Emergency:
    schema: str = "servanda/access-emergency/1"
    person: str
    agreement: str
    because: str
    at: Instant

    def glass(self) -> BreakGlass:
        return BreakGlass(by=self.person, reason=self.because, at=self.at, agreement=self.agreement)


def _glass(person: str, agreement: str) -> str:
    return f"{person}/{agreement}"[:200]


def request_access(
    workspace: Workspace,
    *,
    person: str,
    action: str,
    category: str,
    agreement: str,
    purpose: str,
    because: str,
    now: Instant,
    actor: str,
) -> AccessRequest:
    """Ask for an approval. Raises ServandaError for a word that does not exist, or `no-reason`."""
    access = access_policy(workspace)
    access.subject(person, now)
    policy = access.policy
    _require(action, agreement, policy)
    made = AccessRequest(
        id=f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}",
        person=person,
        action=action,
        category=policy.categories.require(category, "category"),
        agreement=agreement,
        purpose=policy.purposes.require(purpose, "purpose"),
        because=_reason(because),
        at=now,
    )
    with workspace.recording():
        record(
            workspace.alias,
            kind="access-request",
            subject=made.id,
            value=made,
            at=now,
            actor=actor,
        )
    return made


def approve_access(
    workspace: Workspace, request: str, *, by: str, minutes: int, now: Instant, actor: str, ask: Ask
) -> AccessDecision:
    """Approve a request, where the policy lets this person: recorded if so, refused with reasons if not.

    `ask` brings the facts of the approver; its words are taken from the request. Raises ServandaError
    `unknown-request` or `bad-minutes`.
    """
    if not 1 <= minutes <= LONGEST_APPROVAL:
        raise ServandaError("bad-minutes", f"an approval holds for 1 to {LONGEST_APPROVAL} minutes")
    with workspace.told():
        found = latest(workspace.alias, kind="access-request", subject=request)
    if found is None:
        raise ServandaError(
            "unknown-request", f"no request `{request}` is recorded", hint="servanda ledger show"
        )
    asked = found.value(AccessRequest)
    access = access_policy(workspace)
    policy, subject = access.policy, access.subject(by, now)
    data = Data(agreement=asked.agreement, category=asked.category)
    context = replace(
        _context(workspace, replace(ask, person=by, agreement=asked.agreement), now),
        requested_by=asked.person,
        done=frozenset({"request", asked.action}) if by == asked.person else frozenset(),
    )
    outcome = access.compiled.decide(subject, "approve", data, asked.purpose, context)
    said = AccessDecision(
        ask=replace(
            ask,
            person=by,
            action="approve",
            category=asked.category,
            agreement=asked.agreement,
            purpose=asked.purpose,
        ),
        at=now,
        outcome=outcome,
        sentences=explain(policy, subject, "approve", data, asked.purpose, outcome),
        policy=policy.version,
    )
    kind = "access-approval" if isinstance(outcome, Permit) else "access-deny"
    value: object = said
    if isinstance(outcome, Permit):
        value = _Approved(
            request=asked.id,
            by=by,
            roles=subject.roles,
            at=now,
            until=now + timedelta(minutes=minutes),
            person=asked.person,
            action=asked.action,
            category=asked.category,
            agreement=asked.agreement,
            purpose=asked.purpose,
        )
    with workspace.recording():
        one = record(
            workspace.alias,
            kind=kind,
            subject=asked.person if isinstance(outcome, Permit) else by,
            value=value,
            at=now,
            actor=actor,
        )
    return replace(said, recorded=one.digest)


def break_glass(
    workspace: Workspace, *, person: str, agreement: str, because: str, now: Instant, actor: str
) -> str:
    """Declare an emergency, with its reason, for one agreement; the ledger has it from then on.

    It opens only what a break-glass rule names, for that rule's minutes. Returns the digest of the
    record. Raises ServandaError `no-emergency-rule` where no rule is for this person, or `no-reason`.
    """
    access = access_policy(workspace)
    subject = access.subject(person, now)
    _require("read", agreement, access.policy)
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
    value = _Emergency(person=person, agreement=agreement, because=_reason(because), at=now)
    with workspace.recording():
        one = record(
            workspace.alias,
            kind="access-emergency",
            subject=_glass(person, agreement),
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
            uses.setdefault(_glass(ask["person"], ask["agreement"]), []).append(
                (one.at, f"{ask['action']} {ask['category']} for {ask['purpose']}")
            )
        declared = [
            one.value(_Emergency) for one in stored(workspace.alias, kind="access-emergency")
        ]
    found = []
    for place, each in enumerate(declared):
        key = _glass(each.person, each.agreement)
        # a use belongs to the last declaration before it
        later = [d.at for d in declared[place + 1 :] if _glass(d.person, d.agreement) == key]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Who can reach a category, where it lies, and which words of agreements are still untied."""

    category: str
    label: str
    reaches: tuple[Reach, ...]
    places: tuple[str, ...]
    untied: tuple[Untied, ...]
    policy: str

    def to_plain(self) -> dict[str, Any]:
        """`servanda/access-reach/1`."""
        from servanda.safeguards.access.outcomes import plain_basis

        reaches = []
        for each in self.reaches:
            plain = to_plain(each)
            plain["clauses"] = [plain_basis(basis) for basis in each.clauses]
            reaches.append(plain)
        return {
            "schema": "servanda/access-reach/1",
            "category": self.category,
            "label": self.label,
            "reaches": reaches,
            "places": list(self.places),
            "untied": [to_plain(each) for each in self.untied],
            "policy": self.policy,
        }


def who_can_reach(
    workspace: Workspace,
    category: str,
    *,
    now: Instant,
    actions: tuple[str, ...] = (),
    agreement: str = "",
) -> Reached:
    """Everyone who can reach a category and by which clause, and the columns that are declared to hold it."""
    access = access_policy(workspace)
    policy = access.policy
    for action in actions:
        _require(action, agreement, policy)
    if agreement:
        _require("read", agreement, policy)
    wanted = policy.categories.require(category, "category")
    reaches = who_can(
        access.compiled.tables,
        access.people,
        wanted,
        now=now,
        actions=actions or TOUCHES,
        agreement=agreement,
    )
    inventory = read_files(workspace).inventory
    below = policy.categories.below([wanted])
    return Reached(
        category=wanted,
        label=policy.categories.label(wanted),
        reaches=reaches,
        places=tuple(
            f"{field.system} {field.table}.{field.column}"
            for field in inventory.fields
            if field.data_class in below
            and (not agreement or not field.agreements or agreement in field.agreements)
        ),
        untied=access.untied,
        policy=policy.version,
    )


def _require(action: str, agreement: str, policy: Policy) -> None:
    if action not in ACTIONS:
        raise ServandaError(
            "unknown-action", f"there is no action `{action}`", hint=f"one of {', '.join(ACTIONS)}"
        )
    if agreement and agreement not in policy.agreements:
        known = ", ".join(sorted(policy.agreements)[:12])
        raise ServandaError(
            "unknown-agreement", f"there is no agreement `{agreement}`", hint=f"one of {known}"
        )


def _reason(because: str) -> str:
    words = " ".join(because.split())
    if len(words) < 8:
        raise ServandaError(
            "no-reason", "a reason has some words", hint="say what happened and why it is needed"
        )
    return words[:2_000]
