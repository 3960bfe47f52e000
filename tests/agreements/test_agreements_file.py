from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from agreement_kit import law
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.agreements.agreement import Agreement, Party, Source
from servanda.agreements.file import read_agreement, write_agreement
from servanda.agreements.review import review
from servanda.agreements.signatories import agreement_of
from servanda.agreements.terms import CLOCK_KINDS, VALUE_KINDS, Term
from servanda.base.clocks import Clock
from servanda.base.durations import UNITS
from servanda.base.errors import ServandaError
from servanda.documents.reader import read

PAGE = """# Bright Clinic

```toml agreement
kind = "dpa"
```

## 6.1 Personal data breach
> Processor shall notify Controller without undue delay and in any event within 48 hours
> after becoming aware of a Personal Data Breach.
```toml term
kind = "breach-notice"
bearer = "processor"
to = "controller"
clock = { starts = "awareness", hours = 48, words = "without undue delay" }
```
"""

nasty = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=80),
    st.sampled_from(
        ["```", "> a\n> b", "a\n\n\nb", '"""', "'''", "```toml term\nkind = 1\n```", "# x", "---", "- a\n- b",
         "\x00\x07", "a\r\nb", "  lead", "tail  ", "\t", "[x]: y", "<div>", "a\u2028b", "~~~", "````"]
    ),
)  # fmt: skip
places = st.one_of(st.sampled_from(["6.1", "6.1(a)", "Annex 1", "Schedule 1 2.3", ""]), nasty)
clocks = st.builds(
    lambda starts, unit, count, words: Clock(
        starts=starts, length=UNITS[unit](count) if unit else None, words=words
    ),
    st.sampled_from(["", "awareness", "discovery"]),
    st.sampled_from(["", *UNITS]),
    st.integers(0, 9999),
    st.sampled_from(["", "without undue delay"]),
)
confidences = st.floats(0, 1, allow_nan=False).map(lambda value: round(value, 3))
terms = st.one_of(
    st.builds(
        Term,
        kind=st.sampled_from(sorted(CLOCK_KINDS)),
        quote=nasty,
        clause=places,
        page=st.integers(0, 99),
        clock=clocks,
        bearer=st.sampled_from(["", "processor"]),
        confidence=confidences,
    ),
    st.builds(
        Term,
        kind=st.sampled_from(sorted(VALUE_KINDS)),
        quote=nasty,
        clause=places,
        value=st.one_of(st.none(), st.booleans(), st.integers(-5, 5), nasty, st.lists(nasty, max_size=3).map(tuple)),
        unit=st.sampled_from(["", "per_year"]),
        confidence=confidences,
    ),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(terms, max_size=5).map(tuple))
def test_what_is_written_reads_back_to_the_same_terms(found: tuple[Term, ...]) -> None:
    written = write_agreement(Agreement(id="x", title="A title", kind="dpa", terms=found))
    assert read_agreement(written.encode(), "x.md").terms == found


def test_the_head_reads_back() -> None:
    agreement = Agreement(
        id="bright-clinic",
        title="Data Processing Agreement",
        kind="baa",
        parties=(Party(name="Bright Clinic", role="covered-entity"),),
        laws=("us/hipaa",),
        begins=date(2026, 1, 1),
        ends=date(2027, 1, 1),
        source=Source(file="x.pdf", digest="ab"),
    )
    assert (
        read_agreement(write_agreement(agreement).encode(), "agreements/bright-clinic.md")
        == agreement
    )


def test_the_page_of_the_design_reads() -> None:
    agreement = read_agreement(PAGE.encode(), "bright-clinic.md")
    (term,) = agreement.terms
    assert agreement.id == "bright-clinic"
    assert agreement.title == "Bright Clinic"
    assert term.kind == "breach_notice"
    assert term.clause == "6.1"
    assert term.flat()["value"] == 48
    assert term.quote.startswith("Processor shall notify")
    assert term.confidence == 1.0


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('kind = "breach-notice"', 'kind = "breach-notise"', "unknown-term", 11),
        ('bearer = "processor"', 'bearers = "processor"', "unknown-key", 12),
        ("hours = 48", "hours = -1", "bad-duration", 14),
        ('clock = { starts = "awareness", hours = 48, words = "without undue delay" }', "value = 48", "bad-term", 11),
        ('kind = "dpa"', 'kind = "dpq"', "wrong-value", 4),
        ('```toml agreement\nkind = "dpa"\n```', "text", "no-agreement", 1),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert old in PAGE
    with pytest.raises(ServandaError) as caught:
        read_agreement(PAGE.replace(old, new).encode(), "x.md")
    assert caught.value.code == code
    assert caught.value.where == f"x.md:{line}"


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_an_agreement_or_a_fault(source: bytes) -> None:
    with contextlib.suppress(ServandaError):
        read_agreement(source, "x.md")


def test_what_is_unsure_is_marked_until_a_person_takes_the_mark_away() -> None:
    unsure = Term(
        kind="governing_law", quote="laws of Utah", value="Utah", clause="9", confidence=0.4
    )
    written = write_agreement(
        Agreement(id="x", title="t", kind="dpa", terms=(unsure,)), remarks=["look at 9"]
    )
    assert "unsure = true" in written
    assert "look at 9" in written
    assert read_agreement(written.encode(), "x.md").terms[0].confidence == 0.4
    confirmed = written.replace("unsure = true\n", "")
    assert read_agreement(confirmed.encode(), "x.md").terms[0].confidence == 1.0


def test_a_reviewed_paper_becomes_a_file_that_reads_back() -> None:
    document = read(Path(__file__).parent / "papers" / "kestrel-avv.md")
    result = review(document, [law("eu/gdpr")], on=date(2026, 3, 1))
    agreement = agreement_of(result, document, id="kestrel")
    assert {party.role: party.name for party in agreement.parties} == {
        "controller": "Marlow Verlag GmbH",
        "processor": "Kestrel Rechenzentrum AG",
    }
    assert read_agreement(write_agreement(agreement).encode(), "kestrel.md") == agreement
