"""One self-contained HTML page: promises kept, broken and unknown, each with its words and evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from servanda.agreements.agreement import Agreement
from servanda.base.instants import Instant, format_instant
from servanda.controls.control import Status
from servanda.controls.promises import Promise
from servanda.inventory.findings import Discovery, Skipped

STATUSES: tuple[Status, ...] = ("broken", "unknown", "kept", "not-applicable")
"""The order in which a person should look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a company stands at one moment: all that the page shows.

    `reviews` are in the wire shape `servanda/review/1`, the latest one of each agreement.
    """

    company: str
    at: Instant
    agreements: tuple[Agreement, ...]
    promises: tuple[Promise, ...]
    discoveries: tuple[Discovery, ...]
    not_scanned: tuple[Skipped, ...] = ()
    reviews: tuple[dict[str, Any], ...] = ()
    ledger_size: int = 0
    ledger_root: str = ""


def render(standing: Standing) -> str:
    """The page as HTML text, with no request to anywhere and no script in it."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("servanda.reports", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
    )
    counts = _counts(standing.promises)
    return environment.get_template("page.html.j2").render(
        company=standing.company,
        day=standing.at.date().isoformat(),
        stamp=format_instant(standing.at.replace(microsecond=0)),
        agreements=standing.agreements,
        statuses=STATUSES,
        counts=counts,
        total=len(standing.promises),
        groups=_groups(standing),
        discoveries=standing.discoveries,
        not_scanned=standing.not_scanned,
        reviews=standing.reviews,
        ledger_size=standing.ledger_size,
        ledger_root=standing.ledger_root,
        share=share,
        bar=_bar,
    )


def share(seen: int, population: int | None) -> str:
    """How much was looked at, in words: `12 of 12 seen`, `12 seen of an unknown number`."""
    if population is None:
        return f"{seen:,} seen of an unknown number"
    return f"{seen:,} of {population:,} seen"


def _counts(promises: Sequence[Promise]) -> dict[str, int]:
    found = Counter(promise.status for promise in promises)
    return {status: found[status] for status in STATUSES}


def _groups(standing: Standing) -> list[dict[str, Any]]:
    """The promises by agreement, those of law alone last, what is broken first in each."""
    titles = {agreement.id: agreement for agreement in standing.agreements}
    ranked = sorted(standing.promises, key=lambda promise: STATUSES.index(promise.status))
    groups = []
    for key in (*titles, ""):
        promises = [
            promise
            for promise in ranked
            if (promise.obligation.agreement if promise.obligation.agreement in titles else "")
            == key
        ]
        if not promises:
            continue
        agreement = titles.get(key)
        parties = ", ".join(f"{p.name} ({p.role})" for p in agreement.parties) if agreement else ""
        ended = f" · ended {agreement.ends}" if agreement and agreement.ends else ""
        groups.append(
            {
                "title": f"{agreement.title} · {agreement.id}" if agreement else "By law alone",
                "subtitle": parties + ended,
                "counts": _counts(promises),
                "promises": promises,
            }
        )
    return groups


def _bar(counts: dict[str, int]) -> Any:
    """A bar of the statuses' shares, as inline SVG with a text for those who cannot see it."""
    from markupsafe import Markup

    total = sum(counts.values())
    if not total:
        return ""
    parts, at = [], 0.0
    for status in STATUSES:
        width = 100 * counts[status] / total
        if width:
            parts.append(
                Markup('<rect class="{}" x="{:.3f}" y="0" width="{:.3f}" height="10"/>').format(
                    status, at, max(width - 0.3, 0.1)
                )
            )
        at += width
    label = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status])
    return Markup(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>'
    ).format(label, Markup("").join(parts))
