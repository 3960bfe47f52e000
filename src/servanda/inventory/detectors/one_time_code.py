"""One-time or recovery code."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="One-time or recovery code",
    dpv="Authenticating",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it opens a person's account once",
    laws={
        "eu/gdpr": "Article 32(1): it guards personal data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, what gives access to an account",
        "pci/dss": "PCI DSS 4.0 requirement 8.6.2: never in clear in scripts or files",
    },
    headers=(
        "otp",
        "otp code",
        "one time password",
        "one time code",
        "one time pin",
        "verification code",
        "2fa code",
        "2fa secret",
        "mfa code",
        "backup code",
        "backup codes",
        "recovery code",
        "recovery codes",
        "recovery key",
        "sms code",
        "totp",
        "magic link",
        "password reset code",
        "login code",
        "activation code",
        "einmalpasswort",
        "einmalcode",
        "code de verification",
        "codigo de verificacion",
        "codice di verifica",
    ),
    unless=(
        "card",
        "count",
        "enabled",
        "type",
        "attempts",
        "channel",
        "method",
        "country",
    ),
    fits=r"[\w][\w ,;:/.?=&%+-]{3,400}",
    needs_header=True,
    random=True,
    lookalikes=("482913",),
)
