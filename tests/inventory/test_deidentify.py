"""A de-identified copy holds no value of a detected column; one key gives one token; no key is shown."""

from __future__ import annotations

import csv
import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda import registry
from servanda.base.errors import ServandaError
from servanda.inventory.deidentify.copying import redact_text
from servanda.inventory.deidentify.files import copy_deidentified
from servanda.inventory.deidentify.methods import DEFAULTS, Key, Method, deidentify
from servanda.inventory.evidence import compile_classes

KEY = Key(secret=b"k" * 32)
DETECTORS = registry.detectors()
NAMES = [detector.id for detector in DETECTORS]


@given(
    st.text(min_size=1, max_size=40) | st.integers().map(str) | st.dates().map(str),
    st.sampled_from([*NAMES, "text"]),
    st.sampled_from([Method.MASK, Method.GENERALISE, Method.REDACT]),
)
def test_the_value_is_never_in_what_comes_of_it(
    value: str, data_class: str, method: Method
) -> None:
    made = deidentify(value, data_class, method, KEY)
    assert made == "[removed]" or value.strip() not in made


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from([Method.HASH, Method.TOKENISE]))
def test_one_key_gives_one_token(one: str, two: str, method: Method) -> None:
    made = deidentify(one, "email", method, KEY)
    assert made == deidentify(one, "email", method, Key(secret=b"k" * 32))
    assert made != deidentify(one, "email", method, Key(secret=b"x" * 32))
    assert made != deidentify(one, "phone", method, KEY)
    assert (made == deidentify(two, "email", method, KEY)) == (one == two)


@pytest.mark.parametrize(
    ("value", "data_class", "method", "made"),
    [
        ("1980-05-04", "date-of-birth", "generalise", "1980"),
        ("04.05.1980", "date-of-birth", "generalise", "1980"),
        ("1980", "date-of-birth", "generalise", "[date-of-birth]"),
        ("43", "age", "generalise", "40 to 49 years"),
        ("93", "age", "generalise", "90 or over"),
        ("10115", "postcode", "generalise", "101**"),
        ("SW1A 1AA", "postcode", "generalise", "SW1**"),
        ("4111 1111 1111 1234", "payment-card", "mask", "********1234"),
        ("secret", "password", "redact", "[password]"),
    ],
)
def test_methods(value: str, data_class: str, method: str, made: str) -> None:
    assert deidentify(value, data_class, Method(method), KEY) == made


def test_the_hash_is_hmac_sha_256() -> None:
    import hashlib
    import hmac

    known = hmac.new(b"k" * 32, b"email\x00a@b.example", hashlib.sha256).hexdigest()
    assert deidentify("a@b.example", "email", Method.HASH, KEY) == known


def test_a_key_is_long_and_never_shown() -> None:
    assert "k" * 8 not in repr(KEY) and "secret" not in repr(KEY)
    with pytest.raises(ServandaError, match="at least 32 bytes") as caught:
        Key(secret=b"hunter2")
    assert "hunter2" not in str(caught.value)


def test_defaults_are_of_known_classes() -> None:
    assert set(DEFAULTS) <= set(NAMES)


def test_text_is_redacted() -> None:
    classes = compile_classes(DETECTORS)
    assert redact_text("write to a.b@example.com today", classes) == "write to [email] today"


ROWS = [
    (f"{n}", f"u{n}.{secrets.token_hex(4)}@example.com", f"19{n}-03-04", f"Odalys Quenby{n}")
    for n in range(40, 80)
]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "email", "birth_date", "full_name", "remark"])
        rows.writerows((*row, f"asked {row[3].upper()} about {row[1]}") for row in ROWS)
    return path


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_no_value_of_a_detected_column_is_in_the_copy(
    people: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"out.{suffix}"
    treated = copy_deidentified(
        people, out, detectors=DETECTORS, sources=registry.sources(), key=KEY
    )
    assert {"email", "birth_date", "full_name"} <= {one.column for one in treated}
    if suffix == "csv":
        with out.open(newline="") as file:
            copied = list(csv.reader(file))[1:]
    else:
        from arro3.io import read_parquet

        table = read_parquet(out).read_all()
        columns = [column.to_pylist() for column in table.columns]
        copied = [list(map(str, row)) for row in zip(*columns, strict=True)]
    assert len(copied) == len(ROWS)
    assert [row[0] for row in copied] == [row[0] for row in ROWS]
    assert [row[2] for row in copied] == [row[2][:4] for row in ROWS]
    whole = "\n".join("\t".join(row) for row in copied).casefold()
    for _, email, birth, name in ROWS:
        for value in (email, birth, name):
            assert value.casefold() not in whole
    assert list(tmp_path.glob(".*")) == []


def test_a_copy_never_replaces_a_file(people: Path) -> None:
    before = people.read_bytes()
    with pytest.raises(ServandaError, match="already"):
        copy_deidentified(people, people, detectors=DETECTORS, sources=registry.sources(), key=KEY)
    assert people.read_bytes() == before
