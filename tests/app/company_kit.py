"""A company of three promises: one kept, one broken, one of which nobody can tell."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from servanda.agreements.agreement import Agreement, Party
from servanda.agreements.file import write_agreement
from servanda.agreements.terms import Term

TOML = """\
schema = "servanda/workspace/1"

[company]
name = "Larkfield"
security_contact = "security@larkfield.example"

[[systems]]
id = "crm"
target = "crm.db"
region = "DE"
agreements = ["clinic"]

[[endpoints]]
id = "api"
address = "127.0.0.1:9"
agreements = ["clinic"]
"""

CLINIC = Agreement(
    id="clinic",
    title="Data Processing Agreement",
    kind="dpa",
    parties=(
        Party(name="Clinic", role="controller"),
        Party(name="Larkfield", role="processor"),
    ),
    terms=(
        Term(
            kind="security_contact",
            clause="7.2",
            quote="Processor can be reached at security@larkfield.example.",
            value="security@larkfield.example",
            bearer="processor",
            to="controller",
        ),
        Term(
            kind="encryption_at_rest",
            clause="5.1",
            quote="Processor shall encrypt Personal Data at rest with AES-256.",
            value="AES-256",
            bearer="processor",
            to="controller",
        ),
        Term(
            kind="encryption_in_transit",
            clause="5.2",
            quote="Processor shall use TLS 1.2 or higher for data in transit.",
            value="TLS 1.2",
            bearer="processor",
            to="controller",
        ),
    ),
)

STATUSES = {
    "security_contact": "kept",
    "encryption_at_rest": "broken",
    "encryption_in_transit": "unknown",
}


def write_company(folder: Path) -> None:
    """Write settings, agreement, inventory and a database in which addresses stand in clear."""
    (folder / "agreements").mkdir(parents=True, exist_ok=True)
    (folder / "servanda.toml").write_text(TOML)
    (folder / "agreements/clinic.md").write_text(write_agreement(CLINIC))
    with closing(sqlite3.connect(folder / "crm.db")) as connection, connection:
        connection.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT)")
        connection.executemany(
            "INSERT INTO people (email) VALUES (?)",
            [(f"person{n}@mail.example",) for n in range(60)],
        )
    (folder / "crm.db").chmod(0o600)
