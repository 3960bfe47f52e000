"""State, province or county."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.words import gazetteer

DETECTOR = Detector(
    title="State, province or county",
    dpv="Region",
    sensitivity=Sensitivity.INTERNAL,
    reason="with other data it narrows down who a person is",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "state province",
        "province",
        "county",
        "district",
        "region",
        "bundesland",
        "canton",
        "provincia",
        "prefecture",
        "departement",
        "regione",
        "estado provincia",
        "wojewodztwo",
        "billing state",
        "shipping state",
        "state of residence",
    ),
    hints=("state",),
    unless=(
        "aws",
        "cloud",
        "machine",
        "application",
        "order",
        "workflow",
        "session",
        "sales",
        "headquartered",
        "code",
    ),
    fits=(
        r"(?!(?i:active|inactive|open|closed|new|done|pending|ready|running|stopped|failed"
        r"|error|ok|draft|sent|paid|enabled|disabled|created|deleted|approved|rejected"
        r"|complete|completed|cancelled|queued|started|finished|success|on|off|true"
        r"|false)$)[^\W\d_][^\n\d@_]{1,50}"
    ),
    words=gazetteer("regions"),
    person="needs",
    samples=("Massachusetts", "Bavaria", "QUEENSLAND"),
    lookalikes=("active", "eu-west-1", "42"),
)
