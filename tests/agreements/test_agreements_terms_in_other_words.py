"""Terms in wordings that the labelled papers do not use; each family with what must not become a term."""

from __future__ import annotations

import pytest
from agreement_kit import one_clause

from servanda.agreements.extract.catalog import terms_of
from servanda.agreements.passages import read_passages
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import Term


def terms(words: str, heading: str = "") -> list[Term]:
    return list(terms_of(Court(read_passages(one_clause(words, heading=heading)), {})))


def values(words: str, kind: str, heading: str = "") -> list[tuple[object, str | None]]:
    flats = [term.flat() for term in terms(words, heading) if term.kind == kind]
    return [(flat["value"], flat["unit"]) for flat in flats]


Values = list[tuple[object, str | None]]
Stated = tuple[tuple[str, Values], ...]
OfKind = tuple[tuple[str, str, Values], ...]

BREACH: Stated = (
    ("The Processor communicates every violation of the security of personal data to the Controller within 36 hours.", [(36, "hours")]),
    ("The Processor reports a data mishap to the Controller, generally within two working days of having learnt of it.", [(2, "business_days")]),
    ("If files of the Customer are stolen or leaked, the Provider tells the Customer within 20 hours.", [(20, "hours")]),
    ("The Processor informs the Controller of each personal data breach. The notice shall be given within 18 hours at the latest.", [(18, "hours")]),
    ("If data has been lost, the Provider will let the Customer know as quickly as possible.", [(None, None)]),
    ("The Processor notifies the data protection authority of a personal data breach within 72 hours.", []),
    ("The Provider answers a support call of priority 1 about an incident within 2 hours and informs the Customer.", []),
    ("If the Customer is in material breach of this agreement, the Provider informs the Customer and sets a period of 10 days.", []),
)  # fmt: skip

AUDITS: OfKind = (
    ("The Customer may inspect the Provider's premises with 15 days' warning.", "audit_notice", [(15, "days")]),
    ("The Controller may carry out checks on site, but not more often than every 12 months.", "audit_frequency", [(1, "per_year")]),
    ("Audits take place at most every six (6) months.", "audit_frequency", [(2, "per_year")]),
    ("The Customer is allowed to carry out one (1) audit in each calendar year.", "audit_frequency", [(1, "per_year")]),
    ("The Customer may inspect the Provider's premises annually.", "audit_frequency", [(1, "per_year")]),
    ("Once in any calendar year the Provider shall permit the Customer, or an independent auditor of its choice, to audit its records.", "audit_frequency", [(1, "per_year")]),
    ("The Provider commissions an independent auditor to audit its systems once a year.", "audit_frequency", []),
    ("The Provider checks its sub-processors every 12 months.", "audit_frequency", []),
    ("The contract renews every 12 months unless notice is given.", "audit_frequency", []),
    ("Visits for an audit are to be announced twenty working days ahead.", "audit_notice", [(20, "business_days")]),
)  # fmt: skip

KEPT: OfKind = (
    ("Once the contract is over, the Provider wipes all data of the Customer within 25 days.", "deletion_after_end", [(25, "days")]),
    ("The Customer has three weeks to say no to a new subprocessor.", "subprocessor_objection", [(21, "days")]),
    ("Recovery copies of personal data are overwritten after six weeks.", "backup_retention", [(42, "days")]),
    ("Safety copies of the data are made; they are erased after 40 days.", "backup_retention", [(40, "days")]),
    ("Copies of invoices are sent after 40 days.", "backup_retention", []),
    ("Audit trails are retained for fifteen (15) months.", "retention", [(15, "months")]),
    ("Log files of the data platform are deleted automatically after 45 days.", "retention", [(45, "days")]),
    ("Evidence of proper processing shall be kept by the Processor for 4 years after the contract has ended.", "retention", [(4, "years")]),
    ("The duty of confidentiality survives the contract for 4 years.", "retention", []),
    ("Invoices and tax records are kept for ten years.", "retention", []),
    ("The agreement ends when the last letter is posted. The Processor will then erase the addresses within two months.", "deletion_after_end", [(2, "months")]),
    ("The Processor will then erase the draft within two months.", "deletion_after_end", []),
)  # fmt: skip

FORWARDED: Stated = (
    ("If a data subject turns to the Processor, the Processor passes this on to the Controller without delay.", [(None, None)]),
    ("The Provider forwards requests of data subjects to the Customer.", [(None, None)]),
    ("The Processor shall hand on enquiries from data subjects to the Controller within four working days.", [(4, "business_days")]),
    ("The Customer forwards its payment queries to the Provider within 5 days.", []),
)  # fmt: skip

SUBPROCESSORS: tuple[tuple[str, list[str]], ...] = (
    ("The use of further processors for personal data is permitted. The Processor announces them and the Controller may object.", ["general"]),
    ("The Provider reserves the right to engage new subprocessors for personal data.", ["general"]),
    ("The Provider uses subprocessors for the processing of personal data; a list is on its website.", ["general"]),
    ("Subcontracting of the processing is permitted only with the prior written consent of the Controller.", ["specific"]),
    ("The Provider may use subcontractors to paint its offices.", []),
    ("The Provider takes care in all it does with personal data.", []),
)  # fmt: skip

PLACES: OfKind = (
    ("Hosting region: Ireland", "data_location", [(["Ireland"], None)]),
    ("The processing takes place exclusively in the Kingdom of Denmark.", "data_location", [(["Denmark"], None)]),
    ("Personal data is stored in Sweden.\n\nBackups of personal data are kept in Finland.", "data_location", [(["Sweden", "Finland"], None)]),
    ("Personal data is stored only in Sweden.\n\nBackups of personal data are kept in Canada.", "data_location", [(["Sweden"], None), (["Canada"], None)]),
    ("Personal data is stored only in the European Union.\n\nBackups of personal data are kept in Spain.", "data_location", [(["European Union", "Spain"], None)]),
    ("Personal data is never moved outside of the European Union.", "data_location", [(["European Union"], None)]),
    ("Personal data is not transferred outside the European Union without the consent of the Customer.", "data_location", []),
    ("The Provider has its registered office in Spain.", "data_location", []),
    ("Personal data is kept as Regulation (EU) 2016/679 demands.", "data_location", []),
    ("Danish law shall apply.", "governing_law", [("Denmark", None)]),
    ("This contract is subject to the law of Finland.", "governing_law", [("Finland", None)]),
    ("Processing may be required by the law of a Member State.", "governing_law", []),
    ("A move to a third country needs an adequacy decision or standard data protection clauses.", "transfer_mechanism", [(["scc", "adequacy"], None)]),
)  # fmt: skip

SAFEGUARDS: OfKind = (
    ("The Provider's controls align with SOC 2 Type II and ISO 27001.", "certifications", []),
    ("Documents are encrypted with AES-256 on the user's device.", "encryption_at_rest", [("AES-256", None)]),
    ("Files are transferred encrypted, by SFTP or TLS 1.3 only.", "encryption_in_transit", [("TLS 1.3", None)]),
    ("Traffic is encrypted in transit with TLS.\n\nAll data in transit is encrypted with TLS 1.2.", "encryption_in_transit", [("TLS 1.2", None)]),
    ("Every user has a personal account and signs in with two factors.\n\nPermissions follow roles and are checked quarterly.\n\nAccess is logged.", "access_control", [(["rbac", "mfa", "unique_ids", "access_review", "logging"], None)]),
    ("Access to personal data is given to staff only in so far as their task requires it.", "access_control", [(["least_privilege"], None)]),
    ("Access to the product is restored only if the Customer pays.", "access_control", []),
)  # fmt: skip

LIABILITY: OfKind = (
    ("The Processor is liable for slight negligence up to EUR 80,000 in each year.", "liability_cap", [("up to EUR 80,000 in each year", None)]),
    ("Orders up to EUR 80,000 are placed by e-mail.", "liability_cap", []),
    ("The right to extraordinary termination exists where the Processor has seriously breached data protection law.", "termination_right", [(True, None)]),
    ("Either side may end the order at three months' notice.", "termination_right", []),
    ("The Controller shall send notices under this addendum to the Processor at desk@larkfield.example.", "security_contact", [("desk@larkfield.example", None)]),
    ("For the Controller: the data protection officer, dpo@larkfield.example.", "security_contact", []),
    ("Invoices are sent to accounts@larkfield.example.", "security_contact", []),
)  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), BREACH)
def test_breach_told_in_other_words(words: str, expected: list[tuple[object, str | None]]) -> None:
    assert values(words, "breach_notice") == expected


@pytest.mark.parametrize(("words", "expected"), FORWARDED)
def test_requests_passed_on(words: str, expected: list[tuple[object, str | None]]) -> None:
    assert values(words, "data_subject_request_forward") == expected


@pytest.mark.parametrize(("words", "expected"), SUBPROCESSORS)
def test_authorisation_in_other_words(words: str, expected: list[str]) -> None:
    assert [value for value, _ in values(words, "subprocessor_authorisation")] == expected


@pytest.mark.parametrize(
    ("words", "kind", "expected"), (*AUDITS, *KEPT, *PLACES, *SAFEGUARDS, *LIABILITY)
)
def test_in_other_words(words: str, kind: str, expected: list[tuple[object, str | None]]) -> None:
    assert values(words, kind) == expected


def test_the_time_to_object_may_be_that_of_the_notice() -> None:
    words = (
        "The Processor announces a new subprocessor to the Controller at least 16 days in advance. "
        "The Controller may object to the subprocessor within this period."
    )
    assert values(words, "subprocessor_notice") == [(16, "days")]
    assert values(words, "subprocessor_objection") == [(16, "days")]


def test_a_notice_in_weeks_is_told_in_days() -> None:
    words = (
        "The Processor announces a change of subprocessors to the Controller five weeks beforehand."
    )
    assert values(words, "subprocessor_notice") == [(35, "days")]


@pytest.mark.parametrize(
    "words",
    [
        "The purpose and the nature of the processing are set out in Annex 1.",
        "The Customer processes data for its own purposes.",
        "The processing is done for the following purposes:",
    ],
)
def test_what_points_to_a_purpose_is_no_purpose(words: str) -> None:
    assert values(words, "purposes") == []


def test_what_stands_beside_an_empty_box_is_not_agreed() -> None:
    words = "Kinds of personal data: ☒ name and address ☐ photographs ☒ bank details"
    found = [name for value, _ in values(words, "data_categories") for name in list(value)]  # type: ignore[call-overload]
    assert "name" in found
    assert "photographs" not in found


DISTRACTORS = """Invoices are payable within 30 days of receipt; interest of 8 % a year runs after 45 days.

The contract has a term of 24 months and renews by 12 months unless notice is given 60 days before its end.

Support answers calls of severity 1 within 2 hours and informs the Customer of each incident every 4 hours.

A breach of this agreement is to be cured within 20 days after written notice.

The Processor shall claim EUR 90 per hour for support beyond 16 hours in a year.

Passwords have 12 characters and are changed every 90 days."""


def test_other_numbers_never_become_terms() -> None:
    numbers = [
        (term.kind, term.flat()["value"])
        for term in terms(DISTRACTORS)
        if isinstance(term.flat()["value"], int) and term.flat()["value"] is not True
    ]
    assert numbers == []
