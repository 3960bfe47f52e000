"""Which side of an agreement a role stands on: laws name the same two parties differently."""

from __future__ import annotations

import re
from typing import Literal

from servanda.agreements.agreement import Agreement, Party
from servanda.inventory.systems import Company

Side = Literal["customer", "provider"]

_ROLES: dict[str, Side] = {
    "controller": "customer",
    "covered-entity": "customer",
    "business": "customer",
    "customer": "customer",
    "client": "customer",
    "data-exporter": "customer",
    "processor": "provider",
    "business-associate": "provider",
    "service-provider": "provider",
    "contractor": "provider",
    "sub-processor": "provider",
    "provider": "provider",
    "vendor": "provider",
    "supplier": "provider",
    "data-importer": "provider",
}


def side(role: str) -> Side | None:
    """The side of a role (`processor` and `business-associate` are both the provider's), or None."""
    return _ROLES.get(role.casefold().replace(" ", "-").replace("_", "-"))


def bearers(bearer: str) -> tuple[str, ...]:
    """The roles of a bearer as laws name it: `controller-and-processor` is two."""
    return tuple(re.split(r"-(?:and|or)-", bearer))


def on_side(bearer: str, ours: Side) -> str:
    """The role of a bearer that stands on a side, empty where none does."""
    return next((role for role in bearers(bearer) if side(role) == ours), "")


def our_party(agreement: Agreement, company: Company) -> Party | None:
    """The party of an agreement that is the company, by name; None where no party bears it."""
    name = _plain(company.name)
    return next((party for party in agreement.parties if name and _plain(party.name) == name), None)


def our_role(agreement: Agreement, company: Company) -> str:
    """The company's role under an agreement: its party's, else the one it has in general."""
    party = our_party(agreement, company)
    return party.role if party is not None and side(party.role) else company.role


def other_role(agreement: Agreement, ours: Side) -> str:
    """The role of the other side as the agreement names it, else the side's plain name."""
    for party in agreement.parties:
        found = side(party.role)
        if found is not None and found != ours:
            return party.role
    return "customer" if ours == "provider" else "provider"


def _plain(name: str) -> str:
    """A company's name without the signs that its writers set differently."""
    return re.sub(r"[^\w]+", " ", name.casefold()).strip()
