"""The people and roles of a company, as `servanda.toml` names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What people do. `keys`: it holds keys, so it may not read; `audit`: it looks and changes nothing."""

    id: str
    title: str = ""
    keys: bool = False
    audit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone with roles. `begins` and `ends` are the first and last day on which they hold."""

    id: str
    name: str = ""
    roles: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None

    def roles_on(self, day: date) -> frozenset[str]:
        """The roles held on a day: none before the first or after the last."""
        if (self.begins and day < self.begins) or (self.ends and day > self.ends):
            return frozenset()
        return frozenset(self.roles)
