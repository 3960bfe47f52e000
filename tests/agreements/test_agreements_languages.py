"""An agreement in another language is recognised and said, and nothing in it is guessed at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from servanda import registry
from servanda.agreements.review import laws_for, review
from servanda.documents.reader import read
from servanda.law.reader import read_law

GERMAN = """# Vertrag zur Auftragsverarbeitung

zwischen der Beispiel GmbH (Auftraggeber) und der Nordlicht AG (Auftragnehmer)

## 1 Gegenstand

Der Auftragnehmer verarbeitet personenbezogene Daten ausschließlich auf dokumentierte Weisung des
Auftraggebers. Die Verarbeitung dauert so lange, wie der Hauptvertrag besteht.

## 2 Vertraulichkeit

Alle Personen, die Zugang zu den Daten haben, sind zur Verschwiegenheit verpflichtet worden. Diese Pflicht
gilt auch nach dem Ende ihrer Tätigkeit. Verletzungen meldet der Auftragnehmer binnen 48 Stunden.
"""
FRENCH = """# Contrat de sous-traitance

entre la société Exemple (le responsable) et la société Boréale (le sous-traitant)

## 1 Objet

Le sous-traitant ne traite les données à caractère personnel que sur instruction documentée du
responsable. Le traitement dure aussi longtemps que le contrat principal est en vigueur.

## 2 Confidentialité

Les personnes qui ont accès aux données sont tenues au secret, et cette obligation demeure après la fin
de leurs fonctions. Toute violation est notifiée dans les 48 heures par le sous-traitant.
"""


@pytest.mark.parametrize(("words", "code"), [(GERMAN, "de"), (FRENCH, "fr")])
def test_another_language_is_said_and_not_judged(tmp_path: Path, words: str, code: str) -> None:
    path = tmp_path / "paper.md"
    path.write_text(words, encoding="utf-8")
    document = read(path)
    laws = [read_law(law, registry.law_text(law)) for law in laws_for(document)]
    result = review(document, laws, on=date(2026, 3, 1))
    assert result.language == code
    assert {finding.status for finding in result.provisions} == {"unsure"}
    assert {finding.confidence for finding in result.provisions} == {0.0}
    assert all(not finding.quote and not finding.proposal for finding in result.provisions)
    assert result.terms == ()
    assert any(n.code == "not-judged" and f"`{code}`" in n.message for n in result.notices)
