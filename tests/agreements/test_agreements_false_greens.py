"""What looks like a promise and is none: by structure, not by wording."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from agreement_kit import clauses, judge, one_clause

from servanda.agreements.passages import read_passages
from servanda.agreements.recognise.standing import bearer, permits_only
from servanda.agreements.recognise.topics._shared import articles_in
from servanda.documents.clauses import Document, Paragraph

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.accuracy.labels import Labelled
from benchmarks.deletions import main, mutants, without

CONFIDENTIAL = (
    "All staff with access to Personal Data have signed an undertaking of confidentiality."
)
TOLD = "Processor shall notify Controller of a Personal Data Breach without undue delay."


def paper() -> Document:
    return clauses(
        ("Persons", (Paragraph(text=f"{CONFIDENTIAL} They are trained every year."),)),
        ("Incidents", (Paragraph(text=TOLD),)),
        ("Incidents again", (Paragraph(text=TOLD.replace("shall", "will")),)),
    )


def label(alias: str, quote: str, status: str = "satisfied") -> dict[str, str]:
    return {"id": alias, "status": status, "quote": quote}


def test_deleting_takes_the_sentence_or_the_paragraph_and_nothing_else() -> None:
    sentence = without(paper(), CONFIDENTIAL)
    assert sentence is not None
    assert CONFIDENTIAL not in sentence.text
    assert "They are trained every year." in sentence.text
    paragraph = without(paper(), CONFIDENTIAL, whole_paragraph=True)
    assert paragraph is not None
    assert "trained" not in paragraph.text
    assert TOLD in paragraph.text
    assert without(paper(), "Words that stand nowhere in it.") is None


def test_a_quote_over_two_sentences_takes_both() -> None:
    document = one_clause("One goes first. Two stays not behind. Three is left.")
    changed = without(document, "One goes first. Two stays not behind.")
    assert changed is not None
    assert changed.clauses[0].text == "Three is left."


def test_a_promise_made_once_turns_and_one_made_twice_stays() -> None:
    labelled = Labelled(
        slug="own-paper",
        issuer="own",
        path=Path("paper.md"),
        laws=("eu/gdpr",),
        provisions=(
            label("GDPR-28.3.b", CONFIDENTIAL),
            label("GDPR-33.2", TOLD),
            label("GDPR-28.3.c", "", "missing"),
        ),
        terms=(),
    )
    count = mutants(labelled, paper())
    assert dict(count.sentence) == {"missing": 1, "satisfied": 1}
    assert [line.split(" without")[0] for line in count.stays] == ["own-paper GDPR-33.2"] * 2
    assert count.numbers()["sentence_turned"] == pytest.approx(0.5)


def test_the_measure_as_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "agreements"
    (home / "corpus").mkdir(parents=True)
    (home / "labels").mkdir()
    assert main(["--shared", str(tmp_path / "elsewhere")]) == 3
    capsys.readouterr()
    (home / "corpus" / "own-paper.md").write_text(f"# Persons\n\n{CONFIDENTIAL}\n", "utf-8")
    (home / "labels" / "own-paper.json").write_text(
        json.dumps(
            {
                "slug": "own-paper",
                "frameworks": ["gdpr"],
                "provisions": [label("GDPR-28.3.b", CONFIDENTIAL)],
                "terms": [],
            }
        ),
        "utf-8",
    )
    assert main(["--shared", str(tmp_path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["schema"] == "servanda/deletions/1"
    assert report["total"]["sentence_missing"] == 1
    assert report["total"]["sentence_turned"] == 1.0


# alias, words that look like its promise, and how the same promise reads when it is one
LOOKS_LIKE_IT = (
    # a definition
    (
        "GDPR-28.4-liab",
        '"Regulator" means (i) the national authority; and (ii) any body responsible for the acts of Sub-processors.',
        "Processor is responsible for the acts of its Sub-processors as for its own.",
    ),
    (
        "HIPAA-504e2(ii)(D)",
        "The following terms have the same meaning as in HIPAA: Agreement, Business Associate, Restrictions, Requirements, Subcontractor.",
        "Business Associate shall ensure that Subcontractors agree in writing to the same restrictions.",
    ),
    # the other side's duty
    (
        "GDPR-28.4-flow",
        "The Customer is obliged to ensure that third parties it engages are bound by contract to the same data protection obligations.",
        "The Processor is obliged to ensure that sub-processors it engages are bound by contract to the same data protection obligations.",
    ),
    (
        "GDPR-28.3.c",
        "Each Sub-processor shall implement appropriate technical and organisational measures.",
        "Processor shall implement appropriate technical and organisational measures.",
    ),
    # told to others
    (
        "GDPR-33.2",
        "Provider shall notify the data protection authority without undue delay of a personal data breach.",
        "Provider shall notify Customer without undue delay of a personal data breach.",
    ),
    (
        "GDPR-33.2",
        "Provider shall assist Customer in complying with its obligation to communicate a personal data breach to data subjects without undue delay.",
        "Provider shall communicate a personal data breach to Customer without undue delay.",
    ),
    # leave is no duty
    (
        "GDPR-28.3.e",
        "Provider may assist Customer in answering requests of data subjects.",
        "Provider shall assist Customer in answering requests of data subjects.",
    ),
    (
        "GDPR-28.3.f-35",
        "Provider may assist Customer with data protection impact assessments.",
        "Provider shall assist Customer with data protection impact assessments.",
    ),
    # another law's article
    (
        "GDPR-28.3.f-35",
        "Provider assists Customer with its obligations under Article 35 of Regulation (EU) 2018/1725.",
        "Provider assists Customer with its obligations under Article 35 of Regulation (EU) 2016/679.",
    ),
    # a form's instruction, a recital
    (
        "GDPR-28.3.c",
        "Describe the appropriate technical and organisational measures that the processor shall implement.",
        "The processor shall implement the appropriate technical and organisational measures.",
    ),
    (
        "GDPR-28.3.b",
        "WHEREAS all staff of the Processor should be bound to confidentiality;",
        "All staff of the Processor are bound to confidentiality.",
    ),
    # a word without its object
    (
        "GDPR-28.2-auth",
        "Provider shall not disclose the data to third parties without the prior consent of Customer.",
        "Provider shall not engage third parties for the processing without the prior consent of Customer.",
    ),
    (
        "GDPR-28.3.b",
        "Provider shall ensure that staff are informed of the confidential nature of the data.",
        "Provider shall ensure that staff are bound to confidentiality.",
    ),
    (
        "GDPR-28.3.h-audit",
        "Customer can inspect the documentation.",
        "Customer can inspect the premises and audit the processing.",
    ),
)


@pytest.mark.parametrize(("alias", "looks", "is_one"), LOOKS_LIKE_IT)
def test_what_looks_like_a_promise_does_not_satisfy(alias: str, looks: str, is_one: str) -> None:
    frame = "\n\nProvider is the Processor. Customer is the Controller."
    assert judge(alias, one_clause(looks + frame)).status != "satisfied"
    assert judge(alias, one_clause(is_one + frame)).status == "satisfied"


def test_an_article_counts_with_its_regulation_only() -> None:
    both = "articles 33 and 34 of regulation (eu) 2016/679 or articles 34 and 35 of regulation (eu) 2018/1725"
    assert articles_in(both) == {33, 34}
    assert articles_in("articles 32 to 34 gdpr") == {32, 33, 34}
    assert articles_in("article 9 of this agreement") == set()
    assert articles_in("article 33 of the general data protection regulation") == {33}


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("if controller objects, processor shall propose another", "processor"),
        ("controller shall inform processor", "controller"),
        ("processor helps controller where controller must consult the authority", ""),
        ("subprocessors must keep the same rules", "subprocessor"),
        ("controller shall have the right to audit", ""),
        ("data is kept in the union", ""),
    ],
)
def test_who_bears_a_duty(words: str, who: str) -> None:
    assert bearer(words) == who


def test_leave_with_a_limit_is_more_than_leave() -> None:
    assert permits_only("processor may assist controller")
    assert not permits_only("processor may process personal data only on instructions")
    assert not permits_only("processor may engage subprocessors provided that each is bound")
    assert not permits_only("upon request, processor shall assist; processor may charge for it")


def test_a_sentence_that_points_back_is_read_with_the_one_before() -> None:
    words = "Covered Entity shall give thirty days to cure a material breach. If not cured, Covered Entity may terminate this Agreement."
    judged = judge("HIPAA-504e2(iii)", one_clause(words))
    assert judged.status == "satisfied"
    assert judged.passage is not None
    assert judged.passage.words.startswith("If not cured")
    first = words.split(". ")[0] + "."
    assert judge("HIPAA-504e2(iii)", one_clause(first)).status == "missing"


def test_of_two_sentences_the_one_that_binds_is_quoted() -> None:
    words = (
        "In this case, appropriate technical and organisational measures are maintained for the data.\n\n"
        "Processor shall implement appropriate technical and organisational measures under Article 32 GDPR."
    )
    judged = judge("GDPR-28.3.c", one_clause(words))
    assert judged.passage is not None
    assert judged.passage.words.startswith("Processor shall")


def test_a_duration_heading_does_not_make_any_sentence_a_duration() -> None:
    def paper(words: str) -> Document:
        return clauses(("Subject and duration of the processing", (Paragraph(text=words),)))

    assert judge("GDPR-28.3-duration", paper("Provider runs web servers for Customer.")).status != (
        "satisfied"
    )
    lasts = "Provider runs web servers for Customer until this Agreement is terminated."
    assert judge("GDPR-28.3-duration", paper(lasts)).status == "satisfied"


def test_what_a_sentence_is_stands_on_the_passage() -> None:
    document = clauses(
        ("Definitions", (Paragraph(text="Incident: any unauthorised access to data."),)),
        ("Recitals", (Paragraph(text="Customer runs a shop."),)),
        ("Annex", (Paragraph(text="Specify the measures that are taken."),)),
        ("Notices", (Paragraph(text="Notice is given. In this case, it is written."),)),
    )
    passages = [p for p in read_passages(document).passages if not p.heading]
    assert [p.definition for p in passages] == [True, False, False, False, False]
    assert [p.recital for p in passages] == [False, True, False, False, False]
    assert [p.form for p in passages] == [False, False, True, False, False]
    assert [p.back for p in passages] == [False, False, False, False, True]
