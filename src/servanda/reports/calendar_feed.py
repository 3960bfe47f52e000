"""The open deadlines of an incident as a calendar (RFC 5545), with alarms before each."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta

from servanda.base.instants import Instant
from servanda.incidents.notice_duty import NoticeDuty

ALARMS = (timedelta(hours=24), timedelta(hours=4), timedelta(hours=1))
"""How long before a deadline someone is reminded."""

_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:servanda:deadlines")


def calendar(name: str, duties: Iterable[NoticeDuty], *, at: Instant) -> bytes:
    """One event for each duty that has a deadline and is not done; the same duty keeps its UID.

    Instants are in UTC, and the addressee's local time stands in the words.
    """
    from icalendar import Alarm, Calendar, Event

    found = Calendar()
    found.add("prodid", "-//Servanda//Deadlines//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", f"Deadlines: {name}")
    for duty in duties:
        if duty.due is None or duty.state not in ("owed", "overdue", "open"):
            continue
        event = Event()
        event.add("uid", f"{uuid.uuid5(_NAMES, f'{name}/{duty.id}')}@servanda")
        event.add("dtstamp", at)
        event.add("dtstart", duty.due)
        event.add("dtend", duty.due)
        mark = {"overdue": "OVERDUE: ", "open": "perhaps: "}.get(duty.state, "")
        event.add("summary", f"{mark}{duty.what}")
        event.add(
            "description",
            f"To {duty.to.replace('-', ' ')}, by {duty.by} ({duty.zone}).\n"
            f"{duty.basis}: {duty.basis.words}",
        )
        event.add("categories", ["breach notice", duty.addressee])
        event.add("status", "CONFIRMED" if duty.state != "open" else "TENTATIVE")
        for before in ALARMS:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", duty.what)
            alarm.add("trigger", -before)
            event.add_component(alarm)
        found.add_component(event)
    data: bytes = found.to_ical()
    return data
