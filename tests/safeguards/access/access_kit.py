"""A small company with two agreements and a page of rules, and generated policies and requests."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from servanda.agreements.agreement import Agreement
from servanda.agreements.terms import Term
from servanda.base.citations import ClauseRef
from servanda.obligations.obligation import Basis
from servanda.safeguards.access.conditions import (
    Approved,
    Before,
    Condition,
    GlassBroken,
    Hours,
    Networks,
    NotDone,
    Places,
    Since,
    SomeoneElseAsked,
    StrongAuthentication,
)
from servanda.safeguards.access.people import Role
from servanda.safeguards.access.policy import Assembled, assemble
from servanda.safeguards.access.requests import (
    ACTIONS,
    Approval,
    BreakGlass,
    Context,
    Data,
    Subject,
)
from servanda.safeguards.access.rules import Policy, Rule
from servanda.safeguards.access.vocabulary import Hierarchy, vocabulary

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)  # a Tuesday

ROLES = (
    Role(id="support"),
    Role(id="doctor"),
    Role(id="privacy"),
    Role(id="custodian", keys=True),
    Role(id="auditor", audit=True),
)

AGREEMENTS = (
    Agreement(
        id="clinic",
        title="Clinic",
        kind="dpa",
        begins=date(2025, 1, 1),
        terms=(
            Term(
                kind="purposes",
                quote="solely to answer patients",
                clause="2.1",
                value=("customer care",),
            ),
            Term(
                kind="data_categories",
                quote="names, e-mail addresses and diagnoses",
                clause="A.1",
                value=("names", "e-mail addresses", "diagnoses"),
            ),
            Term(
                kind="data_location",
                quote="only within the European Economic Area",
                clause="5",
                value=("European Economic Area",),
            ),
            Term(
                kind="access_control",
                quote="multi-factor authentication for all staff",
                clause="4.1",
                value=("mfa",),
            ),
        ),
    ),
    Agreement(
        id="dental",
        title="Dental",
        kind="dpa",
        begins=date(2024, 1, 1),
        ends=date(2026, 2, 28),
        terms=(
            Term(kind="purposes", quote="for billing", clause="3", value=("keeping the accounts",)),
        ),
    ),
)

PAGE = """\
# Who may reach customer data

## 1. Words of the agreements

> names, e-mail addresses and diagnoses

```toml category
agreement = "clinic"
says = "diagnoses"
means = ["MedicalHealth"]
clause = "A.1"
```

## 2. Support answers patients

Support staff read contact details to answer a patient, with a second factor shown this half hour.

```toml permit
id = "support-reads"
roles = ["support"]
actions = ["read", "search"]
categories = ["EmailAddress", "Name"]
purposes = ["CustomerCare"]
strong_authentication_minutes = 30
```

## 3. Copies

A copy for the patient is made when the privacy office agrees.

```toml permit
id = "copies"
roles = ["support"]
actions = ["export"]
categories = ["EmailAddress"]
purposes = ["CustomerCare"]
approvals = 1
approver = "privacy"
```

## 4. Emergencies

In an emergency a doctor sees diagnoses for an hour.

```toml break-glass
id = "emergency"
roles = ["doctor"]
actions = ["read"]
categories = ["MedicalHealth"]
purposes = ["CustomerCare"]
minutes = 60
```

## 5. Nobody is both

Nobody holds keys and works in support.

```toml separate
id = "apart"
roles = ["support", "custodian"]
```

## 6. Approving

The privacy office approves what others request.

```toml permit
id = "approving"
roles = ["privacy", "support"]
actions = ["approve"]
categories = ["PersonalData"]
purposes = ["CustomerCare"]
```

```toml separate
id = "two-steps"
actions = ["export", "approve"]
```

## 7. Dental

The accounts are kept by support.

```toml purpose
agreement = "dental"
says = "keeping the accounts"
means = ["PaymentManagement"]
```

```toml permit
id = "accounts"
roles = ["support"]
actions = ["read", "delete"]
categories = ["Name"]
purposes = ["PaymentManagement"]
agreements = ["dental"]
```
"""


def company(page: str = PAGE, **more: object) -> Assembled:
    return assemble(agreements=AGREEMENTS, roles=ROLES, page=page, **more)  # type: ignore[arg-type]


def context(**more: object) -> Context:
    facts = {"now": NOW, "strong_authentication": NOW - timedelta(minutes=5), "place": "DE"}
    return Context(**(facts | more))  # type: ignore[arg-type]


def subject(*roles: str, id: str = "ada") -> Subject:  # noqa: A002
    return Subject(id=id, roles=frozenset(roles))


# --- generated policies: a small vocabulary, so that rules meet requests -------------------------------

G_ROLES = ("a", "b", "c")
G_ACTIONS = ("read", "export", "approve")
G_CATEGORIES = ("Name", "EmailAddress", "Contact", "MedicalHealth", "Prescription", "PersonalData")
G_PURPOSES = ("CustomerCare", "CommunicationForCustomerCare", "Marketing", "Advertising", "Purpose")
G_AGREEMENTS = ("x", "y")
G_SYSTEMS = ("crm", "lake")
G_PEOPLE = ("ada", "bob", "eve")
G_PLACES = ("DE", "IE", "US", "")
G_NETWORKS = ("10.1.2.3", "192.168.0.9", "2001:db8::5", "")


def _some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


CONDITIONS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(StrongAuthentication, st.sampled_from([None, 1, 15, 60])),
    st.builds(Approved, st.integers(1, 2), st.sampled_from(["", *G_ROLES])),
    st.sampled_from(
        [
            Hours(opens=time(8), closes=time(18)),
            Hours(days=("mon", "tue"), zone="Europe/Dublin"),
            Hours(days=("sat", "sun"), opens=time(9), zone="Asia/Tokyo"),
        ]
    ),
    st.sampled_from(
        [Places(("EEA",), frozenset({"DE", "IE"})), Places(("US",), frozenset({"US"}))]
    ),
    st.sampled_from([Networks(("10.0.0.0/8",)), Networks(("192.168.0.0/16", "2001:db8::/32"))]),
    st.builds(Before, st.sampled_from([NOW - timedelta(days=1), NOW, NOW + timedelta(hours=1)])),
    st.builds(Since, st.sampled_from([NOW - timedelta(days=1), NOW, NOW + timedelta(hours=1)])),
    st.builds(GlassBroken, st.sampled_from([5, 60])),
    st.just(SomeoneElseAsked()),
    st.builds(NotDone, st.sampled_from([frozenset({"read"}), frozenset({"export", "approve"})])),
)


@st.composite
def rules(draw: st.DrawFn, effect: str = "") -> Rule:
    kind = effect or draw(st.sampled_from(["permit", "permit", "permit", "forbid"]))
    permit = kind == "permit"
    spare = None if permit else draw(st.sampled_from(["", "", "purposes", "categories"]))
    return Rule(
        id="",
        effect=kind,  # type: ignore[arg-type]
        basis=(),
        roles=draw(st.frozensets(st.sampled_from(G_ROLES), min_size=1 if permit else 0)),
        together=frozenset()
        if permit
        else draw(st.sampled_from([frozenset(), frozenset(), frozenset({"a", "b"})])),
        actions=draw(_some(G_ACTIONS)),
        categories=draw(_some(G_CATEGORIES)),
        purposes=draw(_some(G_PURPOSES)),
        agreements=draw(_some(G_AGREEMENTS)),
        systems=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"crm"})])),
        unless_purposes=draw(_some(G_PURPOSES)) if spare == "purposes" else None,
        unless_categories=draw(_some(G_CATEGORIES)) if spare == "categories" else None,
        conditions=tuple(draw(st.lists(CONDITIONS, max_size=2))),
        break_glass=permit and draw(st.booleans()),
    )


def named(drawn: list[Rule], prefix: str = "r") -> tuple[Rule, ...]:
    """The rules with an id and words each."""
    from dataclasses import replace

    made = []
    for n, rule in enumerate(drawn):
        ref = ClauseRef(agreement="page", clause=f"{prefix}{n}", quote=f"words of {prefix}{n}")
        made.append(
            replace(
                rule, id=f"{prefix}{n}", basis=(Basis(words=f"words of {prefix}{n}", clause=ref),)
            )
        )
    return tuple(made)


def policy_of(made: tuple[Rule, ...]) -> Policy:
    return Policy(
        rules=made,
        agreements=frozenset(G_AGREEMENTS),
        purposes=vocabulary("purposes"),
        categories=vocabulary("categories"),
        places=vocabulary("places"),
    )


POLICIES = st.lists(rules(), min_size=1, max_size=8).map(lambda drawn: policy_of(named(drawn)))

SUBJECTS = st.builds(
    Subject, id=st.sampled_from(G_PEOPLE), roles=st.frozensets(st.sampled_from([*G_ROLES, "d"]))
)
DATA = st.builds(
    Data,
    agreement=st.sampled_from(G_AGREEMENTS),
    category=st.sampled_from(G_CATEGORIES),
    system=st.sampled_from(["", *G_SYSTEMS]),
)
_MOMENTS = st.sampled_from(
    [
        NOW - timedelta(days=4),
        NOW - timedelta(minutes=20),
        NOW - timedelta(seconds=30),
        NOW,
        NOW + timedelta(seconds=1),
    ]
)


@st.composite
def requests(draw: st.DrawFn) -> tuple[Subject, str, Data, str, Context]:
    who, data = draw(SUBJECTS), draw(DATA)
    action, purpose = draw(st.sampled_from(G_ACTIONS)), draw(st.sampled_from(G_PURPOSES))
    approvals = draw(
        st.lists(
            st.builds(
                Approval,
                by=st.sampled_from(G_PEOPLE),
                roles=st.frozensets(st.sampled_from(G_ROLES)),
                at=_MOMENTS,
                until=st.sampled_from([NOW, NOW + timedelta(hours=1)]),
                subject=st.sampled_from([who.id, who.id, "eve"]),
                action=st.just(action),
                agreement=st.just(data.agreement),
                category=st.just(data.category),
                purpose=st.sampled_from([purpose, purpose, "Marketing"]),
            ),
            max_size=3,
        )
    )
    glass = draw(
        st.none()
        | st.builds(
            BreakGlass,
            by=st.sampled_from([who.id, who.id, "eve"]),
            reason=st.sampled_from(["patient unconscious", " "]),
            at=_MOMENTS,
            agreement=st.sampled_from([data.agreement, "x"]),
        )
    )
    return (
        who,
        action,
        data,
        purpose,
        Context(
            now=NOW,
            strong_authentication=draw(st.none() | _MOMENTS),
            place=draw(st.sampled_from(G_PLACES)),
            network=draw(st.sampled_from(G_NETWORKS)),
            approvals=tuple(approvals),
            break_glass=glass,
            requested_by=draw(st.sampled_from(["", *G_PEOPLE])),
            done=draw(_some(G_ACTIONS)),
        ),
    )


__all__ = ["ACTIONS", "AGREEMENTS", "NOW", "PAGE", "POLICIES", "ROLES", "Hierarchy", "company"]
