"""A de-identified copy holds no value of a detected column; one key gives one token; no key is shown."""

from __future__ import annotations

import csv
import secrets
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda import registry
from servanda.base.errors import ServandaError
from servanda.inventory.deidentify.copying import redact_prose, redact_text
from servanda.inventory.deidentify.files import Copied, copy_deidentified, harmless
from servanda.inventory.deidentify.methods import DEFAULTS, Key, Method, deidentify
from servanda.inventory.deidentify.plans import Told
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


def copy(sources: list[Path], out: Path, **more: Any) -> Copied:
    return copy_deidentified(
        sources,
        out,
        detectors=DETECTORS,
        kinds=registry.sources(),
        key=more.pop("key", KEY),
        **more,
    )


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
    within = Told(data_class="text", method=Method.WITHIN)
    copied_ = copy([people], out, told={"remark": within})
    assert {"email", "birth_date", "full_name"} <= {one.column for one in copied_.treated}
    assert [(one.column, one.values) for one in copied_.left] == [("id", 40)]
    assert copied_.redacted >= 40
    # without a word on it, a column of text in which something was found is not kept at all
    (remark,) = (
        one for one in copy([people], tmp_path / "whole.csv").treated if one.column == "remark"
    )
    assert remark.method in (Method.REDACT, Method.TOKENISE)
    if suffix == "csv":
        with out.open(newline="") as file:
            copied = list(csv.reader(file))[1:]
    else:
        from arro3.io import read_parquet

        table = read_parquet(out).read_all()
        columns = [column.to_pylist() for column in table.columns]
        copied = [list(map(str, row)) for row in zip(*columns, strict=True)]
    assert len(copied) == len(ROWS)
    assert {row[4].split()[0] for row in copied} == {"asked"}
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
        copy([people], people)
    assert people.read_bytes() == before


def read(path: Path) -> list[list[str]]:
    with path.open(newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE customers (email TEXT, age INT, country TEXT, postcode TEXT)")
        base.execute("CREATE TABLE orders (email TEXT, amount REAL, note TEXT)")
        for n in range(40):
            place = ("Germany", "80331") if n % 2 else ("France", "75008")
            base.execute(
                "INSERT INTO customers VALUES (?, ?, ?, ?)", (f"u{n}@example.com", 20 + n, *place)
            )
            base.execute(
                "INSERT INTO orders VALUES (?, ?, ?)", (f"u{n % 7}@example.com", n, "=1+1")
            )
        base.execute("INSERT INTO orders VALUES (?, ?, ?)", ("U1@EXAMPLE.COM", 1, "-5"))
    base.close()
    return path


def test_joins_survive_over_several_tables(shop: Path, tmp_path: Path) -> None:
    extra = tmp_path / "visits.csv"
    # too few values to tell what they are: told by the column of the same name
    extra.write_text("email,n\nu3@example.com,1\n,2\n")
    done = copy([shop, extra], tmp_path / "copy")
    customers, orders, visits = (
        read(tmp_path / "copy" / f"{name}.csv") for name in ("customers", "orders", "visits")
    )
    tokens = {row[0] for row in customers[1:]}
    assert len(tokens) == 40 and len({row[0] for row in orders[1:-1]}) == 7
    assert {row[0] for row in orders[1:-1]} < tokens and visits[1][0] in tokens
    assert visits[2] == ["", "2"]
    assert "example" not in "".join(map(str, [customers, orders, visits]))
    # a cell that a spreadsheet would run is text; a number stays a number
    assert {row[2] for row in orders[1:]} == {"'=1+1", "-5"} and done.guarded == 40
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "shop.db", "visits.csv"]
    # how far what is left tells people apart
    (group,) = done.groups
    assert group.table == "customers" and set(group.columns) >= {"age", "country"}
    assert group.whole and group.rows == 40


def test_another_giver_of_tokens(shop: Path, tmp_path: Path) -> None:
    held: dict[tuple[str, str], str] = {}

    def vault(data_class: str, value: str) -> str:
        return held.setdefault((data_class, value), f"v-{len(held)}")

    copy([shop], tmp_path / "copy", tokens=vault)
    assert {row[0] for row in read(tmp_path / "copy/orders.csv")[1:]} <= set(held.values())

    def careless(data_class: str, value: str) -> str:
        return f"token of {value}"

    with pytest.raises(ServandaError) as caught:
        copy([shop], tmp_path / "other", tokens=careless)
    assert caught.value.code == "token-shows-value" and "example" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "shop.db"]


def test_unsure_columns_are_for_a_person_to_decide(tmp_path: Path) -> None:
    source = tmp_path / "x.csv"
    cards = ["4111111111111111", "5555555555554444", "4012888888881881", "378282246310005"]
    rows = [f"{n},{cards[n // 10] if n % 10 == 0 else f'ref {n}'}" for n in range(40)]
    source.write_text("n,ref\n" + "\n".join(rows) + "\n")
    digests = tmp_path / "y.csv"
    lines = [f"{n},{secrets.token_hex(16)}" for n in range(40)]
    digests.write_text("n,thing\n" + "\n".join(lines) + "\n")
    with pytest.raises(ServandaError) as caught:
        copy([digests], tmp_path / "y-copy.csv")
    assert caught.value.code == "unsure-columns" and "y.csv.thing" in str(caught.value)
    assert "--column 'y.csv.thing=keep'" in (caught.value.hint or "")
    assert not (tmp_path / "y-copy.csv").exists()
    done = copy([digests], tmp_path / "y-copy.csv", told={"y.csv.thing": Told()})
    assert {(one.column, one.why) for one in done.left} >= {("thing", "you said so")}
    said = Told(data_class="device-id", method=Method.HASH)
    done = copy([digests], tmp_path / "z-copy.csv", told={"thing": said})
    assert [(one.column, one.why) for one in done.treated] == [("thing", "as you said")]
    # whatever is made of the mixed column, no card is in the copy
    copy(
        [source],
        tmp_path / "x-copy.csv",
        told={"ref": Told(data_class="text", method=Method.REDACT)},
    )
    assert not any(card in (tmp_path / "x-copy.csv").read_text() for card in cards)


@given(st.text(max_size=20))
def test_no_cell_runs(text: str) -> None:
    import re

    made = harmless(text)
    assert made[:1] not in ("=", "+", "-", "@", "\t", "\r") or re.fullmatch(
        r"[-+][0-9.,eE+-]+", made
    )
    assert made.endswith(text)


def test_names_go_out_of_running_text() -> None:
    texts = [
        "Please call Mr. John Smith about the delivery on Monday.",
        "nothing here that says who it was",
        "Anna Schmidt lives in Berlin and writes to a@example.com often.",
    ]
    made = redact_prose(texts)
    assert "Smith" not in made[0] and "call" in made[0] and "delivery" in made[0]
    assert made[1] == texts[1]
    assert "Schmidt" not in made[2] and "example.com" not in made[2] and "lives in" in made[2]
