"""The scan function: what makes a class, what does not, and that nothing hostile stops it."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import os
import random
from typing import Any

import pytest
from arro3.core import Array, DataType, RecordBatch, Schema
from hypothesis import given
from hypothesis import strategies as st

from servanda import registry
from servanda.base.codec import canonical
from servanda.inventory.batches import batch_of
from servanda.inventory.cells import LONGEST_CELL
from servanda.inventory.evidence import compile_classes, observe
from servanda.inventory.findings import ColumnFinding
from servanda.inventory.scan import merge, scan_batch
from servanda.inventory.vote import guarantee, vote

CLASSES = compile_classes(registry.detectors())


def scan(table: str = "customers", **columns: list[Any]) -> dict[str, ColumnFinding]:
    batch = batch_of(list(columns), list(columns.values()))
    return {f.column: f for f in scan_batch(batch, CLASSES, table=table, system="s")}


def classes(table: str = "customers", **columns: list[Any]) -> dict[str, str]:
    return {column: f.data_class for column, f in scan(table, **columns).items()}


def luhn(prefix: str, length: int) -> str:
    for last in "0123456789":
        number = prefix.ljust(length - 1, "0") + last
        doubled = [sum(divmod(2 * int(d), 10)) for d in number[-2::-2]]
        if (sum(map(int, number[::-2])) + sum(doubled)) % 10 == 0:
            return number
    raise AssertionError


@pytest.mark.parametrize(
    ("data_class", "values"),
    [
        ("email", [f"user{n}@example.com" for n in range(20)]),
        ("phone", [f"+49 30 9018{n:03d}" for n in range(20)]),
        ("phone", [f"({n + 200}) 555-01{n:02d}" for n in range(20)]),
        (
            "iban",
            ["DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606"],
        ),
        ("payment-card", [luhn(f"4{n:05d}", 16) for n in range(20)]),
        ("ip-address", [f"203.0.113.{n}" for n in range(20)]),
        ("mac-address", [f"00:1B:44:11:3A:{n:02X}" for n in range(20)]),
        ("us-ssn", [f"536-22-{8000 + n}" for n in range(20)]),
        ("us-npi", [luhn("80840" + f"1{n:04d}", 15)[5:] for n in range(20)]),
        ("icd10-code", [f"E{10 + n}.{n % 9}" for n in range(20)]),
        ("gps-coordinates", [f"48.2{n:02d}731, 11.5{n:02d}419" for n in range(20)]),
        ("street-address", [f"{n + 1} Baker Street" for n in range(20)]),
        (
            "full-name",
            ["Maria Anders", "Thomas Hardy", "Ana Trujillo", "Peter Franken", "Laura Lind"],
        ),
        ("given-name", ["Maria", "Thomas", "Ana", "Peter", "Laura", "Ahmed"]),
        ("family-name", ["Smith", "Garcia", "Müller", "Nguyen", "Rossi", "Patel"]),
        ("city", ["London", "Paris", "Berlin", "Madrid", "Lyon"]),
        ("gender", ["male", "female", "non-binary"]),
        ("religion", ["Catholic", "Muslim", "Jewish", "Hindu"]),
        ("sexual-orientation", ["gay", "bisexual", "heterosexual"]),
        ("password", [f"$2b$12${'a' * 50}{n:03d}" for n in range(20)]),
        ("access-key", [f"ghp_{n:036d}" for n in range(20)]),
        ("postcode", ["WA1 1DP", "SW1A 1AA", "M5V 3L9", "EC1A 1BB"]),
    ],
)
def test_values_speak_without_a_name(data_class: str, values: list[str]) -> None:
    assert classes(c7=values) == {"c7": data_class}


@pytest.mark.parametrize(
    ("name", "data_class", "values"),
    [
        ("vorname", "given-name", ["Xanthippe", "Wunibald"]),
        ("Prénom", "given-name", ["Zoë"]),
        ("apellidos", "family-name", ["Ibarretxe Gorostidi"]),
        ("Geburtsdatum", "date-of-birth", ["03.04.1980"]),
        ("fecha_nacimiento", "date-of-birth", ["1980-04-03"]),
        ("PLZ", "postcode", ["10115"]),
        ("Straße", "street-address", ["Am Anger 3"]),
        ("código postal", "postcode", ["28001"]),
        ("numéro de téléphone", "phone", ["01 02 03 04 05"]),
        ("eMail", "email", ["a@example.com"]),
        ("E-Mail-Adresse", "email", ["a@example.com"]),
        ("EMAILADDRESS", "email", ["a@example.com"]),
        ("customerFirstName", "given-name", ["Xanthippe"]),
        ("cvv", "card-security-code", [123, 456]),
        ("age", "age", [33, 61]),
        ("union_member", "trade-union", ["yes", "no"]),
        ("steuer_id", "de-tax-id", ["36574261809"]),
        ("is_union_member", "trade-union", [True, False]),
        ("has_criminal_record", "criminal-record", [True, False]),
        ("mrn", "medical-record-number", ["MR-004711"]),
        ("iban", "iban", ["DE89370400440532013000"]),
        ("ip_address", "ip-address", ["2001:db8::1"]),
        ("mac_address", "mac-address", ["00:1B:44:11:3A:B7"]),
        ("email_address", "email", ["a@example.com"]),
        ("salary", "salary", [52000, 61000]),
    ],
)
def test_names_in_many_languages(name: str, data_class: str, values: list[Any]) -> None:
    assert classes(**{name: values}) == {name: data_class}


def test_a_clear_name_with_other_values_is_no_class() -> None:
    assert classes(email=["yes", "no"], phone=["red", "blue"], ssn=["n/a", "unknown"]) == {}


def test_one_matching_value_among_many_is_no_class() -> None:
    # one random number in ten passes a check digit
    numbers = [f"{n:010d}" for n in random.Random(1).sample(range(10**9, 2 * 10**9), 500)]
    assert classes(c7=numbers) == {}


def test_a_repeated_value_does_not_corroborate() -> None:
    assert classes(c7=["Maria"] * 50) == {}


def test_rare_values_in_free_text_are_found() -> None:
    notes = [f"Parcel {n} was late, the customer was told." for n in range(200)]
    notes[17] = "Call her on +49 30 901820 or write to maria@example.com, please"
    notes[90] = "He paid with 4111 1111 1111 1111 and gave 536-22-8726"
    batch = batch_of(["remark"], [notes])
    found = {f.data_class: f for f in scan_batch(batch, CLASSES, table="orders")}
    assert set(found) == {"email", "phone", "payment-card", "us-ssn"}
    assert all(f.matched == 1 and f.seen == 200 and f.confidence < 0.7 for f in found.values())


def test_json_and_urls_hold_values_too() -> None:
    payload = [json.dumps({"id": n, "mail": f"user{n}@example.com"}) for n in range(20)]
    assert classes("events", payload=payload) == {"payload": "email"}


@pytest.mark.parametrize(
    "make",
    [
        lambda n: hashlib.sha256(str(n).encode()).hexdigest(),
        lambda n: base64.b64encode(hashlib.sha512(str(n).encode()).digest()).decode(),
        lambda n: base64.urlsafe_b64encode(hashlib.sha384(str(n).encode()).digest()).decode(),
        lambda n: (
            "gAAAAA" + base64.urlsafe_b64encode(hashlib.sha512(str(n).encode()).digest()).decode()
        ),
        lambda n: "vault:v1:" + base64.b64encode(hashlib.sha256(str(n).encode()).digest()).decode(),
        lambda n: hashlib.sha512(str(n).encode()).digest(),
    ],
)
def test_ciphertext_is_of_the_class_that_its_name_says(make: Any) -> None:
    found = scan(email=[make(n) for n in range(40)], ssn_hash=[make(n + 99) for n in range(40)])
    assert {c: (f.data_class, f.in_clear) for c, f in found.items()} == {
        "email": ("email", False),
        "ssn_hash": ("us-ssn", False),
    }
    assert found["email"].matched == 40


def test_a_column_that_is_partly_in_clear_is_in_clear() -> None:
    hidden = [hashlib.sha256(str(n).encode()).hexdigest() for n in range(30)]
    found = scan(email=hidden + [f"user{n}@example.com" for n in range(30)])
    assert found["email"].in_clear and found["email"].matched == 30


def test_password_hashes_are_not_in_clear_and_passwords_are() -> None:
    hashes = [f"$argon2id$v=19$m=65536,t=3,p=4${'c2FsdA' * 3}${n:040d}" for n in range(9)]
    assert not scan(password=hashes)["password"].in_clear
    assert scan(password=["hunter2", "letmein", "s3cret!"])["password"].in_clear


def test_an_access_key_looks_random_but_is_in_clear() -> None:
    found = scan(api_key=[hashlib.sha256(str(n).encode()).hexdigest() for n in range(30)])
    assert (found["api_key"].data_class, found["api_key"].in_clear) == ("access-key", True)


def test_findings_never_hold_a_value() -> None:
    secret = "zaphod.unmistakable@example.com"
    card = luhn("42424242", 16)
    batch = batch_of(
        ["email", "card_number", "notes"], [[secret], [card], [f"see {secret}, {card} there"]]
    )
    found = scan_batch(batch, CLASSES, table="customers")
    assert len(found) >= 3
    shown = canonical(found).decode() + repr(found) + repr(observe(batch, CLASSES, "customers"))
    assert "unmistakable" not in shown and card not in shown


def test_the_guarantee_is_what_the_formula_says() -> None:
    assert guarantee(917, whole=False) >= 0.9999 > guarantee(916, whole=False) - 1e-5
    assert guarantee(917, whole=False) == pytest.approx(1 - 0.99**917, abs=1e-6)
    assert guarantee(0, whole=False) == 0.0
    assert guarantee(5, whole=True) == 1.0
    (found,) = scan_batch(
        batch_of(["email"], [["a@example.com"] * 100]), CLASSES, table="t", random=False
    )
    assert found.guarantee == 0.0


def test_a_class_in_one_row_of_a_hundred_is_found_in_nearly_every_draw() -> None:
    draw = random.Random(3)
    population = ["nothing here to see"] * 9900 + [f"mail u{n}@example.com now" for n in range(100)]
    misses = sum(
        classes("t", c=draw.sample(population, 917)).get("c") != "email" for _ in range(60)
    )
    assert misses == 0


def test_batches_may_be_scanned_apart_and_merged() -> None:
    values = [f"user{n}@example.com" for n in range(40)] + ["nobody"] * 5 + [None] * 3
    whole = observe(batch_of(["c"], [values]), CLASSES, "t")
    parts = merge(
        observe(batch_of(["c"], [values[:20]]), CLASSES, "t"),
        observe(batch_of(["c"], [values[20:]]), CLASSES, "t"),
    )
    assert parts[0].seen == whole[0].seen == 45 and parts[0].nulls == whole[0].nulls == 3
    assert parts[0].classes["email"] == whole[0].classes["email"]
    one, two = (vote(e, CLASSES, system="s", table="t", whole=True) for e in (whole, parts))
    assert one == two and one[0].data_class == "email"


def test_any_arrow_producer_will_do() -> None:
    class Foreign:
        """Only the capsule interface, as another library's batch."""

        def __init__(self, batch: RecordBatch) -> None:
            self._batch = batch

        def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
            return self._batch.__arrow_c_array__(requested_schema)

    batch = Foreign(batch_of(["email"], [["a@example.com"]]))
    (found,) = scan_batch(batch, registry.detectors(), table="t")
    assert found.data_class == "email"


def test_the_same_input_gives_the_same_findings() -> None:
    batch = batch_of(["email", "c7"], [[f"u{n}@example.com" for n in range(99)], list(range(99))])
    assert scan_batch(batch, CLASSES, table="t") == scan_batch(batch, CLASSES, table="t")


# --- hostile values ---------------------------------------------------------------------------------

HOSTILE: dict[str, list[Any]] = {
    "nul": ["a\x00b@example.com", "\x00", "x\x00\x00"],
    "lines": ["a\nb\r\nc", "\u2028", "a@example.com\nb@example.com"],
    "nan": [math.nan, math.inf, -math.inf, 1.5, None],
    "huge_int": [2**70, -(2**70), 10**30],
    "bytes": [b"\xff\xfe\x00", b"", b"text", os.urandom(64), None],
    "surrogate": ["\ud800", "a\udfffb"],
    "empty": ["", " ", "\t"],
    "mixed": [1, "a", 2.5, None, b"x", True],
    "long": ["x" * (LONGEST_CELL + 10), "y"],
    "emoji": ["😀" * 50, "a\u0301" * 50],
    "lists": [["a@example.com", "b"], [], [None]],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_values_stop_nothing(name: str) -> None:
    found = classes("t", bad=HOSTILE[name], email=["a@example.com"] * len(HOSTILE[name]))
    assert found["email"] == "email"


def test_long_cells_are_counted_as_cut() -> None:
    (evidence,) = observe(batch_of(["c"], [HOSTILE["long"]]), CLASSES, "t")
    assert evidence.cut == 1


def test_columns_may_share_a_name_or_have_none() -> None:
    batch = batch_of(["", "email", "email"], [[1], ["a@example.com"], ["b@example.com"]])
    assert [f.data_class for f in scan_batch(batch, CLASSES, table="")] == ["email", "email"]


def test_arrow_types_that_no_class_knows() -> None:
    types = [DataType.float32(), DataType.int8(), DataType.large_string()]
    values: list[list[Any]] = [[1.5, None], [1, None], ["a@example.com", None]]
    arrays = [Array(v, type=t) for v, t in zip(values, types, strict=True)]
    schema = Schema([a.field.with_name(f"c{n}") for n, a in enumerate(arrays)])
    batch = RecordBatch.from_arrays(arrays, schema=schema)
    assert [f.column for f in scan_batch(batch, CLASSES, table="t")] == ["c2"]


cells = (
    st.none()
    | st.text(max_size=40)
    | st.integers()
    | st.floats()
    | st.binary(max_size=40)
    | st.booleans()
)


@given(st.text(max_size=30), st.text(max_size=30), st.lists(cells, min_size=1, max_size=12))
def test_any_cells_under_any_name_give_findings(table: str, column: str, values: list[Any]) -> None:
    batch = batch_of([column.encode("utf-8", "replace").decode()], [values])
    for finding in scan_batch(batch, CLASSES, table=table):
        assert 0 < finding.confidence <= 1
        assert 0 <= finding.matched <= finding.seen <= len(values)
