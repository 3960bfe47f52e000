"""The places where customer data lives, as `servanda.toml` names them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A system of the company. `target` is a path or URL (`data/crm.db`, `postgresql://...`).

    `region` is an ISO 3166-1 country code, empty where unknown; `agreements` are the ids of those
    whose data it holds; `operator` the sub-processor that runs it, empty for the company itself.
    `readers` are the roles of the database that may read customer data, superusers included; empty
    where nobody has said.
    """

    id: str
    target: str
    region: str = ""
    agreements: tuple[str, ...] = ()
    operator: str = ""
    purpose: str = ""
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A place where data enters or leaves over TLS: `host:port`."""

    id: str
    address: str
    agreements: tuple[str, ...] = ()
    ca_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcessor:
    """Another company that is engaged to process customer data."""

    name: str
    country: str = ""
    agreements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who the workspace belongs to and whom to reach on security."""

    name: str
    role: str = "processor"
    security_contact: str = ""
    region: str = ""
