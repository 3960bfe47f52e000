"""Each condition at its edges."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from access_kit import context, subject

from servanda.safeguards.access.conditions import (
    Approved,
    Hours,
    Networks,
    Places,
    StrongAuthentication,
    told,
)
from servanda.safeguards.access.requests import Data

DATA = Data(agreement="clinic", category="Name")
OFFICE = Hours(
    days=("mon", "tue", "wed", "thu", "fri"), opens=time(8), closes=time(18), zone="Europe/Dublin"
)


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        (datetime(2026, 3, 3, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 3, 7, 59, 59, 999999, tzinfo=UTC), False),
        (datetime(2026, 3, 3, 17, 59, 59, 999999, tzinfo=UTC), True),
        (datetime(2026, 3, 3, 18, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 7, 12, 0, tzinfo=UTC), False),
        # in summer Dublin is an hour before UTC
        (datetime(2026, 7, 1, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 1, 17, 0, tzinfo=UTC), False),
    ],
    ids=["opens", "before", "last", "closes", "Saturday", "summer opens", "summer closes"],
)
def test_hours_are_those_of_the_zone(at: datetime, open_: bool) -> None:
    assert OFFICE.open_at(at) is open_


def test_networks_of_both_families() -> None:
    both = Networks(("10.0.0.0/8", "2001:db8::/32"))
    for address, inside in (
        ("10.255.255.255", True),
        ("11.0.0.0", False),
        ("2001:db8:ffff::1", True),
        ("2001:db9::1", False),
        ("::ffff:10.0.0.1", False),
        ("", False),
    ):
        met = both.met(subject("support"), "read", DATA, "CustomerCare", context(network=address))
        assert met is inside, address


def test_an_unknown_place_is_none_of_them() -> None:
    place = Places(("EEA",), frozenset({"DE"}))
    for code, inside in (("DE", True), ("de", False), ("", False)):
        assert place.met(subject(), "read", DATA, "CustomerCare", context(place=code)) is inside


def test_of_two_conditions_the_stricter_is_told() -> None:
    assert told(
        [StrongAuthentication(), StrongAuthentication(30), StrongAuthentication(60), OFFICE]
    ) == (str(StrongAuthentication(30)), str(OFFICE))
    assert told([Approved(), Approved(1, "privacy"), Approved(2)]) == (
        "approval by someone else who is privacy",
        "approval by 2 others",
    )
    assert told([Approved(), Approved()]) == ("approval by someone else",)
