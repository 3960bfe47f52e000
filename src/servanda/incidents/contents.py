"""What a notice must say, item by item: the vocabulary of `contents` in the texts of laws.

An item is filled from the facts known so far, or it is missing; nothing is made up for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from servanda.incidents.facts import Facts
from servanda.incidents.places import reaches


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes: the company, its contact, and what a person has added in words by item."""

    name: str
    contact: str = ""
    words: Mapping[str, str] | None = None

    def said(self, item: str) -> str:
        """A person's own words for an item, empty where there are none."""
        return (self.words or {}).get(item, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item: its heading, and how the facts fill it (None where they do not)."""

    title: str
    fill: Callable[[Facts, Sender, str, str], str | None]


def _never(_facts: Facts, _sender: Sender, _place: str, _zone: str) -> None:
    """An item that only a person can fill."""


def _event(name: str) -> Callable[[Facts, Sender, str, str], str | None]:
    def fill(facts: Facts, _sender: Sender, _place: str, zone: str) -> str | None:
        at = facts.at(name)
        return None if at is None else _when(at, zone)

    return fill


def _when(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y, %H:%M} ({local:%Z})"


_LOSSES = {
    "confidentiality": "seen, copied or disclosed without authority",
    "integrity": "altered without authority",
    "availability": "lost or out of reach",
}


def _what_happened(facts: Facts, _sender: Sender, _place: str, _zone: str) -> str | None:
    if not facts.loss:
        return None
    lost = " and ".join(_LOSSES[name] for name in sorted(facts.loss))
    told = f"Personal data were {lost}."
    if facts.source is not None:
        told += f" The cause lies {'inside' if facts.source == 'internal' else 'outside'} our house"
        told += "." if facts.malicious is None else f" and was {_intent(facts.malicious)}."
    if facts.ongoing is not None:
        told += " It is still going on." if facts.ongoing else " It has been stopped."
    return f"{facts.title}. {told}" if facts.title else told


def _intent(malicious: bool) -> str:
    return "intended" if malicious else "not intended"


_KINDS = {
    "special_category": "special categories of data (GDPR Article 9)",
    "criminal": "data on convictions or offences",
    "health": "health data",
    "financial": "account, card or other payment data",
    "national_id": "official identification numbers",
    "credentials": "user names, passwords or other credentials",
    "contact": "names and contact data",
    "locations": "location data",
}


def _data(facts: Facts, _sender: Sender, _place: str, _zone: str) -> str | None:
    kinds = [words for name, words in _KINDS.items() if getattr(facts, name)]
    classes = sorted(name.replace("-", " ") for name in facts.data_classes or ())
    if not kinds and not classes:
        return None
    return ", ".join([*kinds, *classes]) + "."


def _people_here(facts: Facts, _sender: Sender, place: str, _zone: str) -> str | None:
    if facts.people_in is not None and place:
        here = sum(n for where, n in facts.people_in.items() if reaches(place, where))
        if facts.people is None or facts.people == here:
            return f"About {here:,}."
        return f"About {here:,} in {place.removeprefix('US-')}, {facts.people:,} in all."
    return None if facts.people is None else f"About {facts.people:,}."


def _people(facts: Facts, _sender: Sender, _place: str, _zone: str) -> str | None:
    return None if facts.people is None else f"About {facts.people:,}."


_HARMS = {
    "identity-theft": "identity theft",
    "fraud": "fraud",
    "financial-loss": "financial loss",
    "service": "services that are delayed or fail",
    "physical": "harm to life or limb",
}


def _consequences(facts: Facts, _sender: Sender, _place: str, _zone: str) -> str | None:
    if facts.harm is None:
        return None
    if not facts.harm:
        return "We looked for likely harm to the people concerned and found none."
    named = sorted(_HARMS.get(name, name.replace("-", " ")) for name in facts.harm)
    return f"Likely to follow: {', '.join(named)}."


def _measures(facts: Facts, _sender: Sender, _place: str, zone: str) -> str | None:
    done = []
    if facts.safe:
        done.append("The data were encrypted, and the key is safe.")
    if facts.recoverable in ("at-once", "hours", "days"):
        done.append("The data have been restored.")
    if (contained := facts.at("containment")) is not None:
        done.append(f"The incident was contained on {_when(contained, zone)}.")
    if facts.returned:
        done.append("Who had received the data has confirmed that they are destroyed or returned.")
    if facts.risk_removed:
        done.append("Measures taken since make a high risk unlikely.")
    return " ".join(done) or None


def _contact(_facts: Facts, sender: Sender, _place: str, _zone: str) -> str | None:
    return f"{sender.name}, {sender.contact}" if sender.contact else None


def _delay(facts: Facts, _sender: Sender, _place: str, zone: str) -> str | None:
    if facts.hold_until is None:
        return None
    return f"A law-enforcement agency asked us in writing to wait until {_when(facts.hold_until, zone)}."


def _freeze(_facts: Facts, _sender: Sender, _place: str, _zone: str) -> str | None:
    return (
        "You may have a fraud alert or a security freeze put on your credit file, free of charge; the "
        "consumer reporting agencies and the Federal Trade Commission tell you how."
    )


def _watch(_facts: Facts, _sender: Sender, _place: str, _zone: str) -> str | None:
    return "Please look through your account statements and credit reports in the coming months."


def _passwords(facts: Facts, _sender: Sender, _place: str, _zone: str) -> str | None:
    if not facts.credentials:
        return None
    return "Change your password here, and wherever else you use it."


def _spread(facts: Facts, _sender: Sender, _place: str, _zone: str) -> str | None:
    if facts.people_in is None or facts.malicious is None:
        return None
    countries = sorted({place.partition("-")[0] for place in facts.people_in})
    cause = (
        "We suspect an unlawful or malicious act."
        if facts.malicious
        else "We suspect no unlawful act."
    )
    return f"{cause} People in {', '.join(countries)} are concerned."


ITEMS: dict[str, Item] = {
    "what-happened": Item(title="What happened", fill=_what_happened),
    "date-of-breach": Item(title="When it happened", fill=_event("occurrence")),
    "date-of-discovery": Item(title="When it was discovered", fill=_event("discovery")),
    "data-involved": Item(title="Which personal data are concerned", fill=_data),
    "people-number": Item(title="How many people are concerned", fill=_people_here),
    "people-in-all": Item(title="How many people are concerned in all", fill=_people),
    "records-number": Item(title="How many records are concerned", fill=_never),
    "consequences": Item(title="What is likely to follow", fill=_consequences),
    "what-was-done": Item(title="What has been done", fill=_measures),
    "what-will-be-done": Item(title="What will be done", fill=_never),
    "steps-for-people": Item(title="What the people concerned can do", fill=_never),
    "watch-accounts": Item(title="Watch your accounts", fill=_watch),
    "passwords": Item(title="Passwords", fill=_passwords),
    "contact": Item(title="Who can tell more", fill=_contact),
    "reporter": Item(title="Who reports", fill=_contact),
    "agencies": Item(title="Consumer reporting agencies", fill=_never),
    "authorities-that-help": Item(title="Authorities that help", fill=_never),
    "freeze-and-alerts": Item(title="Fraud alerts and security freezes", fill=_freeze),
    "services-offered": Item(title="Services that we offer, free of charge", fill=_never),
    "police-report": Item(title="Your right to a police report", fill=_never),
    "rights": Item(title="Your rights under credit reporting law", fill=_never),
    "delay": Item(title="Delay by law enforcement", fill=_delay),
    "copy-of-notice": Item(title="Copy of the notice to the people", fill=_never),
    "timing-and-distribution": Item(title="When and how people are told", fill=_never),
    "cause": Item(title="Cause, and who is responsible", fill=_never),
    "foreign": Item(title="Involvement of a foreign country", fill=_never),
    "headquarters": Item(title="Where the house has its seat", fill=_never),
    "security-program": Item(title="Written security program", fill=_never),
    "names": Item(title="Names of the people concerned", fill=_never),
    "parent": Item(title="Parent company", fill=_never),
    "malicious-or-cross-border": Item(title="Suspected act, effect across borders", fill=_spread),
    "severity-and-impact": Item(title="First assessment of severity and impact", fill=_never),
    "indicators": Item(title="Indicators of compromise", fill=_never),
    "cross-border": Item(title="Effect across borders", fill=_never),
}  # fmt: skip

USUAL: dict[str, tuple[str, ...]] = {
    "authority": (
        "what-happened",
        "data-involved",
        "people-number",
        "records-number",
        "contact",
        "consequences",
        "what-was-done",
        "what-will-be-done",
    ),
    "individuals": (
        "what-happened",
        "data-involved",
        "consequences",
        "what-was-done",
        "steps-for-people",
        "contact",
    ),
    "customer": (
        "what-happened",
        "date-of-discovery",
        "data-involved",
        "people-number",
        "records-number",
        "consequences",
        "what-was-done",
        "what-will-be-done",
        "contact",
    ),
}
"""What a notice says where its rule lists nothing: GDPR Articles 33(3) and 34(2) as the measure."""
