"""Terms and law become obligations: dated, cited, strictest first, and none invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from obligations_kit import LAWS, ON, agreement, finding, one, owed, scan, term

from servanda.agreements.agreement import Party
from servanda.agreements.terms import KINDS, Term
from servanda.base.clocks import Clock
from servanda.base.durations import CalendarDays, Hours
from servanda.base.errors import ServandaError
from servanda.inventory.findings import Field, Inventory
from servanda.inventory.systems import Company, System
from servanda.obligations.phrases import phrase
from servanda.obligations.responsible import RESPONSIBILITIES, role_of


def test_a_term_that_the_law_demands_too_rests_on_both() -> None:
    duty = one(
        owed(agreement("bright", term("breach_notice", "6.1", hours=48, starts="awareness"))),
        "bright/breach_notice",
    )
    assert [str(basis) for basis in duty.basis] == ["bright clause 6.1", "eu/gdpr#33.2"]
    assert duty.basis[0].words == "words on breach_notice"
    assert duty.clock == Clock(starts="awareness", length=Hours(48), words="without undue delay")
    assert (duty.bearer, duty.beneficiary, duty.role) == ("processor", "controller", "security")
    assert "eu/gdpr#83.4.a" in duty.consequence
    assert duty.since == date(2025, 1, 1)


def test_words_of_the_law_never_become_a_number() -> None:
    duty = one(owed(agreement()), "bright/breach_notice")
    assert duty.clock == Clock(starts="awareness", words="without undue delay")
    assert duty.basis[0].citation is not None


@pytest.mark.parametrize(("days", "expected"), [(10, 10), (90, 60)])
def test_of_term_and_law_the_stricter_time_holds(days: int, expected: int) -> None:
    baa = agreement(
        "bright",
        term("breach_notice", days=days, starts="discovery"),
        kind="baa",
        laws=("us/hipaa",),
        parties=(),
    )
    duty = one(owed(baa), "bright/breach_notice")
    assert duty.clock is not None
    assert duty.clock.length == CalendarDays(expected)
    assert duty.bearer == "business-associate"


@pytest.mark.parametrize(
    ("kind", "strict", "loose"),
    [
        ("breach_notice", {"hours": 24}, {"hours": 72}),
        ("breach_notice", {"hours": 24}, {"days": 2}),
        ("deletion_after_end", {"days": 30}, {"months": 3}),
        ("subprocessor_notice", {"days": 30}, {"days": 10}),
        ("return_window", {"days": 60}, {"days": 30}),
    ],
)
def test_of_a_conflict_both_are_kept_and_the_strictest_comes_first(
    kind: str, strict: dict[str, int], loose: dict[str, int]
) -> None:
    for terms in ([strict, loose], [loose, strict]):
        paper = agreement(
            "bright", *(term(kind, str(n), **length) for n, length in enumerate(terms)), laws=()
        )
        found = owed(paper)
        assert [duty.id for duty in found] == [f"bright/{kind}", f"bright/{kind}-2"]
        lengths = [duty.clock.length.to_plain() for duty in found]  # type: ignore[union-attr]
        assert lengths == [strict, loose]


def test_one_promise_in_two_clauses_is_one_obligation() -> None:
    paper = agreement(
        "bright", term("breach_notice", "6", hours=48), term("breach_notice", "B.2", hours=48)
    )
    duty = one(owed(paper), "bright/breach_notice")
    assert [str(basis) for basis in duty.basis][:2] == ["bright clause 6", "bright clause B.2"]


def test_values_are_sorted_by_strictness_too() -> None:
    paper = agreement(
        "bright",
        term("subprocessor_authorisation", "1", value="general"),
        term("subprocessor_authorisation", "2", value="specific"),
        term("encryption_in_transit", "3", value="TLS 1.2"),
        term("encryption_in_transit", "4", value="TLS 1.3"),
    )
    found = owed(paper)
    assert one(found, "bright/subprocessor_authorisation").value == "specific"
    assert one(found, "bright/subprocessor_authorisation-2").value == "general"
    assert one(found, "bright/encryption_in_transit").value == "TLS 1.3"


def test_what_the_customer_owes_is_not_ours_but_what_it_may_demand_is() -> None:
    paper = agreement(
        "bright",
        term("security_contact", bearer="controller", value="dpo@bright.example"),
        term("audit_notice", bearer="controller", days=30),
        laws=(),
    )
    assert [duty.id for duty in owed(paper)] == ["bright/audit_notice"]


def test_what_the_customer_authorises_limits_us_and_is_owed_to_it() -> None:
    granted = replace(
        term("subprocessor_authorisation", "5", value="general", bearer="controller"),
        to="processor",
    )
    duty = one(owed(agreement("bright", granted)), "bright/subprocessor_authorisation")
    assert str(duty.basis[0]) == "bright clause 5"
    assert duty.value == "general"
    assert (duty.bearer, duty.beneficiary) == ("processor", "controller")


def test_every_agreement_under_the_gdpr_implies_what_controls_judge() -> None:
    found = {duty.id for duty in owed(agreement())}
    for kind in (
        "declared_data",
        "access_control",
        "deletion_after_end",
        "subprocessor_authorisation",
        "security_contact",
        "breach_notice",
        "audit",
    ):
        assert f"bright/{kind}" in found
    # encryption is promised by a term or not at all: the law leaves it to the risk
    assert "bright/encryption_at_rest" not in found
    assert "bright/retention" not in found


def test_encryption_that_is_promised_rests_on_the_law_as_well() -> None:
    duty = one(
        owed(agreement("bright", term("encryption_at_rest", "5", value="AES-256"))),
        "bright/encryption_at_rest",
    )
    assert [str(basis) for basis in duty.basis] == ["bright clause 5", "eu/gdpr#32.1.a"]
    assert duty.value == "AES-256"
    assert duty.what.endswith("AES-256")


def test_the_data_described_is_the_data_that_may_be_held() -> None:
    paper = agreement(
        "bright",
        term("data_categories", "A.1", value=("names", "e-mail addresses")),
        term("data_subjects", "A.2", value=("patients",)),
    )
    duty = one(owed(paper), "bright/declared_data")
    assert [str(basis) for basis in duty.basis] == [
        "bright clause A.1",
        "bright clause A.2",
        "eu/gdpr#28.3",
        "eu/gdpr#30.2",
    ]


def test_consequences_are_cited() -> None:
    paper = agreement(
        "bright",
        term("breach_notice", hours=48),
        term("liability_cap", "12.1", value="twelve months' fees"),
        term("termination_right", "12.2", value=True),
        term("governing_law", "13", value="Ireland"),
        laws=(),
    )
    duty = one(owed(paper), "bright/breach_notice")
    assert duty.consequence == (
        "liability limited: twelve months' fees (bright clause 12.1); "
        "right to terminate (bright clause 12.2)"
    )
    assert len(owed(paper)) == 1


def test_what_is_owed_to_people_and_authorities_is_derived_once() -> None:
    found = owed(
        agreement("bright"),
        agreement("other"),
        systems=(
            System(id="crm", target="x", agreements=("bright",)),
            System(id="erp", target="x", agreements=("other",)),
        ),
    )
    duty = one(found, "eu/gdpr/secure-processing")
    assert duty.agreement == ""
    assert duty.systems == ("crm", "erp")
    assert duty.beneficiary == "data-subject"


def test_a_controller_owes_the_authority_within_72_hours() -> None:
    paper = agreement(
        "bright",
        parties=(
            Party(name="Fennel Cloud Ltd", role="controller"),
            Party(name="P", role="processor"),
        ),
    )
    found = owed(paper, company=Company(name="Fennel Cloud Ltd", role="controller"))
    duty = one(found, "eu/gdpr/notify-authority")
    assert duty.clock is not None
    assert duty.clock.length == Hours(72)
    assert "bright/breach_notice" not in {found_.id for found_ in found}


def test_the_role_is_the_one_under_the_agreement_not_the_one_in_general() -> None:
    paper = agreement(
        "vendor",
        parties=(
            Party(name="FENNEL CLOUD LTD", role="controller"),
            Party(name="P", role="processor"),
        ),
    )
    found = {duty.id for duty in owed(paper)}
    assert "eu/gdpr/notify-authority" in found
    assert "vendor/breach_notice" not in found


def test_before_it_begins_an_agreement_promises_nothing() -> None:
    assert owed(agreement("bright", term("retention", days=30), begins=date(2027, 1, 1))) == ()


def test_after_its_end_stays_what_must_then_happen_and_what_protects_the_data_still_held() -> None:
    paper = agreement(
        "bright",
        term("deletion_after_end", days=30),
        term("breach_notice", hours=48),
        term("subprocessor_notice", days=30),
        ends=date(2026, 8, 31),
    )
    held = {duty.kind for duty in owed(paper) if duty.agreement}
    assert {"deletion_after_end", "breach_notice"} <= held
    assert not held & {"subprocessor_notice", "audit", "assistance"}
    gone = owed(paper, systems=())
    assert {duty.kind for duty in gone} == {"deletion_after_end"}


def test_until_is_the_end_of_the_agreement_save_for_what_outlasts_it() -> None:
    paper = agreement("bright", term("deletion_after_end", days=30), ends=date(2027, 1, 1))
    found = owed(paper)
    assert one(found, "bright/audit").until == date(2027, 1, 1)
    assert one(found, "bright/deletion_after_end").until is None


def test_classes_are_those_found_and_declared_for_the_agreement() -> None:
    found = owed(
        agreement("bright", term("encryption_at_rest", value=True)),
        discoveries={"crm": scan("crm", finding("email"), finding("iban", column="other"))},
        inventory=Inventory(
            fields=(
                Field(system="crm", table="t", column="d", data_class="name"),
                Field(
                    system="crm",
                    table="t",
                    column="other",
                    data_class="iban",
                    agreements=("else",),
                ),
                Field(system="far", table="t", column="d", data_class="passport"),
            )
        ),
    )
    assert one(found, "bright/encryption_at_rest").data_classes == ("email", "name")
    assert one(found, "bright/encryption_at_rest").systems == ("crm",)


@pytest.mark.parametrize(
    "discoveries", [{}, {"crm": scan("crm", finding("email"), skipped="locked")}]
)
def test_a_scan_that_is_missing_or_partial_narrows_no_promise(discoveries: dict) -> None:  # type: ignore[type-arg]
    found = owed(
        agreement("bright", term("encryption_at_rest", value=True)), discoveries=discoveries
    )
    assert one(found, "bright/encryption_at_rest").data_classes == ()


def test_a_system_that_lists_no_agreement_is_reached_by_all() -> None:
    found = owed(agreement(), systems=(System(id="lost", target="x"),))
    assert one(found, "bright/breach_notice").systems == ("lost",)


def test_a_law_that_is_not_here_is_said_and_not_left_out() -> None:
    with pytest.raises(ServandaError) as error:
        owed(agreement("bright", laws=("eu/gdpr", "xx/none")))
    assert error.value.code == "unknown-law"
    assert error.value.where == "bright"


def test_a_day_before_the_law_is_an_error() -> None:
    with pytest.raises(ServandaError) as error:
        owed(agreement("bright", begins=None), on=date(2015, 1, 1))
    assert error.value.code == "outside-coverage"


def test_between_entry_into_force_and_application_the_gdpr_asks_nothing() -> None:
    assert owed(agreement("bright", begins=None), on=date(2017, 1, 1)) == ()


def test_ids_are_unique_and_every_obligation_rests_on_words() -> None:
    terms = [term(kind, str(n), value="x") for n, kind in enumerate(sorted(KINDS))]
    found = owed(agreement("bright", *terms, laws=tuple(law.id for law in LAWS if law.since <= ON)))
    assert len({duty.id for duty in found}) == len(found) > 50
    for duty in found:
        assert duty.basis, duty.id
        assert all(basis.words for basis in duty.basis), duty.id
        assert duty.what and duty.role and duty.bearer and duty.beneficiary, duty.id


def test_every_kind_has_someone_who_answers_for_it() -> None:
    kinds = {duty.kind for law in LAWS for duty in law.duties} | KINDS
    left_out = {
        "data_categories",
        "data_subjects",
        "liability_cap",
        "termination_right",
        "governing_law",
    }
    assert kinds - left_out - set(RESPONSIBILITIES) == set()


def test_law_and_table_agree_on_who_is_responsible() -> None:
    differ = {
        (law.id, duty.id, duty.role, role_of(duty.kind))
        for law in LAWS
        for duty in law.duties
        if duty.role != role_of(duty.kind)
    }
    assert differ == set()


@pytest.mark.parametrize(
    ("promise", "says"),
    [
        (term("audit_notice", days=20), "allow audits on 20 days of notice"),
        (term("retention", months=12), "keep the data no longer than 12 months"),
        (term("retention", words="as long as needed"), "keep the data no longer than promised"),
        (term("breach_notice", hours=48), "give notice of a personal data breach"),
        (term("penetration_test", value=1), "have penetration tests made: 1"),
        (term("encryption_at_rest", value=True), "encrypt the data at rest"),
    ],
)
def test_a_time_that_is_no_deadline_is_said_in_the_phrase(promise: Term, says: str) -> None:
    assert phrase(promise) == says
