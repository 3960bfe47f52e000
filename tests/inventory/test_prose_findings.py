"""Names, places and addresses in the texts of a scan: told with their places, and never with a value."""

from __future__ import annotations

from pathlib import Path

from servanda import registry
from servanda.inventory.batches import batch_of
from servanda.inventory.carried import evidence_text, read_evidence
from servanda.inventory.evidence import compile_classes, observe
from servanda.inventory.findings import ColumnFinding
from servanda.inventory.scan import discover, merge, scan_batch

LETTERS = """\
Dear Ms. Fairweather,
thank you for your visit. Please send the form to 12 Harbour Street, Bristol before Friday.
Our colleague Henrik Lindqvist will call you about the claim of your son Oliver.
He can be reached under +44 20 7946 0958 or at henrik@larkfield.example on most days.
Kind regards
Margaret Ashworth
"""

MANUAL = """\
Install the package and start the server. The Scheduler reads its settings from the file.
Open the Settings page, choose Export and press Enter. Safari and Firefox are both supported.
If the Parser raises a ValueError, the Session is closed and the Worker is started anew.
The Planner may choose a Hash Join. Run the Analyzer first; see Chapter 4 for the options.
Version 2.4 drops support for the old Format. The year 2019 saw the first release of it.
"""

CLASSES = compile_classes(registry.detectors())


def scanned(tmp_path: Path, name: str, text: str) -> tuple[ColumnFinding, ...]:
    (tmp_path / name).write_text(text, "utf-8")
    found = discover(name, system="files", detectors=CLASSES, sources=registry.sources(), folder=str(tmp_path))  # fmt: skip
    return found.findings


def test_a_letter_tells_names_addresses_and_where_they_stand(tmp_path: Path) -> None:
    findings = {one.data_class: one for one in scanned(tmp_path, "letter.txt", LETTERS)}
    assert {"full-name", "street-address", "email", "phone"} <= set(findings)
    lines = {at.line for at in findings["full-name"].at}
    assert {3, 6} <= lines
    (address,) = findings["street-address"].at
    assert (address.line, address.offset) == (2, LETTERS.splitlines()[1].index("12 Harbour"))
    shown = repr(findings)
    assert not any(value in shown for value in ("Lindqvist", "Ashworth", "Harbour", "henrik"))


def test_a_manual_is_not_about_people(tmp_path: Path) -> None:
    found = {one.data_class for one in scanned(tmp_path, "manual.txt", MANUAL * 20)}
    assert not found & {"full-name", "street-address", "city", "age", "card-security-code"}


def test_notes_in_a_table_are_read_and_short_values_are_not() -> None:
    notes = [
        f"Spoke with {name} about the late parcel, asked to call again on Monday please"
        for name in ("Henrik Lindqvist", "Amara Okafor", "Giulia Bianchi", "Tomasz Nowak")
    ] * 25
    table = batch_of(["id", "remark_2"], [list(range(100)), notes])
    found = {(one.column, one.data_class): one for one in scan_batch(table, CLASSES, table="t")}
    assert found["remark_2", "full-name"].matched == 100
    short = batch_of(["code"], [["Henrik", "Amara", "Giulia", "Tomasz"] * 25])
    (evidence,) = observe(short, CLASSES, "t")
    assert not evidence.prose


def test_two_batches_tell_what_one_does() -> None:
    lines = [f"{line} and note {nth}" for nth in range(40) for line in LETTERS.splitlines()[1:4]]

    whole = observe(batch_of(["text"], [lines]), CLASSES, "letters")
    halves = [
        observe(batch_of(["text"], [some]), CLASSES, "letters") for some in (lines[:60], lines[60:])
    ]
    merged = merge(*halves)
    for name, one in whole[0].prose.items():
        two = merged[0].prose[name]
        assert (one.texts, one.rows, one.spans, one.marks) == (
            two.texts,
            two.rows,
            two.spans,
            two.marks,
        )


def test_what_prose_shows_can_be_remembered() -> None:
    values = [
        f"{n}. Dear Ms Anna Berg, you can reach us at a{n}@mail.example any day." for n in range(9)
    ]
    (seen,) = observe(batch_of(["note"], [values]), CLASSES, "t")
    assert "full-name" in seen.prose
    assert read_evidence(evidence_text([seen])) == (seen,)
