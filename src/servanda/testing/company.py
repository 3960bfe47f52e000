"""Larkfield Health Cloud: an invented provider with two agreements, a database and an endpoint.

Everything is made from a seed, so that two runs find the same. What it promised and what it does differ
on purpose: some promises are kept, some broken, and of some nobody can tell from the data.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from servanda.base.instants import Instant
from servanda.inventory.declared import write_inventory
from servanda.inventory.findings import Dataset, Field, Inventory
from servanda.testing.desk import ACCESS, PEOPLE
from servanda.testing.papers import BRIGHT_CLINIC, HARBOR_DENTAL, write_docx, write_pdf

SEED = 20260301

_GIVEN = (
    "Anna Ben Clara David Elena Felix Greta Hugo Ines Jonas Katrin Lukas Maria Nils Olivia Paul "
    "Renate Stefan Tanja Ulrich Vera Walter Yasmin Zoe Amira Bilal Chiara Dimitri Eleni Farid Giulia "
    "Hassan Ivana Jakub Kofi Leila Marek Noor Oksana Pedro"
).split()
_FAMILY = (
    "Müller Schmidt Fischer Weber Wagner Becker Hoffmann Koch Richter Klein Wolf Schröder Neumann "
    "Braun Zimmermann Krüger Hartmann Lange Werner Krause Lehmann Köhler Maier Keller Novak Rossi "
    "Kowalski Petrov Haddad Okafor Silva Dubois Jensen Lindqvist Murphy O'Brien Papadakis Yilmaz "
    "Horvat Nagy"
).split()
_STREETS = (
    "Lindenweg Hauptstraße Gartenweg Bahnhofstraße Schillerstraße Bergstraße Mühlenweg Rosenallee "
    "Kirchgasse Uferstraße"
).split()
_CITIES = (
    ("50674", "Köln"),
    ("10115", "Berlin"),
    ("20095", "Hamburg"),
    ("80331", "München"),
    ("60311", "Frankfurt am Main"),
    ("70173", "Stuttgart"),
    ("04109", "Leipzig"),
    ("44135", "Dortmund"),
)
_CODES = ("J45.0", "E11.9", "I10", "M54.5", "K21.9", "F32.1", "H52.1", "L20.8", "N39.0", "G43.9")
_NOTES = (
    "asked to be called back on {phone} after lunch",
    "wants the invoice sent to {email} instead",
    "parking is hard to find, please add a map to the reminder",
    "new number is {phone}, old one no longer works",
    "reminder came twice last week, now fixed",
    "please write to {email}, the letter came back",
)


def build(folder: Path, *, now: Instant, customers: int = 50_000) -> None:
    """Write the company's files into `folder`: contracts, data, settings and declared inventory.

    `folder` exists already. The endpoint is not started here (see `servanda.testing.endpoint`).
    """
    contracts, data = folder / "contracts", folder / "data"
    contracts.mkdir(exist_ok=True)
    data.mkdir(exist_ok=True)
    write_docx(BRIGHT_CLINIC, contracts / "bright-clinic.docx")
    write_pdf(HARBOR_DENTAL, contracts / "harbor-dental.pdf")
    write_database(data / "care.db", now=now, customers=customers)
    _write_newsletter(data / "newsletter.csv")
    (folder / "access.md").write_text(ACCESS, "utf-8")
    (folder / "inventory.toml").write_text(write_inventory(_declared(now.date())), "utf-8")


def settings(endpoint: str) -> str:
    """The company's `servanda.toml`; `endpoint` is `host:port` of its TLS endpoint."""
    return f"""\
schema = "servanda/workspace/1"

[company]
name = "Larkfield Health Cloud Ltd"
role = "processor"
security_contact = "security@larkfield.example"
region = "IE"

[[systems]]
id = "care"
target = "data/care.db"
region = "SE"
operator = "Nordwind Hosting AB"
purpose = "appointment reminders"
agreements = ["bright-clinic", "harbor-dental"]

[[systems]]
id = "newsletter"
target = "data/newsletter.csv"
region = "US"
operator = "Mailpier Inc."
purpose = "news for patients"
agreements = ["bright-clinic"]

[[systems]]
id = "archive"
target = "data/archive.db" # nobody knows where this went
agreements = ["harbor-dental"]

[[endpoints]]
id = "api"
address = "{endpoint}"
ca_file = "data/endpoint.pem"
agreements = ["bright-clinic", "harbor-dental"]

[[subprocessors]]
name = "Nordwind Hosting AB"
country = "SE"
agreements = ["bright-clinic", "harbor-dental"]

[[subprocessors]]
name = "Mailpier Inc."
country = "US"
agreements = ["bright-clinic"]
{PEOPLE}"""


def iban(bank: int, account: int) -> str:
    """A German IBAN with right check digits (ISO 13616, ISO 7064 mod 97-10)."""
    body = f"{bank:08d}{account:010d}"
    check = 98 - int(body + "131400") % 97
    return f"DE{check:02d}{body}"


def _people(dice: random.Random, count: int) -> Iterator[tuple[str, str, str, str]]:
    """Given name, family name, e-mail, telephone."""
    for number in range(count):
        given, family = dice.choice(_GIVEN), dice.choice(_FAMILY)
        plain = family.lower().translate({ord("ü"): "ue", ord("ö"): "oe", ord("'"): None})
        email = f"{given.lower()}.{plain}{number % 997}@{dice.choice(('mail', 'post'))}.example"
        yield given, family, email, f"+49 221 {dice.randrange(10**6, 10**7)}"


def write_database(path: Path, *, now: Instant, customers: int) -> None:
    """Write the database of patients: `customers` of them, a fifth of the clinic that has left."""
    dice = random.Random(SEED)  # noqa: S311 (synthetic data, nothing secret)
    today = now.date()
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_SCHEMA)
        patients, bank, visits, notes = [], [], [], []
        for number, (given, family, email, phone) in enumerate(_people(dice, customers), 1):
            clinic = "HD" if number % 5 == 0 else "BC"
            postcode, city = dice.choice(_CITIES)
            birth = date(1936, 1, 1) + timedelta(days=dice.randrange(30_000))
            made = today - timedelta(days=dice.randrange(5, 690))
            if clinic == "HD":  # that clinic left at the end of August 2026
                made = date(2026, 8, 30) - timedelta(days=dice.randrange(600))
            street = f"{dice.choice(_STREETS)} {dice.randrange(1, 140)}"
            patients.append(
                (
                    number,
                    clinic,
                    given,
                    family,
                    email,
                    phone,
                    birth.isoformat(),
                    street,
                    postcode,
                    city,
                    made.isoformat(),
                )
            )
            if number % 2:
                account = iban(37050198, dice.randrange(10**9, 10**10))
                bank.append((number, clinic, f"{given} {family}", account))
            visits.append(
                (number, number, clinic, dice.choice(_CODES), _minutes(dice), made.isoformat())
            )
            if number % 40 == 0:
                body = dice.choice(_NOTES).format(email=email, phone=phone)
                notes.append((number // 40, clinic, body, made.isoformat()))
        connection.executemany(f"insert into patients values ({','.join('?' * 11)})", patients)  # noqa: S608
        connection.executemany("insert into bank_details values (?,?,?,?)", bank)
        connection.executemany("insert into appointments values (?,?,?,?,?,?)", visits)
        connection.executemany("insert into support_notes values (?,?,?,?)", notes)
        connection.executemany(
            "insert into staff values (?,?,?)",
            [
                (n, f"{given.lower()}.{n}", hashlib.sha256(f"{SEED}{n}".encode()).hexdigest())
                for n, (given, *_) in enumerate(_people(dice, 60), 1)
            ],
        )
    path.chmod(0o600)


def _minutes(dice: random.Random) -> int:
    return dice.choice((10, 15, 20, 30, 45))


_SCHEMA = """
create table patients (
  id integer primary key, clinic text not null, given_name text, family_name text, email text,
  phone text, birth_date text, street text, postcode text, city text, created_at text);
create table bank_details (patient_id integer, clinic text, account_holder text, iban text);
create table appointments (
  id integer primary key, patient_id integer, clinic text, diagnosis_code text, minutes integer,
  created_at text);
create table support_notes (id integer primary key, clinic text, body text, created_at text);
create table staff (id integer primary key, username text, password_hash text);
"""


def _write_newsletter(path: Path) -> None:
    dice = random.Random(SEED + 1)  # noqa: S311 (synthetic data, nothing secret)
    lines = ["name;email;opened"]
    for given, family, email, _ in _people(dice, 2_000):
        lines.append(f"{given} {family};{email};{dice.randrange(2)}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    path.chmod(0o600)


def _declared(today: date) -> Inventory:
    """What the company says it holds: all but the support notes and the newsletter."""
    both = ("bright-clinic", "harbor-dental")
    customers = {"BC": "bright-clinic", "HD": "harbor-dental"}
    classes = {
        "patients": {
            "given_name": "given-name",
            "family_name": "family-name",
            "email": "email",
            "phone": "phone",
            "birth_date": "date-of-birth",
            "street": "street-address",
            "postcode": "postcode",
            "city": "city",
        },
        "bank_details": {"account_holder": "full-name", "iban": "iban"},
        "appointments": {"diagnosis_code": "icd10-code"},
        "staff": {"username": "username", "password_hash": "password"},
    }
    return Inventory(
        reviewed=today,
        datasets=tuple(
            Dataset(
                system="care",
                table=table,
                agreements=both,
                created="" if table == "bank_details" else "created_at",
                customer="clinic",
                customers=customers,
            )
            for table in ("patients", "bank_details", "appointments")
        ),
        fields=tuple(
            Field(
                system="care",
                table=table,
                column=column,
                data_class=data_class,
                purpose="staff log-in" if table == "staff" else "appointment reminders",
                agreements=() if table == "staff" else both,
            )
            for table, columns in classes.items()
            for column, data_class in columns.items()
        ),
    )
