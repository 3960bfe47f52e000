"""Four eyes: approvals are asked for, and given or refused, as the workspace's policy says."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.access.explaining import explain
from servanda.safeguards.access.outcomes import Permit
from servanda.safeguards.access.requests import Data
from servanda_app.actions.access_policies import access_policy, require_known
from servanda_app.actions.access_records import (
    AccessRequest,
    Approved,
    Ask,
    circumstances,
    require_reason,
)
from servanda_app.actions.accessing import AccessDecision
from servanda_app.records.documents import latest, record
from servanda_app.workspace import Workspace

LONGEST_APPROVAL = 24 * 60
"""Minutes for which an approval may hold at most."""


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
    require_known(action, agreement, policy)
    made = AccessRequest(
        id=f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}",
        person=person,
        action=action,
        category=policy.categories.require(category, "category"),
        agreement=agreement,
        purpose=policy.purposes.require(purpose, "purpose"),
        because=require_reason(because),
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
        circumstances(workspace, replace(ask, person=by, agreement=asked.agreement), now),
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
        value = Approved(
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
