"""Duties from facts: clocks by law and by agreement, states over time, and what stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from servanda import registry
from servanda.agreements.agreement import Agreement, Party
from servanda.agreements.terms import Term
from servanda.base.clocks import Clock
from servanda.base.durations import BusinessDays, Hours
from servanda.incidents.clocks import State
from servanda.incidents.duties import Assessment, assess
from servanda.incidents.facts import EVENTS, Facts
from servanda.incidents.notice_duty import NoticeDuty
from servanda.law.reader import read_law

TEXTS = registry.law_texts()
GDPR = read_law("eu/gdpr", TEXTS["eu/gdpr"])
HIPAA = read_law("us/hipaa", TEXTS["us/hipaa"])
AWARE = datetime(2026, 3, 6, 1, 10, tzinfo=UTC)
NOW = AWARE + timedelta(hours=1)

FACTS = Facts(
    status="confirmed",
    loss=frozenset({"confidentiality"}),
    recipient="unknown",
    people=3000,
    people_in={"DE": 2400, "FR": 600},
    special_category=False,
    criminal=False,
    health=False,
    financial=True,
    roles=frozenset({"controller", "processor"}),
    established="DE",
    events={"awareness": AWARE},
)


def _agreement(number: int, clock: Clock | None) -> Agreement:
    return Agreement(
        id=f"a{number}",
        title="DPA",
        kind="dpa",
        parties=(Party(name=f"Customer {number}", role="controller"), Party(name="We", role="processor")),
        terms=(
            Term(kind="breach_notice", quote="shall notify Controller", clause="6.1", clock=clock, bearer="processor", to="controller"),
        ),
    )  # fmt: skip


def _by_id(found: Assessment) -> dict[str, NoticeDuty]:
    return {duty.id: duty for duty in found.duties}


def test_the_authority_within_72_hours_in_its_own_time() -> None:
    duty = _by_id(assess(FACTS, laws=[GDPR], now=NOW))["eu/gdpr#33.1/notify-authority"]
    assert duty.state == "owed"
    assert duty.due == AWARE + timedelta(hours=72)
    assert duty.local is not None
    assert duty.local.isoformat() == "2026-03-09T02:10:00+01:00"
    # the reading of Regulation 1182/71 ends the 72nd full hour, and is a note only
    assert [(r.rule, r.due - duty.due) for r in duty.readings] == [
        ("reg1182", timedelta(minutes=50))
    ]
    assert str(duty.basis) == "eu/gdpr#33.1"


def test_each_agreement_has_its_own_clock_and_addressee() -> None:
    agreements = [
        _agreement(1, Clock(starts="awareness", length=Hours(48))),
        _agreement(2, Clock(starts="discovery", length=Hours(24), words="without undue delay")),
        _agreement(3, Clock(starts="awareness", words="without undue delay")),
        _agreement(4, Clock(starts="awareness", length=BusinessDays(2))),
    ]
    found = _by_id(assess(FACTS, laws=[], agreements=agreements, now=NOW))
    assert found["a1/breach-notice"].due == AWARE + timedelta(hours=48)
    second = found["a2/breach-notice"]
    assert second.to == "Customer 2"
    assert second.due == AWARE + timedelta(hours=24)
    assert "the discovery is not stated" in " ".join(second.why)
    assert (found["a3/breach-notice"].due, found["a3/breach-notice"].state) == (None, "owed")
    # Friday: two days of work end with Tuesday
    assert found["a4/breach-notice"].due == datetime(2026, 3, 11, tzinfo=UTC)
    only = assess(replace(FACTS, agreements=("a3",)), laws=[], agreements=agreements, now=NOW)
    assert [duty.agreement for duty in only.duties] == ["a3"]


def test_what_is_not_known_stays_open_and_says_what_to_ask() -> None:
    unsure = replace(FACTS, financial=None)
    found = _by_id(assess(unsure, laws=[GDPR], now=NOW))
    people = found["eu/gdpr#34.1/notify-people"]
    assert (people.state, people.asks) == ("open", ("risk-high",))
    assert found["eu/gdpr#33.1/notify-authority"].state == "owed"
    nobody = assess(replace(FACTS, people_in=None, established=None), laws=[GDPR], now=NOW)
    assert nobody.unjudged == ("eu/gdpr",)


def test_encryption_with_a_safe_key_leaves_only_the_record() -> None:
    safe = replace(FACTS, encrypted=True, key_safe=True)
    found = _by_id(assess(safe, laws=[GDPR], now=NOW))
    owed = {duty.id for duty in found.values() if duty.state != "not-owed"}
    assert "eu/gdpr#33.5/record-breaches" in owed
    assert "eu/gdpr#33.1/notify-authority" not in owed
    assert found["eu/gdpr#33.1/notify-authority"].why == ("excepted: risk-unlikely",)


def test_sending_stops_that_clock_and_no_other() -> None:
    sent = {"eu/gdpr#33.1/notify-authority": AWARE + timedelta(hours=70)}
    late = {"eu/gdpr#33.1/notify-authority": AWARE + timedelta(hours=72)}
    after = AWARE + timedelta(days=9)
    agreements = [_agreement(1, Clock(starts="awareness", length=Hours(48)))]
    found = _by_id(assess(FACTS, laws=[GDPR], agreements=agreements, now=after, sent=sent))
    assert found["eu/gdpr#33.1/notify-authority"].state == "done"
    assert found["a1/breach-notice"].state == "overdue"
    found = _by_id(assess(FACTS, laws=[GDPR], now=after, sent=late))
    assert found["eu/gdpr#33.1/notify-authority"].state == "late"


def test_a_notice_starts_the_clocks_that_follow_it_in_its_own_law_only() -> None:
    laws = [read_law(name, TEXTS[name]) for name in ("us/ca/breach", "us/ia/breach", "eu/nis2")]
    facts = Facts(
        people_in={"US-CA": 700, "US-IA": 700, "DE": 9},
        national_id=True,
        significant=True,
        roles=frozenset({"owner"}),
        sectors=frozenset({"essential-entity"}),
        events={"discovery": AWARE, "awareness": AWARE},
    )
    found = _by_id(assess(facts, laws=laws, now=NOW))
    assert found["us/ca/breach#1798.82/us-ca-reg"].state == "waiting"
    told = {
        "us/ca/breach#1798.82/us-ca-ind": NOW,
        "eu/nis2#23.4.b/eu-nis2-in": NOW,
    }
    found = _by_id(assess(facts, laws=laws, now=NOW, sent=told))
    assert found["us/ca/breach#1798.82/us-ca-reg"].due is not None
    assert found["us/ia/breach#715C/us-ia-reg"].state == "waiting"
    final = found["eu/nis2#23.4.d/eu-nis2-fr"]
    assert final.local is not None
    assert final.local.date().isoformat() == "2026-04-07"  # with the end of 6 April


def test_hipaa_counts_from_discovery_and_its_delay_moves_the_end() -> None:
    facts = Facts(
        people_in={"US-OH": 501, "US-IA": 20},
        people=521,
        health=True,
        roles=frozenset({"covered-entity"}),
        events={"discovery": datetime(2026, 3, 2, 15, tzinfo=UTC)},
    )
    found = _by_id(assess(facts, laws=[HIPAA], now=NOW))
    media = found["us/hipaa#164.406.b/notify-media"]
    assert media.state == "owed"
    assert media.local is not None
    assert media.local.date().isoformat() == "2026-05-01"
    assert [reading.rule for reading in media.readings] == ["elapsed"]
    hold = datetime(2026, 7, 1, tzinfo=UTC)
    held = _by_id(assess(replace(facts, hold_until=hold), laws=[HIPAA], now=NOW))
    assert held["us/hipaa#164.406.b/notify-media"].due == hold
    few = replace(facts, people_in={"US-OH": 20}, people=20)
    yearly = _by_id(assess(few, laws=[HIPAA], now=NOW))[
        "us/hipaa#164.408.c/notify-secretary-yearly"
    ]
    assert yearly.local is not None
    assert yearly.local.date().isoformat() == "2027-03-01"


moments = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2026, 12, 31), timezones=st.just(UTC)
)


@given(
    now=moments,
    events=st.dictionaries(st.sampled_from(EVENTS), moments, max_size=5),
    sent=st.none() | moments,
    health=st.sampled_from([True, False, None]),
)
def test_what_is_past_due_is_never_shown_as_anything_but_overdue(
    now: datetime, events: dict[str, datetime], sent: datetime | None, health: bool | None
) -> None:
    facts = replace(FACTS, events=events, health=health, people_in={"DE": 3, "US-OH": 700},
                    roles=frozenset({"controller", "covered-entity"}))  # fmt: skip
    agreements = [_agreement(1, Clock(starts="awareness", length=Hours(48)))]
    acts = {} if sent is None else {"a1/breach-notice": sent}
    found = assess(facts, laws=[GDPR, HIPAA], agreements=agreements, now=now, sent=acts)
    for duty in found.duties:
        assert duty.state in get_args(State)
        assert duty.basis.citation or duty.basis.clause
        assert duty.basis.words
        if duty.state == "not-owed":
            continue
        past = duty.due is not None and now >= duty.due
        if duty.sent is None:
            assert (duty.state == "overdue") == past
        else:
            assert duty.state in ("done", "late")


def test_a_later_moment_never_brings_a_clock_back() -> None:
    duty = _by_id(assess(FACTS, laws=[GDPR], now=NOW))["eu/gdpr#33.1/notify-authority"]
    states = [duty.at(AWARE + timedelta(hours=hours)).state for hours in (1, 71, 72, 73, 999)]
    assert states == ["owed", "owed", "overdue", "overdue", "overdue"]


def test_a_covered_entity_is_told_by_its_name() -> None:
    clock = Clock(starts="discovery", length=BusinessDays(5))
    agreement = _agreement(7, clock)
    clinic = Party(name="Harbor Dental", role="covered-entity")
    us = Party(name="We", role="business-associate")
    (duty,) = assess(
        FACTS, laws=[], agreements=[replace(agreement, parties=(clinic, us))], now=NOW
    ).duties
    assert duty.to == "Harbor Dental"


def test_a_limit_of_days_is_told_by_its_last_day_and_one_of_hours_by_the_minute() -> None:
    found = _by_id(
        assess(
            FACTS, laws=[GDPR], agreements=[_agreement(4, Clock(length=BusinessDays(2)))], now=NOW
        )
    )
    assert found["a4/breach-notice"].by == "end of Tue 2026-03-10 UTC"
    assert found["eu/gdpr#33.1/notify-authority"].by == "Mon 2026-03-09 02:10 CET"
    assert found["eu/gdpr#33.2/notify-controller"].by == ""
