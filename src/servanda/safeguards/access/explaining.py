"""A decision in sentences: what was asked, what was said, on whose words, and what would change it."""

from __future__ import annotations

from servanda.obligations.obligation import Basis
from servanda.safeguards.access.outcomes import Deny, Outcome, Permit
from servanda.safeguards.access.requests import Data, Subject
from servanda.safeguards.access.rules import Policy

_WHY = {
    "unknown": "The request uses a word that nobody knows here.",
    "forbidden": "A prohibition speaks against it, and no permission sets that aside.",
    "fault": "A rule could not be evaluated on these facts, so it refuses.",
    "unmet": "A rule would permit it, but not under these circumstances.",
    "no-rule": "No rule permits it.",
}


def explain(
    policy: Policy, subject: Subject, action: str, data: Data, purpose: str, outcome: Outcome
) -> tuple[str, ...]:
    """The sentences, the verdict first."""
    what = (
        f"{action} {_named(policy.categories.label(data.category), data.category)} "
        f"under `{data.agreement}`"
        f"{f' in `{data.system}`' if data.system else ''} "
        f"for {_named(policy.purposes.label(purpose), purpose)}"
    )
    roles = ", ".join(sorted(subject.roles)) or "no role"
    if isinstance(outcome, Permit):
        return (
            f"{subject.id} ({roles}) may {what}.",
            *_permit(outcome),
        )
    return (f"{subject.id} ({roles}) may not {what}.", *_deny(outcome))


def _permit(outcome: Permit) -> tuple[str, ...]:
    first, *rest = outcome.clauses
    lines = [f"It is permitted by {_cited(first)}"]
    lines += [f"It keeps to {_cited(basis)}" for basis in rest]
    if outcome.met:
        lines.append(f"Its conditions are met: {'; '.join(outcome.met)}.")
    if outcome.break_glass:
        lines.append("Only the declared emergency permits it, so this use is reported.")
    return tuple(lines)


def _deny(outcome: Deny) -> tuple[str, ...]:
    lines = [_WHY[outcome.reason]]
    lines += [f"It rests on {_cited(basis)}" for basis in outcome.clauses]
    if outcome.needed:
        lines.append(f"What would be needed: {'; or '.join(outcome.needed)}.")
    else:
        lines.append("Nothing that the person does changes that.")
    return tuple(lines)


def _cited(basis: Basis) -> str:
    words = " ".join(basis.words.split())
    return f'{basis}: "{words}"'


def _named(label: str, id_: str) -> str:
    return f"`{id_}`" if label == id_ else f"{label} (`{id_}`)"
