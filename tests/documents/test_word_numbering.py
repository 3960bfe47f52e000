"""Word's automatic numbering, rule by rule (ISO/IEC 29500-1 section 17.9)."""

from __future__ import annotations

import pytest
from word_files import abstract, docx, instance, level, paragraph

from servanda.documents.numbering import from_roman, kept, parse, split, to_letters, to_roman
from servanda.documents.reader import read_bytes
from servanda.documents.word_formats import formatted

LEGAL = abstract(
    0,
    level(0, "decimal", "%1."),
    level(1, "decimal", "%1.%2"),
    level(2, "lowerLetter", "(%3)"),
    level(3, "lowerRoman", "(%4)"),
)


def numbers(body: str, numbering: str, styles: str = "") -> list[str]:
    document = read_bytes(docx(body, numbering=numbering, styles=styles), "a.docx")
    return [clause.number for clause in document.walk() if clause.number]


def walk(*levels: int, num: str = "1") -> str:
    return "".join(paragraph(f"words {at}", num=num, level=one) for at, one in enumerate(levels))


def test_levels_count_and_deeper_ones_begin_anew() -> None:
    found = numbers(walk(0, 1, 1, 2, 2, 3, 2, 1, 2, 0, 1), LEGAL + instance(1, 0))
    assert found == ["1", "1.1", "1.2", "(a)", "(b)", "(i)", "(c)", "1.3", "(a)", "2", "2.1"]


def test_two_lists_of_one_definition_count_on() -> None:
    body = walk(0, 0) + walk(0, num="2")
    assert numbers(body, LEGAL + instance(1, 0) + instance(2, 0)) == ["1", "2", "3"]


def test_a_start_override_begins_anew_once() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = walk(0, 0) + walk(0, 0, num="2")
    found = numbers(body, LEGAL + instance(1, 0) + instance(2, 0, again))
    assert found == ["1", "2", "1", "2"]


def test_an_override_may_replace_the_level() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "Article %1.", start=4)}</w:lvlOverride>'
    assert numbers(walk(0), LEGAL + instance(1, 0, other)) == ["Article IV"]


def test_start_other_than_one() -> None:
    numbering = abstract(0, level(0, "decimal", "%1)", start=7)) + instance(1, 0)
    assert numbers(walk(0, 0), numbering) == ["7", "8"]


def test_legal_numbering_shows_figures_for_roman_articles() -> None:
    numbering = abstract(
        0,
        level(0, "upperRoman", "ARTICLE %1."),
        level(1, "decimal", "Section %1.%2", more="<w:isLgl/>"),
    ) + instance(1, 0)
    assert numbers(walk(0, 1, 0, 1), numbering) == [
        "ARTICLE I", "Section 1.1", "ARTICLE II", "Section 2.1",
    ]  # fmt: skip


def test_restart_zero_never_begins_anew() -> None:
    numbering = abstract(
        0,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%2", after="").replace(
            "<w:lvlText", '<w:lvlRestart w:val="0"/><w:lvlText'
        ),
    ) + instance(1, 0)
    assert numbers(walk(0, 1, 1, 0, 1), numbering) == ["1", "1", "2", "2", "3"]


def test_restart_after_a_higher_level_only() -> None:
    third = level(2, "lowerLetter", "(%3)").replace(
        "<w:lvlText", '<w:lvlRestart w:val="1"/><w:lvlText'
    )
    numbering = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), third)
    found = numbers(walk(0, 1, 2, 1, 2, 0, 1, 2), numbering + instance(1, 0))
    assert found == ["1", "1.1", "(a)", "1.2", "(b)", "2", "2.1", "(a)"]


def test_a_level_above_that_was_not_used_shows_its_start() -> None:
    assert numbers(walk(1, 1, 0), LEGAL + instance(1, 0))[:2] == ["1.1", "1.2"]


STYLES = """
<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="heading 1"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="heading 2"/><w:basedOn w:val="Clause"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Sub2"><w:name w:val="Own"/><w:basedOn w:val="Sub"/></w:style>
<w:style w:type="paragraph" w:styleId="None"><w:name w:val="Bare"/><w:basedOn w:val="Clause"/>
<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
"""
STYLED = abstract(
    0,
    level(0, "decimal", "%1.", more='<w:pStyle w:val="Clause"/>'),
    level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Sub"/>'),
) + instance(1, 0)


def test_styles_give_list_and_level_along_what_they_are_based_on() -> None:
    body = "".join(
        paragraph("words", style=style)
        for style in ("Clause", "Sub", "Sub2", "None", "Clause", "Sub")
    )
    assert numbers(body, STYLED, STYLES) == ["1", "1.1", "1.2", "2", "2.1"]


def test_list_zero_takes_the_number_of_a_style_away() -> None:
    body = paragraph("numbered", style="Clause") + paragraph("bare", style="Clause", num="0")
    assert numbers(body, STYLED, STYLES) == ["1"]


def test_a_definition_that_only_points_to_a_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Legal"><w:name w:val="Legal"/>'
        '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        abstract(0, level(0, "upperLetter", "%1."), more='<w:styleLink w:val="Legal"/>')
        + abstract(1, more='<w:numStyleLink w:val="Legal"/>')
        + instance(1, 1)
        + instance(9, 0)
    )
    assert numbers(walk(0, 0), numbering, styles) == ["A", "B"]


def test_a_circle_of_styles_ends() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("X", "Y"), ("Y", "X"))
    )
    document = read_bytes(docx(paragraph("words", style="X"), styles=styles), "a.docx")
    assert document.text == "words"


def test_bullets_are_items_without_a_number() -> None:
    numbering = abstract(0, level(0, "bullet", "·")) + instance(1, 0)
    document = read_bytes(docx(walk(0, 0), numbering=numbering), "a.docx")
    assert [p.kind for c in document.walk() for p in c.paragraphs] == ["item", "item"]
    assert not any(clause.number for clause in document.walk())


def test_an_empty_numbered_paragraph_counts() -> None:
    body = walk(0) + paragraph("", num="1") + paragraph("words", num="1")
    assert numbers(body, LEGAL + instance(1, 0)) == ["1", "3"]


def test_a_list_that_is_not_defined_numbers_nothing() -> None:
    assert numbers(walk(0, num="77"), LEGAL + instance(1, 0)) == []


@pytest.mark.parametrize(
    ("count", "kind", "shown"),
    [
        (4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"), (3, "decimalZero", "03"), (1, "ordinal", "1st"), (12, "ordinal", "12th"),
        (22, "ordinal", "22nd"), (21, "cardinalText", "Twenty-one"), (3, "ordinalText", "Third"),
        (20, "ordinalText", "Twentieth"), (5, "none", ""), (7, "some-new-kind", "7"), (0, "lowerRoman", "0"),
        (255, "hex", "FF"),
    ],
)  # fmt: skip
def test_number_formats(count: int, kind: str, shown: str) -> None:
    assert formatted(count, kind) == shown


@pytest.mark.parametrize(
    ("rendered", "number"),
    [
        ("6.1.", "6.1"), ("6.1", "6.1"), ("(a)", "(a)"), ("a)", "a"), ("Article 4.", "Article 4"),
        ("SECTION 1:", "SECTION 1"), (" 1 . ", "1"), ("§ 5", "§ 5"), ("(iv).", "(iv)"),
    ],
)  # fmt: skip
def test_how_a_label_is_kept(rendered: str, number: str) -> None:
    assert kept(rendered) == number


def test_roman_numerals_and_letters_there_and_back() -> None:
    assert [from_roman(to_roman(number)) for number in range(1, 400)] == list(range(1, 400))
    assert [to_letters(number) for number in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "zz", "aaa"]


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("6.1 Notice", "6.1", "Notice"), ("(a) words", "(a)", "words"), ("iv) words", "iv", "words"),
        ("Article 33: Notice", "Article 33", "Notice"), ("ANNEX II – Measures", "ANNEX II", "Measures"),
        ("Anlage 2: Maßnahmen", "Anlage 2", "Maßnahmen"), ("§ 5 Haftung", "§ 5", "Haftung"),
        ("Annex I(A) Parties", "Annex I(A)", "Parties"), ("Schedule", "Schedule", ""),
    ],
)  # fmt: skip
def test_labels_in_text(text: str, number: str, rest: str) -> None:
    found = split(text)
    assert found is not None
    assert (found[0].number, text[found[1] :]) == (number, rest)


@pytest.mark.parametrize(
    "text", ["2018 was", "100 MB", "e.g. this", "Annexes A", "Sections 1", "a word", ""]
)
def test_no_label(text: str) -> None:
    assert split(text) is None


def test_which_label_follows_which() -> None:
    def label(text: str):
        found = parse(text)
        assert found is not None
        return found

    assert label("(j)").follows(label("(i)"))
    assert label("(ii)").follows(label("(i)"))
    assert label("6.2").follows(label("6.1"))
    assert not label("6.2").follows(label("5.1"))
    assert not label("(b)").follows(label("a."))
    assert label("Article 5").follows(label("Article 4"))
