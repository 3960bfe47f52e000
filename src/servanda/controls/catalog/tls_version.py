"""An endpoint that speaks, or still accepts, an older TLS than was promised: real handshakes.

"TLS 1.2" means 1.2 and nothing below it. A promise of encryption without a version is kept by any TLS;
that 1.0 and 1.1 are withdrawn (RFC 8996) is then said as a warning.
"""

from __future__ import annotations

import re
from typing import Any

from servanda.agreements.terms import Value
from servanda.base.errors import ServandaError
from servanda.controls import collecting, endpoints, judging
from servanda.controls.control import Control, Evidence, Outcome, Situation
from servanda.controls.handshakes import VERSIONS, NotTlsError, accepts, shake
from servanda.inventory.systems import Endpoint
from servanda.obligations.obligation import Obligation

ID = "tls-version"
JUDGES = ("encryption_in_transit",)

_VERSION = re.compile(r"\bTLS\s{0,3}(?:version\s{0,3})?v?\s{0,3}(1\.[0-3])", re.I)
_ANY = re.compile(r"\b(?:tls|ssl|https|in transit|encrypt\w*)\b", re.I)


def collect(situation: Situation) -> Evidence:
    """Shake hands with each endpoint, then offer it each version alone."""
    return collecting.evidence(ID, situation, endpoints.each(situation, _look))


def _look(endpoint: Endpoint, _situation: Situation) -> dict[str, Any]:
    try:
        negotiated = shake(endpoint.address).version
    except NotTlsError:
        return {"tls": False}
    taken = {version: accepts(endpoint.address, version) for version in VERSIONS}
    if not any(taken.values()):
        raise ServandaError("unsteady", f"`{endpoint.address}` did not answer the same way twice")
    return {"tls": True, "negotiated": negotiated, "accepts": taken}


def judge(evidence: Evidence, situation: Situation) -> tuple[Outcome, ...]:
    """Broken for each endpoint that accepts less than was promised."""
    return endpoints.judged(ID, JUDGES, evidence, situation, _outcome)


def least(value: Value) -> str | None:
    """The lowest version that a promise allows, empty where it names none; None where it is not understood."""
    words = value if isinstance(value, str) else " ".join(value) if isinstance(value, tuple) else ""
    named = sorted(_VERSION.findall(words))
    if named:
        return f"TLS {named[0]}"
    return "" if value is True or value is None or _ANY.search(words) else None


def _outcome(view: judging.View, obligation: Obligation) -> Outcome:
    broken: list[str] = []
    unknown: list[str] = []
    warnings: list[str] = []
    promised = least(obligation.value)
    shown = ""
    if promised is None:
        unknown.append("the promise names a kind of encryption that a handshake does not show")
    for observation in view.seen:
        taken, spoken = observation.facts.get("accepts"), observation.facts.get("negotiated")
        if observation.facts.get("tls") is False:
            broken.append(f"{view.subject} answers without TLS")
            continue
        if not isinstance(taken, dict) or not isinstance(spoken, str) or spoken not in VERSIONS:
            unknown.append(f"what {view.subject} accepts was not seen")
            continue
        shown = spoken
        below = VERSIONS[: VERSIONS.index(promised or "TLS 1.2")]
        old = [version for version in below if taken.get(version) is True]
        untold = [version for version in below if taken.get(version) not in (True, False)]
        if promised and spoken in below:
            broken.append(f"{view.subject} speaks {spoken}, and {promised} was promised")
        elif promised and old:
            broken.append(
                f"{view.subject} still accepts {' and '.join(old)}, and {promised} was promised"
            )
        elif promised and untold:
            unknown.append(
                f"whether {view.subject} still accepts {' or '.join(untold)} is not known"
            )
        elif old:
            warnings.append(f"switch off {' and '.join(old)}, which RFC 8996 withdrew")
    return view.outcome(
        ID,
        obligation,
        broken=broken,
        unknown=unknown,
        kept=f"{view.subject} speaks {shown}"
        + (f" and accepts nothing below {promised}" if promised else ""),
        remedy=CONTROL.remedy,
        warning="; ".join(warnings),
    )


CONTROL = Control(
    title="TLS below the promised version",
    finds="endpoints that negotiate, or still accept when offered alone, TLS 1.0, 1.1 or 1.2 below the "
    "version in the agreement, or that answer without TLS",
    matters="whoever sits on the way can force the weakest version that is accepted and read the data",
    remedy="set the server's minimum to the promised version, for nginx: ssl_protocols TLSv1.2 TLSv1.3;",
    judges=JUDGES,
    collect=collect,
    judge=judge,
)
