from __future__ import annotations

import pytest
from agreement_kit import NUMERIC, one_clause
from hypothesis import given
from hypothesis import strategies as st

from servanda.agreements.extract.catalog import terms_of
from servanda.agreements.extract.numbers import lengths
from servanda.agreements.passages import read_passages
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import KINDS, Term


def terms(words: str, heading: str = "") -> list[Term]:
    return list(terms_of(Court(read_passages(one_clause(words, heading=heading)), {})))


def values(words: str, kind: str, heading: str = "") -> list[tuple[object, str | None]]:
    flats = [term.flat() for term in terms(words, heading) if term.kind == kind]
    return [(flat["value"], flat["unit"]) for flat in flats]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("within seventy-two (72) hours", [(72, "hours")]),
        ("within 72 (seventy-two) hours", [(72, "hours")]),
        ("two business days", [(2, "business_days")]),
        ("ten working days", [(10, "business_days")]),
        ("thirty (30) days' prior notice", [(30, "days")]),
        ("a 90-day period", [(90, "days")]),
        ("twelve (12) months", [(12, "months")]),
        ("three weeks or one year", [(3, "weeks"), (1, "years")]),
        ("thirty (60) days", [(30, "days"), (60, "days")]),
        ("without undue delay", []),
        ("section 30 of the Act", []),
    ],
)
def test_lengths(words: str, expected: list[tuple[int, str]]) -> None:
    assert [(found.length.count, found.length.unit) for found in lengths(words)] == expected


@given(st.text(alphabet=st.characters(exclude_categories=("Nd", "Nl", "No")), max_size=200))
def test_where_no_number_is_written_none_is_found(words: str) -> None:
    from servanda.agreements.extract.numbers import NUMBER_WORDS

    if not any(word in words.lower() for word in NUMBER_WORDS):
        assert not list(lengths(words.lower()))


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("Processor shall notify Controller of a security incident within 48 hours after discovery.", "breach_notice", [(48, "hours")]),
        ("Processor shall notify Controller of a security incident without undue delay after becoming aware.", "breach_notice", [(None, None)]),
        ("Customer shall notify Provider of a security incident within 12 hours.", "breach_notice", []),
        ("Provider shall cure a material breach within 30 days after Customer gives notice.", "breach_notice", []),
        ("Provider shall tell Customer of any data breach within two business days.", "breach_notice", [(2, "business_days")]),
        ("Provider shall inform Customer of a new subprocessor at least 15 days in advance.", "subprocessor_notice", [(15, "days")]),
        ("Customer may object to a new subprocessor within ten (10) business days after receipt of the notice.", "subprocessor_objection", [(10, "business_days")]),
        ("If Customer objects to a subprocessor and the parties cannot resolve it within 45 days, Customer may terminate.", "subprocessor_objection", []),
        ("Customer may audit Provider no more than once per calendar year.", "audit_frequency", [(1, "per_year")]),
        ("Provider has itself audited by a third party at least annually.", "audit_frequency", []),
        ("Customer may inspect the premises upon ten days' prior written notice of the audit.", "audit_notice", [(10, "days")]),
        ("Within 60 days after termination Provider shall delete all Personal Data.", "deletion_after_end", [(60, "days")]),
        ("Provider shall delete Personal Data within 30 days of a data subject's request.", "deletion_after_end", []),
        ("Customer shall pay each invoice within 30 days after termination.", "deletion_after_end", []),
        ("Backups of Customer Data are overwritten after 35 days.", "backup_retention", [(35, "days")]),
        ("Customer may export its data for 30 days after termination.", "return_window", [(30, "days")]),
        ("Processor shall forward any request of a data subject to Controller within 3 days.", "data_subject_request_forward", [(3, "days")]),
        ("Penetration tests are carried out twice a year.", "penetration_test", [(2, "per_year")]),
        ("Personal Data is encrypted at rest with AES-256 and in transit with TLS 1.2.", "encryption_at_rest", [("AES-256", None)]),
        ("Personal Data is encrypted at rest with AES-256 and in transit with TLS 1.2.", "encryption_in_transit", [("TLS 1.2", None)]),
        ("All Personal Data is encrypted at rest.", "encryption_at_rest", [(True, None)]),
        ("Personal Data is stored only in data centres in Germany and Ireland.", "data_location", [(["Germany", "Ireland"], None)]),
        ("This Agreement is governed by the laws of the State of Delaware.", "governing_law", [("Delaware", None)]),
        ("This Agreement is governed by the laws of England and Wales.", "governing_law", [("England and Wales", None)]),
        ("Provider maintains ISO 27001 certification and a SOC 2 Type II report.", "certifications", [(["ISO 27001", "SOC 2 Type II"], None)]),
        ("Report a security incident to security@pebble.example.", "security_contact", [("security@pebble.example", None)]),
        ("Access is role-based, needs multi-factor authentication and is logged.", "access_control", [(["rbac", "mfa", "logging"], None)]),
    ],
)  # fmt: skip
def test_terms(words: str, kind: str, expected: list[tuple[object, str | None]]) -> None:
    assert values(words, kind) == expected


def test_two_values_of_one_kind_are_both_kept() -> None:
    words = (
        "Processor shall notify Controller of a personal data breach within 48 hours.\n\n"
        "Provider will notify Customer of any security incident within 72 hours."
    )
    assert values(words, "breach_notice") == [(48, "hours"), (72, "hours")]


def test_a_period_defined_elsewhere_is_followed() -> None:
    words = (
        "“Alert Period” means 36 hours.\n\n"
        "Provider shall notify Customer of a security incident within the Alert Period."
    )
    (term,) = [term for term in terms(words) if term.kind == "breach_notice"]
    assert term.flat()["value"] == 36
    assert term.quote == "“Alert Period” means 36 hours."


def test_a_blank_is_no_number() -> None:
    words = "Provider shall notify Customer of a security incident within [ # ] hours."
    assert not [value for value in values(words, "breach_notice") if value[0] is not None]


def test_every_kind_found_is_a_known_kind() -> None:
    words = "Personal Data is encrypted at rest. Processor shall notify Controller of a breach within 2 days."
    assert {term.kind for term in terms(words)} <= KINDS


def test_what_a_heading_says_need_not_be_said_again() -> None:
    words = "Processor shall inform Controller of any addition or replacement 30 days in advance."
    assert values(words, "subprocessor_notice", heading="Sub-processors") == [(30, "days")]
    assert values(words, "subprocessor_notice", heading="Staff") == []


def test_the_subprocessors_that_an_annex_lists() -> None:
    words = "Nordwind Hosting AB (Sweden): hosting.\n\nSignalbote GmbH (Germany): text messages."
    assert values(words, "subprocessors", heading="Annex II - Authorised sub-processors") == [
        (["Nordwind Hosting AB", "Signalbote GmbH"], None)
    ]


# every number that a sentence states about data, and no other; written before the finders were tried
NUMBERS_IN_PROSE: tuple[tuple[str, list[tuple[str, object, str | None]]], ...] = (
("Provider will notify Customer promptly and without undue delay after becoming aware of a Data Incident.",[("breach_notice",None,None)]),
("If Supplier becomes aware of a Security Breach, it will, no later than seventy two (72) hours after such discovery, inform the Client in writing.",[("breach_notice",72,"hours")]),
("Service Provider shall notify the Business of a security breach within twenty-four (24) hours of its discovery and provide weekly updates every 7 days thereafter.",[("breach_notice",24,"hours")]),
("The Controller must notify the supervisory authority within 72 hours; the Processor shall assist it by notifying the Controller of the breach within 24 hours.",[("breach_notice",24,"hours")]),
("Uptime will be 99.9%. Support responds to severity one incidents within 4 hours during business days.",[]),
("Provider shall provide at least thirty (30) calendar days' written notice prior to engaging any new Sub-processor.",[("subprocessor_notice",30,"days")]),
("Customer shall have fourteen (14) days from the date of the notice to object to the new Sub-processor.",[("subprocessor_objection",14,"days")]),
("Vendor will update its Sub-processor page at least ten (10) business days before authorising a new Sub-processor, and Customer may object within five (5) business days of the update.",[("subprocessor_notice",10,"business_days"),("subprocessor_objection",5,"business_days")]),
("Either party may terminate this Agreement on ninety (90) days' prior written notice.",[]),
("Customer may, not more than once in any twelve (12) month period and on at least thirty (30) days' prior written notice, conduct an audit.",[("audit_frequency",1,"per_year"),("audit_notice",30,"days")]),
("Controller may carry out up to two audits per calendar year.",[("audit_frequency",2,"per_year")]),
("Following termination, Customer will have sixty (60) days to export Customer Data, after which Provider shall delete it within a further thirty (30) days.",[("return_window",60,"days"),("deletion_after_end",30,"days")]),
("Processor shall delete all Personal Data within six (6) months following the expiry of the Agreement.",[("deletion_after_end",6,"months")]),
("Upon termination, Customer shall pay all outstanding invoices within 30 days.",[]),
("Processor shall, within five (5) business days of receiving a request from a data subject, forward it to the Controller.",[("data_subject_request_forward",5,"business_days")]),
("Access logs are retained for 12 months.",[("retention",12,"months")]),
("Provider performs third-party penetration tests at least annually.",[("penetration_test",1,"per_year")]),
("Provider engages an independent auditor at least once a year and reviews its policies every 12 months.",[]),
("Encrypted backups are kept for 30 days and then purged.",[("backup_retention",30,"days")]),
("This Agreement starts on 1 May 2026 and has an initial term of 24 months; notice of non-renewal is due 60 days before expiry.",[]),
("Confidentiality obligations survive for five (5) years after termination.",[]),
("Provider will retain Customer Data for 90 days after termination so that Customer may extract it; thereafter Provider deletes it within 90 days.",[("return_window",90,"days"),("deletion_after_end",90,"days")]),
("Business Associate shall provide access to PHI in a Designated Record Set within ten (10) days of a request by Covered Entity.",[]),
("Processor shall respond to Controller's questions within 10 days.",[]),
("Customer may terminate if the parties cannot agree within 30 days of Customer's objection to the Sub-processor.",[]),
)  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), NUMBERS_IN_PROSE)
def test_numbers_in_prose(words: str, expected: list[tuple[str, object, str | None]]) -> None:
    found = [
        (t.kind, t.flat()["value"], t.flat()["unit"]) for t in terms(words) if t.kind in NUMERIC
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)
