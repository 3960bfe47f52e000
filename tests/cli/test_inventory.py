"""`servanda inventory` as it is typed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from servanda.inventory.declared import read_inventory
from servanda_cli import exits

TOML = """\
schema = "servanda/workspace/1"

[company]
name = "Larkfield"
security_contact = "security@larkfield.example"

[[systems]]
id = "crm"
target = "crm.db"
region = "DE"
"""

SECRET = "zaphod.unmistakable@example.com"


@pytest.fixture
def held(place: Path, servanda) -> Path:
    """A workspace with one scanned system."""
    with sqlite3.connect(place / "crm.db") as made:
        made.execute(
            "CREATE TABLE people (id INTEGER, email TEXT, birth_date TEXT, postcode TEXT, gender TEXT)"
        )
        made.executemany(
            "INSERT INTO people VALUES (?, ?, ?, ?, ?)",
            [
                (n, f"{n}.{SECRET}", f"19{n:02}-03-0{n % 9 + 1}", f"{10115 + n}", "fm"[n % 2])
                for n in range(40, 90)
            ],
        )
    made.close()
    (place / "servanda.toml").write_text(TOML)
    assert servanda("init").code == exits.KEPT
    servanda("check")
    return place


def test_rate_explains_and_shows_no_value(held: Path, servanda) -> None:
    said = servanda("inventory", "rate")
    assert said.code == exits.KEPT
    for expected in ("people.email", "confidential", "no purpose", "together with"):
        assert expected in said.out
    assert "unmistakable" not in said.out
    answer = servanda("inventory", "rate", "--json").json
    assert answer["schema"] == "servanda/ratings/1"
    postcode = next(one for one in answer["ratings"] if one["column"] == "postcode")
    assert postcode["sensitivity"] == "confidential"
    assert any("the smallest has 1" in reason["words"] for reason in postcode["reasons"])


def test_a_rating_is_overruled_with_a_reason(held: Path, servanda) -> None:
    words = ("inventory", "overrule", "crm", "people.postcode", "--as", "internal")
    assert servanda(*words).code == exits.USAGE
    assert servanda(*words, "--because", " ").code == exits.FAILED
    assert servanda(*words, "--because", "only depots").code == exits.KEPT
    assert "only depots" in (held / "inventory.toml").read_text()
    said = servanda("inventory", "rate").out
    assert "only depots" in said and "reckoned confidential" in said
    assert servanda("ledger", "verify").code == exits.KEPT
    unknown = servanda(
        "inventory", "overrule", "crm", "people.nope", "--as", "public", "--because", "x"
    )
    assert unknown.code == exits.FAILED and "unknown-column" in unknown.err


def test_drift_is_a_finding_until_it_is_declared(held: Path, servanda) -> None:
    said = servanda("inventory", "drift")
    assert said.code == exits.BROKEN and "undeclared" in said.out
    assert "unmistakable" not in said.out
    assert servanda("discover", "crm.db", "--write", "inventory.toml").code == exits.KEPT
    assert servanda("inventory", "drift").code == exits.KEPT
    with sqlite3.connect(held / "crm.db") as made:
        made.execute("ALTER TABLE people DROP COLUMN email")
    made.close()
    servanda("check")
    answer = servanda("inventory", "drift", "--json")
    assert answer.code == exits.BROKEN
    assert [(one["kind"], one["column"]) for one in answer.json["drifts"]] == [("gone", "email")]


@pytest.mark.parametrize("form", ["csv", "dbt", "dpv", "fideslang", "odcs"])
def test_what_is_exported_is_imported_elsewhere(held: Path, servanda, form: str) -> None:
    if form in ("dbt", "fideslang", "odcs"):
        pytest.importorskip("yaml", reason="PyYAML is not installed")
    servanda("discover", "crm.db", "--write", "inventory.toml")
    declared = (held / "inventory.toml").read_text()
    assert servanda("inventory", "export", "--as", form, "--out", "out.txt").code == exits.KEPT
    assert (
        servanda("inventory", "export", "--as", form).out.encode()
        == (held / "out.txt").read_bytes()
    )
    (held / "inventory.toml").write_text('schema = "servanda/inventory/1"\n')
    shown = servanda("inventory", "import", "out.txt", "--as", form)
    assert "+ crm people.email  email" in shown.out
    assert "people" not in (held / "inventory.toml").read_text()
    assert servanda("inventory", "import", "out.txt", "--as", form, "--write").code == exits.KEPT
    # the comments of the first file went with it; what it says is there again
    again = (held / "inventory.toml").read_bytes()
    assert read_inventory(again) == read_inventory(declared.encode())
    assert "nothing to add" in servanda("inventory", "import", "out.txt", "--as", form).err
    assert servanda("inventory", "export", "--as", "nope").code == exits.USAGE


def test_the_map_is_drawn(held: Path, servanda) -> None:
    assert servanda("inventory", "map").code == exits.KEPT
    page = (held / "datamap.html").read_text()
    assert "date-of-birth" in page and "Larkfield" in page and "unmistakable" not in page


def test_a_deidentified_copy(place: Path, servanda) -> None:
    (place / "p.csv").write_text("id,email\n" + "".join(f"{n},{n}.{SECRET}\n" for n in range(40)))
    (place / "key").write_bytes(b"sesame-open-" * 3)
    words = ("inventory", "deidentify", "p.csv", "--key-file", "key", "--method", "email=hash")
    said = servanda(*words, "--out", "one.csv")
    assert said.code == exits.KEPT and "hash" in said.out
    assert servanda(*words, "--out", "two.csv").code == exits.KEPT
    assert (place / "one.csv").read_text() == (place / "two.csv").read_text()
    assert "unmistakable" not in (place / "one.csv").read_text()
    assert "sesame" not in said.out + said.err + (place / "one.csv").read_text()
    assert servanda(*words, "--out", "one.csv").code == exits.FAILED
    (place / "key").write_bytes(b"sesame")
    short = servanda(*words, "--out", "three.csv")
    assert short.code == exits.FAILED and "sesame" not in short.err
