"""Labels to a tree: which label opens a clause, where it belongs, how it is cited."""

from __future__ import annotations

import pytest

from servanda.documents.clauses import Document
from servanda.documents.reader import read_bytes


def plain(text: str) -> Document:
    return read_bytes(text.encode(), "a.txt")


def markdown(text: str) -> Document:
    return read_bytes(text.encode(), "a.md")


def paths(document: Document) -> list[str]:
    return [clause.path for clause in document.walk() if clause.number]


def lines(*texts: str) -> str:
    return "\n\n".join(texts)


def test_letters_and_numerals_are_told_apart_by_what_follows() -> None:
    letters = lines("1. A", *(f"({c}) words" for c in "abcdefghij"))
    assert paths(plain(letters))[-2:] == ["1(i)", "1(j)"]
    nested = lines("1. A", *(f"({c}) words" for c in "abcdefgh"), "(i) deeper", "(ii) deeper")
    assert paths(plain(nested))[9:] == ["1(h)(i)", "1(h)(ii)"]


def test_deep_references() -> None:
    text = lines(
        "9. General", "9.3 Audit", "(a) one", "(b) two", "(i) x", "(ii) y", "(c) three", "9.4 End"
    )  # fmt: skip
    assert paths(plain(text)) == [
        "9", "9.3", "9.3(a)", "9.3(b)", "9.3(b)(i)", "9.3(b)(ii)", "9.3(c)", "9.4",
    ]  # fmt: skip


def test_annexes_begin_at_the_top_and_prefix_their_numbers() -> None:
    text = lines("1. Scope", "2. Term", "ANNEX I", "A. LIST OF PARTIES", "B. TRANSFER", "ANNEX II – MEASURES",
                 "1. Encryption", "(a) at rest", "2. Access")  # fmt: skip
    document = plain(text)
    assert paths(document) == [
        "1", "2", "ANNEX I", "ANNEX I.A", "ANNEX I.B", "ANNEX II", "ANNEX II 1", "ANNEX II 1(a)", "ANNEX II 2",
    ]  # fmt: skip
    assert [c.level for c in document.clauses] == [1, 1, 1, 1]
    assert document.clauses[3].heading == "MEASURES"


@pytest.mark.parametrize(
    "sentence",
    ["Section 4 applies to all data that the parties process here.", "Annex II lists the measures.",
     "Article 28 GDPR, as amended, applies.", "Schedule 1 and Schedule 2 are part of this agreement."],
)  # fmt: skip
def test_a_sentence_that_begins_with_a_reference_is_no_clause(sentence: str) -> None:
    assert paths(plain(lines("1. Scope", sentence, "2. Term"))) == ["1", "2"]


def test_an_article_takes_its_title_from_the_next_line() -> None:
    document = plain(
        lines(
            "Article 1",
            "DEFINITIONS",
            "1. one thing",
            "2. two things",
            "Article 2",
            "SCOPE",
            "Words here.",
        )
    )
    assert [(c.path, c.heading, c.text) for c in document.walk() if c.number] == [
        ("Article 1", "DEFINITIONS", ""), ("Article 1.1", "", "one thing"),
        ("Article 1.2", "", "two things"), ("Article 2", "SCOPE", "Words here."),
    ]  # fmt: skip


def test_german_labels() -> None:
    text = lines("§ 1 Gegenstand", "(1) Der Auftragnehmer verarbeitet Daten.", "(2) Er tut es nur auf Weisung.",
                 "§ 2 Dauer", "(1) Die Dauer folgt dem Hauptvertrag.", "Anlage 1: Maßnahmen", "1. Zutritt", "2. Zugang")  # fmt: skip
    assert paths(plain(text)) == [
        "§ 1",
        "§ 1(1)",
        "§ 1(2)",
        "§ 2",
        "§ 2(1)",
        "Anlage 1",
        "Anlage 1 1",
        "Anlage 1 2",
    ]


def test_numbers_that_begin_anew_are_told_apart_by_their_heading() -> None:
    text = "## Terms\n\n### 1. Scope\n\n### 2. Term\n\n## Security Exhibit\n\n### 1. Keys\n\n1.1 Words.\n\n### 2. Locks\n"
    assert paths(markdown(text)) == [
        "1", "2", "Security Exhibit 1", "Security Exhibit 1.1", "Security Exhibit 2",
    ]  # fmt: skip


def test_heading_levels_that_contradict_the_numbers() -> None:
    text = "# T\n\n## 2. Status\n\n#### 2.1 One\n\n### 3. Data\n\n#### 3.1 Two\n"
    document = markdown(text)
    assert paths(document) == ["2", "2.1", "3", "3.1"]
    assert [c.level for c in document.walk() if c.number] == [1, 2, 1, 2]


@pytest.mark.parametrize(
    ("words", "heading", "mark", "rest"),
    [
        ("Security Incident. Provider shall tell.", "Security Incident", ".", "Provider shall tell."),
        ("Access to and Amendment of PHI. Within ten days it acts.", "Access to and Amendment of PHI", ".", "Within ten days it acts."),
        ("Provider shall tell. Customer may ask.", "", "", "Provider shall tell. Customer may ask."),
        ("The Act of 2018, Cal. Civ. Code applies.", "", "", "The Act of 2018, Cal. Civ. Code applies."),
        ("“Data” means data. It is held.", "", "", "“Data” means data. It is held."),
        ("Definitions.", "Definitions", ".", ""),
        ("personal data is kept.", "", "", "personal data is kept."),
    ],
)  # fmt: skip
def test_run_in_headings_without_typography(words: str, heading: str, mark: str, rest: str) -> None:
    clause = plain(f"6.1 {words}").clauses[0]
    assert (clause.heading, clause.heading_mark, clause.text) == (heading, mark, rest)


def test_bold_run_in_headings_in_markdown() -> None:
    document = markdown(
        "# Addendum\n\n**Breach.** Provider shall tell.\n\n**Audit**: once a year.\n\n**Note** that this is none.\n"
    )
    assert [(c.heading, c.heading_mark, c.text) for c in document.walk()][1:] == [
        ("Breach", ".", "Provider shall tell."),
        ("Audit", ":", "once a year.\nNote that this is none."),
    ]


def test_definitions_without_numbers_are_items() -> None:
    document = plain(lines("1. Definitions", "“Controller” means the one who decides.", "Words."))
    assert [p.kind for p in document.clauses[0].paragraphs] == ["item", "text"]


def test_every_path_is_unique() -> None:
    document = plain(lines(*["1. One", "(a) x", "2. Two"] * 5, *["Annex I", "1. y"] * 3))
    assert len(paths(document)) == len(set(paths(document)))


def test_nesting_is_bounded_and_no_word_is_lost() -> None:
    text = lines(
        *(f"{'.'.join('1' * depth)} w{depth}" for depth in range(1, 7)),
        *["(a) x", "(i) y", "A. z", "1. v"] * 200,
    )
    document = plain(text)
    assert max(c.level for c in document.walk()) <= 40
    assert document.text.split().count("v") == 200
