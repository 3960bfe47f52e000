"""Calendars of places: those of the library, beside the Official Journal's lists."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from servanda.controls.countries import EU
from servanda.incidents.calendars import holidays
from servanda.incidents.places import ZONES, reaches, zone_of


def test_a_state_has_its_own_days_and_an_unknown_place_none() -> None:
    california, iowa = holidays("US-CA"), holidays("US-IA")
    assert california is not None and iowa is not None
    chavez = date(2026, 3, 31)
    assert chavez in california
    assert chavez not in iowa
    assert date(2026, 7, 3) in iowa  # the fourth is a Saturday
    assert holidays("ZZ") is None
    assert holidays("EU") is None


def test_every_member_state_has_a_zone_and_a_calendar() -> None:
    for place in EU:
        assert zone_of(place) != "UTC"
        assert holidays(place) is not None, place
    assert zone_of("US-ZZ") == "America/New_York"
    assert reaches("US", "US-CA") and not reaches("US-CA", "US")
    assert reaches("EU", "NO") and not reaches("EU", "CH")


def test_every_zone_exists() -> None:
    from zoneinfo import ZoneInfo

    assert all(ZoneInfo(zone).key == zone for zone in ZONES.values())


def test_the_official_journals_lists_agree_where_they_are_not_suspect(shared: Path) -> None:
    listed = json.loads((shared / "incidents/eu_official_holidays_2025_2026.json").read_text())
    suspect = " ".join(listed["suspect_transcriptions"])
    days = differ = 0
    for place, years in listed["calendars"].items():
        calendar = holidays(place)
        if place not in EU or calendar is None or place in suspect:
            continue
        for year in years.values():
            for text in year:
                days += 1
                differ += date.fromisoformat(text) not in calendar
    print(f"holidays: {days - differ} of {days} days of the Official Journal's lists are known")
    assert days > 400
    assert differ <= 3  # days of single administrations
