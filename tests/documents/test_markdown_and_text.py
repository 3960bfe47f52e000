"""Markdown and plain text as their readers see them."""

from __future__ import annotations

import codecs

import pytest

from servanda.documents.clauses import Document
from servanda.documents.reader import read_bytes


def markdown(text: str) -> Document:
    return read_bytes(text.encode(), "a.md")


def test_lists_carry_the_numbers_that_commonmark_renders() -> None:
    document = markdown("3. three\n1. four\n\n   1) one\n   7) two\n")
    assert [(c.number, c.path) for c in document.walk()] == [
        ("3", "3"),
        ("4", "4"),
        ("1", "4.1"),
        ("2", "4.2"),
    ]


def test_letters_inside_list_items_are_clauses() -> None:
    document = markdown(
        "1. Head\n\n    1. Sub\n\n        a. first\n\n        b. second\n\n    2. Next\n"
    )
    assert [c.path for c in document.walk()] == ["1", "1.1", "1.1.a", "1.1.b", "1.2"]


def test_inline_html_is_dropped_entities_are_decoded_and_classes_mark_headings() -> None:
    text = '1. <span class="header_3">Audit&nbsp;&amp; Reports.</span> <span class="link">Provider</span> reports.'
    clause = markdown(text).clauses[0]
    assert (clause.heading, clause.text) == ("Audit & Reports", "Provider reports.")


def test_front_matter_gives_the_title_and_is_no_text() -> None:
    document = markdown("---\ntitle: 'The DPA'\nversions: x\n---\n\n## Scope\n\nWords.\n")
    assert (document.title, document.text) == ("The DPA", "Scope\nWords.")


def test_tables() -> None:
    document = markdown("## Names\n\n| Name | Place |\n|---|---|\n| **A** | x<br>y |\n| B | |\n")
    table = document.tables[0]
    assert table.rows == (("Name", "Place"), ("A", "x y"), ("B", ""))
    assert table.clause == "Names"


def test_words_after_a_list_stay_behind_it_and_under_its_clause() -> None:
    document = markdown("## 4. Duties\n\nIt shall:\n\n1. one;\n2. two.\n\nThis survives.\n")
    assert document.text.splitlines() == [
        "4 Duties",
        "It shall:",
        "1",
        "one;",
        "2",
        "two.",
        "This survives.",
    ]
    assert [c.path for c in document.walk()] == ["4", "4.1", "4.2", "4"]


def test_html_lists_across_blank_lines() -> None:
    text = (
        '##### Clause 3\n\n**Beneficiaries**\n\n<ol style="list-style-type:lower-alpha">\n    <li>One:\n'
        '    <ol type="i">\n        <li>x;</li>\n\n        <li>y.</li>\n    </ol></li>\n    <li>and two.</li>\n</ol>\n\nAfter.\n'
    )
    document = markdown(text)
    assert [(c.path, c.text) for c in document.walk()] == [
        ("Clause 3", ""), ("Clause 3.a", "One:"), ("Clause 3.a.i", "x;"), ("Clause 3.a.ii", "y."),
        ("Clause 3.b", "and two."), ("Clause 3", "After."),
    ]  # fmt: skip
    assert document.clauses[0].heading == "Beneficiaries"


def test_an_html_table_and_script() -> None:
    document = markdown(
        "<table><tr><th>A</th><td>b &amp; c</td></tr></table>\n\n<script>evil()</script>\n\nWords.\n"
    )
    assert document.tables[0].rows == (("A", "b & c"),)
    assert "evil" not in document.text


def test_a_bullet_that_names_an_annex_does_not_open_it() -> None:
    document = markdown(
        "## Parts\n\n- Annex I – Parties\n- Annex II – Measures\n\n## Scope\n\nWords.\n"
    )
    assert [c.path for c in document.walk()] == ["Parts", "Scope"]
    assert [p.kind for p in document.clauses[0].paragraphs] == ["item", "item"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Schlüssel – geheim".encode(), "Schlüssel – geheim"),
        (codecs.BOM_UTF8 + "Schlüssel".encode(), "Schlüssel"),
        ("Schlüssel “x”".encode("utf-16"), "Schlüssel “x”"),
        (codecs.BOM_UTF16_BE + "Schlüssel".encode("utf-16-be"), "Schlüssel"),
        ("Schlüssel – 5 €".encode("cp1252"), "Schlüssel – 5 €"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, text: str) -> None:
    assert read_bytes(data, "a.txt").text == text


def test_wrapped_lines_are_one_paragraph_and_a_label_ends_it() -> None:
    text = "1. Scope. The parties agree that\nthis agreement covers all\ndata.\n2. Term. It lasts\na year.\n"
    document = read_bytes(text.encode(), "a.txt")
    assert [(c.number, c.heading, c.text) for c in document.walk()] == [
        ("1", "Scope", "The parties agree that this agreement covers all data."),
        ("2", "Term", "It lasts a year."),
    ]


def test_a_reference_at_the_start_of_a_wrapped_line_stays_in_its_sentence() -> None:
    text = "1. Scope\nas the parties agreed under\n(c) above, and in Section\n4. The rest follows."
    document = read_bytes(text.encode(), "a.txt")
    assert [c.number for c in document.walk()] == ["1"]


def test_form_feeds_are_pages_and_underlines_are_headings() -> None:
    document = read_bytes(b"Agreement\n=========\n\nWords.\n\f\nMore words.\n", "a.txt")
    assert document.clauses[0].heading == "Agreement"
    assert [p.page for p in document.clauses[0].paragraphs] == [1, 2]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The processor shall notify the controller without undue delay after it becomes aware of a breach of the data which it processes."),
        ("de", "Der Auftragnehmer meldet dem Verantwortlichen eine Verletzung des Schutzes der Daten ohne schuldhaftes Zögern, nachdem sie ihm bekannt geworden ist."),
        ("fr", "Le sous-traitant notifie au responsable du traitement toute violation de données à caractère personnel dans les meilleurs délais après en avoir pris connaissance."),
        ("es", "El encargado del tratamiento notificará al responsable sin dilación indebida las violaciones de la seguridad de los datos de las que tenga conocimiento."),
        ("it", "Il responsabile del trattamento informa il titolare senza ingiustificato ritardo dopo essere venuto a conoscenza della violazione dei dati che gli sono affidati."),
        ("nl", "De verwerker stelt de verwerkingsverantwoordelijke zonder onredelijke vertraging in kennis van een inbreuk op de beveiliging van de gegevens die hij verwerkt."),
    ],
)  # fmt: skip
def test_languages_are_recognised_and_said(code: str, text: str) -> None:
    document = read_bytes(text.encode(), "a.txt")
    assert document.language == code
    assert [n.code for n in document.notices] == ([] if code == "en" else ["language"])


def test_a_language_that_is_not_known_is_not_guessed() -> None:
    finnish = "Käsittelijän on ilmoitettava henkilötietojen tietoturvaloukkauksesta rekisterinpitäjälle ilman aiheetonta viivytystä saatuaan sen tietoonsa ja annettava kaikki tarvittavat tiedot ajoissa kirjallisesti."
    assert read_bytes(finnish.encode(), "a.txt").language == ""
    assert read_bytes(b"Yes.", "a.txt").language == ""
