"""The page of access rules (`access.md`): headings with numbers, words, and the rule under them.

````markdown
## 2. Support answers patients
Support staff read contact details to answer a patient, with a second factor shown this half hour.
```toml permit
roles = ["support"]
actions = ["read", "search"]
categories = ["Contact", "Name"]
purposes = ["CustomerCare"]
strong_authentication_minutes = 30
```
````

Kinds of block: `permit`, `forbid`, `break-glass` (a permit for `minutes` after a declared emergency),
`separate` (two roles that nobody may hold together, or actions that nobody may do in one case),
`purpose` and `category` (what words of an agreement mean), `own-purpose` and `own-category`.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import PurePath
from typing import Literal
from zoneinfo import ZoneInfo

from servanda.base.citations import Citation, ClauseRef
from servanda.base.errors import ServandaError
from servanda.base.literate import Block, Page, Section, read
from servanda.obligations.obligation import Basis
from servanda.safeguards.access.conditions import (
    DAYS,
    Approved,
    Before,
    Condition,
    GlassBroken,
    Hours,
    Networks,
    NotDone,
    Places,
    Since,
    StrongAuthentication,
)
from servanda.safeguards.access.gates import Tie
from servanda.safeguards.access.requests import ACTIONS
from servanda.safeguards.access.rules import Rule
from servanda.safeguards.access.vocabulary import Hierarchy

RULES = ("permit", "forbid", "break-glass", "separate", "purpose", "category")
OTHERS = ("own-purpose", "own-category")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hours:
    days: tuple[str, ...] = DAYS
    opens: str = "00:00"
    closes: str = "24:00"
    zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class _RuleBlock:
    id: str = ""
    roles: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    strong_authentication: bool = False
    strong_authentication_minutes: int | None = None
    approvals: int = 0
    approver: str = ""
    hours: _Hours | None = None
    places: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    minutes: int | None = None
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _SeparateBlock:
    id: str = ""
    roles: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _TieBlock:
    agreement: str
    means: tuple[str, ...]
    says: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OwnBlock:
    id: str
    under: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPage:
    """A page as read. `own` are the company's purposes and categories with their broader ids."""

    rules: tuple[Rule, ...]
    ties: tuple[Tie, ...]
    purposes: Hierarchy
    categories: Hierarchy


def read_access_page(
    source: bytes | str,
    name: str,
    *,
    roles: Collection[str],
    agreements: Collection[str],
    systems: Collection[str],
    purposes: Hierarchy,
    categories: Hierarchy,
    places: Hierarchy,
) -> AccessPage:
    """Read a page; what it names must exist.

    Raises ServandaError with `file:line`: `unknown-role`, `unknown-agreement`, `unknown-system`,
    `unknown-action`, `unknown-category`, `unknown-purpose`, `unknown-place`, `bad-rule`, `double-id`,
    and what the literate reader raises.
    """
    page = read(source, name, rules=RULES, others=OTHERS)
    reader = _Reader(page, roles, agreements, systems, purposes, categories, places)
    return reader.all()


class _Reader:
    """Holds the page and the words that its rules may use."""

    def __init__(
        self,
        page: Page,
        roles: Collection[str],
        agreements: Collection[str],
        systems: Collection[str],
        purposes: Hierarchy,
        categories: Hierarchy,
        places: Hierarchy,
    ) -> None:
        self.page = page
        self.stem = PurePath(page.name).stem
        self.known = {"role": roles, "agreement": agreements, "system": systems, "action": ACTIONS}
        self.purposes, self.categories, self.places = purposes, categories, places
        self.counts: dict[str, int] = {}

    def all(self) -> AccessPage:
        self._own()
        rules: list[Rule] = []
        ties: list[Tie] = []
        lines: dict[str, int] = {}
        for section in self.page.sections:
            for block in section.blocks:
                if block.kind in OTHERS:
                    continue
                if block.kind in ("purpose", "category"):
                    ties.append(self._tie(section, block))
                    continue
                made = (
                    self._separate(section, block)
                    if block.kind == "separate"
                    else [self._rule(section, block)]
                )
                for rule in made:
                    if rule.id in lines:
                        raise self.page.fault(
                            "double-id",
                            block.line,
                            f"the rule `{rule.id}` stands on line {lines[rule.id]} already",
                            "give one of the two another id",
                        )
                    lines[rule.id] = block.line
                    rules.append(rule)
        return AccessPage(
            rules=tuple(rules),
            ties=tuple(ties),
            purposes=self.purposes,
            categories=self.categories,
        )

    def _own(self) -> None:
        for which in ("purpose", "category"):
            own = []
            for block in self.page.blocks:
                if block.kind != f"own-{which}":
                    continue
                value = self.page.value(_OwnBlock, block)
                if not value.id or not value.under:
                    raise self._bad(block, "it needs an id and what it stands under")
                own.append((block, value))
            for block, value in own:
                hierarchy = self.purposes if which == "purpose" else self.categories
                try:
                    wider = tuple(hierarchy.require(each, which) for each in value.under)
                    made = hierarchy.with_own([(value.id, wider, value.label or value.id)])
                except ServandaError as error:
                    raise self._placed(error, block) from None
                if which == "purpose":
                    self.purposes = made
                else:
                    self.categories = made

    def _basis(
        self, section: Section, block: Block, cites: Iterable[Citation]
    ) -> tuple[Basis, ...]:
        words = " ".join((block.quoted or block.words).split())
        ref = ClauseRef(agreement=self.stem, clause=_number(section.heading), quote=words)
        return (
            Basis(words=words, clause=ref),
            *(Basis(words=words, citation=citation) for citation in cites),
        )

    def _id(self, section: Section, given: str) -> str:
        if given:
            return given
        base = f"{self.stem}/{_number(section.heading)}"
        self.counts[base] = self.counts.get(base, 0) + 1
        return base if self.counts[base] == 1 else f"{base}-{self.counts[base]}"

    def _rule(self, section: Section, block: Block) -> Rule:
        value = self.page.value(_RuleBlock, block)
        glass = block.kind == "break-glass"
        if glass != (value.minutes is not None) or (
            value.minutes is not None and value.minutes < 1
        ):
            raise self._bad(
                block,
                "an emergency is open for a number of `minutes`"
                if glass
                else "`minutes` belongs to a break-glass rule",
            )
        if block.kind != "forbid" and not (value.roles and value.actions and value.categories):
            raise self._bad(block, "what permits names its roles, actions and categories")
        if block.kind != "forbid" and not value.purposes:
            raise self._bad(
                block, "what permits names its purposes", "Purpose stands for every one"
            )
        return Rule(
            id=self._id(section, value.id),
            effect="forbid" if block.kind == "forbid" else "permit",
            basis=self._basis(section, block, value.cites),
            roles=self._words(block, "role", value.roles),
            actions=self._words(block, "action", value.actions),
            categories=self._ids(block, "category", self.categories, value.categories),
            purposes=self._ids(block, "purpose", self.purposes, value.purposes),
            agreements=self._words(block, "agreement", value.agreements),
            systems=self._words(block, "system", value.systems),
            conditions=self._conditions(block, value),
            break_glass=glass,
        )

    def _conditions(self, block: Block, value: _RuleBlock) -> tuple[Condition, ...]:
        found: list[Condition] = []
        minutes = value.strong_authentication_minutes
        if minutes is not None and minutes < 1:
            raise self._bad(block, "strong authentication is at least one minute old")
        if value.strong_authentication or minutes is not None:
            found.append(StrongAuthentication(minutes))
        if value.approvals < 0 or (value.approver and not value.approvals):
            raise self._bad(block, "`approvals` is how many others must approve, from 1")
        if value.approvals:
            self._words(block, "role", (value.approver,) if value.approver else ())
            found.append(Approved(value.approvals, value.approver))
        if value.hours is not None:
            found.append(self._hours(block, value.hours))
        if value.places:
            ids = self._ids(block, "place", self.places, value.places)
            found.append(Places(tuple(sorted(ids)), self.places.below(ids)))
        if value.networks:
            try:
                ranges = tuple(str(ipaddress.ip_network(each)) for each in value.networks)
            except ValueError:
                raise self._bad(block, "a network is written like 10.0.0.0/8") from None
            found.append(Networks(ranges))
        if value.since is not None:
            found.append(Since(datetime.combine(value.since, time(0), UTC)))
        if value.until is not None:
            found.append(Before(datetime.combine(value.until, time(0), UTC)))
        if value.minutes is not None:
            found.append(GlassBroken(value.minutes))
        return tuple(found)

    def _hours(self, block: Block, value: _Hours) -> Hours:
        try:
            opens = time.fromisoformat(value.opens)
            closes = time.max if value.closes == "24:00" else time.fromisoformat(value.closes)
            ZoneInfo(value.zone)
        except (ValueError, OSError, KeyError):
            raise self._bad(
                block, "hours are written like 08:00, and the zone like Europe/Dublin"
            ) from None
        if not opens < closes or not value.days or not set(value.days) <= set(DAYS):
            raise self._bad(
                block,
                "hours open before they close, on days mon to sun",
                "over midnight: two rules",
            )
        days = tuple(day for day in DAYS if day in value.days)
        return Hours(days=days, opens=opens, closes=closes, zone=value.zone)

    def _separate(self, section: Section, block: Block) -> list[Rule]:
        value = self.page.value(_SeparateBlock, block)
        if (len(value.roles) < 2) == (len(value.actions) < 2):
            raise self._bad(block, "it separates two or more roles, or two or more actions")
        basis = self._basis(section, block, value.cites)
        id_ = self._id(section, value.id)
        if value.roles:
            roles = sorted(self._words(block, "role", value.roles))
            return [
                Rule(
                    id=f"{id_}/{one}+{other}",
                    effect="forbid",
                    basis=basis,
                    together=frozenset({one, other}),
                )
                for place, one in enumerate(roles)
                for other in roles[place + 1 :]
            ]
        actions = self._words(block, "action", value.actions)
        return [
            Rule(
                id=f"{id_}/{action}",
                effect="forbid",
                basis=basis,
                actions=frozenset({action}),
                conditions=(NotDone(actions - {action}),),
            )
            for action in sorted(actions)
        ]

    def _tie(self, section: Section, block: Block) -> Tie:
        value = self.page.value(_TieBlock, block)
        what: Literal["purpose", "category"] = "purpose" if block.kind == "purpose" else "category"
        hierarchy = self.purposes if what == "purpose" else self.categories
        self._words(block, "agreement", (value.agreement,))
        means = self._ids(block, what, hierarchy, value.means)
        if not means:
            raise self._bad(block, "`means` names at least one id")
        # words of the contract stand in a block quote; everything else is what the company says of them
        contract = bool(value.clause and block.quoted)
        if value.clause and not contract:
            raise self._bad(
                block, "`clause` goes with the contract's own words", "quote them above: > ..."
            )
        words = " ".join((block.quoted or block.words).split())
        ref = ClauseRef(
            agreement=value.agreement if contract else self.stem,
            clause=value.clause if contract else _number(section.heading),
            quote=words,
        )
        return Tie(
            what=what,
            agreement=value.agreement,
            says=value.says,
            means=tuple(sorted(means)),
            basis=Basis(words=words, clause=ref),
        )

    def _words(self, block: Block, what: str, values: Iterable[str]) -> frozenset[str]:
        known = self.known[what]
        for value in values:
            if value not in known:
                shown = ", ".join(sorted(known)[:12])
                raise self.page.fault(
                    f"unknown-{what}",
                    block.line,
                    f"there is no {what} `{value}`",
                    f"one of {shown}" if shown else f"no {what} is named in servanda.toml yet",
                )
        return frozenset(values)

    def _ids(
        self, block: Block, what: str, hierarchy: Hierarchy, values: Iterable[str]
    ) -> frozenset[str]:
        try:
            return frozenset(hierarchy.require(value, what) for value in values)
        except ServandaError as error:
            raise self._placed(error, block) from None

    def _placed(self, error: ServandaError, block: Block) -> ServandaError:
        return self.page.fault(error.code, block.line, error.message, error.hint)

    def _bad(self, block: Block, why: str, hint: str = "") -> ServandaError:
        return self.page.fault("bad-rule", block.line, why, hint)


def _number(heading: str) -> str:
    """The number that a heading begins with, else the heading."""
    found = re.match(r"(?=\S*\d)[\w.()/-]+", heading)
    return found[0].rstrip(".") if found else heading
