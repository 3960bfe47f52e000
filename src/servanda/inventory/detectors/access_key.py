"""Access key or token."""

from __future__ import annotations

import re

from servanda.inventory.classes import Detector, Sensitivity

_SWITCH = re.compile(r"[A-Za-z](?=\d)|\d(?=[A-Za-z])|[a-z](?=[A-Z])")


def _random(text: str) -> bool:
    """Whether it changes between letters, digits and cases as words joined by hyphens do not.

    Only under prefixes that words have too.
    """
    if not text.startswith(("sk-", "gl")):
        return True
    return not text.islower() or len(_SWITCH.findall(text[:120])) >= 2


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
    # prefixes that issuers document for secret scanning, one issuer or a few a line
    pattern=(
        r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}"
        r"|LTAI[A-Za-z0-9]{12,24}"
        r"|AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20,300}|GOCSPX-[A-Za-z0-9_-]{28}"
        r"|gh[pousr]_[A-Za-z0-9]{36,100}|github_pat_[A-Za-z0-9_]{40,100}"
        r"|gl(?:pat|dt|rt|ptt|ft|soat|cbt|agent|sa|c)[-_][A-Za-z0-9_=-]{20,80}"
        r"|AT(?:ATT3|BB)[A-Za-z0-9_=-]{20,250}"
        r"|[sr]k_(?:live|test)_[A-Za-z0-9]{16,100}|whsec_[A-Za-z0-9+/=]{24,80}"
        r"|sk-(?:ant-|proj-|or-|svcacct-)?[A-Za-z0-9_-]{20,200}"
        r"|hf_[A-Za-z0-9]{30,40}|gsk_[A-Za-z0-9]{40,60}|r8_[A-Za-z0-9]{30,45}|pplx-[A-Za-z0-9]{40,60}"
        r"|xox[abeoprs](?:\.xox[bp])?-[A-Za-z0-9-]{10,200}|xapp-\d-[A-Za-z0-9-]{20,120}"
        r"|https://hooks\.slack\.com/services/T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{20,30}"
        r"|https://discord(?:app)?\.com/api/webhooks/\d{17,20}/[A-Za-z0-9_-]{60,70}"
        r"|[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}"
        r"|\d{8,10}:AA[A-Za-z0-9_-]{33}"
        r"|SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,60}|key-[0-9a-f]{32}|[0-9a-f]{32}-us\d{1,2}"
        r"|xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}"
        r"|npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,250}|rubygems_[0-9a-f]{48}|dckr_pat_[A-Za-z0-9_-]{27}"
        r"|do[opr]_v1_[0-9a-f]{64}|dapi[0-9a-f]{32}(?:-\d)?|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"
        r"|sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,43}|rzp_(?:live|test)_[A-Za-z0-9]{14}"
        r"|lin_api_[A-Za-z0-9]{40}|secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40,60}|figd_[A-Za-z0-9_-]{40,50}"
        r"|PMAK-[0-9a-f]{24}-[0-9a-f]{34}|pat[A-Za-z0-9]{14}\.[0-9a-f]{64}|NRAK-[A-Z0-9]{27}"
        r"|hv[sbr]\.[A-Za-z0-9_-]{24,300}|[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}"
        r"|sntry[su]_[A-Za-z0-9+/=_-]{40,400}|sbp_[0-9a-f]{40}|pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{32,64}"
        r"|dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40,60}|CCIPAT_[A-Za-z0-9]{22}_[0-9a-f]{40}"
        r"|HRKU-[A-Za-z0-9_-]{36,64}|bk[ua]a_[A-Za-z0-9]{40}|ops_eyJ[A-Za-z0-9+/=_-]{100,900}"
        r"|AccountKey=[A-Za-z0-9+/]{86}==|SharedAccessSignature sr=[^\n ]{20,400}"
        r"|eyJ[A-Za-z0-9_-]{8,600}\.eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,700}"
    ),
    valid=_random,
    fits=r"[^\n ]{12,4000}",
    trigger="_-.:=Ad",
    chance=0.01,
    alone=0.05,
    in_text=True,
    random=True,
    samples=(
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "sk-ant-api03-01a2b3456789abcdefghij",
        "npm_0123456789abcdefghijABCDEFGHIJ012345",
        "xoxb-123456789012-aB3cD4eF5g",
        "hvs.CAESIJ0123456789abcdefgh",
        "123456789:AAF0123456789abcdefghijABCDEFGHIJ01",
        "dop_v1_" + "0123456789abcdef" * 4,
    ),
    lookalikes=(
        "AKIA",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "d41d8cd98f00b204e9800998ecf8427e",
        "sk_live",
        "sk-learn",
        "sk-2024-report-for-the-whole-team",
        "key-value",
        "npm_config",
        "hf_transfer",
        "pat.example",
    ),
)
