"""Access key or token."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Access key or token",
    dpv="Authenticating",
    sensitivity=Sensitivity.RESTRICTED,
    reason="whoever holds it acts in its owner's name",
    laws={
        "eu/gdpr": "Article 32(1): it guards personal data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, what gives access to an account",
        "pci/dss": "PCI DSS 4.0 requirement 8.6.2: never in clear in scripts or files",
    },
    headers=(
        "api key",
        "apikey",
        "access key",
        "secret key",
        "secret",
        "access token",
        "refresh token",
        "auth token",
        "session token",
        "bearer token",
        "client secret",
        "reset token",
        "totp secret",
        "otp secret",
        "mfa secret",
        "webhook secret",
        "signing key",
    ),
    hints=("token",),
    tables=(
        "session",
        "sessions",
        "auth",
        "oauth",
        "login",
        "token",
        "tokens",
        "credential",
        "credentials",
    ),
    unless=("public", "count", "type", "name"),
    pattern=(
        r"(?:AKIA|ASIA)[A-Z0-9]{16}"
        r"|gh[pousr]_[A-Za-z0-9]{36,100}"
        r"|github_pat_[A-Za-z0-9_]{40,100}"
        r"|glpat-[A-Za-z0-9_-]{20,40}"
        r"|[sr]k_(?:live|test)_[A-Za-z0-9]{16,100}"
        r"|xox[abprs]-[A-Za-z0-9-]{10,100}"
        r"|AIza[A-Za-z0-9_-]{35}"
        r"|SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,60}"
        r"|eyJ[A-Za-z0-9_-]{8,600}\.eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,700}"
    ),
    fits=r"[^\n ]{12,4000}",
    trigger="AgsrxSe-",
    chance=0.01,
    alone=0.05,
    in_text=True,
    random=True,
    samples=("AKIAIOSFODNN7EXAMPLE", "ghp_0123456789abcdefghijABCDEFGHIJ012345"),
    lookalikes=(
        "AKIA",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "d41d8cd98f00b204e9800998ecf8427e",
        "sk_live",
    ),
)
