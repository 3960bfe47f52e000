"""The certificate of an endpoint: expired, for another host, or of an authority that nobody trusts."""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, format_instant, parse_instant
from servanda.controls import collecting, endpoints, judging
from servanda.controls.control import Control, Evidence, Outcome, Situation
from servanda.controls.handshakes import NotTlsError, host_and_port, shake, verify
from servanda.inventory.systems import Endpoint
from servanda.obligations.obligation import Obligation

ID = "certificate"
JUDGES = ("encryption_in_transit",)
SOON = timedelta(days=14)
"""A certificate that ends within this time is still good, with a warning."""


def collect(situation: Situation) -> Evidence:
    """Take each endpoint's certificate from a handshake and verify its chain in a second one."""
    return collecting.evidence(ID, situation, endpoints.each(situation, _look))


def _look(endpoint: Endpoint, situation: Situation) -> dict[str, Any]:
    from cryptography import x509

    try:
        shown = shake(endpoint.address)
    except NotTlsError:
        return {"tls": False}
    ca_file = collecting.within(situation.folder, endpoint.ca_file) if endpoint.ca_file else None
    chain = verify(endpoint.address, ca_file)
    try:
        own = x509.load_der_x509_certificate(shown.certificate)
        above = [x509.load_der_x509_certificate(der) for der in chain.certificates[1:]]
        names = _names(own)
    except ValueError:
        raise ServandaError(
            "bad-certificate", f"the certificate of `{endpoint.address}` cannot be read"
        ) from None
    return {
        "tls": True,
        "begins": format_instant(own.not_valid_before_utc),
        "ends": format_instant(own.not_valid_after_utc),
        "above_end": format_instant(
            min((c.not_valid_after_utc for c in above), default=own.not_valid_after_utc)
        ),
        "names": names,
        "for_host": is_for(host_and_port(endpoint.address)[0], names),
        "untrusted": chain.untrusted,
    }


def _names(certificate: Any) -> list[str]:
    from cryptography import x509

    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return []
    names = extension.value.get_values_for_type(x509.DNSName)
    return [*names, *map(str, extension.value.get_values_for_type(x509.IPAddress))]


def is_for(host: str, names: list[str]) -> bool:
    """Whether a certificate with these names is for the host (RFC 9525 section 6.3).

    A wildcard stands for the whole first label only; an address matches itself. The subject's common
    name counts for nothing.
    """
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        labels = host.rstrip(".").casefold().split(".")
        return any(_matches(labels, name.casefold().split(".")) for name in names)
    return str(address) in names


def _matches(host: list[str], name: list[str]) -> bool:
    if name[0] == "*" and len(name) > 2:
        return len(host) == len(name) and host[1:] == name[1:]
    return host == name


def judge(evidence: Evidence, situation: Situation) -> tuple[Outcome, ...]:
    """Broken for each endpoint whose certificate a careful client would refuse."""

    def outcome(view: judging.View, obligation: Obligation) -> Outcome:
        return _outcome(view, obligation, situation.now)

    return endpoints.judged(ID, JUDGES, evidence, situation, outcome)


def _outcome(view: judging.View, obligation: Obligation, now: Instant) -> Outcome:
    broken: list[str] = []
    unknown: list[str] = []
    kept = warning = ""
    for observation in view.seen:
        facts = observation.facts
        if facts.get("tls") is False:
            broken.append(f"{view.subject} answers without TLS, so with no certificate")
            continue
        try:
            begins = parse_instant(collecting.text(facts, "begins"))
            ends = parse_instant(collecting.text(facts, "ends"))
            above = parse_instant(collecting.text(facts, "above_end"))
        except ServandaError:
            unknown.append(f"the dates of the certificate of {view.subject} were not seen")
            continue
        if ends < now:
            broken.append(f"the certificate of {view.subject} expired on {ends:%Y-%m-%d}")
        if above < now:
            broken.append(
                f"an authority above the certificate of {view.subject} expired on {above:%Y-%m-%d}"
            )
        if now < begins:
            broken.append(f"the certificate of {view.subject} is valid only from {begins:%Y-%m-%d}")
        if facts.get("for_host") is False:
            broken.append(f"the certificate of {view.subject} is for another host")
        elif facts.get("for_host") is not True:
            unknown.append(f"whom the certificate of {view.subject} is for was not seen")
        untrusted = facts.get("untrusted")
        if not isinstance(untrusted, str):
            unknown.append(f"who vouches for the certificate of {view.subject} was not seen")
        elif untrusted:
            broken.append(f"the certificate of {view.subject} is not trusted: {untrusted}")
        kept = f"the certificate of {view.subject} is trusted, for this host and valid until {ends:%Y-%m-%d}"
        if timedelta(0) <= ends - now < SOON:
            days = (ends - now).days
            kept += f", {collecting.plural(days, 'day')} from now"
            warning = f"renew the certificate now: it ends on {ends:%Y-%m-%d}"
    return view.outcome(
        ID,
        obligation,
        broken=broken,
        unknown=unknown,
        kept=kept,
        remedy=CONTROL.remedy,
        warning=warning,
    )


CONTROL = Control(
    title="Certificate of an endpoint",
    finds="certificates that have expired, are for another host, or lead to no authority that is trusted",
    matters="clients that check refuse to connect, and clients that do not check can be read on the way",
    remedy="renew the certificate for the endpoint's name with its full chain; for an authority of your own "
    "set ca_file of the endpoint in servanda.toml",
    judges=JUDGES,
    collect=collect,
    judge=judge,
)
