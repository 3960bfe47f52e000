"""`servanda access` as it is typed."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from servanda_cli import exits

DESK = Path(__file__).parents[2] / "examples" / "desk"
CARE = ("--agreement", "fern-clinic", "--purpose", "CustomerCare")
HERE = ("--authenticated", "1", "--place", "DE")


@pytest.fixture
def desk(place: Path, servanda) -> Path:  # type: ignore[no-untyped-def]
    shutil.copytree(DESK, place, dirs_exist_ok=True)
    assert servanda("init").code == exits.KEPT
    return place


def test_decide_and_why_cite_the_clause(desk: Path, servanda) -> None:  # type: ignore[no-untyped-def]
    said = servanda("access", "decide", "ada", "read", "email", *CARE, *HERE)
    assert said.code == exits.KEPT
    assert said.out.startswith("permit: access clause 2; fern-clinic clause 2.1")
    said = servanda("access", "decide", "ada", "read", "email", *CARE, "--place", "US")
    assert said.code == exits.BROKEN
    assert "needed: " in said.out
    said = servanda("access", "why", "kim", "read", "email", *CARE, *HERE, "--json")
    assert said.code == exits.BROKEN
    assert said.json["schema"] == "servanda/access-decision/1"
    assert said.json["clauses"][0]["where"] == "servanda clause keys-apart"
    assert said.json["sentences"][0].startswith("kim (custodian) may not read")
    said = servanda("access", "why", "nobody", "read", "email", *CARE)
    assert said.code == exits.FAILED
    assert "ada" in said.err


def test_two_people_make_a_copy(desk: Path, servanda) -> None:  # type: ignore[no-untyped-def]
    words = ("ada", "export", "EmailAddress", *CARE)
    assert servanda("access", "decide", *words, *HERE).code == exits.BROKEN
    made = servanda("access", "request", *words, "--because", "the patient asked for it")
    request = made.out.strip()
    assert servanda("access", "approve", request, "--by", "ada", *HERE).code == exits.BROKEN
    assert servanda("access", "approve", request, "--by", "pia", *HERE).code == exits.KEPT
    assert servanda("access", "decide", *words, *HERE).code == exits.KEPT
    assert servanda("ledger", "verify").code == exits.KEPT


def test_an_emergency(desk: Path, servanda) -> None:  # type: ignore[no-untyped-def]
    words = ("noor", "read", "MedicalHealth", *CARE, *HERE)
    assert servanda("access", "decide", *words).code == exits.BROKEN
    assert servanda("access", "emergencies").code == exits.NOTHING
    said = servanda("access", "break-glass", "noor", "--agreement", "fern-clinic", "--because", "patient unconscious", "--json")  # fmt: skip
    assert said.json["recorded"]
    said = servanda("access", "decide", *words)
    assert said.code == exits.KEPT
    assert "recorded as" in said.out
    said = servanda("access", "emergencies")
    assert "noor  fern-clinic: patient unconscious" in said.out
    assert "read MedicalHealth for CustomerCare" in said.out


def test_who_can_in_words_csv_and_json(desk: Path, servanda) -> None:  # type: ignore[no-untyped-def]
    said = servanda("access", "who-can", "email", "--action", "read")
    assert said.code == exits.KEPT
    assert "2 people can reach E-mail address (email)" in said.out
    rows = list(
        csv.DictReader(io.StringIO(servanda("access", "who-can", "email", "--csv", "-").out))
    )
    assert {row["person"] for row in rows} == {"ada", "sam"}
    assert all(row["words"] and row["clauses"] for row in rows)
    plain = servanda("access", "who-can", "email", "--json").json
    assert plain["schema"] == "servanda/access-reach/1"
    assert len(plain["reaches"]) == len(rows)
    assert servanda("access", "who-can", "Passport", "--action", "write").code == exits.NOTHING


def test_a_file_of_requests(desk: Path, servanda) -> None:  # type: ignore[no-untyped-def]
    lines = "subject,action,category,purpose,agreement,place,strong_authentication\n"
    for place, at in (("DE", "2126-01-01T00:00:00Z"), ("US", ""), ("DE", "")):
        lines += f"ada,read,email,CustomerCare,fern-clinic,{place},{at}\n"
    (desk / "asked.csv").write_text(lines)
    said = servanda(
        "access", "decide-all", "asked.csv", "--write", "said.csv", "--record", "--json"
    )
    assert said.code == exits.BROKEN
    assert (said.json["rows"], said.json["permitted"]) == (3, 0)
    with (desk / "said.csv").open() as written:
        assert [row["permitted"] for row in csv.DictReader(written)] == ["False"] * 3
    from datetime import UTC, datetime

    (desk / "asked.csv").write_text(lines.replace("2126-01-01T00:00:00Z", f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"))  # fmt: skip
    said = servanda("access", "decide-all", "asked.csv", "--write", "said.parquet")
    assert "3 requests: 1 permitted, 2 refused" in said.out
    said = servanda("access", "decide-all", "said.parquet")
    assert said.code == exits.FAILED
    assert "no column `subject`" in said.err
    (desk / "bad.parquet").write_bytes(b"PAR1 nothing")
    assert servanda("access", "decide-all", "bad.parquet").code == exits.FAILED
    kinds = [e["kind"] for e in servanda("ledger", "show", "--json").json["entries"]]
    assert kinds.count("access-decisions") == 1


def test_the_export_is_cedar(desk: Path, servanda) -> None:  # type: ignore[no-untyped-def]
    cedarpy = pytest.importorskip("cedarpy", reason="left out: cedarpy is not installed")
    text = servanda("access", "export", "--cedar").out
    assert len(cedarpy.policies_to_json_str(text)) > 1000
    assert '@clause("access clause 2")' in text
    said = servanda("access", "export", "--json").json
    assert said["schema"] == "servanda/access-cedar/1"
    assert {"type": "Person", "id": "ada"} in [entity["uid"] for entity in said["entities"]]
    servanda("access", "export", "--write", "rules.cedar", "--entities", "known.json")
    assert (desk / "rules.cedar").read_text() == text
    assert json.loads((desk / "known.json").read_text()) == said["entities"]
