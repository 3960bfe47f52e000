"""What PCI DSS 12.8 and 12.9 ask of an agreement with a provider that touches card data."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Element, Rule, Weak, says

_CARDS = r"(?:cardholder|account data|card data|payment card|sensitive authentication|pci(?:[- ]dss)?\b|card information|cde\b)"

_ACKNOWLEDGES = says(
    r"(?:acknowledg\w*|responsib\w*|accept\w*|agrees|confirm\w*|answers?|accountable|liable)",
    r"(?:cardholder|account data|card data|sensitive authentication|cde\b|payment card data)",
    r"(?:secur\w*|safety|protect\w*|possess\w*|stor\w*|process\w*|transmit\w*|safeguard\w*)",
    r"(?:responsib\w*|answers? (?:to (?:\w+ )?)?for|answerable|accountable|liable)",
    without=r"^\W*controller (?:is|shall|will|acknowledges|remains) .. responsib",
)

RULES = (
    Rule(
        alias="PCI-12.8.2-agr",
        kind="grant",
        absent="a written agreement about card data",
        core=(says(_CARDS, r"(?:shall|will|must|agree|acknowledg|responsib|comply|maintain)\w*"),),
    ),
    Rule(
        alias="PCI-12.8.2-ack",
        absent="that the provider acknowledges its responsibility for account data",
        core=(_ACKNOWLEDGES,),
        weak=(
            Weak(
                "compliance with PCI DSS is promised, responsibility for the account data is not acknowledged",
                (
                    says(r"pci", r"(?:comply|complian|certif|maintain)\w*"),
                    says(_CARDS, r"(?:secur|protect)\w*"),
                ),
            ),
        ),
    ),
    Rule(
        alias="PCI-12.8.4",
        absent="yearly proof of PCI DSS compliance",
        core=(
            says(
                r"(?:attestation of compliance|\baoc\b|compliance status|pci .. (?:report|certificat|attest)\w*)",
                r"(?:annual|year|12 months|twelve|12|request|provide)\w*",
            ),
        ),
    ),
    Rule(
        alias="PCI-12.8.5",
        absent="who manages which PCI DSS requirement",
        core=(
            says(
                r"(?:responsibility matrix|matrix .. responsib\w*|responsib\w* .. matrix|division of responsib\w*|allocation of responsib\w*)",
                r"(?:pci|requirement|card)",
            ),
            says(r"matrix", r"pci", r"requirements?"),
            says(
                r"pci",
                r"requirements?",
                r"(?:managed|responsib\w*|allocat\w*|assign\w*)",
                r"(?:shared|each party|between|jointly|both)",
            ),
        ),
        weak=(
            Weak("responsibility is mentioned, the split by requirement is not", (_ACKNOWLEDGES,)),
        ),
    ),
    Rule(
        alias="PCI-12.9.1",
        absent="a written acknowledgement of responsibility to the customer",
        core=(_ACKNOWLEDGES,),
        weak=(
            Weak(
                "card data is mentioned, responsibility for it is not acknowledged",
                (says(_CARDS, r"(?:secur|protect|comply)\w*"),),
            ),
        ),
    ),
    Rule(
        alias="PCI-12.9.2",
        absent="that compliance status and the split of responsibilities are given on request",
        core=(
            says(
                r"(?:request|provide|make available)\w*",
                r"pci",
                r"(?:complian\w* status|attestation of compliance|aoc\b|complian\w*)",
            ),
        ),
        elements=(
            Element(
                "that the split of responsibilities is given too",
                (
                    says(r"(?:responsib\w*|matrix)", r"(?:pci|requirement|shared|which)"),
                    says(r"which .. requirements?|requirements? .. which", r"(?:shared|{C}|{P})"),
                ),
                "section",
            ),
        ),
    ),
)
