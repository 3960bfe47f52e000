"""Connection string with a password."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Connection string with a password",
    dpv="Authenticating",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it opens a database",
    laws={
        "eu/gdpr": "Article 32(1): it guards personal data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, what gives access to an account",
        "pci/dss": "PCI DSS 4.0 requirement 8.6.2: never in clear in scripts or files",
    },
    headers=(
        "database url",
        "db url",
        "connection string",
        "conn string",
        "connectionstring",
        "jdbc url",
        "mongo uri",
        "mongodb uri",
        "redis url",
        "amqp url",
        "dsn",
        "database dsn",
        "db connection string",
    ),
    pattern=r"[a-z][a-z0-9+.-]{2,20}://[^\s:/@]{0,80}:[^\s/@]{1,120}@[\w.-]{1,120}(?:[:/?][^\s]{0,200})?|(?:Server|Data Source|Host|AccountName|DefaultEndpointsProtocol)=[^\n;]{1,80};[^\n]{0,300}(?:Password|Pwd|AccountKey)=[^\s;]{1,120}(?:;[^\n]{0,200})?",
    chance=0.01,
    alone=0.05,
    trigger=":=",
    in_text=True,
    random=True,
    samples=(
        "postgres://app:s3cret@db.example.org:5432/shop",
        "Server=db;Database=shop;User Id=sa;Password=Secr3t;",
    ),
    lookalikes=(
        "https://example.org:8080/a",
        "postgres://db.example.org/shop",
        "mailto:a@example.org",
        "https://example.org/@jane",
    ),
)
