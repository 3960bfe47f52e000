"""Card track data."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import card_track

DETECTOR = Detector(
    title="Card track data",
    dpv="PaymentCard",
    sensitivity=Sensitivity.RESTRICTED,
    reason="a card can be copied from it",
    laws={
        "pci/dss": "PCI DSS 4.0 requirement 3.3.1.1: never kept after authorisation",
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
    },
    headers=(
        "track1",
        "track2",
        "track 1",
        "track 2",
        "track data",
        "track1 data",
        "track2 data",
        "magstripe",
        "magnetic stripe",
        "card swipe",
    ),
    unless=(
        "music",
        "album",
        "song",
        "name",
    ),
    pattern=r"%?B\d{12,19}\^[^\n^]{2,26}\^\d{4}[^\n]{0,60}|;?\d{13,19}=\d{7,30}\??",
    valid=card_track,
    chance=0.01,
    alone=0.3,
    trigger="^=",
    in_text=True,
    samples=(
        "%B4111111111111111^DOE/JANE^30121010000000000000?",
        ";4111111111111111=30121010000000000?",
    ),
    lookalikes=(
        "1234567890123=20240101",
        "%B4111111111111112^DOE/JANE^3012?",
    ),
)
