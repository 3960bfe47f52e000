"""What every collection shares: the scans of the run as observations, and paths as the workspace means them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from servanda.controls.control import Evidence, Observation, Situation
from servanda.inventory.findings import ColumnFinding, Discovery

SURE = 0.5
"""A finding of lower confidence is not held against anyone, but keeps a promise from being kept."""

LEAST_GUARANTEE = 0.99
"""A scan that reaches less (see `Discovery.guarantee`) does not count as having seen the system."""


def evidence(control: str, situation: Situation, observations: list[Observation]) -> Evidence:
    """Evidence whose population is exactly what was listed, seen or failed."""
    return Evidence(
        control=control,
        at=situation.now,
        observations=tuple(observations),
        population=len(observations),
    )


def per_scan(
    situation: Situation, facts: Callable[[Discovery], dict[str, Any]]
) -> list[Observation]:
    """One observation a system that was scanned; a failed one for each system or part that was not.

    A scan of a sample that would likely miss what stands in one row of a hundred is partial, too.
    """
    observations = []
    for system in situation.systems:
        about = {"system": system.id}
        discovery = situation.discoveries.get(system.id)
        if discovery is None:
            observations.append(
                Observation(subject=system.id, facts=about, failed=f"{system.id} was not scanned")
            )
            continue
        observations.append(Observation(subject=system.id, facts={**about, **facts(discovery)}))
        observations += [
            Observation(subject=f"{system.id}: {place}", facts=about, failed=why)
            for place, why in unread(discovery)
        ]
    return observations


def unread(discovery: Discovery) -> list[tuple[str, str]]:
    """Each part of a system that its scan did not read well enough, and why."""
    name = discovery.system
    parts = [
        (part.place, f"{part.place} of {name} was not read: {part.why}")
        for part in discovery.skipped
    ]
    whole = discovery.rows_total is not None and discovery.rows_seen >= discovery.rows_total
    if not whole and discovery.guarantee < LEAST_GUARANTEE:
        why = f"only {plural(discovery.rows_seen, 'row')} of {name} were read, too few to tell"
        parts.append(("sample", why))
    return parts


def columns(findings: Iterable[ColumnFinding]) -> dict[str, list[str]]:
    """The classes found in each column, by `table.column`, sorted."""
    found: dict[str, set[str]] = {}
    for finding in findings:
        found.setdefault(f"{finding.table}.{finding.column}", set()).add(finding.data_class)
    return {place: sorted(found[place]) for place in sorted(found)}


def named(facts: dict[str, Any], key: str) -> dict[str, list[str]] | None:
    """What `columns` wrote under `key`, or None where the facts do not hold it."""
    found = facts.get(key)
    if not isinstance(found, dict) or any(texts(found, place) is None for place in found):
        return None
    return {str(place): list(found[place]) for place in sorted(found)}


def labels(found: dict[str, list[str]]) -> str:
    """The first few columns in words: `people.mail (email), people.body (email, phone)`."""
    return some([f"{place} ({', '.join(classes)})" for place, classes in found.items()])


def within(folder: str, path: str) -> Path:
    """A path as `servanda.toml` means it: relative to the workspace unless absolute."""
    return Path(folder) / Path(path).expanduser()


def texts(facts: dict[str, Any], key: str) -> list[str] | None:
    """The list of texts under `key`, or None where the facts do not hold one."""
    value = facts.get(key)
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return list(value)
    return None


def number(facts: dict[str, Any], key: str) -> int | None:
    """The whole number from zero up under `key`, or None where the facts do not hold one."""
    value = facts.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def text(facts: dict[str, Any], key: str) -> str:
    """The text under `key`, empty where the facts do not hold one."""
    value = facts.get(key)
    return value if isinstance(value, str) else ""


def plural(count: int, noun: str) -> str:
    """`1 row`, `50,000 rows`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def some(names: list[str], shown: int = 3) -> str:
    """The first few of a list in words: `a, b, c and 4 more`."""
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(names[:shown]) + more
