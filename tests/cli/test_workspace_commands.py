"""The commands of a workspace: what they print, their JSON, and their exit codes."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from servanda.agreements.agreement import Agreement, Party
from servanda.agreements.file import write_agreement
from servanda.agreements.terms import Term

CONTACT = Term(
    kind="security_contact",
    clause="7.2",
    quote="Processor can be reached at security@larkfield.example.",
    value="security@larkfield.example",
    bearer="processor",
    to="controller",
)
TLS = Term(
    kind="encryption_in_transit",
    clause="5.2",
    quote="Processor shall use TLS 1.2 or higher for data in transit.",
    value="TLS 1.2",
    bearer="processor",
    to="controller",
)


def promise(folder: Path, *terms: Term) -> None:
    """Write an agreement that promises these terms and answers to no law."""
    agreement = Agreement(
        id="clinic",
        title="Data Processing Agreement",
        kind="dpa",
        parties=(
            Party(name="Clinic", role="controller"),
            Party(name="Larkfield", role="processor"),
        ),
        terms=terms,
    )
    (folder / "agreements/clinic.md").write_text(write_agreement(agreement))


def settle(folder: Path, contact: str = "security@larkfield.example") -> None:
    """Name the contact and an endpoint at which nobody listens."""
    (folder / "servanda.toml").write_text(
        f"""\
schema = "servanda/workspace/1"

[company]
name = "Larkfield"
security_contact = "{contact}"

[[endpoints]]
id = "api"
address = "127.0.0.1:9"
agreements = ["clinic"]
"""
    )


def test_init_says_what_it_made_and_what_comes_next(servanda, place: Path) -> None:
    said = servanda("init", "--company", "Larkfield")
    assert said.code == 0
    for word in ("servanda.toml", "agreements/", ".servanda/", "servanda review", "servanda check"):
        assert word in said.out
    assert 'name = "Larkfield"' in (place / "servanda.toml").read_text()
    again = servanda("init", "--json")
    assert again.json["schema"] == "servanda/init/1"
    assert (again.json["new"], again.json["company"]) == (False, "Larkfield")
    assert again.json["key"] in said.out


def test_init_makes_a_folder_elsewhere(servanda, place: Path) -> None:
    said = servanda("init", "firm")
    assert (said.code, (place / "firm/servanda.toml").is_file()) == (0, True)
    assert "--workspace firm" in said.out
    assert servanda("status", "--workspace", "firm").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["obligations"],
        ["status"],
        ["ledger", "show"],
        ["ledger", "verify"],
        ["ledger", "prove", "0"],
        ["ledger", "checkpoint"],
    ],
)
def test_outside_a_workspace_one_line_says_what_to_do(servanda, words: list[str]) -> None:
    said = servanda(*words)
    assert said.code == 1
    assert said.out == ""
    first, second = said.err.splitlines()
    assert first.startswith("error[no-workspace]: ")
    assert "servanda init" in second
    as_json = servanda(*words, "--json")
    assert (as_json.json["schema"], as_json.json["code"]) == ("servanda/error/1", "no-workspace")


def test_check_exits_as_the_promises_stand(servanda, place: Path) -> None:
    servanda("init")
    settle(place)
    nothing = servanda("check")
    assert (nothing.code, "nothing to judge" in nothing.out) == (3, True)
    promise(place, CONTACT)
    assert servanda("check", "security-contact").code == 0
    promise(place, CONTACT, TLS)
    assert servanda("check", "security-contact", "tls-version").code == 11
    settle(place, contact="")
    broken = servanda("check")
    assert broken.code == 10
    lines = broken.out.splitlines()
    assert lines[0] == "clinic: Data Processing Agreement"
    for words in (
        "broken",
        'clause 7.2: "Processor can be reached at security@larkfield.example."',
        "security-contact: servanda.toml names no security contact (1 seen of 1)",
        "do: set security_contact",
        "unknown",
        'clause 5.2: "Processor shall use TLS 1.2 or higher for data in transit."',
    ):
        assert words in broken.out
    assert not any(line.endswith(" ") for line in lines)


def test_check_speaks_json(servanda, place: Path) -> None:
    servanda("init")
    settle(place)
    promise(place, CONTACT, TLS)
    said = servanda("check", "--json")
    found = said.json
    assert (said.code, found["schema"]) == (11, "servanda/check/1")
    kinds = {each["kind"]: each for each in found["promises"]}
    assert kinds["security_contact"]["status"] == "kept"
    assert kinds["security_contact"]["basis"][0]["clause"] == "7.2"
    assert kinds["encryption_in_transit"]["status"] == "unknown"
    controls = {each["control"]: each for each in found["controls"]}
    assert controls["security-contact"]["seen"] == controls["security-contact"]["population"] == 1
    assert controls["tls-version"]["seen"] == 0
    assert len(controls["tls-version"]["evidence"]) == 64
    entries = servanda("ledger", "show", "--json").json["entries"]
    assert controls["tls-version"]["evidence"] in {entry["digest"] for entry in entries}


def test_a_wrong_control_and_a_wrong_file_are_told_in_one_line(servanda, place: Path) -> None:
    servanda("init")
    said = servanda("check", "no-such")
    assert (said.code, said.err.splitlines()[0]) == (
        1,
        "error[unknown-control]: there is no control `no-such`",
    )
    with (place / "servanda.toml").open("a") as file:
        file.write('\n[[systems]]\nid = "a"\ntarget = "a.db"\nregoin = "DE"\n')
    line = (place / "servanda.toml").read_text().splitlines().index('regoin = "DE"') + 1
    said = servanda("check")
    assert said.code == 1
    assert f"servanda.toml:{line}: `regoin` is not a key here" in said.err


def test_obligations_are_listed_with_their_words(servanda, place: Path) -> None:
    servanda("init")
    empty = servanda("obligations")
    assert (empty.code, "no obligations" in empty.out) == (3, True)
    promise(place, CONTACT, TLS)
    said = servanda("obligations", "--on", "2026-03-01")
    assert said.code == 0
    assert "clinic: Data Processing Agreement" in said.out
    assert 'clause 5.2: "Processor shall use TLS 1.2 or higher for data in transit."' in said.out
    assert "processor to controller" in said.out
    found = servanda("obligations", "--on", "2026-03-01", "--json").json
    assert (found["schema"], found["on"]) == ("servanda/obligations/1", "2026-03-01")
    assert {each["kind"] for each in found["obligations"]} >= {"security_contact"}
    assert servanda("obligations", "--agreement", "clinic").code == 0
    other = servanda("obligations", "--agreement", "other")
    assert (other.code, "error[unknown-agreement]" in other.err) == (1, True)
    assert servanda("obligations", "--on", "yesterday").code == 2


def test_status_is_short(servanda, place: Path) -> None:
    servanda("init", "--company", "Larkfield")
    assert "never: run `servanda check`" in servanda("status").out
    promise(place, CONTACT)
    servanda("check")
    said = servanda("status")
    assert "Larkfield" in said.out
    assert "clinic" in said.out
    found = servanda("status", "--json").json
    assert found["schema"] == "servanda/status/1"
    assert found["last_check"]["promises"]["broken"] == 1
    below = place / "agreements"
    assert servanda("status", "--workspace", below.parent).code == 0


def test_the_ledger_is_shown_proved_and_verified(servanda, place: Path) -> None:
    servanda("init", "--company", "Larkfield")
    settle(place)
    promise(place, CONTACT)
    servanda("check", "security-contact")
    found = servanda("ledger", "verify", "--json").json
    assert (found["schema"], found["verified"], found["pending"]) == ("servanda/ledger/1", True, 0)
    words = servanda("ledger", "verify")
    assert (words.code, f"the ledger is whole: {found['entries']} entries" in words.out) == (
        0,
        True,
    )
    shown = servanda("ledger", "show", "--last", "2")
    assert [line.split()[3] for line in shown.out.splitlines()[1:]] == ["evidence", "check"]
    note = servanda("ledger", "checkpoint")
    assert note.out == (place / ".servanda/checkpoint").read_text()
    proof = servanda("ledger", "prove", "1", "--write", "proof.json")
    assert proof.code == 0
    plain = json.loads((place / "proof.json").read_text())
    assert plain == servanda("ledger", "prove", "1", "--json").json
    assert servanda("ledger", "verify", "--proof", "proof.json").code == 0
    key = (place / ".servanda/keys/ledger.pub").read_text().strip()
    shutil.rmtree(place / ".servanda")
    away = servanda("ledger", "verify", "--proof", "proof.json", "--key", key, "--json")
    assert (away.code, away.json["index"], away.json["size"]) == (0, 1, found["entries"])
    plain["entry"] = plain["entry"].replace("agreement", "agrement")
    (place / "proof.json").write_text(json.dumps(plain))
    assert servanda("ledger", "verify", "--proof", "proof.json", "--key", key).code == 12
    (place / "proof.json").write_text("[]")
    assert servanda("ledger", "verify", "--proof", "proof.json", "--key", key).code == 1
    assert servanda("ledger", "verify", "--proof", "gone.json", "--key", key).code == 1
    assert servanda("ledger", "verify", "--proof", "proof.json", "--key", "junk").code == 1


def test_a_customer_verifies_the_published_ledger_without_the_workspace(
    servanda, place: Path
) -> None:
    servanda("init", "--company", "Larkfield")
    settle(place)
    promise(place, CONTACT)
    servanda("check", "security-contact")
    older = place / "older.txt"
    older.write_text(servanda("ledger", "checkpoint").out)
    first = servanda("ledger", "publish", "open/ledger", "--json").json
    assert (first["schema"], first["files"] > 0) == ("servanda/ledger-folder/1", True)
    assert servanda("ledger", "publish", "open/ledger", "--json").json["files"] == 0
    servanda("check", "security-contact")
    second = servanda("ledger", "publish", "open/ledger", "--json").json
    assert second["size"] > first["size"]
    away = place.parent / "away"
    shutil.move(place / "open/ledger", away)
    shutil.rmtree(place / ".servanda")
    verify = ("ledger", "verify", "--tiles", away, "--key", second["key"])
    found = servanda(*verify, "--checkpoint", older, "--json")
    assert (found.code, found.json["size"]) == (0, second["size"])
    bundle = next((away / "tile/entries/000.p").iterdir())
    bundle.write_bytes(bundle.read_bytes().replace(b"evidence", b"evidance"))
    said = servanda(*verify)
    assert said.code == 12
    bundle.unlink()
    assert servanda(*verify).code == 12


def test_a_witness_signs_growth_and_refuses_another_history(servanda, place: Path) -> None:
    servanda("init", "--company", "Larkfield")
    key = servanda("ledger", "publish", "open", "--json").json["key"]
    words = ("ledger", "witness", "open", "--key", key, "--home", "witness")
    assert servanda(*words).code == 1  # a new witness has no name yet
    first = servanda(*words, "--name", "witness.example", "--json").json
    assert (first["schema"], first["before"]) == ("servanda/ledger-witnessed/1", None)
    settle(place)
    promise(place, CONTACT)
    servanda("check", "security-contact")
    servanda("ledger", "publish", "open")
    assert servanda("ledger", "verify", "--tiles", "open", "--witness", first["witness"]).code == 12
    second = servanda(*words, "--write", "open/checkpoint")
    assert (second.code, f"{first['size']} seen before" in second.out) == (0, True)
    found = servanda("ledger", "verify", "--tiles", "open", "--witness", first["witness"], "--json")
    assert (found.code, list(found.json["witnessed"])) == (0, [first["witness"]])
    # with nothing new the witnessed checkpoint stays
    assert servanda("ledger", "publish", "open", "--json").json["files"] == 0
    shutil.rmtree(place / ".servanda")
    servanda("init", "--company", "Larkfield")
    shutil.rmtree(place / "open")
    other = servanda("ledger", "publish", "open", "--json").json["key"]
    assert servanda(*words).code == 12
    assert servanda(*words[:4], other, *words[5:]).code == 0  # another ledger is another origin
    assert (place / "witness/witness.key").stat().st_mode & 0o077 == 0


def test_an_entry_that_is_not_there_is_not_proved(servanda, place: Path) -> None:
    servanda("init")
    said = servanda("ledger", "prove", "7")
    assert (said.code, "the ledger holds entries 0 to 0" in said.err) == (1, True)


def test_tampering_is_told_and_exits_with_12(servanda, place: Path) -> None:
    servanda("init")
    promise(place, CONTACT)
    servanda("check")
    kept = place / "kept.txt"
    kept.write_text(servanda("ledger", "checkpoint").out)
    servanda("check")
    assert servanda("ledger", "verify", "--checkpoint", kept).code == 0
    with closing(sqlite3.connect(place / ".servanda/servanda.db")) as connection, connection:
        connection.execute("DROP TRIGGER servanda_ledger_entry_no_update")
        connection.execute("UPDATE servanda_ledger_entry SET data = x'7b7d' WHERE \"index\" = 2")
    said = servanda("ledger", "verify")
    assert said.code == 12
    assert said.err.splitlines()[0] == "error[entry-changed]: ledger: entry 2 was changed"
    found = servanda("ledger", "verify", "--json")
    assert (found.code, found.json["code"]) == (12, "entry-changed")


def test_a_checkpoint_of_another_ledger_is_refused(servanda, place: Path) -> None:
    servanda("init", "one")
    servanda("init", "two")
    said = servanda(
        "ledger", "verify", "--workspace", "one", "--checkpoint", "two/.servanda/checkpoint"
    )
    assert (said.code, "no known key has signed this" in said.err) == (12, True)


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["law", "list"], ["ledger", "verify", "--proof", "x"]]
)
def test_a_stateless_command_leaves_django_alone(words: list[str]) -> None:
    probe = (
        "import sys; from servanda_cli.main import _run; _run(sys.argv[1:]); "
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", probe, *words, *(["--key", "x"] if "--proof" in words else [])],
        capture_output=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
