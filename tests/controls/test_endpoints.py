"""TLS versions and certificates: real handshakes with servers on loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from situations import duty, only, run, situation
from tls import LOOPBACK, TODAY, Made, listening, make, server

from servanda.base.errors import ServandaError
from servanda.controls.catalog import certificate, tls_version
from servanda.controls.control import Outcome, Situation
from servanda.controls.handshakes import accepts, host_and_port
from servanda.inventory.systems import Endpoint


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(scope="module")
def authority(folder: Path) -> Made:
    return make(folder, "authority", authority=True)


@pytest.fixture(scope="module")
def good(folder: Path, authority: Made) -> Made:
    return make(folder, "good", issuer=authority)


def at(address: str, value: object = "TLS 1.2", ca: Made | None = None) -> Situation:
    endpoint = Endpoint(
        id="api", address=address, agreements=("clinic",), ca_file=str(ca.file) if ca else ""
    )
    return situation(
        duty("encryption_in_transit", value=value),  # type: ignore[arg-type]
        now=TODAY,
        endpoints=(endpoint,),
    )


def version(made: Made, least: str, most: str, value: object) -> Outcome:
    with server(made, least=least, most=most) as address:
        return only(run(tls_version.CONTROL, at(address, value)))


@pytest.mark.parametrize(
    ("least", "most", "value", "status"),
    [
        ("TLSv1_2", "TLSv1_3", "TLS 1.2", "kept"),
        ("TLSv1_3", "TLSv1_3", "TLS 1.2", "kept"),
        ("TLSv1_2", "TLSv1_2", "TLS 1.2 or higher", "kept"),
        ("TLSv1_3", "TLSv1_3", "TLS 1.3", "kept"),
        ("TLSv1_2", "TLSv1_3", "TLS v1.3", "broken"),
        ("TLSv1_2", "TLSv1_2", "TLS 1.3", "broken"),
        ("TLSv1_1", "TLSv1_3", "TLS 1.2", "broken"),
        ("TLSv1", "TLSv1_2", "TLS 1.2", "broken"),
        ("TLSv1", "TLSv1", "TLS 1.2", "broken"),
        ("TLSv1", "TLSv1", "TLS 1.0", "kept"),
        ("TLSv1_2", "TLSv1_3", True, "kept"),
        ("TLSv1", "TLSv1_3", True, "kept"),
        ("TLSv1_2", "TLSv1_3", "IPsec", "unknown"),
    ],
)
def test_versions(good: Made, least: str, most: str, value: object, status: str) -> None:
    if accepts_nothing_old(good) and least in ("TLSv1", "TLSv1_1"):
        pytest.skip("left out: this OpenSSL is built without TLS 1.0 and 1.1")
    outcome = version(good, least, most, value)
    assert outcome.status == status, outcome.why


def accepts_nothing_old(made: Made) -> bool:
    try:
        with server(made, least="TLSv1", most="TLSv1") as address:
            return accepts(address, "TLS 1.0") is not True
    except (ValueError, OSError):
        return True


def test_what_is_still_accepted_is_named(good: Made) -> None:
    if accepts_nothing_old(good):
        pytest.skip("left out: this OpenSSL is built without TLS 1.0 and 1.1")
    outcome = version(good, "TLSv1", "TLSv1_3", "TLS 1.2")
    assert outcome.why == "api still accepts TLS 1.0 and TLS 1.1, and TLS 1.2 was promised"
    warned = version(good, "TLSv1_1", "TLSv1_3", True)
    assert (warned.status, warned.remedy) == ("kept", "switch off TLS 1.1, which RFC 8996 withdrew")


def test_old_versions_that_could_not_be_offered_are_unknown(
    good: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered(address: str, name: str) -> bool | None:
        return None if name in ("TLS 1.0", "TLS 1.1") else accepts(address, name)

    monkeypatch.setattr(tls_version, "accepts", offered)
    outcome = version(good, "TLSv1_2", "TLSv1_3", "TLS 1.2")
    assert outcome.status == "unknown"
    assert "TLS 1.0 or TLS 1.1 is not known" in outcome.why


def test_an_endpoint_without_tls_is_broken() -> None:
    def greet(connection: socket.socket) -> None:
        connection.recv(64)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    with listening(greet) as address:
        for control in (tls_version.CONTROL, certificate.CONTROL):
            outcome = only(run(control, at(address)))
            assert outcome.status == "broken"
            assert "answers without TLS" in outcome.why


@pytest.mark.parametrize("address", ["127.0.0.1:1", "no address", "[::1", "127.0.0.1:99999"])
def test_an_endpoint_that_cannot_be_reached_is_unknown(address: str) -> None:
    for control in (tls_version.CONTROL, certificate.CONTROL):
        outcome = only(run(control, at(address)))
        assert (outcome.status, outcome.seen, outcome.population) == ("unknown", 0, 1)


def test_an_endpoint_that_hangs_up_is_unknown() -> None:
    with listening(lambda connection: connection.recv(64)) as address:
        assert only(run(tls_version.CONTROL, at(address))).status == "unknown"


def test_an_agreement_without_endpoints_is_unknown() -> None:
    here = replace(at("127.0.0.1:1"), endpoints=())
    assert only(run(tls_version.CONTROL, here)).status == "unknown"


@settings(deadline=None)  # two busy cores are no fault
@given(st.text())
def test_any_address_is_read_or_refused(words: str) -> None:
    try:
        host, port = host_and_port(words)
    except ServandaError:
        return
    assert host
    assert 0 < port < 65536


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("api.example:8443", ("api.example", 8443)),
        ("api.example", ("api.example", 443)),
        ("https://api.example/", ("api.example", 443)),
        ("[::1]:5000", ("::1", 5000)),
    ],
)
def test_addresses(words: str, found: tuple[str, int]) -> None:
    assert host_and_port(words) == found


@pytest.fixture
def shown(folder: Path, authority: Made, request: pytest.FixtureRequest) -> Iterator[Situation]:
    made = make(folder, "shown", issuer=authority, **request.param)
    with server(made) as address:
        yield at(address, ca=authority)


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("shown", "status", "why"),
    [
        ({}, "kept", "trusted, for this host and valid until"),
        ({"ends": TODAY - DAY}, "broken", "expired on"),
        ({"begins": TODAY + DAY}, "broken", "valid only from"),
        ({"hosts": ("other.example",)}, "broken", "is for another host"),
        ({"hosts": ()}, "broken", "is for another host"),
        ({"ends": TODAY + 5 * DAY}, "kept", "5 days from now"),
    ],
    indirect=["shown"],
)
def test_certificates(shown: Situation, status: str, why: str) -> None:
    outcome = only(run(certificate.CONTROL, shown))
    assert outcome.status == status, outcome.why
    assert why in outcome.why
    assert bool(outcome.remedy) == (status == "broken" or "5 days" in why)


def test_a_self_signed_certificate_is_trusted_only_where_it_is_named(folder: Path) -> None:
    alone = make(folder, "alone")
    with server(alone) as address:
        outcome = only(run(certificate.CONTROL, at(address)))
        assert outcome.status == "broken"
        assert "not trusted" in outcome.why
        assert only(run(certificate.CONTROL, at(address, ca=alone))).status == "kept"


def test_another_authority_is_not_trusted(folder: Path, good: Made) -> None:
    other = make(folder, "other-authority", authority=True)
    with server(good) as address:
        assert only(run(certificate.CONTROL, at(address, ca=other))).status == "broken"


def test_an_authority_that_expired_is_found(folder: Path) -> None:
    old = make(folder, "old-authority", authority=True, ends=TODAY - DAY)
    with server(make(folder, "young", issuer=old)) as address:
        outcome = only(run(certificate.CONTROL, at(address, ca=old)))
    assert outcome.status == "broken"
    assert "an authority above" in outcome.why


def test_a_ca_file_that_is_not_there_is_unknown(good: Made) -> None:
    with server(good) as address:
        here = at(address)
        here = replace(here, endpoints=(replace(here.endpoints[0], ca_file="none.pem"),))
        outcome = only(run(certificate.CONTROL, here))
    assert (outcome.status, outcome.why) == ("unknown", "the endpoint's ca_file cannot be read")


@pytest.mark.parametrize(
    ("host", "names", "yes"),
    [
        ("api.example", ["api.example"], True),
        ("API.example.", ["api.EXAMPLE"], True),
        ("api.example.org", ["*.example.org"], True),
        ("a.b.example.org", ["*.example.org"], False),
        ("example.org", ["*.example.org"], False),
        ("api.example", ["*.example"], False),
        ("api.example.org", ["a*.example.org"], False),
        ("127.0.0.1", list(LOOPBACK), True),
        ("127.0.0.2", list(LOOPBACK), False),
        ("::1", ["::1"], True),
        ("api.example", [], False),
    ],
)
def test_names(host: str, names: list[str], yes: bool) -> None:
    assert certificate.is_for(host, names) is yes
