"""Who bears a duty of a law: we do, we do not, or our roles are not known."""

from __future__ import annotations

from servanda.incidents.facts import Facts

_BEARERS = {
    "controller": {"controller", "business", "owner", "covered-entity"},
    "owner": {"controller", "business", "owner", "covered-entity"},
    "processor": {"processor", "service-provider", "maintainer", "business-associate"},
    "maintainer": {"processor", "service-provider", "maintainer", "business-associate"},
    "controller-and-processor": {"controller", "processor", "business", "service-provider"},
    "covered-entity-and-business-associate": {"covered-entity", "business-associate"},
}
"""Who counts as the bearer of a law's duty; any other bearer only by its own name."""


def bearers(name: str) -> frozenset[str]:
    """The roles that count as this bearer; any that is not listed only by its own name."""
    return frozenset(_BEARERS.get(name, {name}))


def bears(bearer: str, facts: Facts) -> bool | None:
    """Whether we are the bearer of a duty; None where our roles are not known."""
    names = bearers(bearer)
    ours = (facts.roles or frozenset()) | (facts.sectors or frozenset())
    if names & ours:
        return True
    if bearer in _BEARERS:
        return None if facts.roles is None else False
    return None if facts.sectors is None and facts.roles is None else False
