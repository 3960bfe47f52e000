"""All ten controls on the invented company: real scans, a real handshake, real rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from situations import only

from servanda import registry
from servanda.agreements.agreement import Agreement, Party
from servanda.agreements.terms import Term
from servanda.base.clocks import Clock
from servanda.base.durations import CalendarDays, Months
from servanda.controls.control import Situation
from servanda.controls.promises import Promise, promises
from servanda.inventory.declared import read_inventory
from servanda.inventory.findings import Discovery
from servanda.inventory.scan import discover
from servanda.inventory.systems import Company, Endpoint, SubProcessor, System
from servanda.obligations.derive import derive
from servanda.testing.company import build
from servanda.testing.endpoint import tls_endpoint, write_certificate

NOW = datetime.now(UTC)
BOTH = ("bright-clinic", "harbor-dental")
COMPANY = Company(name="Larkfield Health Cloud Ltd", security_contact="security@larkfield.example")
SYSTEMS = (
    System(
        id="care",
        target="data/care.db",
        region="SE",
        agreements=BOTH,
        operator="Nordwind Hosting AB",
    ),
    System(
        id="newsletter",
        target="data/newsletter.csv",
        region="US",
        agreements=("bright-clinic",),
        operator="Mailpier Inc.",
    ),
)


def term(kind: str, value: object = None, clock: Clock | None = None) -> Term:
    return Term(kind=kind, quote=f"about {kind}", clause="4", value=value, clock=clock)  # type: ignore[arg-type]


BRIGHT = Agreement(
    id="bright-clinic",
    title="DPA",
    kind="dpa",
    begins=date(2025, 2, 3),
    parties=(
        Party(name="Bright Clinic GmbH", role="controller"),
        Party(name=COMPANY.name, role="processor"),
    ),
    terms=(
        term("data_categories", ("names", "e-mail addresses")),
        term("encryption_at_rest", "AES-256"),
        term("encryption_in_transit", "TLS 1.2 or higher"),
        term("data_location", ("European Economic Area",)),
        term("retention", clock=Clock(starts="creation", length=Months(24))),
        term("deletion_after_end", clock=Clock(length=CalendarDays(30))),
        term("subprocessors", ("Nordwind Hosting AB", "Signalbote GmbH")),
        term("security_contact", "security@larkfield.example"),
        term("access_control", ("least_privilege",)),
    ),
)
HARBOR = Agreement(
    id="harbor-dental",
    title="BAA",
    kind="baa",
    begins=date(2024, 1, 15),
    ends=date(2026, 8, 31) if NOW.date() > date(2026, 10, 1) else date(2025, 8, 31),
    terms=(term("deletion_after_end", clock=Clock(length=CalendarDays(30))),),
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Promise]:
    folder = tmp_path_factory.mktemp("company")
    build(folder, now=NOW, customers=400)
    (folder / "data/newsletter.csv").chmod(0o600)
    certificate, key = write_certificate(folder / "data", now=NOW)
    scans = {system.id: _scan(system, folder) for system in SYSTEMS}
    inventory = read_inventory((folder / "inventory.toml").read_bytes())
    duties = derive(
        laws=(),
        agreements=(BRIGHT, HARBOR),
        inventory=inventory,
        systems=SYSTEMS,
        discoveries=scans,
        company=COMPANY,
        on=NOW.date(),
    )
    with tls_endpoint(certificate, key) as address:
        at = Situation(
            now=NOW,
            company=COMPANY,
            agreements=(BRIGHT, HARBOR),
            obligations=duties,
            inventory=inventory,
            systems=SYSTEMS,
            endpoints=(Endpoint(id="api", address=address, ca_file="data/endpoint.pem"),),
            subprocessors=(
                SubProcessor(name="Nordwind Hosting AB", country="SE"),
                SubProcessor(name="Mailpier Inc.", country="US", agreements=("bright-clinic",)),
            ),
            discoveries=scans,
            detectors=registry.detectors(),
            folder=str(folder),
        )
        outcomes = [
            outcome
            for control in registry.controls()
            for outcome in control.judge(control.collect(at), at)
        ]
    return {promise.obligation.id: promise for promise in promises(duties, outcomes)}


def _scan(system: System, folder: Path) -> Discovery:
    return discover(
        system.target,
        system=system.id,
        detectors=registry.detectors(),
        sources=registry.sources(),
        folder=str(folder),
    )


@pytest.mark.parametrize(
    ("kind", "status", "why"),
    [
        ("declared_data", "broken", "support_notes.body"),
        ("encryption_at_rest", "broken", "can be read in clear"),
        ("encryption_in_transit", "kept", "api"),
        ("data_location", "broken", "system newsletter is in United States (US)"),
        ("retention", "unknown", "does not name the column that dates `bank_details`"),
        ("deletion_after_end", "not-applicable", "open-ended"),
        ("subprocessors", "broken", "Mailpier Inc. is in use, and the agreement does not list it"),
        ("security_contact", "kept", "the contact that was promised"),
        ("access_control", "kept", "can be read by its owner alone"),
    ],
)
def test_what_was_promised_to_the_clinic(
    found: dict[str, Promise], kind: str, status: str, why: str
) -> None:
    promise = found[f"bright-clinic/{kind}"]
    assert promise.status == status
    assert any(why in outcome.why for outcome in promise.outcomes)
    assert promise.words == f"about {kind}" or kind == "declared_data"


def test_the_clinic_that_left_is_still_in_the_database(found: dict[str, Promise]) -> None:
    promise = found["harbor-dental/deletion_after_end"]
    assert promise.status == "broken"
    outcome = only(promise.outcomes)
    assert "80 rows in care: patients" in outcome.why
    assert outcome.seen < (outcome.population or 0)  # the support notes cannot be told apart


def test_no_reason_holds_a_customers_value(found: dict[str, Promise]) -> None:
    text = repr(found)
    assert "@mail.example" not in text
    assert "@post.example" not in text
    assert "+49 221" not in text
