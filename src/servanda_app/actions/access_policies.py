"""The policy of a workspace: agreements, the page of rules, roles and shreddings put together.

The page of rules is `access.md` beside `servanda.toml`; a workspace without one permits nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.access.compiled import CompiledPolicy, compile_policy
from servanda.safeguards.access.gates import Untied
from servanda.safeguards.access.people import Person
from servanda.safeguards.access.policy import assemble
from servanda.safeguards.access.requests import ACTIONS, Subject
from servanda.safeguards.access.rules import Policy
from servanda_app.actions.reading import read_files
from servanda_app.files import read_small
from servanda_app.records.documents import stored
from servanda_app.workspace import Workspace, shown

PAGE = "access.md"


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


def require_known(action: str, agreement: str, policy: Policy) -> None:
    """Raises ServandaError `unknown-action` or `unknown-agreement`."""
    if action not in ACTIONS:
        raise ServandaError(
            "unknown-action", f"there is no action `{action}`", hint=f"one of {', '.join(ACTIONS)}"
        )
    if agreement and agreement not in policy.agreements:
        known = ", ".join(sorted(policy.agreements)[:12])
        raise ServandaError(
            "unknown-agreement", f"there is no agreement `{agreement}`", hint=f"one of {known}"
        )
