"""The page that shows where a company stands: complete, self-contained, and safe to open."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.agreements.agreement import Agreement, Party
from servanda.base.citations import ClauseRef
from servanda.controls.control import Outcome
from servanda.controls.promises import promises
from servanda.inventory.classes import Sensitivity
from servanda.inventory.findings import ColumnFinding, Discovery, Skipped
from servanda.obligations.obligation import Basis, Obligation
from servanda.reports.page import STATUSES, Standing, render, share


def duty(name: str, agreement: str = "bright-clinic", words: str = "shall encrypt") -> Obligation:
    clause = ClauseRef(agreement=agreement, clause="4.1", quote=words, page=3)
    return Obligation(
        id=f"{agreement}/{name}",
        kind=name,
        what=f"what {name} asks",
        bearer="processor",
        beneficiary="controller",
        agreement=agreement,
        basis=(Basis(words=words, clause=clause),),
    )


def outcome(name: str, status: Any, why: str = "it was seen") -> Outcome:
    return Outcome(
        control="clear-text",
        obligation=f"bright-clinic/{name}",
        subject="care",
        status=status,
        why=why,
        seen=2,
        population=3,
        remedy="encrypt it",
    )


def standing(words: str = "shall encrypt", why: str = "it was seen", **more: Any) -> Standing:
    duties = [duty("a", words=words), duty("b"), duty("c")]
    outcomes = [outcome("a", "broken", why), outcome("b", "kept")]
    return Standing(
        company="Larkfield",
        at=datetime(2026, 3, 1, tzinfo=UTC),
        agreements=(
            Agreement(
                id="bright-clinic",
                title="DPA",
                kind="dpa",
                parties=(Party(name="Bright", role="controller"),),
            ),
        ),
        promises=promises(duties, outcomes),
        discoveries=(
            Discovery(
                system="care",
                target="care.db",
                source="sqlite",
                tables=1,
                columns=2,
                rows_seen=917,
                rows_total=50_000,
                findings=(
                    ColumnFinding(
                        system="care",
                        table="patients",
                        column="email",
                        data_class="email",
                        sensitivity=Sensitivity.CONFIDENTIAL,
                        confidence=0.9,
                        reason="named so",
                        laws=("eu/gdpr",),
                        seen=917,
                        matched=917,
                    ),
                ),
                skipped=(Skipped(system="care", place="notes", why="it was dropped"),),
            ),
        ),
        not_scanned=(Skipped(system="archive", place="x", why="there is no such file"),),
        ledger_size=7,
        ledger_root="ab" * 32,
        **more,
    )


class Reader(HTMLParser):
    """Which tags and attributes a page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)


def test_each_promise_stands_with_its_status_words_clause_evidence_and_remedy() -> None:
    page = render(standing())
    for text in (
        "what a asks",
        "shall encrypt",
        "clause 4.1, page 3",
        "it was seen",
        "2 of 3 seen",
        "encrypt it",
        "what b asks",
        "no control judges this yet",
        "Not read: notes: it was dropped",
        "Not scanned: there is no such file",
        "ab" * 32,
    ):
        assert text in page, text
    assert page.index("what a asks") < page.index("what c asks") < page.index("what b asks")


def test_the_counts_are_those_of_the_promises() -> None:
    page = render(standing())
    found = {s: re.search(rf'class="{s}"><b>(\d+)</b>', page) for s in STATUSES}
    assert {s: int(m[1]) for s, m in found.items() if m} == {
        "broken": 1,
        "unknown": 1,
        "kept": 1,
        "not-applicable": 0,
    }


def test_the_page_asks_for_nothing_from_anywhere() -> None:
    reader = Reader(render(standing()))
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(reader.tags)
    assert not [a for a, v in reader.attributes if a in ("src", "href", "action", "style")]


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_from_outside_never_become_markup(words: str, why: str) -> None:
    hostile = f"<script>alert(1)</script>{words}"
    page = render(standing(words=hostile, why=f'"><img src=x onerror=1>{why}'))
    reader = Reader(page)
    assert reader.tags == Reader(render(standing())).tags
    assert not [a for a, _ in reader.attributes if a.startswith("on")]


def test_promises_of_no_agreement_stand_under_the_law_alone() -> None:
    lone = standing()
    page = render(
        Standing(
            company="x",
            at=lone.at,
            agreements=(),
            promises=promises([duty("a", agreement="")], []),
            discoveries=(),
        )
    )
    assert "By law alone" in page
    assert "No system was scanned" in page


@pytest.mark.parametrize(
    ("seen", "population", "words"),
    [
        (3, 3, "3 of 3 seen"),
        (0, None, "0 seen of an unknown number"),
        (1200, 5000, "1,200 of 5,000 seen"),
    ],
)
def test_share_in_words(seen: int, population: int | None, words: str) -> None:
    assert share(seen, population) == words
