"""Controls that judge what the settings say: location, sub-processors, the security contact."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from situations import crm, duty, only, run, situation

from servanda.agreements.agreement import Agreement
from servanda.agreements.terms import Term, Value
from servanda.controls.catalog import data_location, security_contact, subprocessors
from servanda.controls.control import Outcome
from servanda.controls.countries import ADEQUATE, EEA, EU, GROUPS, NAMES, PARTLY_ADEQUATE, country
from servanda.controls.places import allowed
from servanda.inventory.systems import Company, SubProcessor


def test_the_tables_agree() -> None:
    assert len(NAMES) == 249  # the codes of ISO 3166-1
    assert len(EU) == 27 + 7
    assert {"NO", "IS", "LI"} == EEA - EU
    assert not ADEQUATE & EEA
    assert not ADEQUATE & PARTLY_ADEQUATE
    assert set().union(*GROUPS.values()) | PARTLY_ADEQUATE <= set(NAMES)
    assert all(country(name) == code for code, name in NAMES.items())


@pytest.mark.parametrize(
    ("value", "inside", "outside"),
    [
        ("EEA", "DE NO", "US CH GB"),
        ("within the European Union", "SE IE", "NO US"),
        ("data centres within the European Economic Area", "IS", "US"),
        (("United States", "Ireland"), "US IE", "DE"),
        ("the United States or Ireland", "US IE", "GB CA"),
        ("Germany", "DE", "AT"),
        ("EU, UK and Switzerland", "FR GB CH", "US"),
        ("eu-central-1", "DE", "US"),
        ("Bosnia and Herzegovina", "BA", "HR"),
        (("EU", "EEA"), "NO", "US"),
    ],
)
def test_words_of_place(value: Value, inside: str, outside: str) -> None:
    limit = allowed(value)
    assert not limit.unclear
    assert set(inside.split()) <= limit.countries
    assert not set(outside.split()) & limit.countries


@pytest.mark.parametrize(
    "value", ["the Region you choose", "EEA or elsewhere", "Frankfurt, Germany", "", None, True]
)
def test_words_that_name_no_known_place_decide_nothing(value: Value) -> None:
    limit = allowed(value)
    assert limit.unclear or not limit.countries
    for region in ("DE", "US"):
        assert location(value, region).status == "unknown"


@settings(deadline=None)  # two busy cores are no fault
@given(st.one_of(st.text(), st.lists(st.text()).map(tuple)))
def test_any_words_of_place_are_read(value: Value) -> None:
    assert allowed(value).countries <= set(NAMES)


def location(value: Value, region: str, **more: object) -> Outcome:
    return only(
        run(
            data_location.CONTROL,
            situation(duty("data_location", value=value), systems=(crm(region=region),), **more),
        )
    )


def test_inside_is_kept_and_outside_broken() -> None:
    assert location("EEA", "SE").status == "kept"
    assert location("EEA", "eu-north-1").status == "kept"
    outcome = location("EEA", "US")
    assert outcome.status == "broken"
    assert outcome.why == "system crm is in United States (US), outside EEA"


@pytest.mark.parametrize("region", ["", "  ", "Atlantis", "XX"])
def test_a_region_that_is_not_known_is_unknown(region: str) -> None:
    assert location("EEA", region).status == "unknown"


def test_adequacy_that_covers_some_recipients_only_is_unknown() -> None:
    assert location(("EEA", "adequate countries"), "JP").status == "kept"
    assert location(("EEA", "adequate countries"), "US").status == "unknown"
    assert location(("EEA", "adequate countries"), "IN").status == "broken"
    assert location(("EEA", "adequate countries", "United States"), "US").status == "kept"


def test_subprocessors_are_judged_by_their_systems_or_else_by_their_country() -> None:
    others = (
        SubProcessor(name="Hoster", country="US"),
        SubProcessor(name="Mailer", country="US", agreements=("clinic",)),
        SubProcessor(name="Nowhere", agreements=("clinic",)),
        SubProcessor(name="Foreign", country="US", agreements=("another",)),
    )
    here = situation(
        duty("data_location", value="EEA"),
        systems=(crm(region="DE", operator="Hoster"),),
        subprocessors=others,
    )
    assert {o.subject: o.status for o in run(data_location.CONTROL, here)} == {
        "system crm": "kept",
        "sub-processor Mailer": "broken",
        "sub-processor Nowhere": "unknown",
    }


def used(
    kind: str, *, listed: tuple[str, ...] = (), authorisation: str = "", **more: object
) -> dict[str, str]:
    terms = [Term(kind="subprocessors", quote="", value=listed)] if listed else []
    if authorisation:
        terms.append(Term(kind="subprocessor_authorisation", quote="", value=authorisation))
    value: Value = listed if kind == "subprocessors" else authorisation
    clinic = Agreement(id="clinic", title="DPA", kind="dpa", terms=tuple(terms))
    here = situation(
        duty(kind, value=value),
        agreements=(clinic,),
        **{
            "systems": (crm(operator="Nordwind Hosting AB"),),
            "subprocessors": (SubProcessor(name="Mailpier Inc.", agreements=("clinic",)),),
            **more,
        },
    )
    return {outcome.subject: outcome.status for outcome in run(subprocessors.CONTROL, here)}


def test_who_is_listed_is_kept_and_who_is_not_is_broken() -> None:
    assert used("subprocessors", listed=("Nordwind Hosting AB (Sweden): hosting",)) == {
        "Nordwind Hosting AB": "kept",
        "Mailpier Inc.": "broken",
    }


@pytest.mark.parametrize(
    ("authorisation", "status"),
    [("specific", "broken"), ("general", "unknown"), ("none", "broken")],
)
def test_authorisation(authorisation: str, status: str) -> None:
    found = used(
        "subprocessor_authorisation",
        listed=("NORDWIND HOSTING",),
        authorisation=authorisation,
    )
    assert found["Mailpier Inc."] == status
    assert found["Nordwind Hosting AB"] == ("broken" if authorisation == "none" else "kept")


def test_an_agreement_that_lists_nobody_is_unknown() -> None:
    assert set(used("subprocessor_authorisation", authorisation="general").values()) == {"unknown"}


def test_where_nobody_is_used_nothing_applies() -> None:
    found = used("subprocessors", listed=("A",), systems=(crm(),), subprocessors=())
    assert found == {"sub-processors": "not-applicable"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mailpier Inc.", "MAILPIER, Inc", True),
        ("Nordwind Hosting AB", "Nordwind Hosting", True),
        ("Société Exemple S.à r.l.", "Société Exemple", False),
        ("Beispiel GmbH & Co. KG", "Beispiel", True),
        ("Amazon Web Services", "Amazon Web Services EMEA", False),
        ("AB", "AG", False),
    ],
)
def test_names_of_companies(one: str, other: str, same: bool) -> None:
    assert (subprocessors.plainly(one) == subprocessors.plainly(other)) is same


def contact(has: str, promised: Value) -> Outcome:
    return only(
        run(
            security_contact.CONTROL,
            situation(
                duty("security_contact", value=promised),
                company=Company(name="Larkfield", security_contact=has),
            ),
        )
    )


@pytest.mark.parametrize(
    ("has", "promised", "status"),
    [
        ("", "security@larkfield.example", "broken"),
        ("  ", None, "broken"),
        ("security@larkfield.example", "Security@Larkfield.example", "kept"),
        ("security@larkfield.example", "write to security@larkfield.example at any hour.", "kept"),
        ("security@larkfield.example", "privacy@larkfield.example", "broken"),
        ("security@larkfield.example", None, "kept"),
        ("security@larkfield.example", "12 Quay Street, Cork", "unknown"),
        ("security@larkfield.example", "--", "unknown"),
        ("+353 21 555 0100", "call +353 (21) 555-0100", "kept"),
        ("ask Fiona", None, "unknown"),
    ],
)
def test_contacts(has: str, promised: Value, status: str) -> None:
    outcome = contact(has, promised)
    assert outcome.status == status, outcome.why
    assert (outcome.seen, outcome.population) == (1, 1)
