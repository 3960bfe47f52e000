from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import papers_expected
import pytest
from agreement_kit import law, one_clause
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.agreements.review import laws_for, review
from servanda.agreements.weighing import EVEN
from servanda.documents.clauses import Document
from servanda.documents.reader import read
from servanda.law.provisions import Requirement

ON = date(2026, 3, 1)
PAPERS = Path(__file__).parent / "papers"


@pytest.mark.parametrize("slug", sorted(papers_expected.PROVISIONS))
def test_a_whole_paper_is_judged_as_a_reader_judges_it(slug: str) -> None:
    result = review(read(PAPERS / f"{slug}.md"), [law("eu/gdpr")], on=ON)
    got = {finding.alias: finding.status for finding in result.provisions}
    wanted = papers_expected.PROVISIONS[slug].items()
    # a reader's half may be the whole to another: there the review does not decide
    expected = {a: "unsure" if (a, status) in EVEN else status for a, status in wanted}
    assert {alias: got[alias] for alias in expected} == expected


def test_what_is_wrong_as_often_as_right_is_unsure_and_says_what_is_wanting() -> None:
    result = review(read(PAPERS / "tidewater-dpa.md"), [law("eu/gdpr")], on=ON)
    found = next(f for f in result.provisions if f.alias == "GDPR-28.3.g-copies")
    assert found.status == "unsure"
    assert found.quote
    assert found.why.startswith("most likely partial (")


@pytest.mark.parametrize("slug", sorted(papers_expected.NUMBERS))
def test_every_number_of_a_paper_is_found_and_none_invented(slug: str) -> None:
    result = review(read(PAPERS / f"{slug}.md"), [], on=ON)
    numbers = set()
    for term in result.terms:
        flat = term.flat()
        if isinstance(flat["value"], int) and not isinstance(flat["value"], bool):
            numbers.add((term.kind, flat["value"], flat["unit"]))
    assert numbers == papers_expected.NUMBERS[slug]


def _quotes_stand_in(document: Document) -> None:
    result = review(document, [law("eu/gdpr"), law("us/hipaa")], on=ON)
    text = document.text
    for part in (*result.provisions, *result.terms):
        assert part.quote in text
    for finding in result.provisions:
        assert finding.quote or finding.status in ("missing", "not-applicable", "unsure")
        assert finding.why
        assert 0 <= finding.confidence <= 1


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Processor shall notify Controller of a breach within 48 hours.",
                "Upon termination Provider shall delete all data (copies included) within 30 days;",
                "“Personal Data” means any information.",
                "Anlage 1: (a) Namen; (b) Adressen.",
                "see No. 5 i.e. Art. 28(3)(h)",
                "\t- item ﬁnal – ‘x’",
                "Customer: [to be completed] ____",
                "🙂 " * 90,
            ]
        )
        | st.text(max_size=60),
        max_size=8,
    )
)
def test_every_quote_stands_in_the_document(parts: list[str]) -> None:
    _quotes_stand_in(one_clause("\n\n".join(parts), heading="Data protection"))


@pytest.mark.shared
def test_every_quote_stands_in_the_document_on_real_agreements(shared: Path) -> None:
    corpus = shared / "agreements" / "corpus"
    for path in sorted(corpus.glob("*")):
        if path.suffix in (".md", ".docx") and path.stat().st_size < 60_000:
            _quotes_stand_in(read(path))


def test_what_could_not_be_read_is_unsure_throughout() -> None:
    document = replace(one_clause("7KH VXEMHFW"), readable=False, language="")
    result = review(document, [law("eu/gdpr")], on=ON)
    assert {finding.status for finding in result.provisions} == {"unsure"}
    assert not result.terms
    assert any(notice.code == "not-judged" for notice in result.notices)
    assert laws_for(document) == ("eu/gdpr",)


def test_another_language_is_said_and_not_guessed_at() -> None:
    document = one_clause("Der Auftragsverarbeiter löscht alle Daten in 30 Tagen.", language="de")
    result = review(document, [law("eu/gdpr")], on=ON)
    assert {finding.status for finding in result.provisions} == {"unsure"}
    assert not result.terms
    assert any("`de`" in notice.message for notice in result.notices)


def test_a_privacy_notice_is_no_missing_agreement() -> None:
    words = (
        "This Privacy Notice explains how we use your personal data.\n\n"
        "We collect information you give us when you visit our website. We use cookies.\n\n"
        "Your rights: you may lodge a complaint. Our legal bases are consent and legitimate interests."
    )
    result = review(one_clause(words, heading="Privacy Notice"), [law("eu/gdpr")], on=ON)
    assert result.kind == "privacy-notice"
    assert not result.provisions
    assert any(notice.code == "privacy-notice" for notice in result.notices)


def test_a_law_before_its_day_judges_nothing() -> None:
    result = review(
        one_clause("Processor shall delete the data."), [law("eu/gdpr")], on=date(2017, 1, 1)
    )
    assert not result.provisions


def test_a_requirement_that_no_rule_knows_is_unsure() -> None:
    gdpr = law("eu/gdpr")
    provision = replace(
        gdpr.provisions[0],
        requirements=(
            Requirement(
                id="new",
                topic="other",
                title="Something new",
                since=date(2018, 5, 25),
                alias="NEW-1",
            ),
        ),
    )
    result = review(
        one_clause("Processor shall delete."), [replace(gdpr, provisions=(provision,))], on=ON
    )
    assert [finding.status for finding in result.provisions] == ["unsure"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Provider picks up the phone to the Customer's regulator, as Article 31 hints, and mentions gadgets.", "satisfied"),
        ("Provider picks up the phone to the regulator of the Customer and hints at things.", "unsure"),
        ("Provider mentions in passing that the weather is fine in the summer.", "missing"),
    ],
)  # fmt: skip
def test_words_near_a_worked_example_are_shown_rather_than_called_missing(
    words: str, status: str
) -> None:
    gdpr = law("eu/gdpr")
    example = "Provider picks up the phone to the Customer's regulator, as Article 31 hints, and mentions gadgets."
    provision = next(
        p for p in gdpr.provisions if any(r.alias == "GDPR-28.4-liab" for r in p.requirements)
    )
    requirement = next(r for r in provision.requirements if r.alias == "GDPR-28.4-liab")
    taught = replace(
        provision,
        requirements=(requirement,),
        examples=(
            replace(
                provision.examples[0], requirement=requirement.id, status="satisfied", words=example
            ),
        ),
    )
    result = review(one_clause(words), [replace(gdpr, provisions=(taught,))], on=ON)
    (finding,) = result.provisions
    assert finding.status == status
    assert finding.quote == (words if status != "missing" else "")


@pytest.mark.shared
def test_the_labelled_agreements(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    from benchmarks.accuracy.labels import read_labels
    from benchmarks.accuracy.scoring import Tally, score

    total = Tally()
    for labelled in read_labels(shared):
        document = read(labelled.path)
        if document.readable:
            result = review(document, [law(name) for name in labelled.laws], on=ON)
            total.add(score(labelled.slug, labelled.provisions, labelled.terms, result))
    numbers = total.numbers()
    assert numbers["decisions"] > 200
    assert numbers["precision"] >= 0.9
    assert numbers["recall"] >= 0.9
    assert numbers["accuracy"] >= 0.95
    assert numbers["unsure"] <= 0.1
    assert numbers["numeric_exact"] >= 0.95
    assert numbers["numeric_invented"] == 0


@pytest.mark.shared
def test_the_same_findings_from_every_format(shared: Path) -> None:
    corpus = shared / "agreements" / "corpus"
    for one, other in (
        ("bonterms-dpa.md", "bonterms-dpa-pdf.pdf"),
        ("bonterms-baa.md", "bonterms-baa-pdf.pdf"),
        ("bonterms-cloud-terms.md", "bonterms-cloud-terms-pdf.pdf"),
        ("commonpaper-csa.md", "commonpaper-docx-cloud-service-agreement.docx"),
    ):
        seen = []
        for name in (one, other):
            result = review(read(corpus / name), [law("eu/gdpr"), law("us/hipaa")], on=ON)
            terms = {(t.kind, str(t.flat()["value"]), t.flat()["unit"]) for t in result.terms}
            seen.append(([(f.id, f.status) for f in result.provisions], terms))
        assert seen[0] == seen[1], (one, other)
