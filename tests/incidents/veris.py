"""Incidents as VERIS records them, turned into facts: a test input of thousands of real incidents."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from servanda.incidents.facts import Facts

_HEALTH = {"Medical"}
_FINANCIAL = {"Payment", "Bank"}


def facts_of(record: dict[str, Any]) -> Facts:
    """What a record says; what it does not say, and what it calls unknown, is unknown."""
    data = record.get("data") or {}
    named = {name for name in data if name not in ("Unknown", "Other")}
    state = record.get("data_state") or []
    disclosed = (record.get("data_disclosure") or ["Unknown"])[0]
    loss = set()
    if disclosed in ("Yes", "Potentially"):
        loss.add("confidentiality")
    if record.get("availability"):
        loss.add("availability")
    if record.get("integrity"):
        loss.add("integrity")
    year, month, day = [*(record.get("incident_date") or []), None, None, None][:3]
    when = datetime(year, month or 1, min(day or 1, 28), tzinfo=UTC) if year else None
    actors = set(record.get("actors") or {})
    places = {}
    for country in record.get("country") or []:
        place = f"US-{record['state']}" if country == "US" and record.get("state") else country
        places[place if place != "Unknown" else "ZZ"] = record.get("data_total") or 1
    return Facts(
        title=record["id"],
        status="confirmed" if record.get("security_incident") == ["Confirmed"] else "suspected",
        loss=frozenset(loss) or None,
        source="internal" if actors == {"internal"} else "external" if "external" in actors else None,
        malicious=True if {"malware", "hacking", "social"} & set(record.get("actions") or {}) else None,
        disclosed=True if disclosed == "Yes" else False if disclosed == "No" else None,
        encrypted=_encrypted(state),
        people=record.get("data_total"),
        people_in=places or None,
        health=True if named & _HEALTH else None,
        special_category=True if named & _HEALTH else None,
        financial=True if named & _FINANCIAL else None,
        credentials=True if "Credentials" in named else None,
        roles=frozenset({"controller", "covered-entity"})
        if (record.get("industry") or "").startswith("62")
        else frozenset({"controller"}),
        events={"discovery": when} if when else None,
    )  # fmt: skip


def _encrypted(state: list[str]) -> bool | None:
    if any("unencrypted" in one for one in state):
        return False
    return True if any("encrypted" in one for one in state) else None
