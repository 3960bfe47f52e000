"""Crypto wallet."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import wallet

DETECTOR = Detector(
    title="Crypto wallet",
    dpv="FinancialAccount",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="every payment of its owner can be followed",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(J): account numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, a financial account",
    },
    headers=(
        "wallet",
        "wallet address",
        "bitcoin address",
        "btc address",
        "eth address",
        "ethereum address",
        "crypto address",
        "crypto wallet",
        "btc wallet",
        "eth wallet",
    ),
    unless=(
        "balance",
        "type",
    ),
    pattern=r"[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{11,71}|0x[0-9A-Fa-f]{40}",
    valid=wallet,
    fits=r"[\w]{25,120}",
    chance=0.01,
    alone=0.5,
    trigger="13b0",
    in_text=True,
    random=True,
    samples=(
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "0x52908400098527886E0F7030069857D2E4169EE7",
    ),
    lookalikes=(
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
        "d41d8cd98f00b204e9800998ecf8427e",
    ),
)
