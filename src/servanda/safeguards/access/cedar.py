"""The policy in Cedar, for whoever enforces with that engine, and requests as it takes them.

`policies` writes one Cedar policy a rule, with the rule's id, clause and words as annotations; `entities`
the hierarchies of purposes and categories; `request` one request. What a condition needs that Cedar
cannot reckon (ages, the clock of a zone, who has approved this very request) is reckoned by `request` and
stands in the context. Cedar passes over a policy that errs, where Servanda refuses: `request` therefore
raises for facts that cannot be read.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, require_instant
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
    SomeoneElseAsked,
    StrongAuthentication,
    approvers,
)
from servanda.safeguards.access.requests import Context, Data, Subject
from servanda.safeguards.access.rules import Policy, Rule
from servanda.safeguards.access.vocabulary import Hierarchy

_MICROSECOND = timedelta(microseconds=1)
_MINUTE = 60_000_000


def policies(policy: Policy) -> str:
    """The rules as Cedar policies, in order, and before them what refuses unknown words."""
    parts = [
        "// Made by Servanda from agreements and access rules; version of the policy:\n"
        f"// {policy.version}\n",
        _known(policy),
        *(_policy(rule) for rule in policy.rules),
    ]
    return "\n".join(parts)


def entities(policy: Policy) -> list[dict[str, Any]]:
    """Purposes and categories with what is broader."""
    found = []
    for kind, hierarchy in (("Purpose", policy.purposes), ("Category", policy.categories)):
        for id_ in hierarchy:
            parents = [_uid(kind, parent) for parent in hierarchy.parents[id_]]
            found.append({"uid": _uid(kind, id_), "attrs": {}, "parents": parents})
    return found


def person(subject: Subject) -> dict[str, Any]:
    """Who asks, with the roles."""
    parents = [_uid("Role", role) for role in sorted(subject.roles)]
    return {"uid": _uid("Person", subject.id), "attrs": {}, "parents": parents}


def request(
    policy: Policy, subject: Subject, action: str, data: Data, purpose: str, context: Context
) -> dict[str, Any]:
    """One request; the person's entity is apart (`person`).

    Raises ServandaError `naive-instant` or `bad-facts` for facts that cannot be read.
    """
    return {
        "principal": f"Person::{_text(subject.id)}",
        "action": f"Action::{_text(action)}",
        "resource": f"Category::{_text(data.category)}",
        "context": _context(policy, subject, action, data, purpose, context),
    }


def _context(
    policy: Policy, subject: Subject, action: str, data: Data, purpose: str, context: Context
) -> dict[str, Any]:
    now = require_instant(context.now)
    conditions = {c for rule in policy.rules for c in rule.conditions}
    asked = {"": 0} | {c.role: 0 for c in conditions if isinstance(c, Approved)}
    facts: dict[str, Any] = {
        "purpose": {"__entity": _uid("Purpose", purpose)},
        "agreement": {"__entity": _uid("Agreement", data.agreement)},
        "system": data.system,
        "now": _microseconds(now),
        "done": sorted(context.done),
        "approvals": {
            f"role:{role}": len(approvers(subject, action, data, purpose, context, role))
            for role in asked
        },
        "clock": {c.zone: _clock(now, c.zone) for c in conditions if isinstance(c, Hours)},
    }
    if context.strong_authentication is not None:
        age = (now - require_instant(context.strong_authentication)) // _MICROSECOND
        if age >= 0:
            facts["authenticationAge"] = age
    if context.place:
        facts["place"] = context.place
    if context.network:
        try:
            address = str(ipaddress.ip_address(context.network))
        except ValueError:
            raise ServandaError("bad-facts", "the network address is none") from None
        facts["network"] = {"__extn": {"fn": "ip", "arg": address}}
    if context.requested_by:
        facts["requestedBy"] = {"__entity": _uid("Person", context.requested_by)}
    glass = context.break_glass
    if (
        glass is not None
        and (glass.by, glass.agreement) == (subject.id, data.agreement)
        and glass.reason.strip()
        and glass.at <= now
    ):
        facts["breakGlassAge"] = (now - glass.at) // _MICROSECOND
    return facts


def _known(policy: Policy) -> str:
    agreements = _set(f"Agreement::{_text(each)}" for each in sorted(policy.agreements))
    purpose, category = (_root(policy.purposes), _root(policy.categories))
    return (
        '@id("servanda/unknown-word")\n'
        '@clause("servanda clause unknown-word")\n'
        "forbid (principal, action, resource)\n"
        "unless {\n"
        f"  {agreements}.contains(context.agreement)\n"
        f"  && context.purpose in Purpose::{_text(purpose)}\n"
        f"  && resource in Category::{_text(category)}\n"
        "};\n"
    )


def _root(hierarchy: Hierarchy) -> str:
    """What everything else stands below."""
    return next(id_ for id_, wider in hierarchy.parents.items() if not wider)


def _policy(rule: Rule) -> str:
    lines = [f"@id({_text(rule.id)})"]
    lines.append(f"@clause({_text('; '.join(str(basis) for basis in rule.basis))})")
    lines.append(f"@words({_text(' / '.join(basis.words for basis in rule.basis))})")
    actions = _set(f"Action::{_text(action)}" for action in sorted(rule.actions))
    head = f"action in {actions}" if rule.actions else "action"
    lines.append(f"{rule.effect} (principal, {head}, resource)")
    scope = [*_scope(rule)]
    holds = [_condition(condition) for condition in rule.conditions]
    if rule.effect == "permit":
        scope += holds
    if scope:
        lines.append("when {\n  " + "\n  && ".join(scope) + "\n}")
    if rule.effect == "forbid" and holds:
        lines.append("unless {\n  " + "\n  && ".join(holds) + "\n}")
    return "\n".join(lines) + ";\n"


def _scope(rule: Rule) -> Iterable[str]:
    def among(what: str, kind: str, ids: frozenset[str]) -> str:
        return f"{what} in {_set(f'{kind}::{_text(id_)}' for id_ in sorted(ids))}"

    if rule.roles:
        yield among("principal", "Role", rule.roles)
    for role in sorted(rule.together):
        yield f"principal in Role::{_text(role)}"
    if rule.categories:
        yield among("resource", "Category", rule.categories)
    if rule.purposes:
        yield among("context.purpose", "Purpose", rule.purposes)
    if rule.agreements:
        yield f"{_set(f'Agreement::{_text(a)}' for a in sorted(rule.agreements))}.contains(context.agreement)"
    if rule.systems:
        yield f"{_set(_text(each) for each in sorted(rule.systems))}.contains(context.system)"
    # what lies within is spared: an empty list spares nothing
    if rule.unless_purposes:
        yield f"!({among('context.purpose', 'Purpose', rule.unless_purposes)})"
    if rule.unless_categories:
        yield f"!({among('resource', 'Category', rule.unless_categories)})"


def _condition(condition: Condition) -> str:
    match condition:
        case StrongAuthentication(minutes):
            known = "context has authenticationAge"
            return (
                known
                if minutes is None
                else f"{known} && context.authenticationAge <= {minutes * _MINUTE}"
            )
        case Approved(count, role):
            return f"context.approvals[{_text(f'role:{role}')}] >= {count}"
        case Hours(days, opens, closes, zone):
            clock = f"context.clock[{_text(zone)}]"
            return (
                f"{_set(_text(day) for day in days)}.contains({clock}.day)"
                f" && {clock}.at >= {_of_day(opens)} && {clock}.at < {_of_day(closes)}"
            )
        case Places(_, codes):
            return f"context has place && {_set(_text(code) for code in sorted(codes))}.contains(context.place)"
        case Networks(ranges):
            inside = " || ".join(f"context.network.isInRange(ip({_text(each)}))" for each in ranges)
            return f"context has network && ({inside})"
        case Before(instant):
            return f"context.now < {_microseconds(instant)}"
        case Since(instant):
            return f"context.now >= {_microseconds(instant)}"
        case GlassBroken(minutes):
            return f"context has breakGlassAge && context.breakGlassAge < {minutes * _MINUTE}"
        case SomeoneElseAsked():
            return "context has requestedBy && context.requestedBy != principal"
        case NotDone(actions):
            return f"!{_set(_text(action) for action in sorted(actions))}.containsAny(context.done)"


def _uid(kind: str, id_: str) -> dict[str, str]:
    return {"type": kind, "id": id_}


def _set(parts: Iterable[str]) -> str:
    return f"[{', '.join(parts)}]"


def _text(words: str) -> str:
    """A Cedar string: quoted, one line, with its escapes."""
    line = " ".join(words.split()) if any(c.isspace() and c != " " for c in words) else words
    safe = "".join(
        c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in line.replace("\\", "\\\\")
    )
    return '"' + safe.replace('"', '\\"') + '"'


def _microseconds(instant: Instant) -> int:
    return (instant - Instant(1970, 1, 1, tzinfo=instant.tzinfo)) // _MICROSECOND


def _of_day(at: time) -> int:
    return ((at.hour * 60 + at.minute) * 60 + at.second) * 1_000_000 + at.microsecond


def _clock(now: Instant, zone: str) -> dict[str, Any]:
    local = now.astimezone(ZoneInfo(zone))
    return {"day": DAYS[local.weekday()], "at": _of_day(local.time())}
