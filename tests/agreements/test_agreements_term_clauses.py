"""Terms of short clauses in many styles of drafting; as many that look like a term and state none."""

from __future__ import annotations

from typing import Any

import pytest
from agreement_kit import NUMERIC
from term_clauses import OWN, faults, rows

from servanda.agreements.terms import KINDS

ROWS = tuple(rows())


@pytest.mark.parametrize(("name", "table"), ROWS, ids=[name for name, _ in ROWS])
def test_the_terms_of_a_clause(name: str, table: dict[str, Any]) -> None:
    assert faults(table) == [], table["words"]


def test_the_clauses_cover_every_kind_and_enough_that_state_nothing() -> None:
    stated = {kind for _, table in ROWS for kind in table if kind != "words"}
    assert stated == KINDS - OWN
    assert stated >= NUMERIC
    nothing = [table for _, table in ROWS if len(table) == 1]
    assert len(ROWS) >= 250
    assert len(nothing) * 3 >= len(ROWS)


def test_a_fault_is_seen() -> None:
    words = "Processor shall notify Controller of a Personal Data Breach within 36 hours."
    assert faults({"words": words, "breach_notice": "36 hours"}) == []
    assert faults({"words": words}) == ["invented breach_notice 36 hours"]
    assert faults({"words": words, "breach_notice": "24 hours"}) == [
        "missed breach_notice 24 hours, found [(36, 'hours')]",
        "invented breach_notice 36 hours",
    ]
    assert faults({"words": words, "breach_notice": "36 hours from discovery"}) == [
        "clock breach_notice discovery, found {None}"
    ]
