"""Holidays of a place, for limits in business days and for Regulation 1182/71.

From the library `holidays` (government holidays; of federations with those of the state). A place that
it does not know has no calendar, and whoever counts says so.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from functools import cache

_NAMES = {"UK": "GB"}
_NONE = ("EU", "EEA", "CONTRACT", "")


@cache
def holidays(place: str) -> Container[date] | None:
    """The days on which public offices at a place do not work; None where no calendar is known."""
    if place in _NONE:
        return None
    import holidays as library

    country, _, part = place.partition("-")
    country = _NAMES.get(country, country)
    supported = library.list_supported_countries(include_aliases=False)
    if country not in supported:
        return None
    known = part if part in supported[country] else None
    days: Container[date] = library.country_holidays(country, subdiv=known)
    return days
