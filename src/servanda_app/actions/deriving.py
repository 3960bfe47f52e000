"""`obligations`: who owes what to whom, by when, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from servanda.agreements.agreement import Agreement
from servanda.base.codec import to_plain
from servanda.obligations.obligation import Obligation
from servanda_app.actions.reading import (
    derived,
    known_discoveries,
    read_files,
    require_agreement,
)
from servanda_app.actions.responses import lessons
from servanda_app.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligations:
    """The obligations on a day, and the agreements that they come from."""

    on: date
    agreements: tuple[Agreement, ...]
    obligations: tuple[Obligation, ...]

    def to_plain(self) -> dict[str, Any]:
        """`servanda/obligations/1`."""
        return {
            "schema": "servanda/obligations/1",
            "on": self.on.isoformat(),
            "agreements": [agreement.id for agreement in self.agreements],
            "obligations": [flat(obligation) for obligation in self.obligations],
        }


def obligations(workspace: Workspace, *, on: date, agreement: str = "") -> Obligations:
    """The obligations of the company on a day, of one agreement or of all.

    Which data each reaches is as the latest recorded discovery found it. Raises ServandaError for a
    file that cannot be read and `unknown-agreement`.
    """
    told = read_files(workspace)
    if agreement:
        require_agreement(told, agreement)
    with workspace.told():
        discoveries = known_discoveries(workspace)
    found = derived(workspace, told, discoveries, on) + lessons(workspace)
    return Obligations(
        on=on,
        agreements=tuple(a for a in told.agreements if not agreement or a.id == agreement),
        obligations=tuple(o for o in found if not agreement or o.agreement == agreement),
    )


def flat(obligation: Obligation) -> dict[str, Any]:
    """One obligation as JSON shows it: the deadline also in words."""
    plain: dict[str, Any] = to_plain(obligation)
    plain["deadline"] = str(obligation.clock) if obligation.clock else None
    plain["basis"] = [
        {
            "citation": str(basis.citation) if basis.citation else None,
            "clause": basis.clause.clause if basis.clause else None,
            "page": (basis.clause.page or None) if basis.clause else None,
            "words": basis.words,
        }
        for basis in obligation.basis
    ]
    return plain
