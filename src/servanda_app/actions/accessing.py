"""Access decisions: who may do what with whose data, as the workspace says, and why.

A use of an emergency is recorded with its ledger entry, any other decision where that is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from servanda.base.codec import to_plain
from servanda.base.instants import Instant
from servanda.safeguards.access.explaining import explain
from servanda.safeguards.access.outcomes import Outcome, Permit
from servanda.safeguards.access.requests import Data
from servanda_app.actions.access_policies import access_policy
from servanda_app.actions.access_records import Ask, circumstances
from servanda_app.records.documents import record
from servanda_app.workspace import Workspace


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
        subject, ask.action, data, ask.purpose, circumstances(workspace, ask, now)
    )
    return AccessDecision(
        ask=ask,
        at=now,
        outcome=outcome,
        sentences=explain(policy, subject, ask.action, data, ask.purpose, outcome),
        policy=policy.version,
    )
