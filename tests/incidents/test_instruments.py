"""Every rule of the compiled facts is told in a text, with its number, its start and its confidence."""

from __future__ import annotations

import csv
import gzip
import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from veris import facts_of

from servanda import registry
from servanda.base.counting import due
from servanda.base.durations import CalendarDays
from servanda.incidents.circumstances import circumstances
from servanda.incidents.duties import assess
from servanda.incidents.facts import EVENTS, Facts
from servanda.incidents.notice_duty import NOTICES
from servanda.incidents.phi import ANSWERS, assess_phi, phi_answer
from servanda.incidents.places import ZONES
from servanda.incidents.risk import LEVELS, assess_risk, risk_level
from servanda.law.check import check
from servanda.law.reader import read_head

LAWS = registry.notice_laws()

# told by the texts of the whole instruments, by other ids; or no law at all
ELSEWHERE = {
    "EU-GDPR-33-1": "eu/gdpr#33.1/notify-authority",
    "EU-GDPR-33-2": "eu/gdpr#33.2/notify-controller",
    "EU-GDPR-33-5": "eu/gdpr#33.5/record-breaches",
    "EU-GDPR-34": "eu/gdpr#34.1/notify-people",
    "US-HIPAA-IND": "us/hipaa#164.404.b/notify-individuals",
    "US-HIPAA-MEDIA": "us/hipaa#164.406.b/notify-media",
    "US-HIPAA-HHS-LARGE": "us/hipaa#164.408.b/notify-secretary",
    "US-HIPAA-HHS-SMALL": "us/hipaa#164.408.c/notify-secretary-yearly",
    "US-HIPAA-BA": "us/hipaa#164.410.b/notify-covered-entity",
    "NO-IS-LI-GDPR": "eu/gdpr#33.1/notify-authority",
    "US-AS-NONE": "",
    "US-MP-NONE": "",
}
UNITS = {"days": "days", "hours": "hours", "business_days": "business_days", "months": "months"}


def test_every_rule_is_told_with_its_number_and_confidence(shared: Path) -> None:
    duties = {duty.id: duty for law in LAWS for duty in law.duties}
    by_place = {
        f"{law.id}#{p.path}/{d.id}" for law in LAWS for p in law.provisions for d in p.duties
    }
    with (shared / "incidents/breach_laws.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["rule_id"] in ELSEWHERE:
            other = ELSEWHERE[row["rule_id"]]
            assert not other or other in by_place, row["rule_id"]
            continue
        duty = duties[row["rule_id"].lower()]
        assert duty.confidence == row["confidence"], row["rule_id"]
        assert duty.clock is not None
        length = duty.clock.length
        if row["deadline_unit"] == "none" or row["deadline_value"] == "0":
            assert length is None, row["rule_id"]
            assert duty.clock.words
        else:
            assert length is not None, row["rule_id"]
            assert (str(length.count), length.unit) == (
                row["deadline_value"],
                UNITS[row["deadline_unit"]],
            )
        threshold = row["threshold_individuals"]
        if threshold not in ("", "1"):
            assert any(f"individuals {row['threshold_op']} {threshold}" in c for c in duty.when), (
                row["rule_id"]
            )
    print(f"rules told: {len(rows)} of {len(rows)}, in {len(LAWS)} texts")  # fmt: skip


def test_every_text_holds_up() -> None:
    faults = [str(fault) for law in LAWS for fault in check(law)]
    assert faults == []


def test_every_duty_has_a_source_a_confidence_and_an_event_that_exists() -> None:
    derived = {"end-of-calendar-year", "first-notice"}
    for law in LAWS:
        assert law.source
        for duty in law.duties:
            if duty.kind not in NOTICES:
                continue
            assert duty.confidence or law.confidence, duty.id
            starts = duty.clock.starts if duty.clock else ""
            assert starts in {*EVENTS, *derived, ""}, duty.id


def test_every_condition_is_one_that_facts_can_decide() -> None:
    every = Facts(
        status="confirmed", loss=frozenset({"availability"}), disclosed=True, people=9, people_in={"DE": 9},
        recipient="unknown", encrypted=False, key_safe=False, special_category=True, financial=True,
        national_id=True, credentials=True, health=True, criminal=True, minors=True, malicious=True,
        vulnerable=True, service_harm=True, harm=frozenset({"fraud"}), risk_removed=False,
        disproportionate=False, good_faith=False, ongoing=False, significant=True, material=True,
        clients_affected=True, deemed_compliant=False, sectors=frozenset(), events={"payment": datetime(2026, 1, 1, tzinfo=UTC)},
    )  # fmt: skip
    known = circumstances(every, "EU", risk=assess_risk(every), phi=assess_phi(every))
    # what only a person can say, and what stays open until someone does
    said = {"voluntary-notice-wanted", "final-rule-in-force", "hours-since-awareness"}
    said |= {"information-incomplete", "notice-ordered", "exempt-small-organisation"}
    for law in LAWS:
        for duty in law.duties:
            if duty.kind not in NOTICES:
                continue
            for condition in (*duty.when, *duty.unless):
                for part in condition.split(" or "):
                    name = part.split(" ")[0]
                    assert name in known or name.startswith("risk-") or name in said, (law.id, name)


def test_a_head_is_what_the_whole_text_says() -> None:
    for law in LAWS:
        head = read_head(law.id, registry.law_text(law.id))
        assert replace(law, provisions=(), about="") == replace(head, about="")


def test_only_the_laws_of_the_places_are_read_whole() -> None:
    near = {law.id for law in registry.notice_laws({"US-CA"}) if law.provisions}
    assert {"us/ca/breach", "us/hipaa", "contract/visa"} <= near
    assert "eu/gdpr" not in near and "us/ny/breach" not in near


def test_real_incidents_are_assessed_and_never_milder_when_graver(shared: Path) -> None:
    draw = random.Random(7)
    count = 0
    with gzip.open(shared / "incidents/vcdb_compact.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            facts = facts_of(json.loads(line))
            risk = LEVELS.index(risk_level(facts))
            phi = ANSWERS.index(phi_answer(facts))
            for graver in (
                replace(facts, encrypted=False, unintelligible=False),
                replace(facts, people=(facts.people or 0) + draw.randrange(1, 10**6)),
                replace(facts, special_category=True),
            ):
                assert LEVELS.index(risk_level(graver)) >= risk
                assert ANSWERS.index(phi_answer(graver)) >= phi
            count += 1
            if count % 100 == 0:  # the duties of one in a hundred, by every law
                now = datetime(2026, 11, 24, tzinfo=UTC)
                found = assess(facts, laws=LAWS, now=now)
                for duty in found.duties:
                    assert duty.basis.citation
                    assert duty.state != "owed" or duty.due is None or duty.due > now
    print(f"VCDB: {count} of {count} incidents assessed")
    assert count > 8_000


def test_the_days_of_real_notices_are_counted_as_their_authority_counts(shared: Path) -> None:
    right = total = 0
    with (shared / "incidents/wa_ag_breach_notifications.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if (
                not row["DaysElapsedBeforeNotification"]
                or not row["DateAware"]
                or not row["DateSubmitted"]
            ):
                continue
            aware, sent = (
                datetime.strptime(row[name], "%m/%d/%Y %I:%M:%S %p").date()
                for name in ("DateAware", "DateSubmitted")
            )
            days = int(row["DaysElapsedBeforeNotification"])
            total += 1
            if days < 0:
                right += (sent - aware).days == days
                continue
            # a limit of that many days ends with the day of the notice, and one day less before it
            start = datetime(aware.year, aware.month, aware.day, 20, tzinfo=UTC)
            zone = ZONES["US-WA"]
            ends = due(start, CalendarDays(days), zone=zone)
            right += _day_before(ends) == sent
    print(f"Washington: {right} of {total} day counts")
    assert right == total > 1_000


def _day_before(instant: datetime) -> date:
    from zoneinfo import ZoneInfo

    return (instant.astimezone(ZoneInfo(ZONES["US-WA"])) - timedelta(microseconds=1)).date()


def test_doras_noon_rule_and_who_cannot_use_it() -> None:
    at = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
    facts = Facts(
        significant=True, established="FR", people_in={"FR": 5}, roles=frozenset({"controller"}),
        sectors=frozenset({"financial-entity"}), events={"initial-notification": at, "awareness": at},
    )  # fmt: skip
    from servanda.incidents.calendars import holidays

    dora = [law for law in LAWS if law.id == "eu/dora"]
    found = assess(facts, laws=dora, now=at, holidays=holidays)
    inter = {d.id: d for d in found.duties if d.id.startswith("eu/dora#5.1.b/")}
    assert inter["eu/dora#5.1.b/eu-dora-inter"].due == datetime(2026, 3, 9, 11, 0, tzinfo=UTC)
    assert inter["eu/dora#5.1.b/eu-dora-inter-strict"].state == "not-owed"
    bank = replace(facts, sectors=frozenset({"financial-entity", "credit-institution"}))
    found = assess(bank, laws=dora, now=at, holidays=holidays)
    inter = {d.id: d for d in found.duties if d.id.startswith("eu/dora#5.1.b/")}
    assert inter["eu/dora#5.1.b/eu-dora-inter"].state == "not-owed"
    assert inter["eu/dora#5.1.b/eu-dora-inter-strict"].due == at + timedelta(hours=72)
    waiting = {d.id: d for d in found.duties}["eu/dora#5.1.c/eu-dora-final"]
    assert waiting.state == "waiting"


@pytest.mark.parametrize(
    ("facts", "duty", "local"),
    [
        ({"people_in": {"US-CA": 700}, "events": ("discovery", "2026-11-02T18:00:00Z")}, "us-ca-ind", "2026-12-02"),
        ({"people_in": {"US-CA": 700}, "events": ("individual-notice", "2026-11-20T18:00:00Z")}, "us-ca-reg", "2026-12-05"),
        ({"people_in": {"US-IA": 501}, "events": ("individual-notice", "2026-11-24T18:00:00Z")}, "us-ia-reg", "2026-12-02"),
    ],
)  # fmt: skip
def test_states_count_by_their_own_calendars(facts: dict, duty: str, local: str) -> None:
    from servanda.incidents.calendars import holidays

    event, at = facts["events"]
    moment = datetime.fromisoformat(at)
    given = Facts(
        people_in=facts["people_in"], national_id=True, roles=frozenset({"owner"}),
        events={event: moment, "awareness": moment},
    )  # fmt: skip
    found = assess(given, laws=LAWS, now=moment, holidays=holidays)
    (one,) = [d for d in found.duties if d.id.endswith(f"/{duty}")]
    assert one.local is not None
    # the first instant after the limit: midnight at the end of its last day
    assert one.local.isoformat()[:19] == f"{local}T00:00:00"
