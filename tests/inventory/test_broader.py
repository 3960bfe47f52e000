"""The hierarchy of DPV above our classes is the vocabulary's own."""

from __future__ import annotations

import csv
from pathlib import Path

from servanda import registry
from servanda.inventory.broader import broader, lineage


def test_every_class_has_its_place() -> None:
    assert {d.dpv for d in registry.detectors() if d.dpv} <= broader().keys()
    assert lineage("EmailAddress")[0] == "Contact"
    assert lineage("no such term") == ()


def test_it_is_the_vocabulary_s(shared: Path) -> None:
    with (shared / "law" / "dpv-2.3" / "pd.csv").open(encoding="utf-8") as file:
        rows = {row["term"]: row["hasbroader"] for row in csv.DictReader(file)}
    for term, above in broader().items():
        if term in rows:
            assert above == tuple(x.rpartition("#")[2] for x in rows[term].split(";") if x), term
