"""What looks like a promise and is none: by structure, not by wording."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from agreement_kit import clauses, one_clause

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
