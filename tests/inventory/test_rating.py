"""A rating gives its reasons: harm, law, what stands beside it, how much, what for; a person may overrule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda import registry
from servanda.inventory.broader import lineage
from servanda.inventory.classes import Sensitivity
from servanda.inventory.combination import QUASI, combine, quasi_columns
from servanda.inventory.declared import read_inventory, write_inventory
from servanda.inventory.findings import ColumnFinding, Field, Inventory
from servanda.inventory.harm import family, harms
from servanda.inventory.rating import overrule, rate

DETECTORS = {detector.id: detector for detector in registry.detectors()}


def finding(column: str, data_class: str, rows: int | None = 10) -> ColumnFinding:
    detector = DETECTORS[data_class]
    return ColumnFinding(
        system="crm", table="people", column=column, data_class=data_class, reason="",
        sensitivity=detector.sensitivity, confidence=0.9, laws=tuple(detector.laws), seen=10,
        matched=10, rows=rows,
    )  # fmt: skip


def rated(*findings: ColumnFinding, inventory: Inventory | None = None, combinations=None):
    found = rate(
        findings, detectors=DETECTORS, inventory=inventory or Inventory(), combinations=combinations
    )
    return {rating.column: rating for rating in found}


def words(rating, ground: str) -> str:
    return " | ".join(reason.words for reason in rating.reasons if reason.ground == ground)


@pytest.mark.parametrize(
    ("data_class", "law", "said"),
    [
        ("religion", "eu/gdpr", "special category"),
        ("criminal-record", "eu/gdpr", "criminal convictions"),
        ("email", "us/hipaa", "one of the identifiers of HIPAA"),
        ("card-security-code", "pci/dss", "sensitive authentication data"),
        ("payment-card", "pci/dss", "card number"),
        ("card-expiry", "pci/dss", "cardholder data"),
        ("iban", "us/ca/ccpa", "sensitive personal information"),
    ],
)
def test_the_law_is_named(data_class: str, law: str, said: str) -> None:
    rating = rated(finding("c", data_class))["c"]
    reasons = [reason for reason in rating.reasons if reason.law == law]
    assert len(reasons) == 1
    assert said in reasons[0].words


@pytest.mark.parametrize("data_class", sorted(DETECTORS))
def test_no_class_is_rated_below_its_own_file_and_each_has_a_harm(data_class: str) -> None:
    detector = DETECTORS[data_class]
    rating = rated(finding("c", data_class))["c"]
    assert rating.sensitivity.rank >= detector.sensitivity.rank
    assert harms(detector)
    assert {reason.ground for reason in rating.reasons} >= {"harm", "volume", "purpose"}


@pytest.mark.parametrize("data_class", sorted(DETECTORS))
def test_every_class_has_a_family_and_its_gravest_harm_explains_its_rating(data_class: str) -> None:
    detector = DETECTORS[data_class]
    assert family(detector), "no term of its lineage is in a family"
    found = harms(detector)
    assert max(harm.level for harm in found) == detector.sensitivity.rank
    assert {harm.whose for harm in found} == (
        {"person", "company"} if detector.dpv else {"company"}
    )


def test_the_nearest_family_counts() -> None:
    whys = {name: harms(DETECTORS[name])[0].why for name in ("medication", "diagnosis", "city")}
    assert whys["medication"] == whys["diagnosis"]  # a Prescription is MedicalHealth
    assert "Location" in lineage(DETECTORS["city"].dpv)
    assert "narrows down" in whys["city"]  # not where a person can be found


def test_a_class_of_no_known_family_keeps_what_its_file_says() -> None:
    strange = replace(DETECTORS["email"], dpv="NotAWordOfDPV")
    assert family(strange) == ()
    assert [(harm.whose, harm.why) for harm in harms(strange)] == [("person", strange.reason)]
    assert harms(replace(strange, sensitivity=Sensitivity.PUBLIC)) == ()


def test_what_names_nobody_alone_are_classes_there_are() -> None:
    assert set(DETECTORS) >= QUASI


def test_a_name_beside_a_diagnosis_is_health_data() -> None:
    alone = rated(finding("name", "full-name"))["name"]
    beside = rated(finding("name", "full-name"), finding("dx", "diagnosis"))["name"]
    assert alone.sensitivity is Sensitivity.CONFIDENTIAL
    assert beside.sensitivity is Sensitivity.RESTRICTED
    assert "`dx`" in words(beside, "combination")


def test_a_holder_beside_a_card_number_is_cardholder_data() -> None:
    beside = rated(finding("holder", "full-name"), finding("card", "payment-card"))["holder"]
    assert "cardholder data" in words(beside, "combination")


def test_volume_raises_and_an_unknown_number_is_said() -> None:
    assert rated(finding("ip", "ip-address"))["ip"].sensitivity is Sensitivity.INTERNAL
    many = rated(finding("ip", "ip-address", rows=100_000))["ip"]
    assert many.sensitivity is Sensitivity.CONFIDENTIAL
    unknown = rated(finding("ip", "ip-address", rows=None))["ip"]
    assert "not known" in words(unknown, "volume")
    health = rated(finding("dx", "diagnosis", rows=500))["dx"]
    assert "164.408" in words(health, "volume")


@pytest.mark.parametrize(
    ("essential", "said", "sensitivity"),
    [
        (True, "essential to", Sensitivity.INTERNAL),
        (None, "nobody has said", Sensitivity.INTERNAL),
        (False, "not essential", Sensitivity.CONFIDENTIAL),
    ],
)
def test_what_is_not_essential_weighs(essential, said: str, sensitivity: Sensitivity) -> None:
    field = Field(
        system="crm", table="people", column="ip", data_class="ip-address", purpose="to sell shoes",
        essential=essential,
    )  # fmt: skip
    rating = rated(finding("ip", "ip-address"), inventory=Inventory(fields=(field,)))["ip"]
    assert said in words(rating, "purpose")
    assert rating.sensitivity is sensitivity


def test_quasi_identifiers_that_single_people_out_are_raised_together() -> None:
    found = (finding("zip", "postcode"), finding("sex", "gender"), finding("town", "city"))
    assert quasi_columns(found, "people") == ("zip", "sex", "town")
    spread = combine(
        "people",
        ("zip", "sex", "town"),
        ([f"{n:05}" for n in range(100)], ["f", "m"] * 50, ["Ulm"] * 100),
        whole=True,
    )
    assert spread is not None
    assert (spread.k, spread.alone, spread.enough) == (1, 1.0, ("zip",))
    raised = rated(*found, combinations={("crm", "people"): spread})
    assert raised["town"].sensitivity is Sensitivity.CONFIDENTIAL
    assert "zip would do" in words(raised["town"], "combination")
    crowd = combine("people", ("sex", "town"), (["f", "m"] * 50, ["Ulm"] * 100), whole=True)
    assert crowd is not None and crowd.k == 50 and not crowd.identifies
    calm = rated(*found, combinations={("crm", "people"): crowd})
    assert calm["town"].sensitivity is Sensitivity.INTERNAL
    assert "the smallest has 50" in words(calm["town"], "combination")


def test_rows_without_any_of_the_values_single_nobody_out() -> None:
    assert combine("t", ("a", "b"), ([None, ""], [None, None])) is None
    assert combine("t", ("a",), ([1, 2],)) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("abc")), min_size=1, max_size=40))
def test_k_is_the_size_of_the_smallest_group(rows) -> None:
    made = combine("t", ("n", "c"), list(zip(*rows, strict=True)))
    assert made is not None
    assert made.k == min(rows.count(row) for row in rows)
    assert made.alone == sum(rows.count(row) == 1 for row in rows) / len(rows)


def test_a_person_overrules_and_the_reason_is_kept_in_the_file() -> None:
    one = finding("sex", "gender")
    decided = overrule(
        Inventory(),
        system="crm",
        table="people",
        column="sex",
        data_class="gender",
        sensitivity=Sensitivity.PUBLIC,
        because="of actors, on posters",
        by="Ada",
    )
    back = read_inventory(write_inventory(decided).encode())
    assert back == decided
    rating = rated(one, inventory=back)["sex"]
    assert (rating.sensitivity, rating.reckoned) == (Sensitivity.PUBLIC, Sensitivity.CONFIDENTIAL)
    assert (rating.because, rating.by, rating.overruled) == ("of actors, on posters", "Ada", True)


def test_not_essential_survives_the_file() -> None:
    field = Field(system="s", table="t", column="c", data_class="email", essential=False)
    assert read_inventory(write_inventory(Inventory(fields=(field,))).encode()).fields == (field,)


def test_what_is_not_in_clear_is_rated_no_lower() -> None:
    one = finding("ssn", "us-ssn")
    hidden = rated(replace(one, in_clear=False))["ssn"]
    assert hidden.sensitivity is rated(one)["ssn"].sensitivity
    assert "not in clear" in words(hidden, "harm")
