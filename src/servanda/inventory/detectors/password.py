"""Password."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Password",
    dpv="Password",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it opens a person's accounts, often more than one",
    laws={
        "eu/gdpr": "Article 32(1): it guards personal data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, what gives access to an account",
        "pci/dss": "PCI DSS 4.0 requirement 8.3.2: kept unreadable",
    },
    headers=(
        "password",
        "passwd",
        "pwd",
        "passphrase",
        "password hash",
        "pass hash",
        "hashed password",
        "encrypted password",
        "passwort",
        "kennwort",
        "mot de passe",
        "contrasena",
        "clave",
        "senha",
        "wachtwoord",
        "haslo",
        "losenord",
    ),
    unless=("policy", "reset", "strength", "postal", "india", "changed", "length", "pull", "file"),
    pattern=(
        r"\$(?:2[abxy]|argon2(?:i|d|id)|scrypt|[156y])\$[^\n ]{10,200}"
        r"|pbkdf2(?:_|:)sha\d{1,3}[$:][^\n ]{10,200}"
        r"|\{S?SHA\d{0,3}\}[A-Za-z0-9+/=]{20,120}"
    ),
    fits=r"[^\n]{3,200}",
    trigger="${:",
    chance=0.01,
    alone=0.5,
    ciphered=True,
    samples=(
        "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
        "pbkdf2_sha256$600000$abcdefgh$Zm9vYmFyYmF6cXV4",
    ),
    lookalikes=("$200", "correct horse", "2b$12"),
)
