"""What must not be found: years, versions, ids, hashes, codes, names of things.

2,400 look-alikes in columns whose names say nothing (each family under several neutral names), and
columns whose names mislead.
"""

from __future__ import annotations

import hashlib
import random
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import alike
import pytest

from servanda import registry
from servanda.inventory.batches import batch_of
from servanda.inventory.checked import checked
from servanda.inventory.evidence import compile_classes
from servanda.inventory.scan import scan_batch

CLASSES = compile_classes(registry.detectors())
ROWS = 80


def digits(n: int, length: int, first: str = "") -> str:
    """Random digits, the same for the same `n`."""
    return first + "".join(random.Random(n).choices("0123456789", k=length - len(first)))


FAMILIES: dict[str, Callable[[int], Any]] = {
    "years": lambda n: 1950 + n % 76,
    "years_text": lambda n: str(1950 + n % 76),
    "order_numbers": lambda n: f"ORD-{20000 + n}",
    "invoice_numbers": lambda n: f"2024-{n:05d}",
    "ten_digits": lambda n: 1_000_000_007 * (n + 1) % 9_000_000_000 + 1_000_000_000,
    "nine_digits": lambda n: int(digits(n, 9, "3")),
    "eleven_digits": lambda n: int(digits(n, 11, "7")),
    "sixteen_digits": lambda n: int(digits(n, 16, "4")),
    "twelve_digits": lambda n: digits(n, 12),
    "epoch_seconds": lambda n: 1_600_000_000 + n * 977,
    "epoch_millis": lambda n: 1_600_000_000_000 + n * 977_131,
    "versions": lambda n: f"{n % 7}.{n % 13}.{n % 5}",
    "versions_v": lambda n: f"v{n % 7}.{n % 13}.{n % 5}-rc{n % 3}",
    "md5": lambda n: hashlib.md5(str(n).encode(), usedforsecurity=False).hexdigest(),
    "sha256": lambda n: hashlib.sha256(str(n).encode()).hexdigest(),
    "git_commits": lambda n: hashlib.sha1(str(n).encode(), usedforsecurity=False).hexdigest(),
    "uuids": lambda n: str(uuid.UUID(int=random.Random(n).getrandbits(128), version=4)),
    "skus": lambda n: f"AB{n % 10}-{n:04d}-XL",
    "isbn": lambda n: f"978-3-16-{100000 + n * 7:06d}-{n % 10}",
    "ean": lambda n: f"{4006381000000 + n * 37}",
    "prices": lambda n: round(n * 1.37, 2),
    "percentages": lambda n: f"{n % 100}.{n % 10} %",
    "timestamps": lambda n: f"2024-{1 + n % 12:02d}-{1 + n % 28:02d}T08:{n % 60:02d}:00Z",
    "dates": lambda n: f"2024-{1 + n % 12:02d}-{1 + n % 28:02d}",
    "times": lambda n: f"{n % 24:02d}:{n % 60:02d}:{n * 7 % 60:02d}",
    "file_names": lambda n: f"IMG_{n:04d}@2x.png",
    "paths": lambda n: f"/srv/app/releases/{2020 + n % 5}/module_{n}.py",
    "urls": lambda n: f"https://shop.example.com/products/{n}?color=blue",
    "hex_colours": lambda n: f"#{n * 65537 % 2**24:06x}",
    "sizes": lambda n: ("S", "M", "L", "XL")[n % 4],
    "packages": lambda n: f"{10 + n} boxes x {n % 30 + 1} bags",
    "dimensions": lambda n: f"{n + 10} x {n + 20} x {n % 9 + 1} cm",
    "products": lambda n: f"{('Aniseed', 'Maple', 'Chocolate', 'Pepper')[n % 4]} Syrup {n}",
    "scores": lambda n: f"{n % 6}:{(n + 2) % 5}",
    "part_numbers": lambda n: f"{1000 + n}-{n % 90 + 10}-{n % 7}",
    "flights": lambda n: f"LH{100 + n}",
    "chemicals": lambda n: f"C{n % 20 + 1}H{n % 40 + 2}O{n % 9 + 1}",
    "statuses": lambda n: ("open", "closed", "pending", "on hold")[n % 4],
    "months": lambda n: ("Jan", "Feb", "Mar", "Apr", "May", "Jun")[n % 6],
    "base36_ids": lambda n: f"{n * 7919:08x}"[:8].upper(),
    "slugs": lambda n: f"how-to-build-a-shed-part-{n}",
    "log_levels": lambda n: ("INFO", "WARN", "ERROR")[n % 3],
    "sentences": lambda n: f"The {n}th parcel was sent with the blue van and came back {n % 5} days later.",
    "titles": lambda n: f"The {('Silent', 'Golden', 'Lost')[n % 3]} River {n}",
    "tickets": lambda n: f"PROJ-{n + 1}",
    "http_codes": lambda n: (200, 301, 404, 500)[n % 4],
    "ports": lambda n: 1024 + n * 13,
    "oids": lambda n: f"1.3.6.1.4.1.{n}.{n % 7}.{n % 3}.1.2",
    "tracking": lambda n: f"1Z{n:03d}AA1012345{n % 1000:04d}",
    "lot_codes": lambda n: f"L{n:02d}A.{n % 10}" if n % 2 else f"L{n:02d}B",
}  # fmt: skip

NAMES = ("value", "c7", "ref", "field_3")


def test_there_are_two_thousand_of_them() -> None:
    assert (
        len({(family, str(make(n))) for family, make in FAMILIES.items() for n in range(ROWS)})
        > 2000
    )


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", NAMES)
def test_under_a_neutral_name(family: str, name: str) -> None:
    # a customer's name beside it, so that the row is about a person and no class is held back
    batch = batch_of(
        ["full_name", name], [["Maria Anders"] * ROWS, [FAMILIES[family](n) for n in range(ROWS)]]
    )
    found = {f.column: f.data_class for f in scan_batch(batch, CLASSES, table="customers")}
    assert found == {"full_name": "full-name"}


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("email_verified", [True, False] * 20),
        ("email_opt_in", ["yes", "no"] * 20),
        ("email_count", list(range(40))),
        ("phone_model", ["Pixel 8", "Galaxy S24"] * 20),
        ("address_id", list(range(40))),
        ("city_id", list(range(40))),
        ("country_count", list(range(40))),
        ("ip_version", [4, 6] * 20),
        ("memory_address", [f"0x{n:08x}" for n in range(40)]),
        ("page_age", [3, 12] * 20),
        ("password_changed_at", ["2024-01-01T00:00:00Z"] * 40),
        ("product_name", [f"Lamp {n}" for n in range(40)]),
        ("company_name", [f"Acme {n} Ltd" for n in range(40)]),
        ("file_name", [f"report_{n}.pdf" for n in range(40)]),
        ("last_update", ["2024-01-01 10:00:00"] * 40),
        ("last_login_at", ["2024-01-01 10:00:00"] * 40),
        ("first_seen", ["2024-01-01"] * 40),
        ("state", ["active", "open", "closed", "pending"] * 10),
        ("title", [f"The Golden River {n}" for n in range(40)]),
        ("race_results", [f"{n}. place" for n in range(40)]),
        ("zip_file", [f"a{n}.zip" for n in range(40)]),
        ("percentage", [n / 40 for n in range(40)]),
        ("message", [f"job {n} done" for n in range(40)]),
        ("storage", [f"{n} GB" for n in range(40)]),
        ("package", [f"numpy-{n}" for n in range(40)]),
        ("image", [f"{n}.png" for n in range(40)]),
        ("language", ["English", "French", "German", "Italian", "Japanese"] * 8),
        ("security_code_required", ["yes", "no"] * 20),
        ("cardinality", list(range(40))),
        ("latency", [n / 7 for n in range(40)]),
        ("platform", ["ios", "web"] * 20),
        ("agenda", [f"point {n}" for n in range(40)]),
        ("shipping_method", ["air", "sea"] * 20),
        ("token_count", list(range(40))),
        ("secretary_fee", [n * 1.5 for n in range(40)]),
        ("birth_rate", [n / 100 for n in range(40)]),
    ],
)  # fmt: skip
def test_under_a_misleading_name(column: str, values: list[Any]) -> None:
    batch = batch_of(["full_name", column], [["Maria Anders"] * len(values), values])
    found = {f.column: f.data_class for f in scan_batch(batch, CLASSES, table="customers")}
    assert found == {"full_name": "full-name"}


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("genres", {"name": ["Rock", "Jazz", "Metal"]}),
        ("cities", {"city": ["London", "Paris", "Rome"], "country": ["UK", "France", "Italy"]}),
        ("languages", {"name": ["English", "French", "German"]}),
        ("stores", {"phone": ["+49 30 901820"], "address": ["12 High Street"], "city": ["Leeds"]}),
        ("servers", {"name": ["web-1", "db-2"], "region": ["eu-west-1", "us-east-1"]}),
        ("products", {"name": ["Chai", "Tofu"], "weight": [1.5, 2.5], "description": ["a", "b"]}),
        ("categories", {"name": ["Seafood"], "picture": ["seafood.jpg"]}),
    ],
)
def test_tables_about_things_and_companies(table: str, columns: dict[str, list[Any]]) -> None:
    batch = batch_of(list(columns), list(columns.values()))
    assert scan_batch(batch, CLASSES, table=table) == ()


# --- thousands more, counted by class ---------------------------------------------------------------

ALIKE = alike.families()


def _alarms(name: str) -> Counter[str]:
    """The classes that are wrongly found in a column of each family, by class."""
    alarms: Counter[str] = Counter()
    for family, values in ALIKE.items():
        batch = batch_of(["full_name", name], [["Maria Anders"] * len(values), values])
        for finding in scan_batch(batch, CLASSES, table="customers", whole=True):
            if finding.column == name:
                alarms[finding.data_class] += 1
                print(f"false alarm: {finding.data_class} in {family}: {values[0]}")
    return alarms


def test_they_are_many_and_differ() -> None:
    every = {str(value) for values in ALIKE.values() for value in values}
    print(f"\n{len(every)} look-alikes in {len(ALIKE)} families")
    assert len(every) >= 4_000


@pytest.mark.parametrize("name", ["c7", "details"])
def test_false_alarms_by_class(name: str) -> None:
    alarms = _alarms(name)
    print(f"\nfalse alarms in {len(ALIKE)} columns called {name}: {dict(alarms)}")
    assert alarms == Counter()


def test_false_alarms_after_a_word() -> None:
    """A wrong number is no number, whatever word stands before it."""
    find = checked(registry.detectors())
    alarms: Counter[str] = Counter()
    for family, values in ALIKE.items():
        own = family.removeprefix("wrong: ")
        for value in values:
            for span in find(f"The customer's {own.replace('-', ' ')} number: {value}. Thanks."):
                alarms[span.data_class] += 1
                print(f"false alarm: {span.data_class} in {family}: {value}")
    print(f"\nfalse alarms after a word: {dict(alarms)}")
    # a damaged Spanish DNI may be a valid Peruvian one (both are called DNI), a Swedish number a Danish one
    assert set(alarms) <= {"pe_dni", "es_dni", "dk_cpr"} and alarms.total() <= 12
