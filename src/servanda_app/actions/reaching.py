"""Who can reach a category of data, by which clause, and where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from servanda.base.codec import to_plain
from servanda.base.instants import Instant
from servanda.safeguards.access.gates import Untied
from servanda.safeguards.access.reaching import TOUCHES, Reach, who_can
from servanda_app.actions.access_policies import access_policy, require_known
from servanda_app.actions.reading import read_files
from servanda_app.workspace import Workspace


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
        require_known(action, agreement, policy)
    if agreement:
        require_known("read", agreement, policy)
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
