"""Private key."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Private key",
    dpv="SecretText",
    sensitivity=Sensitivity.RESTRICTED,
    reason="whoever holds it acts in its owner's name and reads what was meant for them",
    laws={
        "eu/gdpr": "Article 32(1): it guards personal data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, what gives access to an account",
        "pci/dss": "PCI DSS 4.0 requirement 8.6.2: never in clear in scripts or files",
    },
    headers=(
        "private key",
        "ssh key",
        "ssh private key",
        "rsa private key",
        "pgp private key",
        "gpg private key",
        "privkey",
        "priv key",
        "pem key",
        "private key pem",
        "signing private key",
        "tls key",
    ),
    unless=("public",),
    pattern=r"-----BEGIN (?:RSA |EC |OPENSSH |DSA |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----[^\n]{0,8000}|PuTTY-User-Key-File-\d[^\n]{0,8000}|AGE-SECRET-KEY-1[0-9A-Z]{50,60}",
    fits=r"[^\n]{16,9000}",
    chance=0.01,
    alone=0.05,
    trigger="-",
    in_text=True,
    random=True,
    samples=(
        "-----BEGIN RSA PRIVATE KEY----- MIIE",
        "AGE-SECRET-KEY-1QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE",
    ),
    lookalikes=(
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----",
    ),
)
