"""Drafts the notice of a duty: exactly what its rule asks for, from the facts known so far.

What is missing is marked and never made up; what was sent before makes the next one a supplement (GDPR
Article 33(4)). A draft is sent by a person, not from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, format_instant
from servanda.incidents.contents import ITEMS, USUAL, Sender
from servanda.incidents.facts import Facts
from servanda.incidents.notice_duty import NoticeDuty


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One item of a notice; `text` is empty where it is not known yet."""

    item: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A drafted notice. `missing` are the items that a person must fill or send later."""

    duty: str
    to: str
    subject: str
    basis: str
    opening: str
    parts: tuple[Part, ...]
    sender: str
    at: Instant
    supplement: bool = False

    @property
    def missing(self) -> tuple[Part, ...]:
        """What is not known yet."""
        return tuple(part for part in self.parts if not part.text)

    def to_plain(self) -> dict[str, Any]:
        """`servanda/incident-notice/1`."""
        return {
            "schema": "servanda/incident-notice/1",
            "duty": self.duty,
            "to": self.to,
            "subject": self.subject,
            "cites": self.basis,
            "opening": self.opening,
            "parts": [
                {"item": part.item, "title": part.title, "text": part.text or None}
                for part in self.parts
            ],
            "missing": [part.item for part in self.missing],
            "supplement": self.supplement,
            "sender": self.sender,
            "at": format_instant(self.at),
        }


def draft_notice(duty: NoticeDuty, facts: Facts, sender: Sender, *, now: Instant) -> Notice:
    """The notice of a duty as the facts stand at `now`.

    Raises ServandaError `no-notice` for a duty that is kept in the house (the register, an assessment).
    """
    if duty.addressee in ("register", "house"):
        raise ServandaError("no-notice", f"`{duty.id}` is kept in the house and sent to nobody")
    items = duty.contents or USUAL.get(duty.addressee, USUAL["customer"])
    parts = tuple(_part(item, duty, facts, sender) for item in items)
    supplement = duty.sent is not None
    if supplement:
        # what stood in the first notice is not told again, unless it was not known then
        parts = tuple(part for part in parts if part.item not in _CONSTANT) or parts
    late = duty.due is not None and now >= duty.due and not supplement
    if late:
        reason = sender.said("reasons-for-delay")
        parts += (Part(item="reasons-for-delay", title="Why this notice is late", text=reason),)
    return Notice(
        duty=duty.id,
        to=duty.to.replace("-", " "),
        subject=_subject(duty, facts, supplement),
        basis=duty.cited or str(duty.basis),
        opening=_opening(duty, supplement, now),
        parts=parts,
        sender=sender.name,
        at=now,
        supplement=supplement,
    )


_CONSTANT = ("contact", "reporter", "date-of-discovery")


def _part(item: str, duty: NoticeDuty, facts: Facts, sender: Sender) -> Part:
    if item not in ITEMS:
        raise ServandaError(
            "unknown-item", f"`{item}` is no item of a notice", hint=f"one of {', '.join(ITEMS)}"
        )
    known = ITEMS[item]
    place = duty.place if duty.place != "CONTRACT" else ""
    text = sender.said(item) or known.fill(facts, sender, place, duty.zone) or ""
    return Part(item=item, title=known.title, text=text)


def _subject(duty: NoticeDuty, facts: Facts, supplement: bool) -> str:
    kind = "Supplement to our notice of a" if supplement else "Notice of a"
    suspected = "suspected " if facts.status == "suspected" else ""
    return f"{kind} {suspected}personal data breach" + (
        f" under {duty.agreement}" if duty.agreement else ""
    )


def _opening(duty: NoticeDuty, supplement: bool, now: Instant) -> str:
    day = now.astimezone(ZoneInfo(duty.zone))
    when = f"{day.day} {day:%B %Y, %H:%M} {day:%Z}"
    if supplement and duty.sent is not None:
        first = duty.sent.astimezone(ZoneInfo(duty.zone))
        return f"This supplements our notice of {first.day} {first:%B %Y}, as of {when}."
    if duty.addressee == "individuals":
        return (
            f"We write to tell you of an incident that concerns your personal data, as of {when}."
        )
    return f"We notify you of the following, as known on {when}. What is not known yet will follow."
