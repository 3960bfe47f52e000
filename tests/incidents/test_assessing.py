"""The assessments: the EDPB's worked examples, monotone answers, ENISA's tables, HIPAA's four factors."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.errors import ServandaError
from servanda.incidents.cases import facts_of
from servanda.incidents.facts import Facts, Loss, Recipient, Recovery
from servanda.incidents.phi import ANSWERS, assess_phi
from servanda.incidents.risk import LEVELS, assess_risk
from servanda.incidents.severity import BASE, IDENTIFICATION, Circumstances, context, severity
from servanda.incidents.telling import what_is_owed

maybe = st.sampled_from([True, False, None])
facts = st.builds(
    Facts,
    loss=st.none() | st.frozensets(st.sampled_from(get_args(Loss))),
    disclosed=maybe,
    malicious=maybe,
    recipient=st.sampled_from([None, *get_args(Recipient)]),
    encrypted=maybe,
    key_safe=maybe,
    recoverable=st.sampled_from([None, *get_args(Recovery)]),
    service_harm=maybe,
    people=st.none() | st.integers(0, 10**7),
    vulnerable=maybe,
    special_category=maybe,
    criminal=maybe,
    financial=maybe,
    national_id=maybe,
    credentials=maybe,
    health=maybe,
    minors=maybe,
    acquired=maybe,
    returned=maybe,
    good_faith=maybe,
    harm=st.none()
    | st.frozensets(st.sampled_from(["identity-theft", "fraud", "profiling", "service", "spam"])),
)


def _rank(given: Facts) -> tuple[int, int]:
    found = assess_risk(given)
    return LEVELS.index(found.answer), LEVELS.index(found.may_be)


@given(facts)
def test_without_encryption_no_answer_is_milder(given: Facts) -> None:
    bare = replace(given, encrypted=False, unintelligible=None)
    assert _rank(bare)[0] >= _rank(given)[0]
    assert ANSWERS.index(assess_phi(bare).answer) >= ANSWERS.index(assess_phi(given).answer)
    assert severity(bare).score >= severity(given).score


@given(facts, st.integers(1, 10**6))
def test_with_more_people_no_answer_is_milder(given: Facts, more: int) -> None:
    crowd = replace(given, people=(given.people or 0) + more)
    assert _rank(crowd)[0] >= _rank(given)[0]
    assert severity(crowd).score >= severity(given).score


@given(facts, st.sampled_from(["special_category", "health", "financial", "national_id", "minors"]))
def test_with_graver_data_no_answer_is_milder(given: Facts, name: str) -> None:
    graver = replace(given, **{name: True})
    assert _rank(graver)[0] >= _rank(given)[0]
    assert ANSWERS.index(assess_phi(graver).answer) >= ANSWERS.index(assess_phi(given).answer)


@given(facts)
def test_what_is_unknown_never_makes_it_milder_than_the_worst_it_may_be(given: Facts) -> None:
    answer, may_be = _rank(given)
    assert answer <= may_be
    for change in assess_risk(given).changes:
        assert change.answer != assess_risk(given).answer
        if change.value != "were true and the key safe":
            then = assess_risk(replace(given, **{change.fact: change.value}))
            assert then.answer == change.answer


def test_nothing_known_is_a_risk_that_may_be_high() -> None:
    found = assess_risk(Facts())
    assert (found.answer, found.may_be) == ("risk", "high-risk")
    owed = what_is_owed(Facts(), found)
    assert (owed.authority, owed.individuals) == ("yes", "open")
    assert not found.settled


def test_a_person_may_decide_otherwise_and_says_why() -> None:
    found = assess_risk(Facts(loss=frozenset({"confidentiality"}), recipient="unknown"))
    from datetime import UTC, datetime

    at = datetime(2026, 3, 6, tzinfo=UTC)
    with pytest.raises(ServandaError, match="says why"):
        found.changed("unlikely", because=" ", by="dpo", at=at)
    decided = found.changed("unlikely", because="the paper was blank", by="dpo", at=at)
    assert (decided.answer, decided.reckoned, decided.settled) == ("unlikely", "risk", True)
    assert what_is_owed(Facts(), decided).authority == "no"


def test_the_edpbs_examples_from_their_facts_alone(shared: Path) -> None:
    with (shared / "incidents/edpb_examples.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        given = facts_of(row)
        owed = what_is_owed(given, assess_risk(given))
        said = tuple(
            "yes" if row[name] == "1" else "no"
            for name in ("internal_documentation", "notify_authority", "notify_individuals")
        )
        assert (owed.document, owed.authority, owed.individuals) == said, row["case"]
    print(f"EDPB: {len(rows)} of {len(rows)} worked examples right")


# facts of our own in the same columns, each with the outcome that the guidelines' criteria lead to
CASES = {
    # loss people special fin vuln source malicious exfil unintelligible recipient recoverable harm
    "no backup, retyped from paper within a week": (
        "A,48,0,0,0,external,1,0,0,none,days_partial,minor_delay",
        ("yes", "no"),
    ),
    "no backup and outflow of cards": (
        "CA,4000,0,1,0,external,1,1,0,malicious,no,fraud_identity_theft",
        ("yes", "yes"),
    ),
    "salted hashes of passwords only": (
        "C,1200,0,0,0,external,1,1,1,unknown,yes,none",
        ("no", "no"),
    ),
    "customer list taken by a leaving employee": (
        "C,300,0,0,0,internal,1,1,0,competitor,no,unsolicited_marketing",
        ("yes", "no"),
    ),
    "encrypted tablets of a nursery, wiped": (
        "CA,60,0,0,1,external,1,0,1,unknown,yes,none",
        ("no", "no"),
    ),
    "paper file of a clinic, no copy": (
        "CA,300,1,0,1,external,1,1,0,unknown,no,discrimination_reputation",
        ("yes", "yes"),
    ),
    "a list with social security numbers mailed to many": (
        "C,60000,0,1,0,internal,0,1,0,known_cooperative,no,identity_theft",
        ("yes", "yes"),
    ),
    "a policy in the wrong envelope, some misuse possible": (
        "C,1,0,0,0,internal,0,1,0,known_cooperative,yes,low_misuse",
        ("yes", "no"),
    ),
    "a laptop, encrypted, restored from backup": (
        "CA,100000,0,0,0,external,1,0,1,unknown,yes,none",
        ("no", "no"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_cases_of_our_own(name: str) -> None:
    from servanda.incidents.cases import COLUMNS

    cells, expected = CASES[name]
    given = facts_of(dict(zip(COLUMNS, cells.split(","), strict=True)))
    owed = what_is_owed(given, assess_risk(given))
    assert (owed.authority, owed.individuals) == expected


def test_a_cell_that_says_nothing_is_refused() -> None:
    with pytest.raises(ServandaError, match="loss_types_CIA"):
        facts_of({"loss_types_CIA": "X"})
    assert facts_of({}).loss is None


@pytest.mark.parametrize(
    ("score", "level"),
    [("1.99", "low"), ("2", "medium"), ("2.75", "medium"), ("3", "high"), ("3.75", "high"), ("4", "very high"), ("5.5", "very high")],
)  # fmt: skip
def test_the_bands_begin_at_their_lower_edge(score: str, level: str) -> None:
    from servanda.incidents.severity import BANDS

    assert next(name for edge, name in BANDS if Decimal(score) >= edge) == level


def test_every_score_is_the_formula(shared: Path) -> None:
    table = json.loads((shared / "incidents/enisa_severity.json").read_text())
    assert dict(table["DPC"]["base"].items()) == BASE
    assert {name: Decimal(str(v)) for name, v in table["EI"]["levels"].items()} == IDENTIFICATION
    steps = [Decimal(0), Decimal("0.25"), Decimal("0.5")]
    assert sorted(table["CB"]["confidentiality"]) == ["0", "0.25", "0.5"]
    from servanda.incidents.severity import Severity

    edges = [(item["min"], item["level"]) for item in table["levels"]]
    seen = 0
    for dpc in range(1, 5):
        for ei in IDENTIFICATION.values():
            for c in steps:
                for i in steps:
                    for a in steps:
                        for m in (steps[0], steps[2]):
                            found = Severity(
                                context=dpc,
                                identification=ei,
                                circumstances=Circumstances(
                                    confidentiality=c, integrity=i, availability=a, malicious=m
                                ),
                                crowd=None,
                                unintelligible=None,
                            )
                            exact = dpc * int(ei * 100) + int((c + i + a + m) * 100)
                            assert found.score * 100 == exact
                            level = [
                                name for low, name in edges if low is None or exact >= low * 100
                            ]
                            assert found.level == level[-1]
                            seen += 1
    print(f"ENISA: {seen} combinations exact")


def test_context_is_the_highest_category_within_its_scale() -> None:
    assert context({"simple": 0}) == 1
    assert context({"financial": 3, "simple": 2}) == 3
    assert context({"sensitive": 5}) == 4
    with pytest.raises(ServandaError):
        context({})
    with pytest.raises(ServandaError):
        Circumstances(malicious=Decimal("0.25"))


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        (Facts(), "breach"),
        (Facts(encrypted=True, key_safe=True), "secured"),
        (Facts(encrypted=True), "breach"),
        (Facts(good_faith=True), "excepted"),
        (Facts(acquired=False), "low-probability"),
        (Facts(recipient="trusted", returned=True), "low-probability"),
        (Facts(recipient="known", returned=True, national_id=True), "breach"),
        (Facts(recipient="malicious", returned=True), "breach"),
    ],
)
def test_a_breach_is_presumed_until_shown_otherwise(given: Facts, answer: str) -> None:
    assert assess_phi(given).answer == answer
